"""The alarm of serious events: shown on every page, and rung again until it is acknowledged."""

from __future__ import annotations

from typing import Final, Protocol

from desk.desk import Desk
from desk.serious import SeriousEvent
from immunization.errors import KnownError
from ui.ports import Sounds
from ui.presenters.work import Latest, Work

RING_EVERY: Final = 20.0
"""Seconds, by the clock that nobody sets: one that was put back must not silence an alarm."""

_LOOK_EVERY: Final = 30.0
"""Seconds. An alarm that waits too long comes to every desk: nothing is stored that would tell."""


class AlarmView(Protocol):
    """What the frame can show of an alarm."""

    def show_alarm(self, events: tuple[SeriousEvent, ...]) -> None:
        """Show what rings, or with nothing take the alarm away."""


class AlarmPresenter:
    """The alarm's behaviour. All calls on the GUI thread."""

    def __init__(self, view: AlarmView, desk: Desk, work: Work, sounds: Sounds) -> None:
        self._view, self._desk, self._sounds = view, desk, sounds
        self._reads = Latest(work)
        self._events: tuple[SeriousEvent, ...] = ()
        self._rung = self._looked = desk.clock.monotonic() - RING_EVERY - _LOOK_EVERY

    def refresh(self) -> None:
        """Look what rings now."""
        self._looked = self._desk.clock.monotonic()
        self._reads.ask(self._desk.serious.alarms, self._read, _failed)

    def tick(self) -> None:
        """Once a second: ring again, and look from time to time."""
        now = self._desk.clock.monotonic()
        if now - self._looked >= _LOOK_EVERY:
            self.refresh()
        self._ring(now)

    def _read(self, events: tuple[SeriousEvent, ...]) -> None:
        known = {event.reaction for event in self._events}
        is_new = any(event.reaction not in known for event in events)
        self._events = events
        self._view.show_alarm(events)
        now = self._desk.clock.monotonic()
        if is_new:
            self._rung = now - RING_EVERY
        self._ring(now)

    def _ring(self, now: float) -> None:
        if self._events and now - self._rung >= RING_EVERY:
            self._rung = now
            self._sounds.play("serious")


def _failed(_error: KnownError) -> None:
    """Say nothing: the page says it already, and the next look comes by itself."""
