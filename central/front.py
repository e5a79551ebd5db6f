"""The centre's front: from ASGI to `central.exchange` and back.

Only what belongs to HTTP is here: reading a body within its limits, handing the work to a
thread, letting a reader of the feed wait, and turning away what is too much.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, TypeVar, TypeVarTuple

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

T = TypeVar("T")
Args = TypeVarTuple("Args")
NewsOf = Callable[[Asked], Callable[[Node], News]]
"""Reads what is asked for; then, for who was admitted, what is waited for."""


class Front:
    """The ASGI application of one centre."""

    def __init__(self, centre: Centre, load: Shedding | None = None) -> None:
        self._centre = centre
        self._exchange = Exchange(centre)
        self._threads = ThreadPoolExecutor(_THREADS, "request")
        self._heads = Heads(centre.database)
        self._load = load or Shedding()
        self._waiting = 0
        self._closing = False

    def close(self) -> None:
        """Let nobody wait any longer; from any thread."""
        self._closing = True
        self._centre.traffic.wake_all_readers()
        self._centre.holds.wake_all()

    def end(self) -> None:
        """Let go of the threads that serve, once nobody asks any more."""
        self._threads.shutdown(cancel_futures=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        body = _Body(self._load)
        try:
            async with asyncio.timeout(_BODY_TIME):
                refusal = await body.read(receive)
            answered = await self._answer(_asked(scope, body.take()), refusal)
        except (TimeoutError, _HungUp):
            return
        finally:
            body.let_go()
        await _send(answered, send)

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
            return await self._in_thread(self._exchange.serve, asked, node)
        finally:
            self._load.end()

    def _in_thread(self, do: Callable[[*Args], T], *args: *Args) -> Awaitable[T]:
        return asyncio.get_running_loop().run_in_executor(self._threads, do, *args)

    def _busy(self, asked: Asked) -> Answered:
        answered = self._exchange.problem(asked, "busy")
        answered.headers["retry-after"] = str(self._load.retry_after())
        return answered

    async def _answer_later(self, asked: Asked, news_of: NewsOf) -> Answered:
        try:
            news = news_of(asked)
            node = await self._in_thread(admit, self._centre, asked)
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
                return await self._in_thread(has_news)

            async def may_be_there() -> bool:
                head = self._heads.recent(node.site)
                if head is None:
                    head = await self._in_thread(self._heads.head, node.site)
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


class _HungUp(Exception):
    """Who asked is gone before all was said."""


class _Body:
    """A body as it comes in, within the limit of one and within what all together may hold."""

    def __init__(self, load: Shedding) -> None:
        self._load = load
        self._parts: list[bytes] = []
        self._size = 0

    async def read(self, receive: Receive) -> str | None:
        """Read it; return the code of the problem if it is not kept. Nothing is read beyond."""
        has_more = True
        while has_more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _HungUp
            chunk, has_more = message.get("body", b""), message.get("more_body", False)
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


def _asked(scope: Scope, body: bytes) -> Asked:
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    path = scope.get("raw_path", b"").decode("ascii", "replace")
    query = scope.get("query_string", b"").decode("ascii", "replace")
    return Asked(scope["method"], path.partition("?")[0], query, headers, body)


async def _send(answered: Answered, send: Send) -> None:
    headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1"))
        for name, value in answered.headers.items()
    ]
    headers.append((b"content-length", b"%d" % len(answered.body)))
    await send({"type": "http.response.start", "status": answered.status, "headers": headers})
    await send({"type": "http.response.body", "body": answered.body})
