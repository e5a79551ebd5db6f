"""Let a reader wait for news: until there is some, its time is over, or the server ends."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

_LOOK_AGAIN: Final = 2.0
"""Seconds after which is looked unasked: another process may have written, a lease have ended."""

Wake = Callable[[], None]


@dataclass(frozen=True, slots=True)
class News:
    """What a reader waits for: for how many seconds, who wakes it, and whether it is there.

    ``may_be_there`` is asked now and then while nobody wakes it, and costs little.
    """

    seconds: float
    reading: Callable[[Wake], AbstractContextManager[None]]
    is_there: Callable[[], Awaitable[bool]]
    may_be_there: Callable[[], Awaitable[bool]]


async def wait_for(news: News, is_closing: Callable[[], bool]) -> None:
    """Return once the news is there, the time is over, or the server closes."""
    loop, woken = asyncio.get_running_loop(), asyncio.Event()

    def wake() -> None:
        with contextlib.suppress(RuntimeError):  # the server's loop has ended
            loop.call_soon_threadsafe(woken.set)

    end, look = loop.time() + news.seconds, news.is_there
    with news.reading(wake):
        while loop.time() < end and not is_closing():
            woken.clear()
            if await look():
                return
            look = news.may_be_there
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(_LOOK_AGAIN, end - loop.time())):
                    await woken.wait()
                    look = news.is_there
