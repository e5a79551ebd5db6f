"""What all pages share: the work region with a notice on top, and the bar that never moves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.frame import main_window
from ui.frame.main_window import Density
from ui.kit.conflict_bar import ConflictBar
from ui.kit.in_parts import InParts
from ui.kit.tokens import SPACE
from ui.pages.notice import Notice
from ui.pages.wording import Wording
from ui.presenters.alert import Alert

_MARGINS: dict[Density, tuple[int, int, int, int]] = {
    "roomy": (20, 16, 20, 16),
    "low": (20, 10, 20, 8),
    "compact": (12, 8, 12, 8),
}


class Page(QWidget, InParts):
    """A page is its work region; ``bar`` is its action bar, ``side`` takes the queue's place."""

    primary_asked = Signal()

    bar: QWidget | None = None
    side: QWidget | None = None
    has_queue = False

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wording = wording
        self.density: Density = "roomy"
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*_MARGINS["roomy"])
        self.column.setSpacing(SPACE.m)
        self.notice = Notice(wording, self)
        self.conflict = ConflictBar(self)
        self.column.addWidget(self.conflict)
        self.column.addWidget(self.notice)

    def framed(self) -> main_window.Page:
        """Return what the frame places."""
        return main_window.Page(self, self.bar, self.side, self.has_queue)

    def put_notices(self, layout: QVBoxLayout) -> None:
        """Let another column hold the notice and the question of a conflict."""
        for line in (self.conflict, self.notice):
            self.column.removeWidget(line)
            layout.addWidget(line)

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""
        self.notice.show_alert(alert)

    def set_density(self, density: Density) -> None:
        """Give way where a window is low or narrow."""
        self.density = density
        self.column.setContentsMargins(*_MARGINS[density])
        self.column.setSpacing(SPACE.m if density == "roomy" else SPACE.s)
