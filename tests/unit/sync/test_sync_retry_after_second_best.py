"""A desk that went round its hub leaves a busy centre alone for as long as it asks.

It looks again for the hub soon, but the round that follows would ask the busy centre as well.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import cast

import pytest

from sync.client import Upstream
from sync.errors import ServerBusy
from sync.loop import SyncLoop
from sync.ports import Ledger
from sync.route import Route, Way


class Book:
    def ways(self) -> list[Way]:
        return [Way("hub", "aa"), Way("centre", "bb")]

    def current(self) -> Way:
        return Way("centre", "bb")

    def turn_to(self, way: Way) -> None:
        raise AssertionError


class Silent:
    offset, holder = None, "centre"


def test_a_busy_centre_is_left_alone_for_as_long_as_it_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.loop.Cycle", lambda *_, **__: None)
    loop = SyncLoop(
        cast("Ledger", None),
        cast("Callable[[], Upstream]", Silent),
        b"",
        nullcontext(),
        lambda _: None,
        route=Route(Book()),
        luck=lambda: 0.0,
    )
    loop._state, loop._failures = replace(loop._state, error=ServerBusy(100.0)), 1
    waits: list[float] = []

    def wait_for(_reason: object, seconds: float) -> bool:
        waits.append(seconds)
        return True

    monkeypatch.setattr(loop._changed, "wait_for", wait_for)
    loop._wait()
    assert waits[-1] >= 100.0
