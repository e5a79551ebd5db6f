"""A clock of its own that looks whether the queue shrinks: a hanging thread tells nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from immunization.errors import KnownError

if TYPE_CHECKING:
    from records.seals import Holder
    from sync.ports import Ledger
    from sync.state import SyncState
    from sync.watchdog import Watchdog

_EVERY: Final = 15.0
_UP: Final = frozenset({"online", "busy", "broken"})
"""The upstream answers, whatever it answers; refused has a sentence of its own."""

_log = logging.getLogger(__name__)


class Watch:
    """Calls ``look`` every fifteen seconds, from a thread of its own."""

    def __init__(self, look: Callable[[], None], every: float = _EVERY) -> None:
        self._look, self._every = look, every
        self._ended = threading.Event()
        self._dog: Watchdog | None = None
        self._thread = threading.Thread(target=self._run, name="queue watch", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._ended.set()

    def seconds_stuck(self, ledger: Ledger, state: SyncState) -> float | None:
        """Return for how long nothing went through although the line is up; None: it is well."""
        if self._dog is None:
            from sync.watchdog import Watchdog

            self._dog = Watchdog()
        holders: tuple[Holder, ...] = ("centre",)
        if state.upstream == "hub":
            holders = ("hub", "centre")
        receipts = [receipt.seq for holder in holders if (receipt := ledger.receipt(holder))]
        held = max(receipts, default=0)
        waiting = ledger.head().seq - held
        return self._dog.look(waiting=waiting, held=held, is_up=state.line in _UP)

    def _run(self) -> None:
        while not self._ended.wait(self._every):
            try:
                self._look()
            except KnownError as error:
                _log.warning("the queue could not be looked at: %s", error.detail)
            except Exception as error:  # noqa: BLE001 (the boundary of the thread: who watches goes on)
                _log.error("the queue could not be looked at: %s", type(error).__name__)
