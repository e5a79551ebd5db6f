"""When two copies of a device wrote under the same numbers, and the centre took the other's.

The branch that a hub took in keeps its bytes, but neither its numbers nor its place in the
feed: it is set aside under a negative epoch. Its desk is answered `forked-chain`, begins an
epoch, and brings what it wrote again under that one.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select, update

from central.inbox import Turned
from central.tables import (
    QUARANTINED,
    feed,
    node_head,
    relay_fork,
    relay_receipt,
    relay_seal,
    relay_urgent,
)
from immunization.ids import SiteCode
from records.journal import Author


def move_aside(connection: Connection, code: SiteCode, author: Author, first: int) -> None:
    """Set aside what is held of a chain from a number on, under the lock of the site.

    The chain then counts as not held at all: a copy that continues it brings it again, and
    what is here already is recognised.
    """
    held = feed.c
    query = select(func.min(held.epoch)).where(held.site == code, held.device_id == author.device)
    least = connection.execute(query).scalar_one_or_none() or 0
    connection.execute(
        update(feed)
        .where(
            held.site == code,
            held.device_id == author.device,
            held.epoch == author.epoch,
            held.seq >= first,
        )
        .values(epoch=min(least, 0) - 1, state=QUARANTINED, entry_id=None, code="forked-chain")
    )
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
