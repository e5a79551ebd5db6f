"""The rows of a feed: store many at once, read a stretch.

A batch of 2,000 rows goes in by COPY on PostgreSQL and by one prepared statement on
SQLite: row by row through an expression language would be the slowest part of taking a
batch in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, and_, not_, select

from central import chains, sites
from central.tables import ACCEPTED, feed
from immunization.ids import DeviceId, SiteCode
from records.journal import Author
from records.lines import StoredEntry
from sync.limits import MAX_ENTRIES_SIZE


class Row(NamedTuple):
    """A row of a feed, in the order of the table's columns."""

    site: str
    position: int
    entry_id: str | None
    device_id: str
    epoch: int
    seq: int
    state: int
    code: str | None
    written: bytes


_NAMES = ", ".join(Row._fields)
_INSERT = f"INSERT INTO feed ({_NAMES}) VALUES ({', '.join('?' * len(Row._fields))})"  # noqa: S608 (names of ours)
_COPY = f"COPY feed ({_NAMES}) FROM STDIN (FORMAT BINARY)"
_TYPES = ("text", "int8", "text", "text", "int4", "int8", "int2", "text", "bytea")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries of a feed, the position after them, and where the feed ended when they were read."""

    entries: list[StoredEntry]
    until: int
    head: int


def add_rows(connection: Connection, rows: Sequence[Row]) -> None:
    """Store rows under the lock of their site.

    Raises sqlalchemy.exc.IntegrityError if a position, an id or a place in a chain is taken.
    """
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_INSERT, list(rows))
    else:
        _copy(connection, rows)


def read(
    connection: Connection,
    site: SiteCode,
    after: int,
    limit: int,
    *,
    without: Author | None = None,
) -> Stretch:
    """Return the accepted entries that follow a position, at most ``limit``, in order.

    ``without`` leaves out a writer's own chain as far as it is held here: it has that. What came
    ahead of the chain is given all the same, because a copy of its disk may have sent it. The
    stretch is also cut at `sync.limits.MAX_ENTRIES_SIZE` bytes, after one entry at least.
    """
    head = sites.head(connection, site)
    if after >= head or limit == 0:
        return Stretch([], after, head)
    query = (
        select(feed.c.position, feed.c.device_id, feed.c.epoch, feed.c.seq, feed.c.written)
        .where(feed.c.site == site, feed.c.position > after, feed.c.position <= head)
        .where(feed.c.state == ACCEPTED)
        .order_by(feed.c.position)
        .limit(limit)
    )
    if without is not None:
        own = and_(
            feed.c.device_id == without.device,
            feed.c.epoch == without.epoch,
            feed.c.seq <= chains.head(connection, site, without).seq,
        )
        query = query.where(not_(own))
    entries: list[StoredEntry] = []
    until, size = after, 0
    for position, device, epoch, seq, written in connection.execute(query):
        size += len(written)
        if entries and size > MAX_ENTRIES_SIZE:
            return Stretch(entries, until, head)
        entries.append(StoredEntry(DeviceId(device), epoch, seq, bytes(written)))
        until = position
    return Stretch(entries, until if len(entries) == limit else head, head)


def _copy(connection: Connection, rows: Sequence[Row]) -> None:
    import psycopg
    from sqlalchemy.exc import IntegrityError

    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)  # noqa: S101 (the dialect says so)
    try:
        with driver.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.set_types(_TYPES)
            for row in rows:
                copy.write_row(row)
    except psycopg.IntegrityError as error:
        raise IntegrityError(_COPY, None, error) from error
