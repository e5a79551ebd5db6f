"""Who this server is when it is a site's hub: one row of its database.

A hub is a device of its site like a desk: it joined with a one-time code, has an id, an
epoch and one Ed25519 key. With that key it signs its requests to the centre, its answers to
the desks, its receipts, and the seals over the few entries that it writes itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from central import tables
from immunization.ids import DeviceId, SiteCode
from records.journal import Author
from sync.point import Point

_hub = tables.hub.c


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub as it joined: its device and epoch, its site, and the centre that it relays to."""

    author: Author
    site: SiteCode
    centre_url: str
    centre_key: bytes


def find(connection: Connection) -> Hub | None:
    """Return which hub this database belongs to, or None if it is no hub's."""
    row = connection.execute(select(tables.hub)).first()
    if row is None:
        return None
    author = Author(DeviceId(row.device_id), row.epoch)
    return Hub(author, SiteCode(row.site), row.centre_url, bytes(row.centre_key))


def become(connection: Connection, hub: Hub) -> None:
    """Write down which hub this is, in place of what it was; how far it has read stays."""
    read = read_up_to(connection)
    connection.execute(delete(tables.hub))
    connection.execute(
        insert(tables.hub).values(
            only=1,
            device_id=hub.author.device,
            epoch=hub.author.epoch,
            site=hub.site,
            centre_url=hub.centre_url,
            centre_key=hub.centre_key,
            position=read.position,
            mark=read.mark,
            told=0,
            told_mark=0,
        )
    )


def read_up_to(connection: Connection) -> Point:
    """Return how far the centre's feed is stored here."""
    row = connection.execute(select(_hub.position, _hub.mark)).first()
    return Point(*row) if row else Point()


def move_to(connection: Connection, read: Point) -> None:
    """Write down how far the centre's feed is stored here."""
    connection.execute(update(tables.hub).values(position=read.position, mark=read.mark))


def told_of(connection: Connection) -> Point | None:
    """Return what the centre last said of where its feed ends, if that is not stored here yet."""
    row = connection.execute(
        select(_hub.told, _hub.told_mark).where(_hub.told > _hub.position)
    ).first()
    return Point(*row) if row else None


def was_told(connection: Connection, end: Point) -> None:
    """Write down what the centre says of where its feed ends: it has acknowledged all before it."""
    connection.execute(update(tables.hub).values(told=end.position, told_mark=end.mark))
