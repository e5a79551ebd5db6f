"""Take in what a desk pushes: one transaction, and then the receipt.

Nothing is projected here (`central.projector` does that behind), and no entry stops
another: what the rules refuse is stored all the same and answered in the feed. Only what
breaks the chain is turned away as a whole, because then it is not clear what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from central import arrivals, chains, sites
from central.nodes import NodeRole
from central.rules import Terms
from immunization.entries import may_go_ahead
from immunization.ids import DeviceId, SiteCode
from records import seals
from records.chain import link
from records.journal import Author
from records.lines import StoredEntry, read_line
from records.seals import Head, Signed
from sync.wire import Batch, Result, Urgent


class Turned(Exception):
    """A batch that is not taken; ``code`` is a problem's, ``held`` what is held of the chain."""

    def __init__(self, code: str, held: Head | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.held = held


_PIECE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Sender:
    """The device whose chain it is, as it is enrolled here; whoever carried it.

    ``until``: what is dated later is quarantined, because the device was revoked then.
    """

    device: DeviceId
    site: SiteCode
    key: bytes
    role: NodeRole = "desk"
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What is held of a chain now, and the entries of the batch that stand out."""

    head: Head
    results: tuple[Result, ...]


def take_batch(
    connection: Connection, sender: Sender, batch: Batch, now: datetime, *, at_hub: bool = False
) -> Taken:
    """Store what is new of a batch; raises Turned.

    The same batch again, or one that overlaps what is held, changes nothing twice. What is
    missing of the chain that was acknowledged (a disk's fault, a hand in the database) is
    stored again, if with it the chain leads to the end that is held.
    """
    author = Author(DeviceId(batch.device), batch.epoch)
    site = sites.lock(connection, sender.site)
    end = chains.head(connection, site.code, author)
    last = batch.first + len(batch.entries) - 1
    if batch.first > end.seq + 1:
        raise Turned("gap", end)
    chain = _check_chain(end, batch)
    _check_seal(sender, Head(author.device, author.epoch, last, chain), batch.signature)
    held = chains.held(connection, site.code, author, batch.first, last)
    new = _compare(author, batch, held)
    results: Sequence[Result] = ()
    if held:
        results = chains.results(connection, site.code, author, batch.first, last)
    if new and last < end.seq:
        _check_hole(connection, site.code, end, last, chain)
    if new or last > end.seq:
        terms = Terms(
            at_hub=at_hub,
            from_hub=sender.role == "hub",
            until=sender.until,
            is_over=sender.until is not None and _is_over(connection, site.code, author, new),
        )
        results = sorted(
            [*results, *arrivals.store(connection, site, new, now, terms)],
            key=lambda one: one.seq,
        )
        if last > end.seq:
            end = Head(author.device, author.epoch, last, chain)
            chains.move_head(connection, site.code, end, batch.signature)
        sites.save(connection, site)
    return Taken(end, tuple(results))


def _is_over(
    connection: Connection, site: SiteCode, author: Author, new: Sequence[StoredEntry]
) -> bool:
    """Tell whether the chain holds, before these, what was written after its device was revoked."""
    if not new:
        return False
    before = chains.refused_before(connection, site, author, new[0].seq, "after-revocation")
    return any(not read_line(one).entry.doubt for one in before)


def take_urgent(
    connection: Connection, sender: Sender, urgent: Urgent, now: datetime, *, at_hub: bool = False
) -> Result | None:
    """Store an entry ahead of its chain; raises Turned. None says that it was accepted.

    Only what is about a reaction may come so: of all else readers conclude that the chain is
    there up to it.
    """
    if not may_go_ahead(urgent.entry):
        raise Turned("malformed")
    author = Author(DeviceId(urgent.device), urgent.epoch)
    place = (author.device, author.epoch, urgent.seq)
    try:
        seals.check_urgent(sender.key, urgent.signature, *place, urgent.entry)
    except seals.BadSignature as error:
        raise Turned("bad-seal") from error
    site = sites.lock(connection, sender.site)
    held = chains.held(connection, site.code, author, urgent.seq, urgent.seq)
    if urgent.seq in held:
        if held[urgent.seq] != urgent.entry:
            raise Turned("forked-chain")
        before = chains.results(connection, site.code, author, urgent.seq, urgent.seq)
        return before[0] if before else Result(urgent.seq, "duplicate")
    terms = Terms(at_hub=at_hub, from_hub=sender.role == "hub")
    results = arrivals.store(connection, site, [StoredEntry(*place, urgent.entry)], now, terms)
    sites.save(connection, site)
    return results[0] if results else None


def _check_chain(end: Head, batch: Batch) -> bytes:
    """Return the chain value after the batch; raises Turned if it does not continue what is held.

    The values before the end of what is held are not kept: there the bytes are compared.
    """
    chain = batch.before
    for seq, written in enumerate(batch.entries, batch.first):
        if seq == end.seq + 1 and chain != end.chain:
            raise Turned("forked-chain", end)
        chain = link(chain, written)
    if batch.first + len(batch.entries) - 1 == end.seq and chain != end.chain:
        raise Turned("forked-chain", end)
    return chain


def _check_hole(connection: Connection, site: SiteCode, end: Head, last: int, chain: bytes) -> None:
    """Raise Turned unless what is held after ``last`` leads from ``chain`` to the chain's end."""
    author = Author(end.device, end.epoch)
    while last < end.seq:
        until = min(last + _PIECE, end.seq)
        following = chains.held(connection, site, author, last + 1, until)
        if len(following) < until - last:
            raise Turned("gap", end)  # another hole comes first
        for seq in range(last + 1, until + 1):
            chain = link(chain, following[seq])
        last = until
    if chain != end.chain:
        raise Turned("forked-chain", end)


def _check_seal(sender: Sender, head: Head, signature: bytes) -> None:
    try:
        seals.check_head(sender.key, "seal", Signed(head, signature))
    except seals.BadSignature as error:
        raise Turned("bad-seal") from error


def _compare(author: Author, batch: Batch, held: dict[int, bytes]) -> list[StoredEntry]:
    new = []
    for seq, written in enumerate(batch.entries, batch.first):
        if seq not in held:
            new.append(StoredEntry(author.device, author.epoch, seq, written))
        elif held[seq] != written:
            raise Turned("forked-chain")
    return new
