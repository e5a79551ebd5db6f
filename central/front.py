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
from sync.limits import MAX_PACKED

_THREADS: Final = 16
_AT_ONCE: Final = 256
"""Requests that may be in work or wait for a thread; more are told to come back."""
_WAITING: Final = 5_000
"""Readers that may wait for news; more are answered at once."""
_BODY_TIME: Final = 120.0
_LOOK_AGAIN: Final = 2.0
"""Seconds after which a waiting reader's feed is looked at: another process may have written."""


class Front:
    """The ASGI application of one centre."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._exchange = Exchange(centre)
        self._threads = CapacityLimiter(_THREADS)
        self._at_once = 0
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
        try:
            async with asyncio.timeout(_BODY_TIME):
                asked, whole = await _read(request)
        except (TimeoutError, ClientDisconnect):
            return
        answered = await self._answer(asked, whole=whole)
        response = Response(answered.body, answered.status, answered.headers)
        await response(scope, receive, send)

    async def _answer(self, asked: Asked, *, whole: bool) -> Answered:
        if not whole:
            return self._exchange.problem(asked, "too-large")
        if self._at_once >= _AT_ONCE:
            return self._exchange.problem(asked, "busy")
        if asked.path == "/v1/feed" and "wait=" in asked.query:
            return await self._answer_when_there_is_news(asked)
        if asked.path == "/v1/holds" and "wait=" in asked.query:
            return await self._answer_when_holds_change(asked)
        return await self._serve(asked, None)

    async def _serve(self, asked: Asked, node: Node | None) -> Answered:
        self._at_once += 1
        try:
            return await run_sync(self._exchange.serve, asked, node, limiter=self._threads)
        finally:
            self._at_once -= 1

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
                return self._exchange.problem(asked, "busy")
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


async def _read(request: Request) -> tuple[Asked, bool]:
    """Return the request and whether its body is whole: it is not read beyond the limit."""
    parts, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_PACKED:
            return _asked(request, b""), False
        parts.append(chunk)
    return _asked(request, b"".join(parts)), True


def _asked(request: Request, body: bytes) -> Asked:
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    path = request.scope.get("raw_path", b"").decode("ascii", "replace")
    query = request.scope.get("query_string", b"").decode("ascii", "replace")
    return Asked(request.method, path.partition("?")[0], query, headers, body)
