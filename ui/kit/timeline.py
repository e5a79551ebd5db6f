"""The history as a timeline: a line of dots, what happened, and where the entry stands."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit import draw, paragraph
from ui.kit.list_base import FACTS, AnyIndex, FactsModel, QuietList
from ui.kit.marks import Standing, mark_colour, paint_mark
from ui.kit.theme import colours
from ui.kit.tokens import TYPE

HappeningKind = Literal["now", "past", "reaction", "voided"]

_LEFT = 26
_GAP = 12
_MARK = 22


class Happening(Struct, frozen=True):
    """One thing in a person's history; ``now`` has an open dot, ``voided`` is struck through.

    ``time`` ("09:44") puts the happening in two columns, as in a reaction's course.
    """

    key: str
    title: str
    lines: tuple[str, ...] = ()
    kind: HappeningKind = "past"
    standing: Standing | None = None
    time: str = ""

    def spoken(self) -> str:
        """Return the happening as one sentence."""
        tail = (self.standing.words,) if self.standing else ()
        return ", ".join(part for part in (self.time, self.title, *self.lines, *tail) if part)


class TimelineDelegate(QStyledItemDelegate):
    """Paints one happening, as high as its words need."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Qt: the height in the view's width."""
        facts: Happening = index.data(FACTS)
        view = option.widget  # type: ignore[attr-defined]
        room = view.viewport().width() if isinstance(view, QuietList) else 340
        return QSize(room, self._tall(facts, room - _left(facts)) + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Qt: paint one happening."""
        facts: Happening = index.data(FACTS)
        painter.save()
        draw.start(painter)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        if facts.time:
            rect = QRectF(box.left(), box.top(), 54, TYPE.strong.line)
            draw.text(painter, rect, facts.time, TYPE.second_strong, colours().text)
        else:
            _dot(painter, box, facts, last=index.row() == index.model().rowCount() - 1)
        _words(painter, box.adjusted(_left(facts), 0, 0, 0), facts)
        painter.restore()

    def _tall(self, facts: Happening, room: float) -> int:
        tall = paragraph.height(facts.title, TYPE.strong, room)
        tall += sum(paragraph.height(line, TYPE.second, room) for line in facts.lines)
        return tall + (_MARK if facts.standing else 0)


def _left(facts: Happening) -> int:
    return 58 if facts.time else _LEFT


def _dot(painter: QPainter, box: QRectF, facts: Happening, last: bool) -> None:
    theme = colours()
    centre = QPointF(box.left() + 7, box.top() + 13)
    bottom = box.bottom() - (_GAP if last else 0)
    if bottom > centre.y() + 12:
        top = QPointF(centre.x(), centre.y() + 12)
        draw.rule(painter, top, QPointF(centre.x(), bottom + (5 if not last else 0)), theme.line, 2)
    colour = {"reaction": theme.stop, "voided": theme.text_3}.get(facts.kind, theme.primary)
    painter.setPen(QPen(QColor(colour), 2))
    painter.setBrush(
        QColor(colour) if facts.kind in {"past", "reaction"} else Qt.BrushStyle.NoBrush
    )
    radius = 7 if facts.kind == "now" else 5
    painter.drawEllipse(centre, radius, radius)


def _words(painter: QPainter, rect: QRectF, facts: Happening) -> None:
    theme = colours()
    voided = facts.kind == "voided"
    title = {"reaction": theme.stop, "voided": theme.text_3}.get(facts.kind, theme.text)
    y = rect.top() + 1
    tall = paragraph.paint(
        painter,
        QRectF(rect.left(), y, rect.width(), rect.height()),
        facts.title,
        TYPE.strong,
        title,
    )
    if voided:
        wide = min(rect.width(), paragraph.natural_width(facts.title, TYPE.strong))
        a = QPointF(rect.left(), y + TYPE.strong.line / 2)
        draw.rule(painter, a, a + QPointF(wide, 0), theme.text_3, 1.5)
    y += tall
    for line in facts.lines:
        box = QRectF(rect.left(), y, rect.width(), rect.height())
        y += paragraph.paint(
            painter, box, line, TYPE.second, theme.text_2, strong_colour=theme.text
        )
    if facts.standing:
        where = facts.standing
        x = paint_mark(painter, rect.left() + 1, y + _MARK / 2, where.where, where.hub)
        box = QRectF(x + 9, y, rect.right() - x - 9, _MARK)
        draw.text(painter, box, where.words, TYPE.second, mark_colour(where.where))


class Timeline(QuietList[Happening]):
    """The history of a person, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FactsModel[Happening](), "", parent)
        self.setAccessibleName(self.tr("History"))
        self.setItemDelegate(TimelineDelegate(self))
        self.setSelectionMode(QuietList.SelectionMode.NoSelection)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: wrapped lines depend on the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
