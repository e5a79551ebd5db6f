"""Enrol a device with a one-time code (`sync.codes`).

A code enrols one key. The device that asked and did not hear the answer may ask again
with the same code and key, and is told the same; anybody else is refused. A device that is
enrolled already, and comes with a new code because it lost its database, stays the same
device and gets a new epoch: what it wrote before is not forked.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from central import chains, nodes, sites, writer
from central.inbox import Turned
from central.nodes import Node
from central.tables import enrolment_code
from immunization.entries import DeviceEnrolled
from immunization.ids import DeviceId, SiteCode, derived
from sync import codes
from sync.packing import encode
from sync.wire import Enrolled, Enrolment, Membership


def issue(connection: Connection, site: SiteCode, code: str, expires_at: datetime) -> None:
    """Make a code good for one device of a site; raises UnknownSite."""
    sites.head(connection, site)
    plain = codes.read_code(code)
    connection.execute(
        insert(enrolment_code).values(
            code_id=codes.code_id(plain),
            key=codes.code_key(plain),
            site=site,
            expires_at=int(expires_at.timestamp()),
        )
    )


def enrol(connection: Connection, request: Enrolment, centre_key: bytes, now: datetime) -> Enrolled:
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
        epoch = _join(connection, device, site, request, now)
    node = nodes.find(connection, device)
    if node is None or node.revoked or row.device_id not in (None, device) or node.site != site:
        raise Turned("code-refused")
    return _answer(connection, node, epoch, centre_key, secret, now)


def _join(
    connection: Connection, device: DeviceId, code: SiteCode, request: Enrolment, now: datetime
) -> int:
    """Use up the code; return the epoch that the device is to write in."""
    site = sites.lock(connection, code)
    if nodes.find(connection, device) is None:
        added = nodes.add(connection, device, code, request.name, request.key, now)
        body = DeviceEnrolled(name=added.name, desk=added.desk, key=added.key.hex())
        writer.append(connection, site, [writer.Saying(device, body)], now)
        sites.save(connection, site)
    epoch = chains.last_epoch(connection, code, device) + 1
    connection.execute(
        update(enrolment_code)
        .where(enrolment_code.c.code_id == request.code)
        .values(device_id=device, epoch=epoch)
    )
    return epoch


def _answer(
    connection: Connection, node: Node, epoch: int, centre_key: bytes, secret: bytes, now: datetime
) -> Enrolled:
    membership = encode(
        Membership(
            time=int(now.timestamp() * 1000),
            device=node.device,
            epoch=epoch,
            site=node.site,
            site_name=sites.name_of(connection, node.site) or node.site,
            desk=node.desk,
            centre_key=centre_key,
        )
    )
    return Enrolled(membership=membership, proof=codes.answer_proof(secret, membership))
