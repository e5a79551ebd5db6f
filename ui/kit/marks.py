"""The three-stop mark ``●─●─○``: where an entry stands, on every entry.

Desk, site server (hub), centre. Only the centre's receipt is green; refused ends in a red
cross. Without a hub the mark has two stops. Shape says it first, colour second.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.kit import draw
from ui.kit.painted import Painted
from ui.kit.theme import colours
from ui.kit.tokens import TYPE, Step
from ui.kit.typeface import width

Where = Literal["desk", "hub", "centre", "refused"]

_STEP = 18.0
_DOT = 5.0
_REACHED = {"desk": 1, "hub": 2, "centre": 3, "refused": 2}


class Standing(Struct, frozen=True):
    """Where an entry stands and the words for it ("Đã lưu tại bàn")."""

    where: Where
    words: str
    hub: bool = True


def mark_width(hub: bool = True) -> float:
    """Return the width of the mark."""
    return _STEP * (2 if hub else 1) + 2 * _DOT + 2


def mark_colour(where: Where) -> str:
    """Return the colour of a mark and its words."""
    theme = colours()
    return {"centre": theme.ok, "refused": theme.stop}.get(where, theme.text_2)


def paint_mark(
    painter: QPainter,
    x: float,
    middle: float,
    where: Where,
    hub: bool = True,
    colour: str | None = None,
) -> float:
    """Paint the mark from ``x``, centred on ``middle``; return the x after it."""
    tint = colour or mark_colour(where)
    stops = 3 if hub else 2
    reached = _reached(where, hub)
    centres = [QPointF(x + _DOT + 1 + i * _STEP, middle) for i in range(stops)]
    for i in range(stops - 1):
        _link(painter, centres[i], centres[i + 1], tint, solid=i + 1 < reached)
    for i, centre in enumerate(centres):
        if where == "refused" and i == stops - 1:
            _cross(painter, centre, tint)
        else:
            _dot(painter, centre, tint, filled=i < reached)
    return x + mark_width(hub)


def _reached(where: Where, hub: bool) -> int:
    if hub:
        return _REACHED[where]
    return 2 if where == "centre" else 1


def _link(painter: QPainter, a: QPointF, b: QPointF, colour: str, solid: bool) -> None:
    painter.setPen(_link_pen(colour, solid))
    inset = QPointF(_DOT if solid else _DOT + 1.0, 0)
    painter.drawLine(a + inset, b - inset)


@lru_cache(maxsize=16)
def _link_pen(colour: str, solid: bool) -> QPen:
    pen = QPen(QColor(colour), 2.0)
    if not solid:
        pen.setDashPattern([0.01, 1.5])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _dot(painter: QPainter, centre: QPointF, colour: str, filled: bool) -> None:
    if filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(centre, _DOT, _DOT)
    else:
        painter.setPen(QPen(QColor(colour), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, _DOT - 1, _DOT - 1)


def _cross(painter: QPainter, centre: QPointF, colour: str) -> None:
    pen = QPen(QColor(colour), 2.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for sign in (1, -1):
        painter.drawLine(centre + QPointF(-4, -4 * sign), centre + QPointF(4, 4 * sign))


class ThreeStopMark(Painted):
    """The mark with its words beside it."""

    def __init__(
        self,
        standing: Standing | None = None,
        step: Step = TYPE.second,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._step = step
        self._standing = standing
        self.set_standing(standing)

    def set_standing(self, standing: Standing | None) -> None:
        """Show where an entry stands; nothing for ``None``."""
        self._standing = standing
        self.speak(standing.words if standing else "")
        self.refresh()

    def wanted(self) -> QSize:
        """Return the natural size."""
        if self._standing is None:
            return QSize(0, self._step.line)
        words = self._standing.words
        gap = 9 if words else 0
        wide = mark_width(self._standing.hub) + gap + width(words, self._step)
        return QSize(int(wide) + 2, self._step.line)

    def draw_on(self, painter: QPainter) -> None:
        """Paint mark and words."""
        standing = self._standing
        if standing is None:
            return
        x = paint_mark(painter, 0, self.height() / 2, standing.where, standing.hub)
        rect = QRectF(x + 9, 0, self.width() - x - 9, self.height())
        draw.text(painter, rect, standing.words, self._step, mark_colour(standing.where))
