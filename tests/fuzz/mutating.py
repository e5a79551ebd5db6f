"""New inputs out of old ones: a few bytes changed, parts moved, words of the formats put in."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Final

WORDS: Final = (
    b"|", b"||", b"|||", b"$", b"HC1:", b"BT1:", b"shc:/", b"shc:/1/2/", b"001202000000",
    b"15052002", b"31022002", b"Nam", "Nữ".encode(), b"2002-05-15", b"****-**-**", b"*", b"<",
    b"\x00", b"\x1d", b"(01)", b"(10)", b"0108935006123458", b"17261231", b"10AB",
    b"https://a/01/", b"?17=", b"&", b"%", b"CCCD:", b"\r\n", "đ".encode(), "ấ".encode(),
    "\u0323".encode(), "\uff11".encode(), b"4e", b"{", b"}", b"[", b'"', b":", b",", b"null",
    b"-1", b"1e400", b"NaN", b"\xff", b"\x18", b"\xd2\x84", b"\xf6", b"\xa1", b"\x9f", b"\xbf",
    b"\x5f", b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff", b"\xfb\x7f\xf0\x00\x00\x00\x00\x00\x00",
    b"bantiem:hub?url=", b"&key=", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"9" * 20, b" " * 20,
)  # fmt: skip
_MOST_CHANGES: Final = 6


def mutated(chance: random.Random, corpus: Sequence[bytes], largest: int) -> bytes:
    """Return an input made out of one or two of the corpus, no longer than ``largest``."""
    data = _favoured(chance, corpus)
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        data = chance.choice(_CHANGES)(chance, data)[:largest]
    if chance.random() < 0.1:
        data = _spliced(chance, data, _favoured(chance, corpus))
    return data[:largest]


def _favoured(chance: random.Random, corpus: Sequence[bytes]) -> bytes:
    """Return one of the corpus, in half of the cases one that was found lately."""
    lately = corpus[-16:] if chance.random() < 0.5 else corpus
    return chance.choice(lately)


def _span(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(chance.paretovariate(0.7)))


def _flip(chance: random.Random, data: bytes) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _other(chance: random.Random, data: bytes) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _without(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def _repeated(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 7, 40)) + data[end:]


def _moved(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    rest = data[:start] + data[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _with_word(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    end = chance.choice((start, end))
    return data[:start] + chance.choice(WORDS) + data[end:]


def _with_noise(chance: random.Random, data: bytes) -> bytes:
    start, _ = _span(chance, data)
    return data[:start] + chance.randbytes(chance.randint(1, 4)) + data[start:]


def _with_digit(chance: random.Random, data: bytes) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + b"%d" % chance.randrange(10) + data[at + 1 :]


def _spliced(chance: random.Random, one: bytes, other: bytes) -> bytes:
    return one[: chance.randrange(len(one) + 1)] + other[chance.randrange(len(other) + 1) :]


_CHANGES: Final[tuple[Callable[[random.Random, bytes], bytes], ...]] = (
    *(_flip, _other, _without, _repeated, _moved),
    *(_with_word, _with_word, _with_noise, _with_digit),
)
