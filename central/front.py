"""The centre's front: from ASGI to `central.exchange` and back.

Only what belongs to HTTP is here: reading a body within its limits, handing the work to a
thread, letting a reader of the feed wait, and turning away what is too much.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from central.admission import Asked, Refused, admit
from central.centre import Centre
from central.errors import DatabaseUnavailable
from central.exchange import Answered, Exchange
from central.feed_reading import feed_query
from central.heads import Heads
from central.holding import holds_query
from central.nodes import Node
from central.shedding import Shedding
from central.waiting import News, wait_for
from sync.limits import MAX_PACKED

_THREADS: Final = 16
_WAITING: Final = 5_000
"""Readers that may wait for news; more are answered at once."""
_BODY_TIME: Final = 120.0

NewsOf = Callable[[Asked], Callable[[Node], News]]
"""Reads what is asked for; then, for who was admitted, what is waited for."""


class Front:
    """The ASGI application of one centre."""

    def __init__(self, centre: Centre, load: Shedding | None = None) -> None:
        self._centre = centre
        self._exchange = Exchange(centre)
        self._threads = CapacityLimiter(_THREADS)
        self._heads = Heads(centre.database)
        self._load = load or Shedding()
        self._waiting = 0
        self._closing = False

    def close(self) -> None:
        """Let nobody wait any longer; from any thread."""
        self._closing = True
        self._centre.traffic.wake_all_readers()
        self._centre.holds.wake_all()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        request = Request(scope, receive)
        body = _Body(self._load)
        try:
            async with asyncio.timeout(_BODY_TIME):
                refusal = await body.read(request)
            answered = await self._answer(_asked(request, body.take()), refusal)
        except (TimeoutError, ClientDisconnect):
            return
        finally:
            body.let_go()
        response = Response(answered.body, answered.status, answered.headers)
        await response(scope, receive, send)

    async def _answer(self, asked: Asked, refusal: str | None) -> Answered:
        if refusal == "busy" or self._load.is_full:
            return self._busy(asked)
        if refusal:
            return self._exchange.problem(asked, refusal)
        waits = {"/v1/feed": self._news_of_feed, "/v1/holds": self._news_of_holds}
        if asked.path in waits and "wait=" in asked.query:
            return await self._answer_later(asked, waits[asked.path])
        return await self._serve(asked, None)

    async def _serve(self, asked: Asked, node: Node | None) -> Answered:
        self._load.begin()
        try:
            return await run_sync(self._exchange.serve, asked, node, limiter=self._threads)
        finally:
            self._load.end()

    def _busy(self, asked: Asked) -> Answered:
        answered = self._exchange.problem(asked, "busy")
        answered.headers["retry-after"] = str(self._load.retry_after())
        return answered

    async def _answer_later(self, asked: Asked, news_of: NewsOf) -> Answered:
        try:
            news = news_of(asked)
            node = await run_sync(admit, self._centre, asked, limiter=self._threads)
        except (Refused, DatabaseUnavailable):
            # What is wrong is said by the one who says it everywhere.
            return await self._serve(asked, None)
        if self._waiting < _WAITING:
            self._waiting += 1
            try:
                await wait_for(news(node), lambda: self._closing)
            except DatabaseUnavailable:
                return self._busy(asked)
            finally:
                self._waiting -= 1
        return await self._serve(asked, node)

    def _news_of_feed(self, asked: Asked) -> Callable[[Node], News]:
        query = feed_query(asked)

        def of(node: Node) -> News:
            has_news = partial(self._exchange.has_news, node, query)
            reading = partial(self._centre.traffic.reading, node.site)

            async def is_there() -> bool:
                return await run_sync(has_news, limiter=self._threads)

            async def may_be_there() -> bool:
                head = self._heads.recent(node.site)
                if head is None:
                    head = await run_sync(self._heads.head, node.site, limiter=self._threads)
                return head != query.after and await is_there()

            return News(query.wait, reading, is_there, may_be_there)

        return of

    def _news_of_holds(self, asked: Asked) -> Callable[[Node], News]:
        query, holds = holds_query(asked), self._centre.holds

        def of(node: Node) -> News:
            async def has_changed() -> bool:
                return holds.sight(node.site).revision != query.known

            reading = partial(holds.reading, node.site)
            return News(query.wait, reading, has_changed, has_changed)

        return of


class _Body:
    """A body as it comes in, within the limit of one and within what all together may hold."""

    def __init__(self, load: Shedding) -> None:
        self._load = load
        self._parts: list[bytes] = []
        self._size = 0

    async def read(self, request: Request) -> str | None:
        """Read it; return the code of the problem if it is not kept. Nothing is read beyond."""
        async for chunk in request.stream():
            self._size += len(chunk)
            fits = self._load.hold(len(chunk))
            if self._size > MAX_PACKED or not fits:
                self._parts.clear()
                return "busy" if not fits else "too-large"
            self._parts.append(chunk)
        return None

    def take(self) -> bytes:
        """Return what was read, once."""
        whole = b"".join(self._parts)
        self._parts.clear()
        return whole

    def let_go(self) -> None:
        """It is answered."""
        self._load.let_go(self._size)


def _asked(request: Request, body: bytes) -> Asked:
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    path = request.scope.get("raw_path", b"").decode("ascii", "replace")
    query = request.scope.get("query_string", b"").decode("ascii", "replace")
    return Asked(request.method, path.partition("?")[0], query, headers, body)
