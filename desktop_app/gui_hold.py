"""How long the GUI thread lets a key press wait, asked from another thread.

Every few milliseconds a thread puts a question into the event loop and waits until the GUI
thread answers. So long any event would have waited: for work in a slot, for painting, and for
Python's lock that other threads hold. (Qt's own signals around waiting cannot be used: which
work lies between them differs from dispatcher to dispatcher.)
"""

from __future__ import annotations

import threading
import time
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

_EVERY: Final = 0.005
"""Seconds between an answer and the next question; a hold may be longer by that."""


class GuiHold(QObject):
    """Measures until it is gone; ``longest_ms`` is the longest wait since `reset`."""

    _asked = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest_ms = 0.0
        self._answered = threading.Event()
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._ask, name="gui hold", daemon=True).start()

    def reset(self) -> None:
        """Forget what was measured."""
        self.longest_ms = 0.0

    def _ask(self) -> None:
        while isValid(self):
            due = time.perf_counter() + _EVERY
            time.sleep(_EVERY)
            self._answered.clear()
            try:
                # From when it was due: this thread too may have waited, and a key press does.
                self._asked.emit(due)
            except RuntimeError:  # the window is gone
                return
            self._answered.wait()

    def _answer(self, due: float) -> None:
        self.longest_ms = max(self.longest_ms, (time.perf_counter() - due) * 1000)
        self._answered.set()
