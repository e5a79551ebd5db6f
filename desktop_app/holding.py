"""Between the desk's guard against double doses and the line that carries its word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desk.guard import Guard, HeldElsewhere, News
from immunization.ids import DeviceId, SubjectId

if TYPE_CHECKING:
    from sync import wire
    from sync.client import Upstream
    from sync.holds import HoldsLine


class Holding:
    """Carries the word while a desk is open. ``changed`` is called from other threads."""

    def __init__(self, guard: Guard, device: DeviceId, changed: Callable[[], None]) -> None:
        self._guard, self._device, self._changed = guard, device, changed
        self._line: HoldsLine | None = None

    def start(self, connect: Callable[[], Upstream]) -> None:
        """Begin."""
        from sync.holds import HoldsLine

        self._line = HoldsLine(connect, lambda told: self._guard.heard(news_of(told)))
        self._line.start()
        self._guard.connect(self._device, self._line.hold, self._changed)

    def reconnect(self) -> None:
        """Go on with the upstream that the desk has now."""
        if self._line is not None:
            self._line.reconnect()

    def stop(self) -> None:
        """End; the upstream is told that this desk is closed, if it can be reached."""
        if self._line is not None:
            self._line.stop()


def news_of(told: wire.Holds) -> News:
    """Return what the upstream said in seconds from now, whatever its clock shows."""

    def ago(millis: int) -> float:
        return (told.time - millis) / 1000

    holds = tuple(
        HeldElsewhere(SubjectId(one.subject), DeviceId(one.device), ago(one.since), -ago(one.until))
        for one in told.holds
    )
    heard = {DeviceId(one.device): ago(one.at) if one.at else None for one in told.heard}
    return News(holds, heard)
