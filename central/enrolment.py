"""Enrol a device with a one-time code (`sync.codes`).

A code enrols one key. The device that asked and did not hear the answer may ask again
with the same code and key, and is told the same; anybody else is refused. A device that is
enrolled already, and comes with a new code because it lost its database, stays the same
device and gets a new epoch: what it wrote before is not forked.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection, insert, select, update

from central import chains, nodes, sites, writer
from central.hub import Hub
from central.inbox import Turned
from central.nodes import Node, NodeRole
from central.tables import enrolment_code
from immunization.entries import DeviceEnrolled
from immunization.ids import DeviceId, SiteCode, derived
from sync import codes
from sync.packing import encode
from sync.wire import VERSION, Enrolled, Enrolment, Membership, Place

_MOST_HUBS: Final = 8


@dataclass(frozen=True, slots=True)
class Host:
    """Who takes a device in: the public key of this server, and the hub that it is, if it is."""

    key: bytes
    hub: Hub | None = None

    @property
    def centre_key(self) -> bytes:
        """The public key of the centre."""
        return self.hub.centre_key if self.hub else self.key


def issue(
    connection: Connection,
    site: SiteCode,
    code: str,
    expires_at: datetime,
    role: NodeRole = "desk",
) -> None:
    """Make a code good for one device of a site; raises UnknownSite."""
    sites.head(connection, site)
    plain = codes.read_code(code)
    connection.execute(
        insert(enrolment_code).values(
            code_id=codes.code_id(plain),
            key=codes.code_key(plain),
            site=site,
            expires_at=int(expires_at.timestamp()),
            role=role,
        )
    )


def enrol(connection: Connection, request: Enrolment, host: Host, now: datetime) -> Enrolled:
    """Add the device that asks to its code's site; raises Turned."""
    row = connection.execute(
        select(enrolment_code).where(enrolment_code.c.code_id == request.code).with_for_update()
    ).first()
    if row is None:
        raise Turned("code-refused")
    secret = bytes(row.key)
    if not codes.is_equal(codes.request_proof(secret, request), request.proof):
        raise Turned("code-refused")
    device = DeviceId(derived("device", request.key.hex()))
    site, epoch = SiteCode(row.site), row.epoch
    if row.device_id is None:
        if now.timestamp() > row.expires_at:
            raise Turned("code-refused")
        name, key = request.name, request.key
        joining = Node(device, site, name, desk=0, key=key, revoked=False, role=row.role)
        epoch = _join(connection, joining, request.code, host, now)
    node = nodes.find(connection, device)
    if node is None or node.revoked or row.device_id not in (None, device) or node.site != site:
        raise Turned("code-refused")
    plain = _membership(connection, node, epoch, host, now)
    membership = encode(replace(plain, version=min(request.version, VERSION)))
    return Enrolled(membership=membership, proof=codes.answer_proof(secret, membership))


def _join(connection: Connection, joining: Node, code_id: bytes, host: Host, now: datetime) -> int:
    """Use up the code; return the epoch that the device is to write in."""
    site = sites.lock(connection, joining.site)
    if nodes.find(connection, joining.device) is None:
        number = nodes.free_number(connection, site.code, joining.role, at_hub=host.hub is not None)
        nodes.add(connection, dataclasses.replace(joining, desk=number), now)
        body = DeviceEnrolled(
            name=joining.name, desk=number, key=joining.key.hex(), role=joining.role
        )
        author = host.hub.author if host.hub else None
        writer.append(connection, site, [writer.Saying(joining.device, body)], now, author)
        sites.save(connection, site)
    epoch = chains.last_epoch(connection, site.code, joining.device) + 1
    connection.execute(
        update(enrolment_code)
        .where(enrolment_code.c.code_id == code_id)
        .values(device_id=joining.device, epoch=epoch)
    )
    return epoch


def _membership(
    connection: Connection, node: Node, epoch: int, host: Host, now: datetime
) -> Membership:
    return Membership(
        time=int(now.timestamp() * 1000),
        device=node.device,
        epoch=epoch,
        site=node.site,
        site_name=sites.name_of(connection, node.site) or node.site,
        desk=node.desk,
        centre_key=host.centre_key,
        upstreams=_upstreams(connection, node.site, host),
        role=node.role,
    )


def _upstreams(connection: Connection, site: SiteCode, host: Host) -> list[Place]:
    """Return the hubs that a device of a site may use, and the centre."""
    if host.hub:
        return [Place("hub", host.key), Place("centre", host.centre_key, host.hub.centre_url)]
    hubs = [node for node in nodes.of_site(connection, site) if node.role == "hub"]
    known = [Place("hub", hub.key) for hub in hubs if not hub.revoked]
    return [*known[-_MOST_HUBS:], Place("centre", host.key)]
