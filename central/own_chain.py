"""Give a device back what it wrote: ``GET /v1/chain``, for a disk that was restored or copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, func, select

from central.admission import Asked, Refused
from central.centre import Centre
from central.nodes import Node
from central.tables import feed
from immunization.ids import SiteCode
from records.journal import Author
from records.lines import StoredEntry
from sync import columns, wire
from sync.limits import MAX_ENTRIES, MAX_ENTRIES_SIZE

_LARGEST_EPOCH: Final = 2**31
_LARGEST_SEQ: Final = 2**63


@dataclass(frozen=True, slots=True)
class ChainQuery:
    """Which stretch of which of its own chains a device asks for."""

    epoch: int
    after: int
    limit: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries of a chain, the number after which more follow, and the last that is held."""

    entries: list[StoredEntry]
    until: int
    head: int


def read_chain(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``GET /v1/chain``: only ever the chains of the device that asks."""
    assert node is not None  # noqa: S101 (the route says that it is signed)
    query = chain_query(asked)
    author = Author(node.device, query.epoch)
    with centre.database.reading() as connection:
        found = read(connection, node.site, author, query.after, query.limit)
    return columns.page_of(
        found.entries,
        time=int(centre.clock().timestamp() * 1000),
        after=query.after,
        until=found.until,
        head=found.head,
    )


def read(connection: Connection, site: SiteCode, author: Author, after: int, limit: int) -> Stretch:
    """Return what is held of a chain after a number: also what was refused or came ahead of it.

    Bounded by ``limit`` and by `sync.limits.MAX_ENTRIES_SIZE` bytes, after one entry at least.
    ``until`` is ``head`` if that was all.
    """
    own = _is(site, author)
    head = max(connection.execute(select(func.max(feed.c.seq)).where(*own)).scalar() or 0, after)
    query = (
        select(feed.c.seq, feed.c.written)
        .where(*own, feed.c.seq > after, feed.c.seq <= head)
        .order_by(feed.c.seq)
        .limit(limit)
    )
    entries: list[StoredEntry] = []
    size = 0
    for seq, written in connection.execute(query):
        size += len(written)
        if entries and size > MAX_ENTRIES_SIZE:
            break
        entries.append(StoredEntry(author.device, author.epoch, seq, bytes(written)))
    return Stretch(entries, entries[-1].seq if entries else head, head)


def chain_query(asked: Asked) -> ChainQuery:
    """Read what a request for a chain asks for; raises Refused."""
    numbers = asked.numbers()
    query = ChainQuery(
        epoch=numbers.get("epoch", 1),
        after=numbers.get("after", 0),
        limit=min(numbers.get("limit", MAX_ENTRIES), MAX_ENTRIES),
    )
    is_within = 1 <= query.epoch < _LARGEST_EPOCH and 0 <= query.after < _LARGEST_SEQ
    if not is_within or query.limit < 1:
        raise Refused("malformed", "a number out of range")
    return query


def _is(site: SiteCode, author: Author) -> tuple[ColumnElement[bool], ...]:
    held = feed.c
    return (held.site == site, held.device_id == author.device, held.epoch == author.epoch)
