"""Who this database is: its desk, its site, its upstream, and how far it has read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select, update

from immunization.entries import MAX_LAMPORT
from immunization.ids import DeviceId, SiteCode
from local_db import tables
from local_db.errors import NotEnrolled
from local_db.question import Question
from records import tables as records_tables
from records.journal import Author

Role = Literal["hub", "centre"]

_kept, _entry = tables.node.c, records_tables.entry.c
_PROGRESS = Question(select(_kept.position, _kept.synced_at, _kept.clock_offset, _kept.mark))
_OWN_LC = (
    select(_entry.lc)
    .where(
        _entry.device_id == _kept.device_id,
        _entry.epoch == _kept.epoch,
        _entry.chain.isnot(None),
    )
    .order_by(_entry.seq.desc())
    .limit(1)
    .correlate(tables.node)
    .scalar_subquery()
)
_LC = Question(select(_kept.seen_lc, _OWN_LC))

# In the order of Node's fields.
_COLUMNS = (
    "device_id", "epoch", "desk", "desk_name", "site", "site_name",
    "upstream", "upstream_role", "upstream_key", "centre_key",
)  # fmt: skip
_NODE = Question(select(*(_kept[name] for name in _COLUMNS)))


class Node(Struct, frozen=True):
    """A desk as it was enrolled. Keys are raw Ed25519 public keys in hexadecimal.

    ``desk`` is its number at the site, from 1. ``upstream`` is the URL that it syncs with and
    ``upstream_role`` what that is; ``upstream_key`` is pinned at enrolment, ``centre_key`` is
    what receipts of the centre are checked with (the same, unless there is a hub).
    """

    device: DeviceId
    epoch: int
    desk: int
    desk_name: str
    site: SiteCode
    site_name: str
    upstream: str = ""
    upstream_role: Role = "centre"
    upstream_key: str | None = None
    centre_key: str | None = None

    @property
    def author(self) -> Author:
        """Return the author of this desk's entries."""
        return Author(self.device, self.epoch)


class Progress(Struct, frozen=True):
    """How far the exchange with the upstream has come.

    ``clock_offset``: by how much this PC's clock was ahead of the server's when last compared.
    ``mark`` is what the upstream's feed was known by at ``position``, 0 if that is not known.
    """

    position: int
    synced_at: datetime | None
    clock_offset: timedelta | None
    mark: int = 0


def find(connection: Connection) -> Node | None:
    """Return who this database is, or None before enrolment."""
    row = _NODE.one(connection)
    return None if row is None else Node(*row)


def read(connection: Connection) -> Node:
    """Return who this database is. Raises NotEnrolled."""
    node = find(connection)
    if node is None:
        raise NotEnrolled
    return node


def enrol(connection: Connection, node: Node) -> None:
    """Write down who this database is, in place of what it was.

    Another device starts a chain of its own; what was read of the feed stays.
    """
    progress = find_progress(connection)
    seen = connection.execute(select(func.max(records_tables.entry.c.lc))).scalar_one()
    connection.execute(delete(tables.node))
    connection.execute(
        insert(tables.node).values(
            id=1,
            device_id=node.device,
            epoch=node.epoch,
            desk=node.desk,
            desk_name=node.desk_name,
            site=node.site,
            site_name=node.site_name,
            upstream=node.upstream,
            upstream_role=node.upstream_role,
            upstream_key=node.upstream_key,
            centre_key=node.centre_key,
            position=progress.position if progress else 0,
            mark=progress.mark if progress else 0,
            seen_lc=seen or 0,
        )
    )


def point_to(connection: Connection, upstream: str, role: Role, key: str | None) -> None:
    """Sync with another upstream from now on. What the last hub held, the next may not."""
    connection.execute(delete(tables.receipt).where(tables.receipt.c.holder == "hub"))
    connection.execute(
        update(tables.node).values(
            upstream=upstream, upstream_role=role, upstream_key=key, position=0, mark=0
        )
    )


def find_progress(connection: Connection) -> Progress | None:
    """Return how far the exchange has come, or None before enrolment."""
    row = _PROGRESS.one(connection)
    if row is None:
        return None
    position, synced_at, clock_offset, mark = row
    return Progress(
        position,
        None if synced_at is None else datetime.fromtimestamp(synced_at, UTC),
        None if clock_offset is None else timedelta(seconds=clock_offset),
        mark,
    )


def synced(connection: Connection, at: datetime, clock_offset: timedelta | None) -> None:
    """Write down that all was exchanged at ``at`` (the server's time), and the clocks compared."""
    seconds = None if clock_offset is None else clock_offset.total_seconds()
    connection.execute(
        update(tables.node).values(synced_at=int(at.timestamp()), clock_offset=seconds)
    )


def next_lc(connection: Connection) -> int:
    """Return the logical time of the next entry: one more than all that this desk has seen.

    Lamport (1978). Two saves cannot get the same one: there is one writer, and each save asks
    in its own transaction (the second entry of one save takes the next). At the end of the range
    it stays there, and order falls to the place in the chain: a hostile clock in the feed must
    not stop a nurse.
    """
    row = _LC.one(connection)
    if row is None:
        raise NotEnrolled
    seen_lc, own_lc = row
    return min(int(max(seen_lc, own_lc or 0)) + 1, MAX_LAMPORT)


def saw(connection: Connection, lc: int) -> None:
    """Move the logical clock up to what came by the feed."""
    kept = tables.node.c
    connection.execute(update(tables.node).where(kept.seen_lc < lc).values(seen_lc=lc))
