"""A QR code on the screen: dark on white in every theme, because scanners expect it so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from ui.kit.painted import Painted
from ui.kit.theme import colours


class CodeView(Painted):
    """Paints modules, row by row, each a whole number of pixels wide."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self._side = 184
        self.speak(name)

    def set_rows(self, rows: Sequence[Sequence[bool]]) -> None:
        """Show a code; its quiet zone is part of the rows."""
        self._rows = tuple(tuple(row) for row in rows)
        self.update()

    def set_side(self, side: int) -> None:
        """Be so many pixels wide and high."""
        self._side = side
        self.setFixedSize(side, side)

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(self._side, self._side)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the paper and the dark modules."""
        box = QRectF(self.rect())
        paper, dark_ink = QColor(colours().on_fill), QColor(colours().veil)
        painter.fillRect(box, paper)
        count = len(self._rows)
        if not count:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        # In the screen's own pixels, so that no module is wider than another.
        ratio = self.devicePixelRatioF()
        cell = max(1, int(box.width() * ratio) // count) / ratio
        left, top = (box.width() - cell * count) / 2, (box.height() - cell * count) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(QRectF(left + x * cell, top + y * cell, cell, cell), dark_ink)
