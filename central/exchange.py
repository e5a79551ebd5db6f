"""Serve a request: admit it, do what it asks, sign the answer. Knows no web framework.

To add an endpoint: a method below, a line in :data:`ROUTES`, its body in `sync.wire`, and
a line in `docs/protocol.md`; ``tests/contract`` compares that table with this one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar
from urllib.parse import parse_qs

import msgspec

from central import enrolment, feed, inbox, reporting, sites, subscriptions
from central.admission import Asked, Refused, admit
from central.centre import Centre
from central.errors import DatabaseUnavailable
from central.inbox import Sender, Turned
from central.nodes import Node
from immunization.ids import SubjectId
from records import seals
from records.journal import Author
from records.seals import Head
from sync import columns, problems, signatures, wire
from sync.limits import MAX_ENTRIES, MAX_WAIT

_log = logging.getLogger(__name__)
_RETRY_AFTER: Final = 5
M = TypeVar("M", bound=wire.Message)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it goes out."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FeedQuery:
    """What a request for the feed asks for."""

    after: int
    limit: int
    wait: int
    without: int


class Exchange:
    """Serves requests for one centre; may be called from many threads."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre

    def serve(self, asked: Asked, node: Node | None = None) -> Answered:
        """Answer a request; never raises. ``node`` is who asks, if it was admitted already."""
        try:
            handler, signed = _route(asked)
            if signed and node is None:
                node = admit(self._centre, asked)
            return self._answer(asked, 200, wire.MEDIA_TYPE, wire.pack(handler(self, node, asked)))
        except Refused as refused:
            return self._problem(asked, refused)
        except wire.Malformed as error:
            return self._problem(asked, Refused("malformed", str(error)))
        except wire.VersionUnknown as error:
            spoken = {"oldest": wire.OLDEST, "newest": wire.VERSION}
            return self._problem(asked, Refused("wire-version", str(error), **spoken))
        except DatabaseUnavailable:
            return self._problem(asked, Refused("busy"))
        except Exception as error:  # noqa: BLE001 (the boundary: said, logged, answered)
            _log.error("%s %s failed: %s", asked.method, asked.path, reporting.where(error))
            return self._problem(asked, Refused("broken"))

    def problem(self, asked: Asked, code: str) -> Answered:
        """Return the answer that a request is not served, and why."""
        return self._problem(asked, Refused(code))

    def has_news(self, node: Node, after: int) -> bool:
        """Tell whether a site's feed ends elsewhere than at a position."""
        with self._centre.database.reading() as connection:
            return sites.head(connection, node.site) != after

    def status(self, _node: Node | None, _asked: Asked) -> wire.Message:
        """``GET /v1/status``."""
        return wire.Status(time=self._millis())

    def enrol(self, _node: Node | None, asked: Asked) -> wire.Message:
        """``POST /v1/enrol``."""
        request = _body(wire.Enrolment, asked)
        centre = self._centre
        try:
            with centre.database.writing() as connection:
                return enrolment.enrol(connection, request, centre.key.public, centre.clock())
        except Turned as turned:
            raise Refused(turned.code) from turned

    def push(self, node: Node | None, asked: Asked) -> wire.Message:
        """``POST /v1/batches``."""
        sender = _sender(node)
        batch = _body(wire.Batch, asked)
        _check_own(sender, batch.device)
        centre = self._centre
        try:
            with centre.traffic.pushing(), centre.database.writing() as connection:
                taken = inbox.take_batch(connection, sender, batch, centre.clock())
        except Turned as turned:
            held = self._receipt(turned.held) if turned.held else None
            raise Refused(turned.code, receipt=held) from turned
        centre.traffic.feed_grew(sender.site)
        return wire.BatchAnswer(
            time=self._millis(), receipt=self._receipt(taken.head), results=list(taken.results)
        )

    def urgent(self, node: Node | None, asked: Asked) -> wire.Message:
        """``POST /v1/urgent``."""
        sender = _sender(node)
        urgent = _body(wire.Urgent, asked)
        _check_own(sender, urgent.device)
        centre = self._centre
        try:
            with centre.traffic.pushing(), centre.database.writing() as connection:
                result = inbox.take_urgent(connection, sender, urgent, centre.clock())
        except Turned as turned:
            raise Refused(turned.code) from turned
        centre.traffic.feed_grew(sender.site)
        if result is None:
            return wire.UrgentAnswer(time=self._millis(), outcome="accepted")
        return wire.UrgentAnswer(time=self._millis(), outcome=result.outcome, code=result.code)

    def feed(self, node: Node | None, asked: Asked) -> wire.Message:
        """``GET /v1/feed``."""
        sender = _sender(node)
        query = feed_query(asked)
        without = Author(sender.device, query.without) if query.without else None
        with self._centre.database.reading() as connection:
            found = feed.read(connection, sender.site, query.after, query.limit, without=without)
        return columns.page_of(
            found.entries,
            time=self._millis(),
            after=query.after,
            until=found.until,
            head=found.head,
        )

    def subscribe(self, node: Node | None, asked: Asked) -> wire.Message:
        """``POST /v1/subscriptions``."""
        sender = _sender(node)
        subjects = [SubjectId(one) for one in _body(wire.Subscription, asked).subjects]
        with self._centre.database.writing() as connection:
            subscriptions.add(connection, sender.site, subjects)
        self._centre.traffic.wake_projector()
        return wire.Status(time=self._millis())

    def _receipt(self, head: Head) -> wire.Receipt:
        signed = seals.sign_head(self._centre.key.private, "receipt centre", head)
        return wire.Receipt(head.device, head.epoch, head.seq, head.chain, signed.signature)

    def _problem(self, asked: Asked, refused: Refused) -> Answered:
        found = problems.problem(
            refused.code, time=self._millis(), detail=refused.detail, **refused.members
        )
        content = msgspec.json.encode(found)
        answered = self._answer(asked, found.status, wire.PROBLEM_TYPE, content)
        if refused.code == "busy":
            answered.headers["retry-after"] = str(_RETRY_AFTER)
        return answered

    def _answer(self, asked: Asked, status: int, media_type: str, body: bytes) -> Answered:
        headers = {"content-type": media_type}
        if media_type == wire.MEDIA_TYPE:
            headers["content-encoding"] = wire.CODING
        nonce = signatures.claimed_nonce(asked.headers)
        if nonce:
            answer = signatures.Answer(status, headers)
            key = self._centre.key
            created = self._centre.clock().timestamp()
            signatures.sign_answer(key.private, key.id, answer, body, created=created, nonce=nonce)
        return Answered(status, headers, body)

    def _millis(self) -> int:
        return int(self._centre.clock().timestamp() * 1000)


