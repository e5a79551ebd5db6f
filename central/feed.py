"""The rows of a feed: store many at once, read a stretch.

A batch of 2,000 rows goes in by COPY on PostgreSQL and by one prepared statement on
SQLite: row by row through an expression language would be the slowest part of taking a
batch in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, not_, select

from central import chains, marks, nodes, sites
from central.nodes import Node
from central.question import Question
from central.tables import ACCEPTED, feed, feed_site, node, node_head
from immunization.ids import DeviceId, SiteCode
from records.journal import Author
from records.lines import StoredEntry
from records.seals import Head
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

_LOOK = Question(
    select(*nodes.COLUMNS, feed_site.c.head, node_head.c.seq, node_head.c.chain, feed.c.written)
    .select_from(node)
    .join(feed_site, feed_site.c.site == node.c.site)
    .outerjoin(
        node_head,
        and_(
            node_head.c.site == node.c.site,
            node_head.c.device_id == node.c.device_id,
            node_head.c.epoch == bindparam("epoch"),
        ),
    )
    .outerjoin(feed, and_(feed.c.site == node.c.site, feed.c.position == bindparam("after")))
    .where(node.c.device_id == bindparam("device"))
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries of a feed, the position after them, and where the feed ended when they were read."""

    entries: list[StoredEntry]
    until: int
    head: int


@dataclass(frozen=True, slots=True)
class Look:
    """A feed as a reader finds it: where it is read from and where it ends, all of one moment.

    ``reader`` is who asks; ``mark`` that of the position ``after``, ``own`` the end of the
    reader's own chain.
    """

    reader: Node
    after: int
    head: int
    mark: int
    own: Head


def look(connection: Connection, device: str, epoch: int, after: int) -> Look | None:
    """Look at the feed of a device's site from a position; None if nobody knows the device.

    Most who ask know everything already: this one statement is all that is done for them.
    """
    row = _LOOK.one(connection, device=device, epoch=epoch, after=after)
    if row is None:
        return None
    head, seq, chain, written = row[-4:]
    reader = nodes.of_row(row[:-4])
    own = chains.origin(Author(reader.device, epoch))
    if seq is not None:
        own = Head(reader.device, epoch, seq, bytes(chain))
    return Look(reader, after, head, marks.of_entry(written), own)


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


def read(connection: Connection, site: SiteCode, after: int, limit: int) -> Stretch:
    """Return the accepted entries that follow a position, at most ``limit``, in order.

    The stretch is also cut at `sync.limits.MAX_ENTRIES_SIZE` bytes, after one entry at least.
    """
    return _read(connection, site, (after, sites.head(connection, site)), limit, None)


def read_on(connection: Connection, look: Look, limit: int, *, is_own_left_out: bool) -> Stretch:
    """Return the same from where somebody looked at a feed.

    Left out is the reader's own chain as far as it is held here: it has that. What came ahead of
    the chain is given all the same, because a copy of its disk may have sent it.
    """
    without = look.own if is_own_left_out else None
    return _read(connection, look.reader.site, (look.after, look.head), limit, without)


def _read(
    connection: Connection,
    site: SiteCode,
    between: tuple[int, int],
    limit: int,
    without: Head | None,
) -> Stretch:
    after, head = between
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
            feed.c.seq <= without.seq,
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
