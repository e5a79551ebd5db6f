"""Let a reader of the holds wait until they are others than it knows."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Final

from central.holding import HoldsQuery
from central.holds import Holds
from immunization.ids import SiteCode

_LOOK_AGAIN: Final = 2.0
"""Seconds after which the holds are looked at unasked: a lease that ends wakes nobody."""


async def wait_for_change(
    holds: Holds, site: SiteCode, query: HoldsQuery, is_closing: Callable[[], bool]
) -> None:
    """Return once a site's holds are others than the reader knows, or its time is over."""
    loop, news = asyncio.get_running_loop(), asyncio.Event()

    def wake() -> None:
        with contextlib.suppress(RuntimeError):  # the server's loop has ended
            loop.call_soon_threadsafe(news.set)

    end = loop.time() + query.wait
    with holds.reading(site, wake):
        while loop.time() < end and not is_closing():
            news.clear()
            if holds.sight(site).revision != query.known:
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(_LOOK_AGAIN, end - loop.time())):
                    await news.wait()