Handler = Callable[[Exchange, Node | None, Asked], wire.Message]

ROUTES: Final[dict[str, tuple[str, Handler, bool]]] = {
    "/v1/status": ("GET", Exchange.status, False),
    "/v1/enrol": ("POST", Exchange.enrol, False),
    "/v1/batches": ("POST", Exchange.push, True),
    "/v1/urgent": ("POST", Exchange.urgent, True),
    "/v1/feed": ("GET", Exchange.feed, True),
    "/v1/subscriptions": ("POST", Exchange.subscribe, True),
}
"""By path: the method, who serves it, and whether it must be signed."""


def feed_query(asked: Asked) -> FeedQuery:
    """Read what a request for the feed asks for; raises Refused."""
    try:
        given = parse_qs(asked.query, strict_parsing=True, max_num_fields=8) if asked.query else {}
        numbers = {name: int(values[0]) for name, values in given.items()}
    except ValueError as error:
        raise Refused("malformed", "the query is not of numbers") from error
    query = FeedQuery(
        after=numbers.get("after", 0),
        limit=min(numbers.get("limit", MAX_ENTRIES), MAX_ENTRIES),
        wait=min(numbers.get("wait", 0), MAX_WAIT),
        without=numbers.get("without", 0),
    )
    if min(query.after, query.limit, query.wait, query.without) < 0 or query.after >= 2**63:
        raise Refused("malformed", "a number out of range")
    return query


def _route(asked: Asked) -> tuple[Handler, bool]:
    if asked.path not in ROUTES:
        raise Refused("not-found")
    method, handler, signed = ROUTES[asked.path]
    if asked.method != method:
        raise Refused("not-allowed")
    return handler, signed


def _body(kind: type[M], asked: Asked) -> M:
    if asked.headers.get("content-encoding") != wire.CODING:
        raise Refused("malformed", "the body is not in the coding zstd")
    return wire.unpack(kind, asked.body)


def _sender(node: Node | None) -> Sender:
    assert node is not None  # noqa: S101 (the route says that it is signed)
    return Sender(node.device, node.site, node.key)


def _check_own(sender: Sender, device: str) -> None:
    if device != sender.device:
        raise Refused("malformed", "entries of another device than the one that signed")
