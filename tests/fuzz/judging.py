"""What an input must not do: raise another error than the typed one, or cost too much.

Time and memory are asked of inputs *pumped up*: a part of one repeated to an eighth, a quarter, a
half and the whole of the largest that the parser takes. Work that grows with the square of the
length shows between a quarter and the whole.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

LONGEST: Final = 0.25  # seconds of this thread's own work, for any input
_NOTICED: Final = 0.02  # seconds: growth below is of no matter
_GREW: Final = 9.0  # times, for four times the length: a line gives 4, a square 16
_ROOM: Final = 4 * 1024 * 1024  # bytes that any input may take
_EACH: Final = 64  # and for each of its bytes
_TRIES: Final = 3  # a busy machine makes single measurements long


class Finding(Struct, frozen=True):
    """What went wrong (a class of findings), in words, and the input."""

    kind: str
    words: str
    data: bytes


def pumped(chance: random.Random, data: bytes, largest: int) -> Iterator[bytes]:
    """Give an input with one part of it repeated, to an eighth of ``largest`` and on to all."""
    start = chance.randrange(len(data) + 1)
    part = data[start : start + chance.randint(1, 12)] or data or b"a"
    room = max(0, largest - len(data))
    for share in (8, 4, 2, 1):
        yield data[:start] + part * (room // share // len(part)) + data[start:]


def costly(read: Callable[[bytes], object], longer: list[bytes]) -> Finding | None:
    """Return what is wrong with the time that inputs of growing length take, if anything."""
    times = [_least(read, data) for data in longer]
    whole, quarter = times[-1], times[-3]
    if whole > LONGEST:
        return Finding("slow", f"{whole:.2f} s for {len(longer[-1])} bytes", longer[-1])
    if whole > _NOTICED and whole > _GREW * max(quarter, 1e-6):
        words = f"{quarter * 1000:.1f} ms, then {whole * 1000:.1f} ms for four times the length"
        return Finding("grows with the square", words, longer[-1])
    return None


def greedy(read: Callable[[bytes], object], data: bytes) -> Finding | None:
    """Return what is wrong with the memory that an input takes, if anything."""
    tracemalloc.start()
    try:
        _quietly(read, data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    if most <= _ROOM + _EACH * len(data):
        return None
    return Finding("greedy", f"{most / 1e6:.1f} MB for {len(data)} bytes", data)


def _least(read: Callable[[bytes], object], data: bytes) -> float:
    least = float("inf")
    for _ in range(_TRIES):
        began = time.thread_time()
        _quietly(read, data)
        least = min(least, time.thread_time() - began)
        if least <= _NOTICED:
            break
    return least


def _quietly(read: Callable[[bytes], object], data: bytes) -> None:
    try:
        read(data)
    except Exception:  # noqa: BLE001 - what may be raised is judged elsewhere
        return
