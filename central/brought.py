"""Store in a hub's feed what came down from the centre, once, and beside what is there.

Most of what a hub reads it knows: its own desks wrote it. What it does not know goes to
the end of its feed. What it had set aside, and the centre takes into account, does too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from central import chains, displaced, feed, holdings, relayed, roll, sites
from central.feed import Row
from central.sites import LockedSite
from central.tables import ACCEPTED, QUARANTINED
from central.tables import feed as feed_table
from immunization.entries import EntryRefused, UnreadableEntry
from immunization.ids import DeviceId, SiteCode
from records.journal import Author
from records.lines import Line, StoredEntry, read_line

_kept = feed_table.c
Known = tuple[Line, StoredEntry]


def store(
    connection: Connection, code: SiteCode, entries: Sequence[StoredEntry], now: datetime
) -> bool:
    """Store what is new of a page of the centre's feed; tell whether the own feed grew."""
    if not entries:
        return False
    site = sites.lock(connection, code)
    before = site.head
    known = [(line, stored) for stored in entries if (line := _readable(stored))]
    ids = holdings.with_ids(connection, code, [line.entry.id for line, _ in known])
    held = _held(connection, code, entries)
    rows: list[Row] = []
    for line, stored in known:
        place = (stored.device, stored.epoch, stored.seq)
        if place in held and held[place][1] != stored.written:
            displaced.move_aside(connection, code, Author(*place[:2]), stored.seq)
            held = _held(connection, code, entries)
        if place in held:
            if held[place][0] == QUARANTINED and line.entry.id not in ids:
                feed.add_rows(connection, rows)
                rows.clear()
                _release(connection, site, line)
        elif line.entry.id not in ids:
            site.head += 1
            rows.append(Row(code, site.head, line.entry.id, *place, ACCEPTED, None, stored.written))
        ids.setdefault(line.entry.id, stored.written)
        site.saw(line.entry.lc)
        roll.take(connection, line, now)
        if isinstance(line.body, EntryRefused):
            refused = Author(DeviceId(line.body.device), line.body.epoch)
            relayed.refuse(connection, refused, line.body.seq, line.body.code)
    feed.add_rows(connection, rows)
    sites.save(connection, site)
    return site.head > before


def release(connection: Connection, code: SiteCode, taken: Sequence[StoredEntry]) -> bool:
    """Put entries into the feed that were set aside here and that the centre has accepted."""
    aside = [one for one in _set_aside(connection, code, taken) if one is not None]
    if not aside:
        return False
    site = sites.lock(connection, code)
    there = holdings.with_ids(connection, code, [line.entry.id for line in aside])
    for line in aside:
        if line.entry.id not in there:
            _release(connection, site, line)
    sites.save(connection, site)
    return True


def _set_aside(
    connection: Connection, code: SiteCode, taken: Sequence[StoredEntry]
) -> list[Line | None]:
    if not taken:
        return []
    author = Author(taken[0].device, taken[0].epoch)
    query = select(_kept.seq).where(
        _kept.site == code,
        _kept.device_id == author.device,
        _kept.epoch == author.epoch,
        _kept.seq.between(taken[0].seq, taken[-1].seq),
        _kept.state == QUARANTINED,
    )
    numbers = set(connection.execute(query).scalars())
    return [_readable(one) for one in taken if one.seq in numbers]


def _release(connection: Connection, site: LockedSite, line: Line) -> None:
    """Move a row that was set aside to the end of the feed; its bytes and place stay."""
    site.head += 1
    site.saw(line.entry.lc)
    connection.execute(
        update(feed_table)
        .where(
            _kept.site == site.code,
            _kept.device_id == line.device,
            _kept.epoch == line.epoch,
            _kept.seq == line.seq,
        )
        .values(position=site.head, entry_id=line.entry.id, state=ACCEPTED, code=None)
    )


def _held(
    connection: Connection, code: SiteCode, entries: Sequence[StoredEntry]
) -> dict[tuple[str, int, int], tuple[int, bytes]]:
    """Return the state and bytes of what is held at the places of some entries."""
    spans: dict[Author, tuple[int, int]] = {}
    for one in entries:
        author = Author(one.device, one.epoch)
        first, last = spans.get(author, (one.seq, one.seq))
        spans[author] = (min(first, one.seq), max(last, one.seq))
    wanted = {(one.device, one.epoch, one.seq) for one in entries}
    found: dict[tuple[str, int, int], tuple[int, bytes]] = {}
    for author, (first, last) in spans.items():
        for seq, state, written in chains.states(connection, code, author, first, last):
            place = (author.device, author.epoch, seq)
            if place in wanted:
                found[place] = (state, written)
    return found


def _readable(stored: StoredEntry) -> Line | None:
    try:
        return read_line(stored)
    except UnreadableEntry:
        return None  # the centre passes on no such thing; another program's might
