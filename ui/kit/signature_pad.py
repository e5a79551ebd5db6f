"""A sheet to sign on: by mouse, pen or finger. Emits what was drawn as short text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from immunization.signatures import HEIGHT, WIDTH, Point, read, written
from ui.kit import draw
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS

_LEAST = 2
"""Grid steps by which a point must differ from the one before: less is a trembling hand."""


class SignaturePad(QWidget):
    """``drawn(text)`` after each stroke, as `immunization.signatures` writes it."""

    drawn = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[Point]] = []
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_strokes(self, text: str) -> None:
        """Show a signature, or with "" an empty sheet."""
        self._strokes = [list(stroke) for stroke in read(text)]
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: the grid's size."""
        return QSize(WIDTH, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a stroke begins."""
        self._strokes.append([self._on_grid(event.position())])
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the stroke goes on."""
        point = self._on_grid(event.position())
        if not self._strokes:
            return
        last = self._strokes[-1][-1]
        if max(abs(point[0] - last[0]), abs(point[1] - last[1])) >= _LEAST:
            self._strokes[-1].append(point)
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Qt: the stroke ends."""
        self.drawn.emit(written(self._strokes))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the sheet, the line to sign on, the strokes."""
        painter = QPainter(self)
        draw.start(painter)
        theme, box = colours(), QRectF(self.rect())
        edge = theme.line_strong
        draw.rounded(painter, box, RADIUS.control, theme.surface, edge, LINE.control)
        foot = box.height() * 0.78
        draw.rule(painter, QPointF(16, foot), QPointF(box.width() - 16, foot), theme.line)
        pen = QPen(QColor(theme.text), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for stroke in self._strokes:
            painter.drawPolyline(QPolygonF([self._off_grid(point) for point in stroke]))
        painter.end()

    def _on_grid(self, at: QPointF) -> Point:
        x = round(at.x() / max(1, self.width()) * WIDTH)
        y = round(at.y() / max(1, self.height()) * HEIGHT)
        return min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT)

    def _off_grid(self, point: Point) -> QPointF:
        return QPointF(point[0] / WIDTH * self.width(), point[1] / HEIGHT * self.height())
