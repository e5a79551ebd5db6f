"""What a site's feed holds of a day: counts and digests by kind, names, and the entries by id.

Read from the rows each time and kept nowhere, so that what happened to a row behind this
program's back shows. A day of a site is a few thousand rows, found by the index of ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, select

from central.tables import ACCEPTED, feed
from immunization.ids import DeviceId, EntryId, SiteCode
from records.lines import StoredEntry
from records.tallies import Tallies, Tally, ids_of
from sync.held import Place
from sync.limits import MAX_ENTRIES_SIZE

_PAGE = 500


class _Kind(msgspec.Struct):
    """The one field that is looked at here; the rest is passed over."""

    kind: str


_READ = msgspec.json.Decoder(_Kind)


@dataclass(frozen=True, slots=True)
class Kept:
    """An accepted entry of a feed. ``is_refused``: a hub knows that the centre refused it."""

    id: EntryId
    place: Place
    position: int
    kind: str
    written: bytes
    is_refused: bool


def tallies(connection: Connection, site: SiteCode, day: int, position: int) -> dict[str, Tally]:
    """Return what lies in a feed up to a position of the entries that were minted on a day."""
    found = Tallies()
    query = _of_day(site, day).where(feed.c.position <= position)
    for row in _rows(connection, query):
        written = bytes(row.written)
        found.add(_READ.decode(written).kind, written)
    return found.by_kind()


def of_day(connection: Connection, site: SiteCode, day: int) -> Iterator[Kept]:
    """Yield the entries of a feed that were minted on a day."""
    for row in _rows(connection, _of_day(site, day)):
        written = bytes(row.written)
        yield Kept(
            EntryId(row.entry_id),
            Place(DeviceId(row.device_id), row.epoch, row.seq),
            row.position,
            _READ.decode(written).kind,
            written,
            row.code is not None,
        )


def entries_after(
    connection: Connection, site: SiteCode, day: int, kind: str, position: int, after: str
) -> Iterator[tuple[EntryId, StoredEntry]]:
    """Yield the entries of one kind on a day, those whose ids follow ``after``, by their ids."""
    query = (
        _of_day(site, day)
        .where(feed.c.position <= position, feed.c.entry_id > after)
        .order_by(feed.c.entry_id)
    )
    for row in _rows(connection, query):
        written = bytes(row.written)
        if _READ.decode(written).kind == kind:
            stored = StoredEntry(DeviceId(row.device_id), row.epoch, row.seq, written)
            yield EntryId(row.entry_id), stored


def by_ids(connection: Connection, site: SiteCode, ids: Sequence[str]) -> list[StoredEntry]:
    """Return the accepted entries of a feed that have these ids, as many as one page may hold."""
    query = select(feed.c.device_id, feed.c.epoch, feed.c.seq, feed.c.written).where(
        feed.c.site == site,
        feed.c.entry_id.in_(bindparam("ids", expanding=True)),
        feed.c.state == ACCEPTED,
    )
    found: list[StoredEntry] = []
    size = 0
    for start in range(0, len(ids), _PAGE):
        page = connection.execute(query, {"ids": list(ids[start : start + _PAGE])})
        for device, epoch, seq, written in page:
            size += len(written)
            if found and size > MAX_ENTRIES_SIZE:
                return found
            found.append(StoredEntry(DeviceId(device), epoch, seq, bytes(written)))
    return found


def _of_day(site: SiteCode, day: int) -> Select[Any]:
    first, end = ids_of(day)
    place = (feed.c.device_id, feed.c.epoch, feed.c.seq)
    return select(feed.c.entry_id, *place, feed.c.position, feed.c.code, feed.c.written).where(
        feed.c.site == site,
        feed.c.entry_id >= first,
        feed.c.entry_id < end,
        feed.c.state == ACCEPTED,
    )


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    # In pieces: a day on which a register came may be a million rows.
    return iter(connection.execute(query.execution_options(yield_per=1000)))
