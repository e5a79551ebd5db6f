"""The devices that may write, and for which site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from typing import Any, Final, Literal

from sqlalchemy import Connection, bindparam, insert, select, update

from central.errors import UnknownDevice
from central.question import Question
from central.tables import node
from immunization.ids import DeviceId, SiteCode

NodeRole = Literal["desk", "hub"]

FIRST_OF_HUB: Final = 14
LAST_OF_HUB: Final = 26
"""The desk numbers that a hub gives (letters N to Z), so that it never gives one that the centre
gives at the same time (`docs/decisions/0015-a-site-hub-relays.md`)."""

_HUBS: Final = 10_000
"""Hubs are numbered from here: they have no letter, and take none away."""


@dataclass(frozen=True, slots=True)
class Node:
    """A device as it is enrolled; ``desk`` is its number at the site, from 1."""

    device: DeviceId
    site: SiteCode
    name: str
    desk: int
    key: bytes
    revoked: bool
    role: NodeRole = "desk"


COLUMNS: Final = (
    node.c.device_id, node.c.site, node.c.name, node.c.desk, node.c.key, node.c.revoked,
    node.c.role,
)  # fmt: skip
"""What a :class:`Node` is made of, in the order of its fields."""

_FIND: Final = Question(select(*COLUMNS).where(node.c.device_id == bindparam("device")))


def find(connection: Connection, device: str) -> Node | None:
    """Return the device of this id, or None."""
    row = _FIND.one(connection, device=device)
    return None if row is None else of_row(row)


def of_row(row: Sequence[Any]) -> Node:
    """Return a device from its :data:`COLUMNS`."""
    device, site, name, desk, key, revoked, role = row
    return Node(DeviceId(device), SiteCode(site), name, desk, bytes(key), bool(revoked), role)


def of_site(connection: Connection, site: SiteCode) -> list[Node]:
    """Return the devices of a site by their number."""
    query = select(node.c.device_id).where(node.c.site == site).order_by(node.c.desk)
    ids = list(connection.execute(query).scalars())
    return [found for id in ids if (found := find(connection, id))]


def add(connection: Connection, made: Node, at: datetime) -> None:
    """Add a device under the lock of its site."""
    connection.execute(
        insert(node).values(
            device_id=made.device,
            site=made.site,
            name=made.name,
            desk=made.desk,
            key=made.key,
            enrolled_at=int(at.timestamp()),
            revoked=made.revoked,
            role=made.role,
        )
    )


def free_number(
    connection: Connection, site: SiteCode, role: NodeRole = "desk", *, at_hub: bool = False
) -> int:
    """Return the number that the next device of a site gets, by who gives it."""
    taken = set(connection.execute(select(node.c.desk).where(node.c.site == site)).scalars())
    if role == "hub":
        return next(number for number in count(_HUBS) if number not in taken)
    kept_for_hub = range(FIRST_OF_HUB, LAST_OF_HUB + 1)
    of_hub = chain(kept_for_hub, count(27))
    of_centre = (number for number in count(1) if number not in kept_for_hub)
    return next(number for number in (of_hub if at_hub else of_centre) if number not in taken)


def revoke(connection: Connection, device: DeviceId) -> Node:
    """Take a device's right to write; raises UnknownDevice."""
    found = find(connection, device)
    if found is None:
        raise UnknownDevice
    connection.execute(update(node).where(node.c.device_id == device).values(revoked=True))
    return found
