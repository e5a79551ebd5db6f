"""Carrying by hand from the sync page: write what waits to a stick, read what came back on one."""

from __future__ import annotations

import threading
from typing import Literal, Protocol

from msgspec import Struct

from immunization.errors import KnownError
from immunization.text import Text
from ui.ports import Brought, Carrier
from ui.presenters.alert import Alert, of_error
from ui.presenters.work import Work


class Carrying(Struct, frozen=True):
    """What is under way with a file; ``done`` of ``total`` are entries or bytes."""

    kind: Literal["none", "idle", "writing", "reading"] = "none"
    done: int = 0
    total: int = 0


class CarryingView(Protocol):
    """What shows it."""

    def show_carrying(self, state: Carrying) -> None:
        """Show the buttons, or how far it is."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""


class CarryingPresenter:
    """All calls on the GUI thread; the work itself is on another, one file at a time."""

    def __init__(self, view: CarryingView, work: Work, carrier: Carrier | None) -> None:
        self._view, self._work, self._carrier = view, work, carrier
        self._state = Carrying("idle" if carrier else "none")
        self._told = (0, 0)
        self._cancelled = threading.Event()

    def name(self) -> str:
        """Return what a new file may be called."""
        return self._carrier.name() if self._carrier else ""

    def write_to(self, path: str) -> None:
        """Write what the centre has not acknowledged into a file."""
        carrier = self._carrier
        if carrier is not None and self._begin("writing"):
            self._work.read(
                lambda: carrier.write(path, self._tell, self._cancelled.is_set),
                self._written,
                self._failed,
            )

    def read_from(self, path: str) -> None:
        """Take a file of receipts, of a register or of another desk."""
        carrier = self._carrier
        if carrier is not None and self._begin("reading"):
            self._work.read(
                lambda: carrier.read(path, self._tell, self._cancelled.is_set),
                self._was_read,
                self._failed,
            )

    def cancel(self) -> None:
        """End what is under way, soon; a file that is half written is gone on with later."""
        self._cancelled.set()

    def look(self) -> None:
        """Show how far it is; the page asks a few times a second."""
        if self._state.kind in {"writing", "reading"}:
            done, total = self._told
            self._show(Carrying(self._state.kind, done, total))

    def show(self) -> None:
        """Show what there is to show."""
        self._view.show_carrying(self._state)

    def _begin(self, kind: Literal["writing", "reading"]) -> bool:
        if self._state.kind != "idle":
            return False
        self._cancelled = threading.Event()
        self._told = (0, 0)
        self._view.show_alert(None)
        self._show(Carrying(kind))
        return True

    def _tell(self, done: int, total: int) -> None:
        # From the working thread: one assignment, looked at by the GUI thread.
        self._told = (done, total)

    def _written(self, words: Text) -> None:
        self._end(Alert("ok", words))

    def _was_read(self, brought: Brought) -> None:
        self._end(Alert("warn" if brought.must_destroy else "ok", brought.words))
        if brought.must_destroy and self._carrier is not None:
            self._carrier.destroy()

    def _failed(self, error: KnownError) -> None:
        alert = of_error(error)
        self._end(Alert("info", alert.text) if self._cancelled.is_set() else alert)

    def _end(self, alert: Alert) -> None:
        self._show(Carrying("idle"))
        self._view.show_alert(alert)

    def _show(self, state: Carrying) -> None:
        self._state = state
        self._view.show_carrying(state)
