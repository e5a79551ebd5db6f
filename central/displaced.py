"""When two copies of a device wrote under the same numbers, and the centre took the other's.

The branch that a hub took in keeps its bytes, but neither its numbers nor its place in the
feed: it is set aside under a negative epoch. Its desk is answered `forked-chain`, begins an
epoch, and brings what it wrote again under that one.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select, update

from central.inbox import Turned
from central.sites import LockedSite
from central.tables import (
    ACCEPTED,
    DUPLICATE,
    QUARANTINED,
    feed,
    node_head,
    relay_fork,
    relay_receipt,
    relay_seal,
    relay_urgent,
)
from records.journal import Author
from records.lines import Line, StoredEntry, read_line

_feed = feed.c


def move_aside(connection: Connection, site: LockedSite, author: Author, first: int) -> None:
    """Set aside what is held of a chain from a number on.

    The chain then counts as not held at all: a copy that continues it brings it again, and
    what is here already is recognised. What its desk has brought again under another epoch
    was a duplicate until now, and takes the place of what is set aside.
    """
    code = site.code
    branch = (
        _feed.site == code,
        _feed.device_id == author.device,
        _feed.epoch == author.epoch,
        _feed.seq >= first,
    )
    counted = select(_feed.written).where(*branch, _feed.state == ACCEPTED)
    gone = set(connection.execute(counted).scalars())
    query = select(func.min(_feed.epoch)).where(
        _feed.site == code, _feed.device_id == author.device
    )
    least = connection.execute(query).scalar_one_or_none() or 0
    connection.execute(
        update(feed)
        .where(*branch)
        .values(epoch=min(least, 0) - 1, state=QUARANTINED, entry_id=None, code="forked-chain")
    )
    _take_brought_again(connection, site, author, gone)
    for table in (relay_seal, relay_receipt, relay_urgent):
        connection.execute(
            delete(table).where(table.c.device_id == author.device, table.c.epoch == author.epoch)
        )
    connection.execute(
        delete(node_head).where(
            node_head.c.site == code,
            node_head.c.device_id == author.device,
            node_head.c.epoch == author.epoch,
        )
    )


def take_back(connection: Connection, site: LockedSite, line: Line) -> None:
    """Put a row that did not count at the feed's end; its bytes and place in its chain stay."""
    site.head += 1
    site.saw(line.entry.lc)
    connection.execute(
        update(feed)
        .where(
            _feed.site == site.code,
            _feed.device_id == line.device,
            _feed.epoch == line.epoch,
            _feed.seq == line.seq,
        )
        .values(position=site.head, entry_id=line.entry.id, state=ACCEPTED, code=None)
    )


def _take_brought_again(
    connection: Connection, site: LockedSite, author: Author, gone: set[bytes]
) -> None:
    query = (
        select(_feed.epoch, _feed.seq, _feed.written)
        .where(_feed.site == site.code, _feed.device_id == author.device)
        .where(_feed.state == DUPLICATE, _feed.epoch != author.epoch)
        .order_by(_feed.position)
    )
    for epoch, seq, written in connection.execute(query).all():
        if written in gone:
            gone.discard(written)  # each of them once
            take_back(connection, site, read_line(StoredEntry(author.device, epoch, seq, written)))


def close(connection: Connection, author: Author) -> None:
    """Take no more of a chain: the centre holds another branch of it, which no feed shows."""
    if not _is_closed(connection, author):
        values = {"device_id": author.device, "epoch": author.epoch}
        connection.execute(insert(relay_fork).values(values))


def check_open(connection: Connection, author: Author) -> None:
    """Raise Turned if no more is taken of a chain."""
    if _is_closed(connection, author):
        raise Turned("forked-chain")


def _is_closed(connection: Connection, author: Author) -> bool:
    kept = relay_fork.c
    query = select(kept.epoch).where(kept.device_id == author.device, kept.epoch == author.epoch)
    return connection.execute(query).first() is not None
