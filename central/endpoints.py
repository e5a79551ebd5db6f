"""What each endpoint does; who asks was admitted before.

To add one: a function below, a line in :data:`ROUTES`, its body in `sync.wire`, and a line in
`docs/protocol.md`; ``tests/contract`` compares that table with this one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import parse_qs

from msgspec.structs import replace
from sqlalchemy import Connection

from central import (
    chains,
    comparing,
    digest,
    displaced,
    enrolment,
    feed,
    holding,
    inbox,
    marks,
    nodes,
    relayed,
    sites,
    subscriptions,
)
from central.admission import Asked, Refused
from central.centre import Centre
from central.enrolment import Host
from central.inbox import Sender, Turned
from central.nodes import Node
from central.own_chain import read_chain
from immunization.ids import SiteCode, SubjectId
from records import seals
from records.journal import Author
from records.seals import Head, Purpose
from sync import columns, packing, wire
from sync.limits import MAX_ENTRIES, MAX_WAIT

M = TypeVar("M", bound=wire.Message)


@dataclass(frozen=True, slots=True)
class FeedQuery:
    """What a request for the feed asks for."""

    after: int
    limit: int
    wait: int
    without: int
    here: int | None = None
    centre: int | None = None
    life: int = 0
    mark: int | None = None


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
            if at_hub:
                displaced.check_open(connection, author)
            taken = inbox.take_batch(connection, sender, batch, centre.clock(), at_hub=at_hub)
            if at_hub:
                relayed.keep_seal(connection, taken.head, batch)
            of_centre = relayed.receipt(connection, author)
            # Before it is committed: whoever waits for the feed is answered at once then.
            if node is not None and node.role == "hub" and (life := feed_query(asked).life):
                # Not up to what is held: the rest came by another way, and the hub lacks it.
                last = batch.first + len(batch.entries) - 1
                centre.carriers.brought(node.device, life, author, batch.first, last)
    except Turned as turned:
        held = _receipt(centre, turned.held) if turned.held else None
        raise Refused(turned.code, receipt=held) from turned
    centre.traffic.feed_grew(sender.site)
    return wire.BatchAnswer(
        time=_millis(centre),
        receipt=_receipt(centre, taken.head),
        results=list(taken.results),
        centre=relayed.on_wire(of_centre),
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


def read_feed(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``GET /v1/feed``."""
    sender = _sender(node)
    query = feed_query(asked)
    without = Author(sender.device, query.without) if query.without else None
    with centre.database.reading() as connection:
        found = feed.read(connection, sender.site, query.after, query.limit, without=without)
        mark = _mark(connection, sender.site, query, found)
        here, of_centre = _receipts(connection, centre, sender, query)
    entries = found.entries
    if sender.role == "hub" and query.life:
        entries = centre.carriers.without_own(sender.device, query.life, entries)
    page = columns.page_of(
        entries,
        time=_millis(centre),
        after=query.after,
        until=found.until,
        head=found.head,
    )
    return replace(page, here=here, centre=of_centre, mark=mark)


def subscribe(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``POST /v1/subscriptions``."""
    sender = _sender(node)
    subjects = [SubjectId(one) for one in _body(wire.Subscription, asked).subjects]
    with centre.database.writing() as connection:
        subscriptions.add(connection, sender.site, subjects)
    centre.traffic.wake_projector()
    return wire.Status(time=_millis(centre))


def has_news(centre: Centre, node: Node, query: FeedQuery) -> bool:
    """Tell whether the feed ends elsewhere than at a position, or a receipt has come since."""
    with centre.database.reading() as connection:
        if sites.head(connection, node.site) != query.after:
            return True
        if query.centre is None or not centre.hub:
            return False
        signed = relayed.receipt(connection, Author(node.device, query.without))
        return signed is not None and signed.head.seq > query.centre


def spoken_version(asked: Asked) -> int:
    """Return the wire version to answer in: what the query says, else the oldest."""
    try:
        said = int(parse_qs(asked.query, max_num_fields=16).get("v", ["1"])[0])
    except ValueError:
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


def feed_query(asked: Asked) -> FeedQuery:
    """Read what a request for the feed asks for; raises Refused."""
    try:
        given = parse_qs(asked.query, strict_parsing=True, max_num_fields=16) if asked.query else {}
        numbers = {name: int(values[0]) for name, values in given.items()}
    except ValueError as error:
        raise Refused("malformed", "the query is not of numbers") from error
    query = FeedQuery(
        after=numbers.get("after", 0),
        limit=min(numbers.get("limit", MAX_ENTRIES), MAX_ENTRIES),
        wait=min(numbers.get("wait", 0), MAX_WAIT),
        without=numbers.get("without", 0),
        here=numbers.get("here"),
        centre=numbers.get("centre"),
        life=numbers.get("life", 0),
        mark=numbers.get("mark"),
    )
    told = (query.here or 0, query.centre or 0, query.mark or 0)
    too_small = min(query.after, query.limit, query.wait, query.without, *told) < 0
    if too_small or query.after >= 2**63 or query.without >= 2**31:
        raise Refused("malformed", "a number out of range")
    return query


def _receipt(centre: Centre, head: Head) -> wire.Receipt:
    purpose: Purpose = "receipt hub" if centre.hub else "receipt centre"
    signed = seals.sign_head(centre.key.private, purpose, head)
    return wire.Receipt(head.device, head.epoch, head.seq, head.chain, signed.signature)


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


def _mark(connection: Connection, site: SiteCode, query: FeedQuery, found: feed.Stretch) -> int:
    """Return the mark after a stretch, 0 if it is the one that who asks has named.

    Raises Refused if that is not the mark of the position that it has read up to.
    """
    if query.mark is None or query.after > found.head:
        return 0
    there = marks.mark(connection, site, query.after)
    if not marks.are_of_one_feed(query.mark, there):
        raise Refused("other-feed")
    if found.until > query.after:
        there = marks.mark(connection, site, found.until)
    return there if there != query.mark else 0


def _receipts(
    connection: Connection, centre: Centre, sender: Sender, query: FeedQuery
) -> tuple[wire.Receipt | None, wire.Receipt | None]:
    """Return the receipts over the asking device's chain that differ from what it knows."""
    own = Author(sender.device, query.without)
    here = of_centre = None
    if query.here is not None:
        held = chains.head(connection, sender.site, own)
        here = _receipt(centre, held) if held.seq != query.here else None
    if query.centre is not None and centre.hub:
        signed = relayed.receipt(connection, own)
        of_centre = signed if signed and signed.head.seq > query.centre else None
    return here, relayed.on_wire(of_centre)


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
