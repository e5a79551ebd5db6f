"""The observation board: a tile per person with a ring that empties, in a grid.

Order is the caller's (reaction first, then time up, then who goes next). A tile is repainted
only when what it shows changes: whole minutes, and seconds in the last minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit import draw, paragraph
from ui.kit.list_base import FACTS, AnyIndex, FactsModel, QuietList, look_of
from ui.kit.painted import is_plain_enter
from ui.kit.rings import paint_disc, paint_ring
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, SIZE, TYPE, Colours, Step

TileState = Literal["running", "last_minute", "time_up", "reaction"]

_MARGIN = 5  # room for the selection ring outside the tile's own border
_LEAST = 104
_MOST = 152
_BIG = Step(28, 36, 700)
_UNIT = TYPE.label_strong


class TileFacts(Struct, frozen=True):
    """One person under observation, in the user's language.

    ``face`` is what stands in the ring ("8", or "+3 ph" when time is up, "42" in the last
    minute), ``unit`` the word below it; ``fraction`` of the time that is left, 0 to 1.
    ``last`` is the last line: "Về lúc 10:12", "Hết giờ từ 10:01", "Đo lại lúc 10:10";
    ``alarm`` the line above it for a reaction: "Phản ứng nhẹ từ 09:44".
    """

    key: str
    number: str
    name: str
    detail: str
    state: TileState
    face: str
    unit: str
    fraction: float
    last: str
    alarm: str = ""
    blink_off: bool = False

    def spoken(self) -> str:
        """Return the tile as one sentence: "061, Nguyễn Thị Hồng Vân, 8 phút, Về lúc 10:12"."""
        time = f"{self.face} {self.unit}".strip()
        parts = (self.number, self.name, self.alarm, time, self.last)
        return ", ".join(part for part in parts if part)


class TileDelegate(QStyledItemDelegate):
    """Paints one tile."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Qt: the view's grid gives the size."""
        view = option.widget  # type: ignore[attr-defined]
        return view.gridSize() if isinstance(view, QListView) else QSize(290, 150)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Qt: paint one tile."""
        facts: TileFacts = index.data(FACTS)
        painter.save()
        draw.start(painter)
        theme = colours()
        look = look_of(option)
        cell = QRectF(option.rect)  # type: ignore[attr-defined]
        box = cell.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        paper, border, line = _frame(theme, facts)
        if look.is_chosen:
            ring = box.adjusted(-4, -4, 4, 4)
            draw.rounded(painter, ring, RADIUS.card + 4, None, theme.primary, LINE.focus)
        elif look.is_hovered and facts.state == "running":
            border = theme.primary
        draw.rounded(painter, box, RADIUS.card, paper, border, line)
        middle = box.center().y()
        ring_box = QRectF(box.left() + 12, middle - SIZE.ring / 2, SIZE.ring, SIZE.ring)
        _face(painter, ring_box, facts)
        _lines(painter, box.adjusted(109, 4, -8, -4), facts)
        painter.restore()


def _frame(c: Colours, facts: TileFacts) -> tuple[str, str, float]:
    if facts.state == "reaction":
        return c.stop_soft, c.stop_fill, LINE.focus
    if facts.state == "time_up":
        return (c.surface if facts.blink_off else c.warn_soft), c.warn_fill, LINE.state
    return c.surface, c.line, LINE.ornament


def _face(painter: QPainter, ring: QRectF, facts: TileFacts) -> None:
    theme = colours()
    if facts.state == "reaction":
        paint_disc(painter, ring.center(), SIZE.ring / 2, theme.stop_fill)
        draw.icon_in(painter, ring, 40, "heart-pulse", theme.on_fill)
        return
    if facts.state == "time_up":
        paint_disc(painter, ring.center(), SIZE.ring / 2, theme.warn_fill)
        draw.icon_in(painter, ring.adjusted(0, -22, 0, 0), 28, "door-open", theme.on_warn)
        box = QRectF(ring.left(), ring.center().y() + 1, ring.width(), 24)
        draw.text(painter, box, facts.face, TYPE.lead, theme.on_warn, "center")
        return
    paint_ring(painter, ring, 9, facts.fraction, theme.info_fill, theme.sunken)
    box = QRectF(ring.left(), ring.top() + 14, ring.width(), 36)
    if facts.state == "last_minute":  # seconds tick: cells of one width
        draw.digits(painter, box, facts.face, _BIG, theme.text)
    else:
        draw.text(painter, box, facts.face, _BIG, theme.text, "center")
    unit = QRectF(ring.left(), ring.top() + 49, ring.width(), _UNIT.line)
    draw.text(painter, unit, facts.unit, _UNIT, theme.text_2, "center")


def _lines(painter: QPainter, rect: QRectF, facts: TileFacts) -> None:
    theme = colours()
    last_tint = {"time_up": theme.warn}.get(facts.state, theme.text)
    number = f"{facts.number}"
    rows: list[tuple[str, Step, str]] = [(number, TYPE.second_strong, theme.text_2)]
    rows.append((facts.name, TYPE.strong, theme.text))
    if facts.alarm:
        rows.append((facts.alarm, TYPE.label_strong, theme.stop))
    elif facts.detail:
        rows.append((facts.detail, TYPE.label, theme.text_2))
    rows.append((facts.last, TYPE.second_strong, last_tint))
    heights = [paragraph.height(words, step, rect.width()) for words, step, _ in rows]
    y = rect.top() + max(0.0, (rect.height() - sum(heights)) / 2)
    for (words, step, colour), tall in zip(rows, heights, strict=True):
        paragraph.paint(painter, QRectF(rect.left(), y, rect.width(), tall), words, step, colour)
        y += tall


class ObservationBoard(QuietList[TileFacts]):
    """The board. ``person_chosen(key)`` when the selection moves, ``person_opened`` on Enter."""

    person_chosen = Signal(str)
    person_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FactsModel[TileFacts](), "", parent)
        self.setAccessibleName(self.tr("Under observation"))
        self.setItemDelegate(TileDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(QSize(294, 151))
        self.selectionModel().currentChanged.connect(self._chosen)
        self.doubleClicked.connect(self._opened)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: three columns or as many as fit, rows as high as twelve people need."""
        super().resizeEvent(event)
        self._fit()

    def set_rows(self, rows: Sequence[TileFacts]) -> None:
        """Show these people, in this order."""
        super().set_rows(rows)
        self._fit()

    def _fit(self) -> None:
        wide, room = self.width(), self.height()
        columns = max(1, wide // 280)
        tall = max(_LEAST + 2 * _MARGIN, min(_MOST, room // -(-12 // columns)))
        scrolls = -(-len(self.rows()) // columns) * tall > room
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff
        )
        grid = QSize((wide - (14 if scrolls else 1)) // columns, tall)
        if grid != self.gridSize():
            self.setGridSize(grid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens the selected person."""
        if is_plain_enter(event) and self.currentIndex().isValid():
            self._opened(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _chosen(self, index: AnyIndex, _before: AnyIndex) -> None:
        facts = index.data(FACTS)
        self.person_chosen.emit(facts.key if isinstance(facts, TileFacts) else "")

    def _opened(self, index: AnyIndex) -> None:
        facts = index.data(FACTS)
        if isinstance(facts, TileFacts):
            self.person_opened.emit(facts.key)
