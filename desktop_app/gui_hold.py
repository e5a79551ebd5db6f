"""How long the GUI thread was held at a time, from the event loop itself.

The dispatcher says when it wakes up and when it is about to wait; what lies between is work
on the GUI thread, during which a nurse's key press has no answer.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QAbstractEventDispatcher, QObject


class GuiHold(QObject):
    """Measures until it is asked; ``longest_ms`` is the longest hold since `reset`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._woken = time.perf_counter()
        self.longest_ms = 0.0
        dispatcher = QAbstractEventDispatcher.instance()
        if dispatcher is not None:
            dispatcher.awake.connect(self._wake)
            dispatcher.aboutToBlock.connect(self._rest)

    def reset(self) -> None:
        """Forget what was measured."""
        self.longest_ms = 0.0
        self._woken = time.perf_counter()

    def _wake(self) -> None:
        self._woken = time.perf_counter()

    def _rest(self) -> None:
        self.longest_ms = max(self.longest_ms, (time.perf_counter() - self._woken) * 1000)
