"""The way of an entry drawn large: desk, site server, centre, and the lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import IconName
from ui.kit import draw
from ui.kit.painted import Painted
from ui.kit.rings import paint_disc
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, TYPE, Step
from ui.kit.typeface import width

LinkState = Literal["good", "waiting", "cut"]
StationState = Literal["reached", "behind", "all"]

_BOX = 98
_TITLE = TYPE.heading
_COUNT = Step(20, 29, 700)


class Station(Struct, frozen=True):
    """One stop: title, what has reached it, one line more. ``all``: the centre has everything.

    ``link`` is the line *to* it from the stop before, with the words above and below.
    """

    icon: IconName
    title: str
    count: str
    second: str
    state: StationState = "reached"
    link: LinkState = "good"
    link_words: str = ""
    link_second: str = ""


class StationLine(Painted):
    """The two or three stops as a widget."""

    def __init__(self, stations: Sequence[Station] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stations: tuple[Station, ...] = ()
        self.set_stations(stations)

    def set_stations(self, stations: Sequence[Station]) -> None:
        """Show these stops, from the desk to the centre."""
        self._stations = tuple(stations)
        said = (f"{one.title}: {one.count}, {one.second}, {one.link_words}" for one in stations)
        self.speak(". ".join(said))
        self.refresh()

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(640, _BOX)

    def draw_on(self, painter: QPainter) -> None:
        """Paint boxes and lines."""
        count = len(self._stations)
        if not count:
            return
        link = max(130.0, self.width() * 0.13) if count > 1 else 0
        wide = (self.width() - link * (count - 1)) / count
        for at, station in enumerate(self._stations):
            left = at * (wide + link)
            if at:
                self._link(painter, QRectF(left - link, 0, link, _BOX), station)
            self._box(painter, QRectF(left, 0, wide, _BOX), station)

    def _box(self, painter: QPainter, box: QRectF, station: Station) -> None:
        theme = colours()
        draw.rounded(painter, box, RADIUS.card, theme.surface, theme.line_strong, LINE.control)
        tint = {"reached": theme.primary, "behind": theme.warn, "all": theme.ok}[station.state]
        small = box.width() < 270
        radius = 22.0 if small else 28.0
        centre = QPointF(box.left() + radius + (12 if small else 18), box.center().y())
        ring = QRectF(0, 0, 2 * radius, 2 * radius)
        ring.moveCenter(centre)
        if station.state == "behind":
            pen = QPen(QColor(tint), 3)
            pen.setDashPattern([2.2, 1.6])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius - 1, radius - 1)
            draw.icon_in(painter, ring, 26, station.icon, tint)
        else:
            fill = theme.primary if station.state == "reached" else theme.ok_fill
            ink = theme.on_primary if station.state == "reached" else theme.on_fill
            paint_disc(painter, centre, radius, fill)
            draw.icon_in(painter, ring, 26, station.icon, ink)
        x = centre.x() + radius + (10 if small else 14)
        wide = box.right() - x - 6
        draw.text(painter, QRectF(x, 12, wide, 24), station.title, _TITLE, theme.text)
        step = _COUNT
        while width(station.count, step) > wide and step.size > TYPE.strong.size:
            step = Step(step.size - 1, step.line, step.weight)
        draw.text(painter, QRectF(x, 36, wide, 30), station.count, step, tint)
        draw.text(painter, QRectF(x, 66, wide, 20), station.second, TYPE.label, theme.text_2)

    def _link(self, painter: QPainter, box: QRectF, station: Station) -> None:
        theme, middle = colours(), box.center().y()
        tint = theme.warn if station.link == "cut" else theme.primary
        pen = QPen(QColor(tint), 4)
        if station.link != "good":
            pen.setDashPattern([2, 1.4])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
        signs: dict[LinkState, IconName] = {"good": "check", "waiting": "clock", "cut": "x"}
        wide = width(station.link_words, TYPE.label_strong) + 22
        x = box.center().x() - wide / 2
        draw.icon(painter, x, middle - 27, 16, signs[station.link], tint)
        words = QRectF(x + 22, middle - 29, wide - 20, 20)
        draw.text(painter, words, station.link_words, TYPE.label_strong, tint)
        below = QRectF(box.left() + 4, middle + 8, box.width() - 8, 20)
        draw.text(painter, below, station.link_second, TYPE.label, theme.text_2, "center")
