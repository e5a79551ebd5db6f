"""What was just saved at this desk: the toast that stays. The newest can be undone.

It has no time-out; the next save pushes it down. Undo voids, with a reason, and both
entries stay visible: a voided row is struck through.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.kit import draw, paragraph
from ui.kit.buttons import Button
from ui.kit.marks import Standing, mark_colour, paint_mark
from ui.kit.painted import Painted, announce
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE
from ui.kit.typeface import width
from ui.kit.words import Words

SavedState = Literal["newest", "older", "voiding", "voided"]

_PAD = 16


class SavedFacts(Struct, frozen=True):
    """One saved entry: who, what and when ("Nhắc lại 1, 09:39"), where it stands."""

    key: str
    name: str
    what: str
    standing: Standing
    state: SavedState = "older"
    reason: str = ""

    def spoken(self) -> str:
        """Return the row as one sentence."""
        parts = (self.name, self.what, self.reason or self.standing.words)
        return ", ".join(part for part in parts if part)


class SavedRow(Painted):
    """One row; the newest has the undo button (Ctrl+Z)."""

    undo_asked = Signal(str)

    def __init__(self, facts: SavedFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._facts = facts
        self._undo = Button(self.tr("Undo"), "secondary", icon="undo-2", height=44, parent=self)
        self._undo.set_ink("primary")
        self._undo.clicked.connect(self._ask)
        self.set_facts(facts)

    def set_facts(self, facts: SavedFacts) -> None:
        """Show another entry, or the same one later."""
        self._facts = facts
        self._undo.setVisible(facts.state == "newest")
        self.speak(facts.spoken())
        self.refresh()

    def facts(self) -> SavedFacts:
        """Return what is shown."""
        return self._facts

    def wanted(self) -> QSize:
        """Return the natural size."""
        tall = 88 if self._facts.state == "newest" else 78
        room = max(self.width(), SIZE.queue) - 2 * _PAD - self._beside()
        extra = paragraph.height(self._facts.name, TYPE.strong, room) - TYPE.strong.line
        extra += paragraph.height(self._facts.what, TYPE.label, room) - TYPE.label.line
        return QSize(SIZE.queue, tall + extra)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the button keeps to the top right."""
        super().resizeEvent(event)
        wide = self._undo.sizeHint().width()
        self._undo.setGeometry(self.width() - wide - 10, 9, wide, 44)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the row."""
        facts, theme = self._facts, colours()
        box = QRectF(self.rect())
        draw.rounded(painter, box, 0, theme.primary_soft if facts.state == "newest" else theme.bg)
        draw.rule(painter, QPointF(0, 0.5), QPointF(box.right(), 0.5), theme.line)
        room = box.width() - 2 * _PAD - self._beside()
        name = theme.text_3 if facts.state == "voided" else theme.text
        tall = paragraph.height(facts.name, TYPE.strong, room)
        y = 10.0
        paragraph.paint(painter, QRectF(_PAD, y, room, tall), facts.name, TYPE.strong, name)
        if facts.state == "voided":
            a = QPointF(_PAD, y + 11)
            draw.rule(
                painter, a, a + QPointF(min(room, width(facts.name, TYPE.strong)), 0), name, 1.5
            )
        y += tall - 2
        what = paragraph.height(facts.what, TYPE.label, room)
        paragraph.paint(painter, QRectF(_PAD, y, room, what), facts.what, TYPE.label, theme.text_2)
        self._third(painter, y + what + (7 if facts.state == "newest" else 4))

    def _third(self, painter: QPainter, y: float) -> None:
        facts, theme = self._facts, colours()
        rect = QRectF(_PAD, y, self.width() - 2 * _PAD, 20)
        if facts.reason:
            tint = theme.stop if facts.state == "voided" else theme.text_2
            draw.icon(painter, _PAD, y + 2, 16, "undo-2", tint)
            draw.text(painter, rect.adjusted(22, 0, 0, 0), facts.reason, TYPE.label_strong, tint)
            return
        newest = facts.state == "newest" and facts.standing.where in {"desk", "hub"}
        tint = theme.primary if newest else mark_colour(facts.standing.where)
        middle = rect.center().y()
        x = paint_mark(painter, _PAD + 1, middle, facts.standing.where, facts.standing.hub, tint)
        step = TYPE.label_strong if newest else TYPE.label
        words = QRectF(x + 6, y, rect.right() - x - 6 + 12, 20)
        drawn = draw.text(painter, words, facts.standing.words, step, tint)
        left = self.width() - 10 - draw.chips_width(("Ctrl", "Z"))
        if facts.state == "newest" and words.left() + drawn + 4 < left:  # where there is room
            draw.chips(painter, left, middle, ("Ctrl", "Z"), theme.primary)

    def _beside(self) -> float:
        return self._undo.sizeHint().width() if self._facts.state == "newest" else 0

    def _ask(self) -> None:
        self.undo_asked.emit(self._facts.key)


class SavedList(QWidget):
    """The heading and the last two saved entries; hidden while there are none."""

    undo_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._heading = Words(self.tr("Just saved at this desk"), TYPE.second_strong, parent=self)
        self._heading.setContentsMargins(_PAD, 0, _PAD, 0)
        self._heading.setFixedHeight(40)
        self._column.addWidget(self._heading)
        self._rows: list[SavedRow] = []
        self.hide()

    def set_saved(self, entries: Sequence[SavedFacts]) -> None:
        """Show entries, newest first; only two have room."""
        shown = tuple(entries)[:2]
        fresh = shown[:1] != tuple(row.facts() for row in self._rows[:1])
        for row in self._rows[len(shown) :]:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = self._rows[: len(shown)]
        for at, facts in enumerate(shown):
            if at < len(self._rows):
                self._rows[at].set_facts(facts)
            else:
                self._rows.append(self._made(facts))
        self.setVisible(bool(shown))
        if fresh and shown and self.isVisible():
            announce(self, shown[0].spoken())

    def newest(self) -> SavedFacts | None:
        """Return the entry that Ctrl+Z would void, if there is one."""
        first = self._rows[0].facts() if self._rows else None
        return first if first and first.state == "newest" else None

    def _made(self, facts: SavedFacts) -> SavedRow:
        row = SavedRow(facts, self)
        row.undo_asked.connect(self.undo_asked)
        self._column.addWidget(row)
        return row
