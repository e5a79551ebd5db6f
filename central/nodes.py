"""The devices that may write, and for which site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from central.errors import UnknownDevice
from central.tables import node
from immunization.ids import DeviceId, SiteCode


@dataclass(frozen=True, slots=True)
class Node:
    """A device as it is enrolled; ``desk`` is its number at the site, from 1."""

    device: DeviceId
    site: SiteCode
    name: str
    desk: int
    key: bytes
    revoked: bool


def find(connection: Connection, device: str) -> Node | None:
    """Return the device of this id, or None."""
    row = connection.execute(select(node).where(node.c.device_id == device)).first()
    if row is None:
        return None
    return Node(
        DeviceId(row.device_id),
        SiteCode(row.site),
        row.name,
        row.desk,
        bytes(row.key),
        row.revoked,
    )


def of_site(connection: Connection, site: SiteCode) -> list[Node]:
    """Return the devices of a site by their number."""
    query = select(node.c.device_id).where(node.c.site == site).order_by(node.c.desk)
    ids = list(connection.execute(query).scalars())
    return [found for id in ids if (found := find(connection, id))]


def add(
    connection: Connection, device: DeviceId, site: SiteCode, name: str, key: bytes, at: datetime
) -> Node:
    """Add a device under the lock of its site; it gets the site's next number."""
    last = connection.execute(
        select(func.max(node.c.desk)).where(node.c.site == site)
    ).scalar_one_or_none()
    added = Node(device, site, name, (last or 0) + 1, key, revoked=False)
    connection.execute(
        insert(node).values(
            device_id=device,
            site=site,
            name=name,
            desk=added.desk,
            key=key,
            enrolled_at=int(at.timestamp()),
            revoked=False,
        )
    )
    return added


def revoke(connection: Connection, device: DeviceId) -> Node:
    """Take a device's right to write; raises UnknownDevice."""
    found = find(connection, device)
    if found is None:
        raise UnknownDevice
    connection.execute(update(node).where(node.c.device_id == device).values(revoked=True))
    return found
