"""Take in what a desk pushes: one transaction, and then the receipt.

Nothing is projected here (`central.projector` does that behind), and no entry stops
another: what the rules refuse is stored all the same and answered in the feed. Only what
breaks the chain is turned away as a whole, because then it is not clear what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from central import chains, feed, holdings, sites, writer
from central.feed import Row
from central.rules import Rules, Verdict
from central.sites import LockedSite
from central.tables import ACCEPTED, DUPLICATE, QUARANTINED
from immunization.ids import DeviceId, EntryId, SiteCode
from records import seals
from records.chain import link
from records.journal import Author
from records.lines import StoredEntry
from records.seals import Head, Signed
from sync.wire import Batch, Result, Urgent


class Turned(Exception):
    """A batch that is not taken; ``code`` is a problem's, ``held`` what is held of the chain."""

    def __init__(self, code: str, held: Head | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.held = held


@dataclass(frozen=True, slots=True)
class Sender:
    """The device that asks, as it is enrolled here."""

    device: DeviceId
    site: SiteCode
    key: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """What is held of a chain now, and the entries of the batch that stand out."""

    head: Head
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class _Arrival:
    stored: StoredEntry
    verdict: Verdict

    @property
    def id(self) -> EntryId | None:
        return self.verdict.line.entry.id if self.verdict.line else None


def take_batch(connection: Connection, sender: Sender, batch: Batch, now: datetime) -> Taken:
    """Store what is new of a batch; raises Turned.

    The same batch again, or one that overlaps what is held, changes nothing twice.
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
    if last > end.seq:
        results = sorted([*results, *_store(connection, site, new, now)], key=_place)
        end = Head(author.device, author.epoch, last, chain)
        chains.move_head(connection, site.code, end, batch.signature)
        sites.save(connection, site)
    return Taken(end, tuple(results))


def take_urgent(
    connection: Connection, sender: Sender, urgent: Urgent, now: datetime
) -> Result | None:
    """Store an entry ahead of its chain; raises Turned. None says that it was accepted."""
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
    results = _store(connection, site, [StoredEntry(*place, urgent.entry)], now)
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


def _store(
    connection: Connection, site: LockedSite, new: Sequence[StoredEntry], now: datetime
) -> list[Result]:
    """Store entries that are new here; return what became of those not simply accepted."""
    rules = Rules(
        site=site.code,
        now=now,
        lc=site.lc,
        site_of_dose=lambda subject, dose: holdings.site_of(connection, site.code, subject, dose),
        role_of=lambda staff: holdings.role_of(connection, staff),
    )
    arrivals = [_Arrival(one, rules.judge(one)) for one in new]
    rows = _rows(site, arrivals, {})
    try:
        with connection.begin_nested():
            feed.add_rows(connection, rows)
    except IntegrityError:
        # An id that the feed has already. This is rare, so it is looked for only now.
        ids = [arrival.id for arrival in arrivals if arrival.id]
        rows = _rows(site, arrivals, holdings.with_ids(connection, site.code, ids))
        feed.add_rows(connection, rows)
    site.head += len(rows)
    for arrival, row in zip(arrivals, rows, strict=True):
        if row.state == ACCEPTED and arrival.verdict.line:
            site.saw(arrival.verdict.line.entry.lc)
    refused = [
        writer.refusal(arrival.stored, arrival.id or "", row.code)
        for arrival, row in zip(arrivals, rows, strict=True)
        if row.code
    ]
    writer.append(connection, site, refused, now)
    return [chains.result(row.seq, row.state, row.code) for row in rows if row.state != ACCEPTED]


def _rows(
    site: LockedSite, arrivals: Iterable[_Arrival], known: Mapping[EntryId, bytes]
) -> list[Row]:
    """Return the rows of a batch; ``known`` are entries of the feed with the ids that come."""
    rows: list[Row] = []
    seen = dict(known)
    for position, arrival in enumerate(arrivals, site.head + 1):
        stored, id, code = arrival.stored, arrival.id, arrival.verdict.code
        state = QUARANTINED if code else ACCEPTED
        if id and not code and seen.setdefault(id, stored.written) is not stored.written:
            same = seen[id] == stored.written
            state, code = (DUPLICATE, None) if same else (QUARANTINED, "id-taken")
        taken = id if state == ACCEPTED else None
        place = (stored.device, stored.epoch, stored.seq)
        rows.append(Row(site.code, position, taken, *place, state, code, stored.written))
    return rows


def _place(result: Result) -> int:
    return result.seq
