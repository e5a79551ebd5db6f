"""Those who tell and hear of holds leave a busy server alone as long as it asks, and then go on."""

from __future__ import annotations

import threading

import pytest

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


def test_an_error_that_nobody_foresaw_is_logged_and_the_line_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    again = threading.Barrier(3)

    def broken() -> Upstream:
        again.wait(20)  # both threads come here once more after they have failed
        raise RuntimeError("never foreseen")

    line = HoldsLine(broken, lambda _told: None, retry=0.001, luck=lambda: 0.0)
    line.start()
    again.wait(20)
    again.wait(20)
    line._stopping = True
    again.abort()
    line.stop()
    assert "holds failed: RuntimeError" in caplog.text
