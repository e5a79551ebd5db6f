"""What travels: the bodies of requests and answers, as `docs/protocol.md` says them.

A body is MessagePack (arrays, not maps; one struct here per body) compressed by Zstandard.
Entries travel as their exact bytes, in columns with their writers and places, so that an
entry costs some 45 bytes. Whatever does not decode, or breaks a limit, is
:class:`Malformed`: nothing else comes out of here, whatever goes in.

The first element of each body is the wire version. A newer version only ever adds
elements at the end of an array; an older reader passes over them. `sync.packing` turns
these into bytes and back.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec

from immunization.entries import MAX_ENTRY_BYTES, MAX_LAMPORT
from immunization.struct_types import prepare
from records.tallies import LAST_DAY
from sync.limits import MAX_DAYS, MAX_ENTRIES, MAX_HOLDS, MAX_OTHERS

VERSION: Final = 2
OLDEST: Final = 1
"""The oldest version still understood; the centre keeps to two versions back."""

OLDEST_OF_HUB: Final = 2
"""The oldest version that a hub speaks: one that knows of no hubs would wait for the centre's own
signature, and could tell nobody why it does not come."""

MEDIA_TYPE: Final = "application/vnd.bantiem+msgpack"
PROBLEM_TYPE: Final = "application/problem+json"
CODING: Final = "zstd"

Id = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
Digest = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Signature = Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]
PublicKey = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Epoch = Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
Seq = Annotated[int, msgspec.Meta(ge=1, le=MAX_LAMPORT)]
Day = Annotated[int, msgspec.Meta(ge=0, le=LAST_DAY)]
Print = Annotated[bytes, msgspec.Meta(min_length=8, max_length=8)]
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
    """The receipt for all that is held of the chain, and the entries that stand out.

    ``receipt`` is the answerer's own. A hub adds the last that it has of the centre. The centre
    tells a hub where the site's feed ends with the batch, and what it is known by there.
    """

    time: Millis
    receipt: Receipt
    results: Annotated[list[Result], msgspec.Meta(max_length=MAX_ENTRIES)]
    centre: Receipt | None = None
    head: Count = 0
    mark: Count = 0


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
    ``steps[i]``. ``head`` is where the feed ended when the page was made. ``here`` and
    ``centre`` are receipts over the asking device's own chain, by who answers and by the
    centre, and ``mark`` is what the feed is known by at ``next``: all three only where they
    differ from what the device said that it knows. ``others`` are, from a hub, the centre's
    receipts over the chains of the site's other devices, all of them where the sum of their
    numbers is not the one that the device named.
    """

    time: Millis
    after: Count
    next: Count
    head: Count
    writers: Annotated[list[Writer], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    writer: Annotated[list[Count], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    steps: Annotated[list[int], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    entries: Annotated[list[Written], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    here: Receipt | None = None
    centre: Receipt | None = None
    mark: Count = 0
    others: Annotated[list[Receipt], msgspec.Meta(max_length=MAX_OTHERS)] = []


class Subscription(Message, frozen=True, kw_only=True):
    """Subjects whose entries this site wants in its feed from now on."""

    subjects: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=MAX_ENTRIES)]


class Status(Message, frozen=True, kw_only=True):
    """The server's time and the wire versions it speaks; also the answer to a subscription."""

    time: Millis
    oldest: int = OLDEST


class Holding(Message, frozen=True, kw_only=True):
    """The subjects that this desk has at the injection stage now, and no others.

    ``leaving``: the desk is being closed, so that nobody need miss it.
    """

    subjects: Annotated[list[Id], msgspec.Meta(max_length=MAX_HOLDS)] = []
    leaving: bool = False


class Hold(msgspec.Struct, array_like=True, frozen=True):
    """A subject that a desk has at the injection stage; both times by the server's clock."""

    subject: Id
    device: Id
    since: Millis
    until: Millis


class Heard(msgspec.Struct, array_like=True, frozen=True):
    """When the upstream last heard a desk of the site; 0: the desk has taken its leave."""

    device: Id
    at: Millis


class Holds(Message, frozen=True, kw_only=True):
    """All holds of the site; ``revision`` changes with them, and with a restart of the server."""

    time: Millis
    revision: Count
    holds: Annotated[list[Hold], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    heard: Annotated[list[Heard], msgspec.Meta(max_length=MAX_ENTRIES)] = []


class DayTally(msgspec.Struct, array_like=True, frozen=True):
    """What the asking device holds of a day: how many entries, and their digest."""

    day: Day
    count: Count
    digest: Digest


class KindTally(msgspec.Struct, array_like=True, frozen=True):
    """What the upstream holds of one kind on one day."""

    day: Day
    kind: Short
    count: Count
    digest: Digest


class Comparison(Message, frozen=True, kw_only=True):
    """What a device holds of some days, of all that lies in the feed up to a position."""

    position: Count
    days: Annotated[list[DayTally], msgspec.Meta(min_length=1, max_length=MAX_DAYS)]


class Compared(Message, frozen=True, kw_only=True):
    """The days on which the upstream holds something else, and what it holds of them by kind."""

    time: Millis
    days: Annotated[list[Day], msgspec.Meta(max_length=MAX_DAYS)] = []
    kinds: Annotated[list[KindTally], msgspec.Meta(max_length=MAX_ENTRIES)] = []


class Listing(Message, frozen=True, kw_only=True):
    """Ask for the names of the entries of one kind on one day, those after an id ("" first)."""

    position: Count
    day: Day
    kind: Short
    after: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f-]{36})?\Z")] = ""


class Named(Message, frozen=True, kw_only=True):
    """Entries by name: id, writer, place and the first 8 bytes of SHA-256, in columns.

    Entry i is by ``writers[writer[i]]``. ``is_all``: there are none after these.
    """

    time: Millis
    is_all: bool
    writers: Annotated[list[Writer], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    writer: Annotated[list[Count], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    seqs: Annotated[list[Seq], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    ids: Annotated[list[Id], msgspec.Meta(max_length=MAX_ENTRIES)] = []
    prints: Annotated[list[Print], msgspec.Meta(max_length=MAX_ENTRIES)] = []


class Wanted(Message, frozen=True, kw_only=True):
    """Ask for entries of the feed by their ids; the answer is a :class:`Page` without positions."""

    ids: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=MAX_ENTRIES)]


class Enrolment(Message, frozen=True, kw_only=True):
    """A device asks to join: its key and name, proved by the one-time code (`sync.codes`)."""

    code: Digest
    key: PublicKey
    name: Name
    proof: Digest


class Place(msgspec.Struct, array_like=True, frozen=True):
    """An upstream that a device may use: its role, its key, and its address if that is known."""

    role: Literal["hub", "centre"]
    key: PublicKey
    url: Annotated[str, msgspec.Meta(max_length=300)] = ""


class Membership(Message, frozen=True, kw_only=True):
    """What a device is told when it has joined: who it is now, where, and the centre's key.

    ``upstreams`` are those that it may use; one without an address is found, or named by hand.
    From a server that knows no hubs there are none: it is the centre itself.
    """

    time: Millis
    device: Id
    epoch: Epoch
    site: Short
    site_name: Name
    desk: Count
    centre_key: PublicKey
    upstreams: Annotated[list[Place], msgspec.Meta(max_length=16)] = []
    role: Literal["desk", "hub"] = "desk"


class Enrolled(Message, frozen=True, kw_only=True):
    """A :class:`Membership`, encoded but not compressed, and the proof over exactly its bytes.

    The proof shows that the answer comes from who gave the code (`sync.codes`).
    """

    membership: Annotated[bytes, msgspec.Meta(max_length=4096)]
    proof: Digest


prepare(
    Message, Batch, BatchAnswer, Urgent, UrgentAnswer, Page, Subscription, Status, Enrolment,
    Membership, Enrolled, Holding, Holds, Comparison,
    Compared, Listing, Named, Wanted,
)  # fmt: skip
