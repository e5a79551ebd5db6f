"""The bar in the page when another person's code arrives over something half entered.

Never a dialog. Staying is the default: it is the filled button, and Esc means it.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit import draw
from ui.kit.buttons import Button
from ui.kit.painted import announce
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, SIZE, SPACE, TYPE
from ui.kit.words import Words


class ConflictBar(QFrame):
    """Asks whether to stay with this person or go to the other; hidden until :meth:`ask`."""

    stayed = Signal()
    switched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(48, SPACE.s, SPACE.s, SPACE.s)
        row.setSpacing(SPACE.s)
        self._words = Words("", TYPE.strong, "text", wrap=True)
        self._stay = Button(self.tr("Stay"), "secondary", keys=("Esc",), height=SIZE.target)
        self._switch = Button(self.tr("Switch"), "secondary", height=SIZE.target)
        row.addWidget(self._words, 1)
        row.addWidget(self._stay)
        row.addWidget(self._switch)
        self._stay.clicked.connect(self._on_stay)
        self._switch.clicked.connect(self._on_switch)
        self.hide()

    def ask(self, question: str, stay: str = "", switch: str = "") -> None:
        """Show the bar: "Đang ghi cho chị Vân. Chuyển sang anh Bảo?"."""
        self._words.set_words(question)
        self._stay.set_words(stay or self.tr("Stay"))
        self._switch.set_words(switch or self.tr("Switch"))
        self.show()
        announce(self, question)

    def settle(self) -> None:
        """Stay and go away, as Esc does; nothing if the bar is not shown."""
        if self.isVisible():
            self._on_stay()

    def _on_stay(self) -> None:
        self.hide()
        self.stayed.emit()

    def _on_switch(self) -> None:
        self.hide()
        self.switched.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: an amber bar with the sign at the left."""
        painter = QPainter(self)
        draw.start(painter)
        theme = colours()
        box = self.rect().toRectF()
        draw.rounded(painter, box, RADIUS.card, theme.warn_soft, theme.warn, LINE.control)
        draw.icon(painter, 16, box.center().y() - 10, 20, "triangle-alert", theme.warn)
        painter.end()
