"""Give a site's feed to a device: ``GET /v1/feed``."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace
from sqlalchemy import Connection

from central import feed, marks, relayed, sites
from central.admission import Asked, Refused, check
from central.centre import Centre
from central.feed import Look
from central.nodes import Node
from central.receipts import receipt_of
from records.journal import Author
from sync import columns, signatures, wire
from sync.limits import MAX_ENTRIES, MAX_WAIT
from sync.point import Point


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
    told: Point | None = None
    others: int | None = None


def read_feed(centre: Centre, node: Node | None, asked: Asked) -> wire.Message:
    """``GET /v1/feed``."""
    query = feed_query(asked)
    with centre.database.looking() as connection:
        look = _look(centre, connection, node, asked, query)
        node = look.reader
        found = feed.read_on(connection, look, query.limit, is_own_left_out=bool(query.without))
        mark = _mark(connection, query, look, found.until)
        here, of_centre = _receipts(connection, centre, query, look)
        others = _others(connection, centre, query, look)
    entries = found.entries
    if node.role == "hub" and query.life:
        entries = centre.carriers.without_own(node.device, query.life, entries)
    page = columns.page_of(
        entries,
        time=int(centre.clock().timestamp() * 1000),
        after=query.after,
        until=found.until,
        head=found.head,
    )
    return replace(page, here=here, centre=of_centre, mark=mark, others=others)


def _look(
    centre: Centre, connection: Connection, node: Node | None, asked: Asked, query: FeedQuery
) -> Look:
    """Return the feed as who asks finds it, having seen to it that they may; raises Refused."""
    device = node.device if node else signatures.claimed_key_id(asked.headers)
    look = feed.look(connection, device, query.without, query.after)
    if node is None:
        check(centre, asked, look.reader if look else None)
    if look is None:
        raise Refused("unknown-device")
    return look


def has_news(centre: Centre, node: Node, query: FeedQuery) -> bool:
    """Tell whether the feed ends elsewhere than at a position, or a receipt has come since."""
    with centre.database.reading() as connection:
        if sites.head(connection, node.site) != query.after:
            return True
        if query.centre is None or not centre.hub:
            return False
        signed = relayed.receipt(connection, Author(node.device, query.without))
        return signed is not None and signed.head.seq > query.centre


def feed_query(asked: Asked) -> FeedQuery:
    """Read what a request for the feed asks for; raises Refused."""
    numbers = asked.numbers()
    told = numbers.get("told", 0)
    query = FeedQuery(
        after=numbers.get("after", 0),
        limit=min(numbers.get("limit", MAX_ENTRIES), MAX_ENTRIES),
        wait=min(numbers.get("wait", 0), MAX_WAIT),
        without=numbers.get("without", 0),
        here=numbers.get("here"),
        centre=numbers.get("centre"),
        life=numbers.get("life", 0),
        mark=numbers.get("mark"),
        told=Point(told, numbers.get("toldmark", 0)) if told else None,
        others=numbers.get("others"),
    )
    said = (query.here, query.centre, query.mark, query.others)
    known = (*(number or 0 for number in said), *(query.told or ()))
    too_small = min(query.after, query.limit, query.wait, query.without, *known) < 0
    if too_small or max(query.after, told) >= 2**63 or query.without >= 2**31:
        raise Refused("malformed", "a number out of range")
    return query


def _mark(connection: Connection, query: FeedQuery, look: Look, until: int) -> int:
    """Return the mark after a stretch, 0 if it is the one that who asks has named.

    Raises Refused if that is not the mark of the position that it has read up to, or if the
    feed is not what it was told to be beyond that.
    """
    if query.told and not marks.is_there(connection, look.reader.site, query.told):
        raise Refused("other-feed")
    if query.mark is None or query.after > look.head:
        return 0
    there = look.mark
    if not marks.are_of_one_feed(query.mark, there):
        raise Refused("other-feed")
    if until > query.after:
        there = marks.mark(connection, look.reader.site, until)
    return there if there != query.mark else 0


def _receipts(
    connection: Connection, centre: Centre, query: FeedQuery, look: Look
) -> tuple[wire.Receipt | None, wire.Receipt | None]:
    """Return the receipts over the asking device's chain that differ from what it knows."""
    here = of_centre = None
    if query.here is not None:
        here = receipt_of(centre, look.own) if look.own.seq != query.here else None
    if query.centre is not None and centre.hub:
        signed = relayed.receipt(connection, Author(look.own.device, look.own.epoch))
        of_centre = signed if signed and signed.head.seq > query.centre else None
    return here, relayed.on_wire(of_centre)


def _others(
    connection: Connection, centre: Centre, query: FeedQuery, look: Look
) -> list[wire.Receipt]:
    """Return the centre's receipts over the site's other chains, if who asks knows others."""
    if query.others is None or not centre.hub:
        return []
    found = relayed.receipts_of_others(connection, look.reader.site, look.reader.device)
    if sum(signed.head.seq for signed in found) == query.others:
        return []
    return [one for signed in found if (one := relayed.on_wire(signed)) is not None]
