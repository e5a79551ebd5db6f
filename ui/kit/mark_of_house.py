"""The house's sign: three stops of one line above a bench, drawn, so that it needs no file."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


def paint_sign(painter: QPainter, box: QRectF, colour: str) -> None:
    """Paint the sign into ``box`` (best about 32 by 22)."""
    unit = box.width() / 32
    middle = box.top() + 4 * unit
    painter.setPen(QPen(QColor(colour), 2.2 * unit))
    painter.drawLine(
        QPointF(box.left() + 5 * unit, middle), QPointF(box.left() + 22 * unit, middle)
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for at in (5.5, 16.0):
        painter.drawEllipse(QPointF(box.left() + at * unit, middle), 4 * unit, 4 * unit)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 2 * unit))
    painter.drawEllipse(QPointF(box.left() + 26.5 * unit, middle), 3 * unit, 3 * unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    seat = QRectF(box.left(), box.top() + 14 * unit, 32 * unit, 4 * unit)
    painter.drawRoundedRect(seat, 2 * unit, 2 * unit)
    for left in (4.0, 25.0):
        leg = QRectF(box.left() + left * unit, box.top() + 16 * unit, 3 * unit, 6 * unit)
        painter.drawRect(leg)
