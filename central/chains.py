"""Where the chains that the centre holds end, and what lies in them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from central.tables import ACCEPTED, DUPLICATE, feed, node_head
from immunization.ids import DeviceId, SiteCode
from immunization.refusals import RefusalCode
from records.chain import genesis
from records.journal import Author
from records.lines import StoredEntry
from records.seals import Head
from sync.wire import Result

_SOME: Final = 50


def head(connection: Connection, site: SiteCode, author: Author) -> Head:
    """Return the end of a writer's chain as it is held here; 0 and its genesis at first."""
    row = connection.execute(
        select(node_head.c.seq, node_head.c.chain).where(*_is(site, author))
    ).first()
    if row is None:
        return origin(author)
    return Head(author.device, author.epoch, row.seq, bytes(row.chain))


def origin(author: Author) -> Head:
    """Return what a chain begins from: number 0 and its genesis."""
    return Head(author.device, author.epoch, 0, genesis(author.device, author.epoch))


def move_head(connection: Connection, site: SiteCode, end: Head, seal: bytes | None = None) -> None:
    """Write down the new end of a chain and its writer's seal, under the lock of the site."""
    values = {"seq": end.seq, "chain": end.chain, "seal": seal}
    key = {"site": site, "device_id": end.device, "epoch": end.epoch}
    moved = connection.execute(
        update(node_head).where(*_is(site, Author(end.device, end.epoch))).values(values)
    )
    if moved.rowcount == 0:
        connection.execute(insert(node_head).values(**key, **values))


def last_heads(connection: Connection, site: SiteCode) -> dict[DeviceId, Head]:
    """Return the end of the last chain of each device that has written at a site."""
    end = node_head.c
    query = (
        select(end.device_id, end.epoch, end.seq, end.chain)
        .where(end.site == site)
        .order_by(end.epoch)
    )
    return {
        DeviceId(device): Head(DeviceId(device), epoch, seq, bytes(chain))
        for device, epoch, seq, chain in connection.execute(query)
    }


def last_epoch(connection: Connection, site: SiteCode, device: DeviceId) -> int:
    """Return the last epoch in which a device has written; 0 if it never has."""
    # Also what came ahead of its chain counts, so it is the feed that is asked.
    query = select(func.max(feed.c.epoch)).where(feed.c.site == site, feed.c.device_id == device)
    return connection.execute(query).scalar_one_or_none() or 0


def held(
    connection: Connection, site: SiteCode, author: Author, first: int, last: int
) -> dict[int, bytes]:
    """Return the bytes that are held at places of a chain, also of those that came ahead of it."""
    query = select(feed.c.seq, feed.c.written).where(
        feed.c.site == site,
        feed.c.device_id == author.device,
        feed.c.epoch == author.epoch,
        feed.c.seq.between(first, last),
    )
    return {seq: bytes(written) for seq, written in connection.execute(query)}


def states(
    connection: Connection, site: SiteCode, author: Author, first: int, last: int
) -> list[tuple[int, int, bytes]]:
    """Return number, state and bytes of what is held of a stretch of a chain."""
    query = select(feed.c.seq, feed.c.state, feed.c.written).where(
        feed.c.site == site,
        feed.c.device_id == author.device,
        feed.c.epoch == author.epoch,
        feed.c.seq.between(first, last),
    )
    return [(seq, state, bytes(written)) for seq, state, written in connection.execute(query)]


def results(
    connection: Connection, site: SiteCode, author: Author, first: int, last: int
) -> list[Result]:
    """Return what became of the entries of a stretch that were not simply accepted."""
    query = (
        select(feed.c.seq, feed.c.state, feed.c.code)
        .where(
            feed.c.site == site,
            feed.c.device_id == author.device,
            feed.c.epoch == author.epoch,
            feed.c.seq.between(first, last),
            feed.c.state != ACCEPTED,
        )
        .order_by(feed.c.seq)
    )
    return [result(seq, state, code) for seq, state, code in connection.execute(query)]


def refused_before(
    connection: Connection, site: SiteCode, author: Author, seq: int, code: RefusalCode
) -> list[StoredEntry]:
    """Return the last entries of a chain before a number that were refused for this reason."""
    query = (
        select(feed.c.seq, feed.c.written)
        .where(
            feed.c.site == site,
            feed.c.device_id == author.device,
            feed.c.epoch == author.epoch,
            feed.c.seq < seq,
            feed.c.code == code,
        )
        .order_by(feed.c.seq.desc())
        .limit(_SOME)
    )
    found = connection.execute(query)
    return [StoredEntry(author.device, author.epoch, at, bytes(written)) for at, written in found]


def result(seq: int, state: int, code: str | None) -> Result:
    """Return what the writer of an entry is told of a state that is not accepted."""
    return Result(seq, "duplicate" if state == DUPLICATE else "quarantined", code or "")


def _is(site: SiteCode, author: Author) -> tuple[ColumnElement[bool], ...]:
    held = node_head.c
    return (held.site == site, held.device_id == author.device, held.epoch == author.epoch)
