"""What a carried file says of itself in the clear: what it is, of whom, and for whom.

Nothing in it is personal. It is believed only when the chunks behind it open, because their
keys are derived from its bytes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, BinaryIO, Final, Literal

import msgspec

from immunization.struct_types import prepare
from sync.carrying import keys
from sync.carrying.errors import CarriedAltered, CarriedCut, CarriedTooNew, NotCarried
from sync.wire import Millis, PublicKey, Short

VERSION: Final = 1
MAGIC: Final = b"bantiem carried v1\n"
_PREFIX: Final = b"bantiem carried v"

MAX_HEADING: Final = 64 << 10
"""Bytes of a heading."""

MAX_READERS: Final = 400
"""Who may read one file: all desks of a large site, its server and the centre."""

Kind = Literal["entries", "feed", "receipts"]

_Device = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?\Z")]


class Reader(msgspec.Struct, array_like=True, frozen=True):
    """One who may read the file: an Ed25519 public key, and the file's key wrapped for it."""

    key: PublicKey
    wrapped: Annotated[bytes, msgspec.Meta(min_length=48, max_length=48)]


class Heading(msgspec.Struct, array_like=True, frozen=True, kw_only=True):
    """``sender`` signed the chunks; ``device`` is its id, "" for a centre or hub.

    ``centre`` is the key of the centre that all this belongs to; ``at`` is the sender's clock.
    """

    version: int = VERSION
    kind: Kind
    id: Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
    at: Millis
    site: Short
    device: _Device
    sender: PublicKey
    centre: PublicKey
    ephemeral: PublicKey
    readers: Annotated[list[Reader], msgspec.Meta(min_length=1, max_length=MAX_READERS)]


class _Versioned(msgspec.Struct, array_like=True, frozen=True):
    version: int


prepare(Heading, _Versioned)


@dataclass(frozen=True, slots=True)
class About:
    """What the writer of a file says of it; the rest of a heading is made."""

    kind: Kind
    site: str
    device: str
    centre: bytes


def make(
    about: About, sender: bytes, readers: Sequence[bytes], at: int, random: bytes
) -> tuple[Heading, bytes]:
    """Return a heading and the file's key.

    ``sender`` and ``readers`` are Ed25519 public keys, ``at`` milliseconds, ``random`` 80 bytes
    that are used for nothing else. A reader's key that nobody could agree with is left out: one
    device with a bad key must not keep the others from writing files.
    """
    file_key, ephemeral, id = random[:32], random[32:64], random[64:80]
    wrapper = keys.Wrapper(file_key, ephemeral)
    wrapped = []
    for key in list(dict.fromkeys(readers))[:MAX_READERS]:
        with contextlib.suppress(keys.BadKey):
            wrapped.append(Reader(key, wrapper.wrap(key)))
    heading = Heading(
        kind=about.kind,
        id=id,
        at=at,
        site=about.site,
        device=about.device,
        sender=sender,
        centre=about.centre,
        ephemeral=wrapper.public,
        readers=wrapped,
    )
    return heading, file_key


def encode(heading: Heading) -> bytes:
    """Return the bytes with which a file begins."""
    body = msgspec.msgpack.encode(heading)
    return MAGIC + len(body).to_bytes(4) + body


def read(file: BinaryIO) -> tuple[Heading, bytes]:
    """Read what a file begins with; return the heading and exactly its bytes.

    Raises NotCarried, CarriedTooNew, CarriedCut or CarriedAltered.
    """
    magic = file.read(len(MAGIC))
    if magic != MAGIC:
        _refuse(magic)
    length = file.read(4)
    size = int.from_bytes(length)
    if len(length) < 4:
        raise CarriedCut("in the heading")
    if size > MAX_HEADING:
        raise CarriedAltered("a heading that is too long")
    body = file.read(size)
    if len(body) < size:
        raise CarriedCut("in the heading")
    return _decode(body), magic + length + body


def _refuse(magic: bytes) -> None:
    if MAGIC.startswith(magic):
        raise CarriedCut("in the first line")
    if magic.startswith(_PREFIX) and magic[len(_PREFIX) :].strip().isdigit():
        raise CarriedTooNew(magic.decode("ascii").strip())
    raise NotCarried("another first line")


def _decode(body: bytes) -> Heading:
    try:
        version = msgspec.msgpack.decode(body, type=_Versioned).version
        if version > VERSION:
            raise CarriedTooNew(f"version {version}")
        return msgspec.msgpack.decode(body, type=Heading)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError) as error:
        raise CarriedAltered(f"the heading: {type(error).__name__}") from error
