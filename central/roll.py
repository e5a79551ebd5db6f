"""Take the devices that entries name into the list of those that may write.

The centre does so with what a site's hub enrolled while it was cut off, or says again after
the centre was restored (`central.witness`); a hub with what comes down from the centre.
"""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from central import nodes
from central.nodes import Node, NodeRole
from central.tables import node
from immunization.entries import DeviceEnrolled, DeviceRevoked
from immunization.ids import DeviceId, SiteCode
from records.lines import Line

_ROLES: Final[dict[str, NodeRole]] = {"desk": "desk", "hub": "hub"}


def take(connection: Connection, line: Line, now: datetime) -> None:
    """Take a device in, or note that it is revoked, if that is what an entry says.

    A device that is known already stays as it is. Under a number that is taken, as two servers
    may give it in the same hour, it gets the next one in this list: the entry, by which its
    desk goes, says what it said.
    """
    match line.body:
        case DeviceEnrolled(name=name, desk=desk, key=key, role=role) if role in _ROLES:
            device, site = DeviceId(line.entry.about), line.entry.site
            if nodes.find(connection, device) is None:
                raw = bytes.fromhex(key)
                named = Node(device, site, name, desk, raw, revoked=False, role=_ROLES[role])
                nodes.add(connection, _under_a_free_number(connection, named), now)
        case DeviceRevoked():
            if nodes.find(connection, line.entry.about) is not None:
                nodes.revoke(connection, DeviceId(line.entry.about))
        case _:
            pass


def _under_a_free_number(connection: Connection, named: Node) -> Node:
    if not _is_taken(connection, named.site, named.desk):
        return named
    return dataclasses.replace(
        named, desk=nodes.free_number(connection, named.site, named.role, at_hub=True)
    )


def _is_taken(connection: Connection, site: SiteCode, desk: int) -> bool:
    query = select(node.c.device_id).where(node.c.site == site, node.c.desk == desk)
    return connection.execute(query).first() is not None
