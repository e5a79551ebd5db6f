"""From other threads to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from local_db.changes import Changes


class Relay(QObject):
    """Carries values from other threads to the window, by queued signals."""

    code_came = Signal(object)
    serial_came = Signal(object)
    scanner_told = Signal(object)
    frame_came = Signal(object)
    camera_told = Signal(object)
    line_told = Signal(object)
    store_changed = Signal()
    destroy_asked = Signal()

    def heard(self, _changes: Changes) -> None:
        """A commit was made; called on the writer thread."""
        self.store_changed.emit()
