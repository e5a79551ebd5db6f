"""The waiting-room screen: big numbers, abbreviated names, no diagnosis.

Twelve tiles a page at 1920 by 1080; everything scales with the window. A reaction reads
"Nhân viên y tế đang chăm sóc", time that is up reads "Mời về".
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.mark_of_house import paint_sign
from ui.kit.painted import Painted
from ui.kit.rings import paint_disc, paint_ring
from ui.kit.theme import colours
from ui.kit.tokens import RADIUS, TYPE

WallState = Literal["running", "go", "care"]

_W, _H = 1920, 1080
_HEAD, _FOOT = 128, 88


class WallTile(Struct, frozen=True):
    """One person: number of the day, "N.T.H. Vân", minutes left, and a line of words."""

    number: str
    name: str
    state: WallState
    minutes: str
    fraction: float
    words: str


class WallFacts(Struct, frozen=True):
    """The whole screen: headings, twelve tiles at most, and the sentence at the foot."""

    title: str
    place: str
    waiting: str
    time: str
    unit: str
    foot: str
    tiles: tuple[WallTile, ...]


class WallBoard(Painted):
    """The screen as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._facts: WallFacts | None = None

    def set_board(self, facts: WallFacts) -> None:
        """Show another moment."""
        if facts != self._facts:
            self._facts = facts
            self.speak(f"{facts.title}, {facts.waiting}")
            self.update()

    def wanted(self) -> QSize:
        """Return the design's size."""
        return QSize(_W // 2, _H // 2)

    def draw_on(self, painter: QPainter) -> None:
        """Paint at 1920 by 1080 and let the painter scale."""
        theme, facts = colours(), self._facts
        painter.fillRect(self.rect(), theme.bg)
        if facts is None:
            return
        scale = min(self.width() / _W, self.height() / _H)
        painter.scale(scale, scale)
        wide, tall = self.width() / scale, self.height() / scale
        self._head(painter, wide, facts)
        self._foot(painter, wide, tall, facts)
        room = QRectF(48, _HEAD + 24, wide - 96, tall - _HEAD - _FOOT - 44)
        columns = 4
        cell_w = (room.width() - 20 * (columns - 1)) / columns
        cell_h = (room.height() - 20 * 2) / 3
        for at, tile in enumerate(facts.tiles[:12]):
            x = room.left() + (at % columns) * (cell_w + 20)
            y = room.top() + (at // columns) * (cell_h + 20)
            self._tile(painter, QRectF(x, y, cell_w, cell_h), tile, facts.unit)

    def _head(self, painter: QPainter, wide: float, facts: WallFacts) -> None:
        theme = colours()
        painter.fillRect(QRectF(0, 0, wide, _HEAD), theme.rail)
        paint_sign(painter, QRectF(48, 36, 84, 58), theme.on_rail)
        title = QRectF(160, 12, wide - 900, 68)
        draw.text(painter, title, facts.title, TYPE.wall_title, theme.on_rail)
        place = QRectF(160, 74, wide - 900, 40)
        draw.text(painter, place, facts.place, TYPE.wall_line, theme.rail_text)
        clock = QRectF(wide - 330, 0, 282, _HEAD)
        draw.digits(painter, clock, facts.time, TYPE.wall_clock, theme.on_rail, "right")
        waiting = QRectF(wide - 800, 0, 450, _HEAD)
        draw.text(painter, waiting, facts.waiting, TYPE.wall_line, theme.rail_text, "right")

    def _foot(self, painter: QPainter, wide: float, tall: float, facts: WallFacts) -> None:
        theme = colours()
        box = QRectF(0, tall - _FOOT, wide, _FOOT)
        painter.fillRect(box, theme.primary_soft)
        draw.icon(painter, 48, box.center().y() - 22, 44, "hand", theme.primary)
        words = box.adjusted(112, 0, -48, 0)
        draw.text(painter, words, facts.foot, TYPE.wall_foot, theme.primary)

    def _tile(self, painter: QPainter, box: QRectF, tile: WallTile, unit: str) -> None:
        theme = colours()
        paper, border, line = {
            "running": (theme.surface, theme.line, 2.0),
            "go": (theme.ok_soft, theme.ok_fill, 4.0),
            "care": (theme.info_soft, theme.line, 2.0),
        }[tile.state]
        draw.rounded(painter, box, RADIUS.wall, paper, border, line)
        side = min(168.0, box.height() - 40)
        ring = QRectF(box.left() + 26, box.center().y() - side / 2, side, side)
        self._ring(painter, ring, tile, unit)
        x = ring.right() + 26
        room = box.right() - x - 16
        tint = {"running": theme.text_2, "go": theme.ok, "care": theme.info}[tile.state]
        step = TYPE.wall_line if tile.state == "running" else TYPE.wall_line_strong
        words = paragraph.height(tile.words, step, room)
        y = box.center().y() - (78 + TYPE.wall_name.line + words) / 2
        number = QRectF(x, y, room, 78)
        draw.text(painter, number, tile.number, TYPE.wall_number, theme.text)
        name = QRectF(x, number.bottom(), room, TYPE.wall_name.line)
        draw.text(painter, name, tile.name, TYPE.wall_name, theme.text)
        last = QRectF(x, name.bottom() - 2, room, words)
        paragraph.paint(painter, last, tile.words, step, tint)

    def _ring(self, painter: QPainter, ring: QRectF, tile: WallTile, unit: str) -> None:
        theme = colours()
        if tile.state == "running":
            paint_ring(painter, ring, 16, tile.fraction, theme.info_fill, theme.sunken)
            face = QRectF(ring.left(), ring.top() + 28, ring.width(), 76)
            draw.text(painter, face, tile.minutes, TYPE.wall_ring, theme.text, "center")
            below = QRectF(ring.left(), ring.top() + 100, ring.width(), 34)
            draw.text(painter, below, unit, TYPE.wall_unit, theme.text_2, "center")
            return
        fill = theme.ok_fill if tile.state == "go" else theme.info_fill
        paint_disc(painter, QPointF(ring.center()), ring.width() / 2, fill)
        sign: IconName = "door-open" if tile.state == "go" else "stethoscope"
        draw.icon_in(painter, ring, 84, sign, theme.on_fill)
