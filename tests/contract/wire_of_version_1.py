"""The wire of version 1 as it was, to speak with the program of today. Never changed again.

Bodies, and how they become bytes. `tests/contract/test_wire_versions.py` plays a desk and a
server of that version with it.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeVar

import msgspec
import zstandard

MAX_ENTRY_BYTES: Final = 16_384
MAX_LAMPORT: Final = 2**53
MAX_ENTRIES: Final = 2_000
VERSION: Final = 1
OLDEST: Final = 1
"""The oldest version still understood; the centre keeps to two versions back."""

MEDIA_TYPE: Final = "application/vnd.bantiem+msgpack"
PROBLEM_TYPE: Final = "application/problem+json"
CODING: Final = "zstd"

Id = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
Digest = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Signature = Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]
PublicKey = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Epoch = Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
Seq = Annotated[int, msgspec.Meta(ge=1, le=MAX_LAMPORT)]
Count = Annotated[int, msgspec.Meta(ge=0, le=MAX_LAMPORT)]
Millis = Annotated[int, msgspec.Meta(ge=0, le=MAX_LAMPORT)]
Written = Annotated[bytes, msgspec.Meta(min_length=1, max_length=MAX_ENTRY_BYTES)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Short = Annotated[str, msgspec.Meta(max_length=64)]


class Malformed(Exception):
    """Bytes that are not a body of the kind asked for; says what, never the content."""


class VersionUnknown(Exception):
    """A body of a wire version that is not spoken here; ``version`` is the body's."""

    def __init__(self, version: int) -> None:
        super().__init__(f"wire version {version}; {OLDEST} to {VERSION} are spoken here")
        self.version = version


class Message(msgspec.Struct, array_like=True, frozen=True, kw_only=True):
    """What every body begins with: the wire version."""

    version: int = VERSION


class Receipt(msgspec.Struct, array_like=True, frozen=True):
    """A head of a chain, signed; see `records.seals`."""

    device: Id
    epoch: Epoch
    seq: Count
    chain: Digest
    signature: Signature


class Batch(Message, frozen=True, kw_only=True):
    """Entries of one device's epoch, ``first`` and those that follow it without a gap.

    ``before`` is the chain value before ``first``; ``signature`` is the seal over the last.
    """

    device: Id
    epoch: Epoch
    first: Seq
    before: Digest
    entries: Annotated[list[Written], msgspec.Meta(min_length=1, max_length=MAX_ENTRIES)]
    signature: Signature


class Result(msgspec.Struct, array_like=True, frozen=True):
    """What became of an entry that was not simply accepted."""

    seq: Seq
    outcome: Literal["duplicate", "quarantined"]
    code: Short = ""


class BatchAnswer(Message, frozen=True, kw_only=True):
    """The receipt for all that is held of the chain, and the entries that stand out."""

    time: Millis
    receipt: Receipt
    results: Annotated[list[Result], msgspec.Meta(max_length=MAX_ENTRIES)]


class Urgent(Message, frozen=True, kw_only=True):
    """One entry ahead of its chain, signed for itself."""

    device: Id
    epoch: Epoch
    seq: Seq
    entry: Written
    signature: Signature


class UrgentAnswer(Message, frozen=True, kw_only=True):
    """The entry is held upstream, whatever the outcome says of it."""

    time: Millis
    outcome: Literal["accepted", "duplicate", "quarantined"]
    code: Short = ""


class Writer(msgspec.Struct, array_like=True, frozen=True):
    """A device and its epoch, named once for all its entries of a page."""

    device: Id
    epoch: Epoch


class Page(Message, frozen=True, kw_only=True):
    """A stretch of the feed: all that lies after ``after`` up to and with ``next``.

    Columns: entry i is ``entries[i]``, written by ``writers[writer[i]]``; its sequence
    number is the one of that writer's entry before it on this page (0 at first) plus
    ``steps[i]``. ``head`` is where the feed ended when the page was made.
    """

    time: Millis
    after: Count
    next: Count
    head: Count
    writers: Annotated[list[Writer], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    writer: Annotated[list[Count], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    steps: Annotated[list[int], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    entries: Annotated[list[Written], msgspec.Meta(max_length=MAX_ENTRIES)] = []


class Subscription(Message, frozen=True, kw_only=True):
    """Subjects whose entries this site wants in its feed from now on."""

    subjects: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=MAX_ENTRIES)]


class Status(Message, frozen=True, kw_only=True):
    """The server's time and the wire versions it speaks; also the answer to a subscription."""

    time: Millis
    oldest: int = OLDEST


class Enrolment(Message, frozen=True, kw_only=True):
    """A device asks to join: its key and name, proved by the one-time code (`sync.codes`)."""

    code: Digest
    key: PublicKey
    name: Name
    proof: Digest


class Membership(Message, frozen=True, kw_only=True):
    """What a device is told when it has joined: who it is now, where, and the centre's key."""

    time: Millis
    device: Id
    epoch: Epoch
    site: Short
    site_name: Name
    desk: Count
    centre_key: PublicKey


class Enrolled(Message, frozen=True, kw_only=True):
    """A :class:`Membership`, encoded but not compressed, and the proof over exactly its bytes.

    The proof shows that the answer comes from who gave the code (`sync.codes`).
    """

    membership: Annotated[bytes, msgspec.Meta(max_length=4096)]
    proof: Digest


M = TypeVar("M", bound=Message)


def pack(body: Message) -> bytes:
    """As version 1 did."""
    return zstandard.ZstdCompressor(level=1).compress(msgspec.msgpack.encode(body))


def unpack(kind: type[M], packed: bytes) -> M:
    """As version 1 did: whatever is not of its version is refused."""
    return decode(kind, zstandard.ZstdDecompressor().decompress(packed, max_output_size=1 << 24))


def decode(kind: type[M], plain: bytes) -> M:
    """As version 1 did."""
    try:
        body = msgspec.msgpack.decode(plain, type=kind)
    except msgspec.DecodeError as error:
        version = msgspec.msgpack.decode(plain, type=Message).version
        if version != VERSION:
            raise VersionUnknown(version) from error
        raise Malformed(str(error)) from error
    if not OLDEST <= body.version <= VERSION:
        raise VersionUnknown(body.version)
    return body
