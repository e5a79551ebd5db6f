"""The centre's front: from ASGI to `central.exchange` and back.

Only what belongs to HTTP is here: reading a body within its limits, handing the work to a
thread, letting a reader of the feed wait, and turning away what is too much.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from central.admission import Asked, Refused, admit
from central.centre import Centre
from central.endpoints import FeedQuery, feed_query
from central.errors import DatabaseUnavailable
from central.exchange import Answered, Exchange
from central.hold_waiting import wait_for_change
from central.holding import holds_query
from central.nodes import Node
from central.shedding import Shedding
from sync.limits import MAX_PACKED

_THREADS: Final = 16
_WAITING: Final = 5_000
"""Readers that may wait for news; more are answered at once."""
_BODY_TIME: Final = 120.0
_LOOK_AGAIN: Final = 2.0
"""Seconds after which a waiting reader's feed is looked at: another process may have written."""


class Front:
    """The ASGI application of one centre."""

    def __init__(self, centre: Centre, load: Shedding | None = None) -> None:
        self._centre = centre
        self._exchange = Exchange(centre)
        self._threads = CapacityLimiter(_THREADS)
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
        if asked.path == "/v1/feed" and "wait=" in asked.query:
            return await self._answer_when_there_is_news(asked)
        if asked.path == "/v1/holds" and "wait=" in asked.query:
            return await self._answer_when_holds_change(asked)
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

    async def _answer_when_there_is_news(self, asked: Asked) -> Answered:
        try:
            query = feed_query(asked)
            node = await run_sync(admit, self._centre, asked, limiter=self._threads)
        except (Refused, DatabaseUnavailable):
            # What is wrong is said by the one who says it everywhere.
            return await self._serve(asked, None)
        if self._waiting < _WAITING:
            self._waiting += 1
            try:
                await self._wait(node, query)
            except DatabaseUnavailable:
                return self._busy(asked)
            finally:
                self._waiting -= 1
        return await self._serve(asked, node)

    async def _answer_when_holds_change(self, asked: Asked) -> Answered:
        try:
            query = holds_query(asked)
            node = await run_sync(admit, self._centre, asked, limiter=self._threads)
        except (Refused, DatabaseUnavailable):
            return await self._serve(asked, None)
        if self._waiting < _WAITING:
            self._waiting += 1
            try:
                holds = self._centre.holds
                await wait_for_change(holds, node.site, query, lambda: self._closing)
            finally:
                self._waiting -= 1
        return await self._serve(asked, node)

    async def _wait(self, node: Node, query: FeedQuery) -> None:
        loop = asyncio.get_running_loop()
        news = asyncio.Event()

        def wake() -> None:
            with contextlib.suppress(RuntimeError):  # the server's loop has ended
                loop.call_soon_threadsafe(news.set)

        end = loop.time() + query.wait
        with self._centre.traffic.reading(node.site, wake):
            while loop.time() < end and not self._closing:
                news.clear()
                if await run_sync(self._exchange.has_news, node, query, limiter=self._threads):
                    return
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(min(_LOOK_AGAIN, end - loop.time())):
                        await news.wait()


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
