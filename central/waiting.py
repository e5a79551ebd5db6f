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
    """What a reader waits for: for how many seconds, who wakes it, and whether it is there."""

    seconds: float
    reading: Callable[[Wake], AbstractContextManager[None]]
    is_there: Callable[[], Awaitable[bool]]


async def wait_for(news: News, is_closing: Callable[[], bool]) -> None:
    """Return once the news is there, the time is over, or the server closes."""
    loop, woken = asyncio.get_running_loop(), asyncio.Event()

    def wake() -> None:
        with contextlib.suppress(RuntimeError):  # the server's loop has ended
            loop.call_soon_threadsafe(woken.set)

    end = loop.time() + news.seconds
    with news.reading(wake):
        while loop.time() < end and not is_closing():
            woken.clear()
            if await news.is_there():
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(_LOOK_AGAIN, end - loop.time())):
                    await woken.wait()
