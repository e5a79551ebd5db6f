"""Those who tell and hear of holds leave a busy server alone for as long as it asks."""

from __future__ import annotations

import threading

from sync.client import Upstream
from sync.errors import ServerBusy
from sync.holds import HoldsLine


def test_a_busy_upstream_is_left_alone_for_as_long_as_it_asks() -> None:
    asked, pauses = threading.Event(), []

    def busy() -> Upstream:
        raise ServerBusy(100.0)

    line = HoldsLine(busy, lambda _told: None, retry=0.001, luck=lambda: 0.0)
    failed = line._failed

    def noted(pause: float) -> None:
        pauses.append(pause)
        asked.set()
        failed(0.001)

    line._failed = noted  # type: ignore[method-assign]
    line.start()
    assert asked.wait(20)
    line.stop()
    assert min(pauses) >= 100.0
