"""What a hub tells a centre that was restored from a backup: which desks there are.

What the centre itself had said since the backup is lost with its disk. Its hubs heard it: so
each says again, in a chain of its own, which desks the centre enrolled at its site, and which
it revoked. A revocation never un-happens, and nobody enrols a desk twice because of a disk.
The rest (staff, one-time codes, sites) nobody but the centre may say (`docs/operations.md`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from central import nodes, sites, writer
from central.hub import Hub
from central.nodes import FIRST_OF_HUB, LAST_OF_HUB, Node
from central.writer import Saying
from immunization.entries import DeviceEnrolled, DeviceRevoked

_REASON: Final = "máy chủ điểm tiêm nhắc lại sau khi trung tâm khôi phục dữ liệu"


def say_again(connection: Connection, hub: Hub, now: datetime) -> int:
    """Append to the hub's chain what it knows of its site's desks; return how many entries."""
    site = sites.lock(connection, hub.site)
    known = [one for one in nodes.of_site(connection, hub.site) if one.role == "desk"]
    said = [saying for one in known for saying in _of(one)]
    count = writer.append(connection, site, said, now, hub.author)
    sites.save(connection, site)
    return count


def _of(node: Node) -> Iterator[Saying]:
    # What the hub enrolled stands in its chain already.
    if not FIRST_OF_HUB <= node.desk <= LAST_OF_HUB:
        body = DeviceEnrolled(name=node.name, desk=node.desk, key=node.key.hex(), role="desk")
        yield Saying(node.device, body)
    if node.revoked:
        yield Saying(node.device, DeviceRevoked(reason=_REASON))
