"""The upstreams of a desk: the site's hub and the centre, each by its pinned key.

One is in use, and stands in `local_db.node` with the position in its feed; the others keep
theirs here, because positions of one mean nothing at another. A hub that the site's feed
names is known by its key at once, without an address.
"""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select, update

from local_db import node, seen, tables
from local_db.node import Role
from records import tables as records_tables

_kept, _own, _device = tables.upstream.c, tables.node.c, records_tables.device.c


class Upstream(Struct, frozen=True):
    """An upstream: its role, its key in hexadecimal, and its address; "" if unknown."""

    role: Role
    key: str
    url: str = ""


def add(connection: Connection, upstream: Upstream) -> None:
    """Know an upstream from now on, or its address; how far it was read stays."""
    there = connection.execute(select(_kept.url).where(_kept.key == upstream.key)).first()
    if there is None:
        values = {"key": upstream.key, "role": upstream.role, "url": upstream.url}
        connection.execute(insert(tables.upstream).values(**values, position=0, mark=0, turn=0))
    elif upstream.url:
        connection.execute(
            update(tables.upstream)
            .where(_kept.key == upstream.key)
            .values(url=upstream.url, role=upstream.role)
        )


def known(connection: Connection) -> list[Upstream]:
    """Return the desk's upstreams: those added, the one in use, and hubs that the feed names.

    A hub that was revoked is none.
    """
    found = {row.key: Upstream(row.role, row.key, row.url) for row in _rows(connection)}
    own = node.find(connection)
    if own and own.upstream_key and own.upstream_key not in found:
        found[own.upstream_key] = Upstream(own.upstream_role, own.upstream_key, own.upstream)
    query = select(_device.key, _device.revoked).where(_device.role == "hub")
    for key, is_revoked in connection.execute(query):
        if is_revoked:
            found.pop(key, None)
        else:
            found.setdefault(key, Upstream("hub", key))
    return list(found.values())


def turn_to(connection: Connection, upstream: Upstream) -> None:
    """Use another upstream from now on, and go on in its feed where it was left.

    What one hub held, another may not: its receipts are forgotten when the desk turns to the other.
    """
    own = node.read(connection)
    position, mark = connection.execute(select(_own.position, _own.mark)).one()
    if own.upstream_key:
        add(connection, Upstream(own.upstream_role, own.upstream_key, own.upstream))
        connection.execute(
            update(tables.upstream)
            .where(_kept.key == own.upstream_key)
            .values(position=position, mark=mark)
        )
    add(connection, upstream)
    if upstream.role == "hub":
        _forget_other_hubs(connection, upstream.key)
    position, mark = connection.execute(
        select(_kept.position, _kept.mark).where(_kept.key == upstream.key)
    ).one()
    connection.execute(
        update(tables.node).values(
            upstream=upstream.url,
            upstream_role=upstream.role,
            upstream_key=upstream.key,
            position=position,
            mark=mark,
        )
    )


def _forget_other_hubs(connection: Connection, key: str) -> None:
    last = connection.execute(
        select(_kept.key).where(_kept.role == "hub").order_by(_kept.turn.desc()).limit(1)
    ).scalar_one_or_none()
    if last != key:
        connection.execute(delete(tables.receipt).where(tables.receipt.c.holder == "hub"))
        seen.forget_hub(connection)
    most = connection.execute(select(func.max(_kept.turn))).scalar_one() or 0
    connection.execute(update(tables.upstream).where(_kept.key == key).values(turn=most + 1))


def _rows(connection: Connection) -> list[Upstream]:
    query = select(_kept.role, _kept.key, _kept.url).order_by(_kept.role.desc(), _kept.key)
    return [Upstream(*row) for row in connection.execute(query)]
