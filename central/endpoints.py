"""What each endpoint does; who asks was admitted before.

To add one: a function below, a line in :data:`ROUTES`, its body in `sync.wire`, and a line in
`docs/protocol.md`; ``tests/contract`` compares that table with this one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy import Connection

from central import (
    comparing,
    digest,
    displaced,
    enrolment,
    holding,
    inbox,
    marks,
    nodes,
    relayed,
    subscriptions,
)
from central.admission import Asked, Refused
from central.centre import Centre
from central.enrolment import Host
from central.feed_reading import feed_query, read_feed
from central.inbox import Sender, Turned
from central.nodes import Node
from central.own_chain import read_chain
from central.receipts import receipt_of
from immunization.ids import SubjectId
from records.journal import Author
from sync import packing, wire
from sync.point import Point

M = TypeVar("M", bound=wire.Message)


def status(centre: Centre, _node: Node | None, _asked: Asked) -> wire.Message:
    """``GET /v1/status``."""
    return wire.Status(time=_millis(centre))


def enrol(centre: Centre, _node: Node | None, asked: Asked) -> wire.Message:
    """``POST /v1/enrol``."""
    request = _body(wire.Enrolment, asked)
    try:
        with centre.database.writing() as connection:
            host = Host(centre.key.public, centre.hub)
            return enrolment.enrol(connection, request, host, centre.clock())
    except Turned as turned:
        raise Refused(turned.code) from turned


def push(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``POST /v1/batches``."""
    batch = _body(wire.Batch, asked)
    try:
        with centre.traffic.pushing(), centre.database.writing() as connection:
            sender = _writer(connection, node, batch.device)
            at_hub = centre.hub is not None
            author = Author(sender.device, batch.epoch)
            query = feed_query(asked)
            if at_hub:
                displaced.check_open(connection, author)
            if query.told and not marks.is_there(connection, sender.site, query.told):
                raise Refused("other-feed")
            taken = inbox.take_batch(connection, sender, batch, centre.clock(), at_hub=at_hub)
            if at_hub:
                relayed.keep_seal(connection, taken.head, batch)
            of_centre = relayed.receipt(connection, author)
            # Before it is committed: whoever waits for the feed is answered at once then.
            if node is not None and node.role == "hub" and query.life:
                # Not up to what is held: the rest came by another way, and the hub lacks it.
                last = batch.first + len(batch.entries) - 1
                centre.carriers.brought(node.device, query.life, author, batch.first, last)
            end = marks.end(connection, sender.site) if _is_hub(node) else Point()
    except Turned as turned:
        held = receipt_of(centre, turned.held) if turned.held else None
        raise Refused(turned.code, receipt=held) from turned
    centre.traffic.feed_grew(sender.site)
    return wire.BatchAnswer(
        time=_millis(centre),
        receipt=receipt_of(centre, taken.head),
        results=list(taken.results),
        centre=relayed.on_wire(of_centre),
        head=end.position,
        mark=end.mark,
    )


def urgent(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``POST /v1/urgent``."""
    urgent = _body(wire.Urgent, asked)
    try:
        with centre.traffic.pushing(), centre.database.writing() as connection:
            sender = _writer(connection, node, urgent.device)
            at_hub = centre.hub is not None
            result = inbox.take_urgent(connection, sender, urgent, centre.clock(), at_hub=at_hub)
            if at_hub:
                relayed.keep_urgent(connection, urgent)
    except Turned as turned:
        raise Refused(turned.code) from turned
    centre.traffic.feed_grew(sender.site)
    if result is None:
        return wire.UrgentAnswer(time=_millis(centre), outcome="accepted")
    return wire.UrgentAnswer(time=_millis(centre), outcome=result.outcome, code=result.code)


def subscribe(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``POST /v1/subscriptions``."""
    sender = _sender(node)
    subjects = [SubjectId(one) for one in _body(wire.Subscription, asked).subjects]
    with centre.database.writing() as connection:
        subscriptions.add(connection, sender.site, subjects)
    centre.traffic.wake_projector()
    return wire.Status(time=_millis(centre))


def spoken_version(asked: Asked) -> int:
    """Return the wire version to answer in: what the query says, else the oldest."""
    try:
        said = asked.numbers().get("v", wire.OLDEST)
    except Refused:
        return wire.OLDEST
    return min(max(said, wire.OLDEST), wire.VERSION)


def compare(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``POST /v1/digests``."""
    sender, wanted = _sender(node), _body(wire.Comparison, asked)
    with centre.database.reading() as connection:
        return comparing.compare(connection, sender.site, wanted, _millis(centre))


def name(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``POST /v1/names``."""
    sender, wanted = _sender(node), _body(wire.Listing, asked)
    with centre.database.reading() as connection:
        return comparing.names(connection, sender.site, wanted, _millis(centre))


def read_entries(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``POST /v1/entries``."""
    sender, wanted = _sender(node), _body(wire.Wanted, asked)
    with centre.database.reading() as connection:
        found = digest.by_ids(connection, sender.site, wanted.ids)
    return comparing.page_of(found, _millis(centre))


def hold(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``POST /v1/hold``."""
    return holding.take(centre, _sender(node), _body(wire.Holding, asked))


def read_holds(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``GET /v1/holds``."""
    holding.holds_query(asked)
    return holding.tell(centre, _sender(node))


def _body(kind: type[M], asked: Asked) -> M:
    if asked.headers.get("content-encoding") != wire.CODING:
        raise Refused("malformed", "the body is not in the coding zstd")
    return packing.unpack(kind, asked.body)


def _sender(node: Node | None) -> Sender:
    assert node is not None  # noqa: S101 (the route says that it is signed)
    return Sender(node.device, node.site, node.key, node.role)


def _writer(connection: Connection, node: Node | None, device: str) -> Sender:
    """Return whose entries these are: of who asks, or of a device of the site that a hub serves.

    What a hub took in before it heard that a desk is revoked, was acknowledged: it is taken.
    """
    asking = _sender(node)
    if device == asking.device:
        return asking
    if asking.role != "hub":
        raise Refused("malformed", "entries of another device than the one that signed")
    carried = nodes.find(connection, device)
    if carried is None or carried.site != asking.site:
        raise Refused("unknown-device")
    return Sender(carried.device, carried.site, carried.key, carried.role)


def _is_hub(node: Node | None) -> bool:
    return node is not None and node.role == "hub"


def _millis(centre: Centre) -> int:
    return int(centre.clock().timestamp() * 1000)


Handler = Callable[[Centre, Node | None, Asked], wire.Message]

ROUTES: Final[dict[str, tuple[str, Handler, bool]]] = {
    "/v1/status": ("GET", status, False),
    "/v1/enrol": ("POST", enrol, False),
    "/v1/batches": ("POST", push, True),
    "/v1/urgent": ("POST", urgent, True),
    "/v1/feed": ("GET", read_feed, True),
    "/v1/chain": ("GET", read_chain, True),
    "/v1/subscriptions": ("POST", subscribe, True),
    "/v1/digests": ("POST", compare, True),
    "/v1/names": ("POST", name, True),
    "/v1/entries": ("POST", read_entries, True),
    "/v1/hold": ("POST", hold, True),
    "/v1/holds": ("GET", read_holds, True),
}
"""By path: the method, who serves it, and whether it must be signed."""

ADMITTING: Final = frozenset({read_feed})
"""Who find out who asks, and whether they may, by the statement that they need anyway."""
