"""The queue of a stage: number, name, sex and age, waiting time; painted rows of 64."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.list_base import FACTS, AnyIndex, FactsModel, QuietList
from ui.kit.painted import is_plain_enter
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE, Step

_NUMBER = Step(18, 27, 600)
_NAME = TYPE.strong
_NAME_WRAPPED = Step(14, 18, 600)


class QueueRow(Struct, frozen=True):
    """One waiting person; ``detail`` is "Nam, 29 tuổi, chờ 4 phút".

    ``held_by`` names the desk that has this person open; ``long_wait`` is over 20 minutes;
    ``next_up`` marks who comes next after a save, without opening.
    """

    key: str
    number: str
    name: str
    detail: str
    held_by: str = ""
    long_wait: bool = False
    next_up: bool = False

    def spoken(self) -> str:
        """Return the row as one sentence."""
        return ", ".join(
            part for part in (self.number, self.name, self.detail, self.held_by) if part
        )


class QueueDelegate(QStyledItemDelegate):
    """Paints a row, or only its number when the queue is a strip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.strip = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Qt: rows of one height."""
        return QSize(SIZE.queue_strip if self.strip else SIZE.queue, SIZE.queue_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Qt: paint one row."""
        facts: QueueRow = index.data(FACTS)
        painter.save()
        draw.start(painter)
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        self._ground(painter, box, chosen, hover)
        if self.strip:
            self._strip(painter, box, facts, chosen)
        else:
            self._row(painter, box, facts, chosen)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, chosen: bool, hover: bool) -> None:
        theme = colours()
        if chosen:
            draw.rounded(painter, box, 0, theme.primary)
        elif hover:
            draw.rounded(painter, box, 0, theme.primary_soft)
        y = box.bottom() - 0.5
        draw.rule(painter, QPointF(box.left(), y), QPointF(box.right(), y), theme.line)

    def _strip(self, painter: QPainter, box: QRectF, facts: QueueRow, chosen: bool) -> None:
        theme = colours()
        sign, tint = _sign(facts, chosen)
        number = theme.on_primary if chosen else theme.text
        rect = box.adjusted(0, 8, 0, -24) if sign else box
        draw.text(painter, rect, facts.number, _NUMBER, number, "center")
        if sign:
            draw.icon(painter, box.center().x() - 8, box.bottom() - 24, 16, sign, tint)

    def _row(self, painter: QPainter, box: QRectF, facts: QueueRow, chosen: bool) -> None:
        theme = colours()
        name, detail, number = (
            (theme.on_primary,) * 3 if chosen else (theme.text, theme.text_2, theme.text_2)
        )
        rect = QRectF(box.left() + 16, box.top(), 48, box.height())
        step = _NUMBER
        while draw.digits_width(facts.number, step) > rect.width():  # "A061" and longer
            step = Step(step.size - 1, step.line, step.weight)
        draw.digits(painter, rect, facts.number, step, number, "left")
        x, wide = box.left() + 68, box.width() - 68 - 12
        fits = paragraph.height(facts.name, _NAME, wide) <= _NAME.line
        step = _NAME if fits else _NAME_WRAPPED
        tall = paragraph.height(facts.name, step, wide)
        y = box.top() + (box.height() - tall - TYPE.label.line) / 2
        paragraph.paint(painter, QRectF(x, y, wide, tall), facts.name, step, name)
        sign, tint = _sign(facts, chosen)
        line = QRectF(x, y + tall, wide, TYPE.label.line)
        if sign:
            draw.icon(painter, x, line.top() + 2, 15, sign, tint)
            line.setLeft(x + 20)
        draw.text(
            painter, line, facts.held_by or facts.detail, TYPE.label, tint if sign else detail
        )


def _sign(facts: QueueRow, chosen: bool) -> tuple[IconName | None, str]:
    theme = colours()
    if facts.held_by:
        return "lock", theme.on_primary if chosen else theme.text_2
    if facts.long_wait:
        return "clock", theme.on_primary if chosen else theme.warn
    if facts.next_up and not chosen:
        return "arrow-right", theme.primary
    return None, theme.on_primary if chosen else theme.text_2


class QueueView(QuietList[QueueRow]):
    """The queue. ``person_opened(key)`` comes from Enter or a click, never from a selection."""

    person_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FactsModel[QueueRow](), "", parent)
        self.setAccessibleName(self.tr("Queue"))
        self._delegate = QueueDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._opened)

    def set_strip(self, strip: bool) -> None:
        """Show only numbers, 72 wide, for windows under 1200 by 660."""
        self._delegate.strip = strip
        self.scheduleDelayedItemsLayout()

    def open_chosen(self) -> None:
        """Open the selected row: Enter in the empty scan field does it."""
        if self.currentIndex().isValid():
            self._opened(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens the selected person."""
        if is_plain_enter(event):
            self.open_chosen()
            return
        super().keyPressEvent(event)

    def _opened(self, index: AnyIndex) -> None:
        facts = index.data(FACTS)
        if isinstance(facts, QueueRow):
            self.person_opened.emit(facts.key)

    def sizeHint(self) -> QSize:
        """Qt: the width of the column."""
        wide = SIZE.queue_strip if self._delegate.strip else SIZE.queue
        return QSize(wide, 3 * SIZE.queue_row)
