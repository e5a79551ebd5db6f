"""Once a minute, look whether there is anything of the vaccine that every desk should know."""

from __future__ import annotations

from typing import Final, Protocol

from desk.desk import Desk
from desk.stock_warnings import StockWarning
from immunization.errors import KnownError
from ui.presenters.work import Latest, Work

_EVERY: Final = 60.0
"""Seconds, whatever becomes of the wall clock."""


class StockWatchView(Protocol):
    """What the frame can show of it."""

    def show_stock_warnings(self, warnings: tuple[StockWarning, ...]) -> None:
        """Say how many warnings the stock page has, or nothing."""


class StockWatch:
    """Looks from time to time. All calls on the GUI thread."""

    def __init__(self, view: StockWatchView, desk: Desk, work: Work) -> None:
        self._view, self._desk = view, desk
        self._reads = Latest(work)
        # Not in the first minute: the desk's start has enough to do.
        self._looked = desk.clock.monotonic()

    def tick(self) -> None:
        """Once a second: look if a minute is over."""
        now = self._desk.clock.monotonic()
        if now - self._looked >= _EVERY:
            self._looked = now
            self._reads.ask(self._desk.warnings.now, self._view.show_stock_warnings, _failed)


def _failed(_error: KnownError) -> None:
    """Say nothing: the stock page says what cannot be read."""
