"""The status bar: in words, where the line, the entries, the clock and the camera stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit import draw
from ui.kit.painted import Pressable
from ui.kit.pills import StatusFacts, StatusPill
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE
from ui.kit.typeface import width


class HelpButton(Pressable):
    """Help, with the chip of F1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = self.tr("Help")
        self.speak(self._words)

    def wanted(self) -> QSize:
        """Return the natural size."""
        wide = 16 + 6 + width(self._words, TYPE.label) + 10 + draw.chip_width("F1") + 16
        return QSize(int(wide) + 1, SIZE.status_bar)

    def draw_on(self, painter: QPainter) -> None:
        """Paint sign, word and chip."""
        theme, middle = colours(), self.height() / 2
        tint = theme.text if self.underMouse() else theme.text_2
        draw.icon(painter, 8, middle - 8, 16, "circle-question-mark", tint)
        box = QRectF(30, 0, self.width(), self.height())
        wide = draw.text(painter, box, self._words, TYPE.label, tint)
        draw.chips(painter, 30 + wide + 10, middle, ("F1",), tint)


class StatusBar(QFrame):
    """The bar. ``pressed(key)`` names the statement; all but "stock" lead to the sync page.

    What does not fit is left out from the right, except what needs attention.
    """

    pressed = Signal(str)
    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(SIZE.status_bar)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self._help = HelpButton(self)
        self._help.setProperty("low_target", True)
        self._row.addWidget(self._help)
        self._help.clicked.connect(self.help_asked)
        self._pills: list[StatusPill] = []

    def set_statements(self, statements: Sequence[StatusFacts]) -> None:
        """Show these statements, left to right."""
        for pill in self._pills[len(statements) :]:
            self._row.removeWidget(pill)
            pill.deleteLater()
        self._pills = self._pills[: len(statements)]
        for at, facts in enumerate(statements):
            if at < len(self._pills):
                if self._pills[at].facts() != facts:
                    self._pills[at].set_facts(facts)
            else:
                self._add(facts)
        self._fit()

    def statements(self) -> tuple[StatusFacts, ...]:
        """Return what is said."""
        return tuple(pill.facts() for pill in self._pills)

    def minimumSizeHint(self) -> QSize:
        """Qt: pills that do not fit are left out, so the bar may be narrow."""
        return QSize(240, SIZE.status_bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: leave out what does not fit."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the sunken ground and the line above."""
        painter = QPainter(self)
        theme = colours()
        painter.fillRect(self.rect(), theme.sunken)
        draw.rule(painter, QPointF(0, 0.5), QPointF(self.width(), 0.5), theme.line)
        painter.end()

    def _fit(self) -> None:
        room = self.width() - 24 - self._help.sizeHint().width() - 8
        urgent = [pill for pill in self._pills if pill.facts().tone in {"warn", "stop"}]
        calm = [pill for pill in self._pills if pill not in urgent]
        for pill in (*urgent, *calm):
            need = pill.sizeHint().width() + 4
            pill.setVisible(need <= room)
            room -= need if need <= room else 0

    def _add(self, facts: StatusFacts) -> None:
        pill = StatusPill(facts, self)
        pill.setProperty("low_target", True)
        pill.setFixedHeight(SIZE.status_bar)
        pill.clicked.connect(lambda: self.pressed.emit(pill.facts().key))
        self._row.insertWidget(len(self._pills), pill)
        self._pills.append(pill)
