"""A row of vital signs: what is measured and its limits at the left, the figure at the right.

Out of limits the row is tinted, and the limit gives way to a sentence with a sign.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit import draw
from ui.kit.fields import Edit
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE

_ROW = 63


class VitalRow(QFrame):
    """One vital sign. ``text_changed(str)`` while typing, ``entered()`` on Enter."""

    text_changed = Signal(str)
    entered = Signal()

    def __init__(
        self, label: str = "", limit: str = "", unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label = self._limit = self._problem = ""
        self.setFixedHeight(_ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 14, 9)
        row.addStretch(1)
        self.edit = Edit()
        self.edit.setFixedSize(152, SIZE.target)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setProperty("figure", True)
        self.edit.setMaxLength(12)
        self.edit.textEdited.connect(self.text_changed)
        self.edit.returnPressed.connect(self.entered)
        row.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.set_sign(label, limit, unit)

    def set_sign(self, label: str, limit: str, unit: str) -> None:
        """Ask for this sign, with nothing typed yet and nothing to undo."""
        self._label, self._limit = label, limit
        self.edit.set_unit(unit)
        self.edit.setAccessibleName(f"{label}, {unit}")
        self.edit.setText("")
        self.set_problem("")

    def text(self) -> str:
        """Return the figure as typed."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Show a figure."""
        self.edit.setText(text)

    def set_problem(self, sentence: str) -> None:
        """Say what is out of limits ("Trên 37,5 °C"); "" when it is within."""
        self._problem = sentence
        self.edit.set_state("invalid" if sentence else "")
        self.edit.setAccessibleDescription(sentence or self._limit)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the ground, the label and the limit."""
        painter = QPainter(self)
        draw.start(painter)
        theme = colours()
        box = QRectF(self.rect())
        if self._problem:
            draw.rounded(painter, box, 0, theme.stop_soft)
        y = box.bottom() - 0.5
        draw.rule(painter, QPointF(0, y), QPointF(box.right(), y), theme.line)
        room = box.width() - 152 - 36
        first = QRectF(14, 10, room, TYPE.strong.line)
        draw.text(painter, first, self._label, TYPE.strong, theme.text)
        second = QRectF(14, 33, room, TYPE.label.line)
        if self._problem:
            draw.icon(painter, 14, 35, 15, "triangle-alert", theme.stop)
            second.setLeft(34)
            draw.text(painter, second, self._problem, TYPE.label_strong, theme.stop)
        else:
            draw.text(painter, second, self._limit, TYPE.label, theme.text_2)
        painter.end()
