"""The ring that empties towards a time: the vial's discard, the end of an observation."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

_FULL = 360 * 16


def paint_ring(
    painter: QPainter, rect: QRectF, thick: float, fraction: float, colour: str, track: str
) -> None:
    """Paint ``fraction`` (0 to 1) of a ring, clockwise from the top, over its track."""
    box = rect.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(track), thick))
    painter.drawEllipse(box)
    span = -round(_FULL * max(0.0, min(1.0, fraction)))
    if span:
        pen = QPen(QColor(colour), thick)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(box, 90 * 16, span)


def paint_disc(painter: QPainter, centre: QPointF, radius: float, colour: str) -> None:
    """Paint a filled circle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(centre, radius, radius)
