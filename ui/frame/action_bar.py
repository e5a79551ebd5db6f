"""The action bar: other outcomes left; right, what happens next and the one action."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit import draw
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE
from ui.kit.words import Words


class ActionBar(QFrame):
    """80 high. ``primary`` is the page's one action; Ctrl+Enter clicks it."""

    def __init__(
        self,
        primary: PrimaryButton,
        others: Sequence[Button] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFixedHeight(SIZE.action_bar)
        self.primary = primary
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(12)
        for other in others:
            row.addWidget(other)
        self._next = Words("", TYPE.second, "text_2", wrap=True, align="right", parent=self)
        row.addWidget(self._next, 1)
        row.addSpacing(4)
        row.addWidget(primary)

    def set_next(self, words: str) -> None:
        """Say what happens after the action: "Lưu xong, chị Vân sang Theo dõi 30 phút"."""
        self._next.set_words(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the surface and the line above."""
        painter = QPainter(self)
        theme = colours()
        painter.fillRect(self.rect(), theme.surface)
        draw.rule(painter, QPointF(0, 0.5), QPointF(self.width(), 0.5), theme.line)
        painter.end()
