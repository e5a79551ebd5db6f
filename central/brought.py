"""Store in a hub's feed what came down from the centre, once, and beside what is there.

Most of what a hub reads it knows: its own desks wrote it. What it does not know goes to
the end of its feed. What it had set aside, and the centre takes into account, does too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from central import chains, displaced, feed, holdings, relayed, roll, sites
from central.feed import Row
from central.tables import ACCEPTED
from central.tables import feed as feed_table
from immunization.entries import EntryRefused, UnreadableEntry
from immunization.ids import DeviceId, EntryId, SiteCode
from records.journal import Author
from records.lines import Line, StoredEntry, read_line

_kept = feed_table.c
Known = tuple[Line, StoredEntry]
Held = dict[tuple[str, int, int], tuple[int, bytes]]


def store(
    connection: Connection, code: SiteCode, entries: Sequence[StoredEntry], now: datetime
) -> bool:
    """Store what is new of a page of the centre's feed; tell whether the own feed grew."""
    if not entries:
        return False
    site = sites.lock(connection, code)
    before = site.head
    known = [(line, stored) for stored in entries if (line := _readable(stored))]
    ids, held = _known_of(connection, code, known)
    rows: list[Row] = []
    for line, stored in known:
        place = (stored.device, stored.epoch, stored.seq)
        if place in held and held[place][1] != stored.written:
            feed.add_rows(connection, rows)
            rows.clear()
            displaced.move_aside(connection, site, Author(*place[:2]), stored.seq)
            ids, held = _known_of(connection, code, known)
        if place in held:
            if held[place][0] != ACCEPTED and line.entry.id not in ids:
                feed.add_rows(connection, rows)
                rows.clear()
                displaced.take_back(connection, site, line)
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
    """Put entries into the feed that did not count here and that the centre holds."""
    aside = [one for one in _set_aside(connection, code, taken) if one is not None]
    if not aside:
        return False
    site = sites.lock(connection, code)
    there = holdings.with_ids(connection, code, [line.entry.id for line in aside])
    for line in aside:
        if line.entry.id not in there:
            displaced.take_back(connection, site, line)
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
        _kept.state != ACCEPTED,
    )
    numbers = set(connection.execute(query).scalars())
    return [_readable(one) for one in taken if one.seq in numbers]


def _known_of(
    connection: Connection, code: SiteCode, known: Sequence[Known]
) -> tuple[dict[EntryId, bytes], Held]:
    """Return which ids of some entries count here, and what is held at their places."""
    ids = holdings.with_ids(connection, code, [line.entry.id for line, _ in known])
    return ids, _held(connection, code, [stored for _, stored in known])


def _held(connection: Connection, code: SiteCode, entries: Sequence[StoredEntry]) -> Held:
    """Return the state and bytes of what is held at the places of some entries."""
    spans: dict[Author, tuple[int, int]] = {}
    for one in entries:
        author = Author(one.device, one.epoch)
        first, last = spans.get(author, (one.seq, one.seq))
        spans[author] = (min(first, one.seq), max(last, one.seq))
    wanted = {(one.device, one.epoch, one.seq) for one in entries}
    found: Held = {}
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
