"""The number tile: the person's number of the day, the same on slip, queue, board and wall."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.kit import draw
from ui.kit.painted import Painted
from ui.kit.theme import colours
from ui.kit.tokens import RADIUS, SIZE, TYPE, Step
from ui.kit.typeface import width


def paint_number_tile(painter: QPainter, rect: QRectF, label: str, number: str) -> None:
    """Paint the tile: ``label`` ("Số") above the number."""
    theme = colours()
    small = rect.height() < 60
    step = Step(22, 32, 700) if small else TYPE.number if rect.height() > 70 else Step(25, 36, 700)
    while width(number, step) > rect.width() - 8:  # "A061" and more are wider than "061"
        step = Step(step.size - 1, step.line, step.weight)
    draw.rounded(painter, rect, RADIUS.control, theme.primary_soft)
    top = rect.top() + (2 if small else rect.height() * 0.16)
    label_box = QRectF(rect.left(), top, rect.width(), TYPE.label.line)
    draw.text(painter, label_box, label, TYPE.label, theme.primary, "center")
    box = QRectF(rect.left(), label_box.bottom() - 2, rect.width(), step.line - 2)
    draw.text(painter, box, number or "–", step, theme.primary, "center")


class NumberTile(Painted):
    """The tile as a widget; square."""

    def __init__(
        self, number: str = "", side: int = SIZE.head, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._side = side
        self._number = ""
        self.set_number(number)

    def set_number(self, number: str) -> None:
        """Show a number of the day, as printed: "061"; "" shows a dash."""
        self._number = number
        self.speak(self.tr("No. {0}").format(number))
        self.refresh()

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(self._side, self._side)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the tile."""
        rect = QRectF(0, 0, self._side, self._side)
        paint_number_tile(painter, rect, self.tr("No."), self._number)
