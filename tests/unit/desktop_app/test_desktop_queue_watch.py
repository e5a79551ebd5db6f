"""Who watches the queue: whom it asks, and that nothing ends it."""

from __future__ import annotations

import itertools
import logging
import threading

import pytest

from desktop_app.queue_watch import Watch
from immunization.errors import KnownError
from immunization.text import Text
from records.seals import Holder, Signed
from sync.state import Line, SyncState
from sync.watchdog import Watchdog
from tests import writing
from tests.memory_ledger import MemoryLedger
from tests.writing import Pen


class Broken(KnownError):
    text = Text(vi="hỏng", en="broken")


@pytest.mark.parametrize("error", [Broken("disk"), RuntimeError("of a library")])
def test_a_look_that_fails_is_not_the_last(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    looks, again = [error], threading.Event()

    def look() -> None:
        if looks:
            raise looks.pop()
        again.set()

    watch = Watch(look, every=0.001)
    with caplog.at_level(logging.WARNING):
        watch.start()
        assert again.wait(20)
        watch.stop()
    assert "could not be looked at" in caplog.text


@pytest.mark.parametrize(
    ("line", "upstream", "stuck"),
    [
        ("online", "centre", True),
        ("busy", "centre", True),
        ("broken", "centre", True),
        ("online", "hub", False),
        ("offline", "centre", False),
        ("refused", "centre", False),
    ],
)
def test_stuck_is_a_queue_that_the_present_upstream_does_not_take(
    line: Line, upstream: Holder, stuck: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = itertools.count()
    dog = Watchdog(patience=1.0, now=lambda: float(next(seconds)))
    monkeypatch.setattr("sync.watchdog.Watchdog", lambda: dog)
    ledger, pen = MemoryLedger(device=writing.device(7)), Pen(7)
    for number in range(3):
        ledger.append(pen.write(writing.arrived(f"A{number:03}"), writing.person(number)))
    # The hub took all; what becomes of it there is not for this watch to say.
    ledger.take_receipt("hub", Signed(ledger.head(), bytes(64)))
    state = SyncState(line=line, upstream=upstream)
    watch = Watch(lambda: None)
    assert watch.seconds_stuck(ledger, state) is None
    assert (watch.seconds_stuck(ledger, state) is not None) is stuck
