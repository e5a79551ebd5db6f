"""The screening form: item number, words, Không / Có; 1 and 2 answer and go to the next row.

"Không" is grey, "Có" is amber and tints its row. An item that a rule chose says from what;
one that does not apply is a low line without an answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.kit import draw, paragraph
from ui.kit.fields import Edit
from ui.kit.segments import Segment
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE, Step

_PAIR = 158
_LEFT = 46
_WORDS = Step(15, 20, 400)
_LOW = 34
_NOTE = 48


class ChecklistItem(Struct, frozen=True):
    """One item of the form. ``answer``: ``None`` not yet, ``False`` Không, ``True`` Có.

    ``because`` says from what a rule chose ("Tự chọn theo sinh hiệu: 38,1 °C"); ``takes_note``
    opens a line under a "Có"; ``not_applicable`` is the whole line ("... không áp dụng (nam)").
    """

    key: str
    number: str
    words: str
    answer: bool | None = None
    because: str = ""
    takes_note: bool = True
    note: str = ""
    not_applicable: str = ""


_NOTHING = ChecklistItem(key="", number="", words="")
_USUAL, _A_TURN = 12, 3
"""Rows of the longest form, and how many are made at once: each takes some 2 ms."""


class ChecklistRow(QFrame):
    """One row. ``answered(bool)`` and ``note_changed(str)`` come from the user only.

    ``next_asked`` follows an answer by key.
    """

    answered = Signal(bool)
    note_changed = Signal(str)
    next_asked = Signal()

    def __init__(self, item: ChecklistItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        self._no = Segment(self.tr("No"), "no", "first", 38, self)
        self._yes = Segment(self.tr("Yes"), "yes", "last", 38, self)
        self._group = QButtonGroup(self)
        for at, segment in enumerate((self._no, self._yes)):
            segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._group.addButton(segment, at)
        self._group.idClicked.connect(self._clicked)
        self._note = Edit(parent=self)
        self._note.setAccessibleName(self.tr("Note"))
        self._note.textEdited.connect(self._noted)
        self._show_item()

    def item(self) -> ChecklistItem:
        """Return what the row shows, with the answer and the note as they are now."""
        return self._item

    def set_item(self, item: ChecklistItem) -> None:
        """Show an item."""
        if item != self._item:
            self._item = item
            self._show_item()

    def _show_item(self) -> None:
        item = self._item
        applies = not item.not_applicable
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if applies else Qt.FocusPolicy.NoFocus)
        self._group.setExclusive(False)
        self._no.setAutoExclusive(False)
        self._yes.setAutoExclusive(False)
        self._no.setChecked(item.answer is False)
        self._yes.setChecked(item.answer is True)
        self._group.setExclusive(True)
        self._no.setVisible(applies)
        self._yes.setVisible(applies)
        if self._note.text() != item.note:
            self._note.setText(item.note)
        self._note.setVisible(self._has_note())
        self._speak()
        self._place()
        self.updateGeometry()
        self.update()

    def answer(self, yes: bool) -> None:
        """Answer as the keys 1 and 2 do."""
        self._clicked(int(yes))

    def sizeHint(self) -> QSize:
        """Qt: the natural size."""
        return QSize(460, self.tall(max(self.width(), 460)))

    def minimumSizeHint(self) -> QSize:
        """Qt: as high as the words need."""
        return QSize(320, self.tall(max(self.width(), 320)))

    def tall(self, width: int) -> int:
        """Return the height in this width."""
        if self._item.not_applicable:
            words = paragraph.height(self._item.not_applicable, _WORDS, width - _LEFT - 14)
            return max(_LOW, words + 14)
        words = self._words_tall(width) + 4
        return max(SIZE.target, words) + (_NOTE if self._has_note() else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: place the pair and the note."""
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: 1 is Không, 2 is Có."""
        if event.text() in {"1", "2"} and not self._item.not_applicable:
            self._clicked(int(event.text() == "2"))
            self.next_asked.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: ground, number and words."""
        painter = QPainter(self)
        draw.start(painter)
        theme, item = colours(), self._item
        box = QRectF(self.rect())
        yes = item.answer is True and not item.not_applicable
        if yes:
            draw.rounded(painter, box, 0, theme.warn_soft)
        draw.rule(
            painter,
            QPointF(0, box.bottom() - 0.5),
            QPointF(box.right(), box.bottom() - 0.5),
            theme.line,
        )
        row = box.height() - (_NOTE if self._has_note() else 0)
        faint = theme.text_3 if item.not_applicable else theme.text_2
        draw.text(painter, QRectF(14, 0, _LEFT - 16, row), item.number, TYPE.second_strong, faint)
        self._words(painter, row, yes)
        painter.end()

    def _words(self, painter: QPainter, row: float, yes: bool) -> None:
        theme, item = colours(), self._item
        if item.not_applicable:
            tall = paragraph.height(item.not_applicable, _WORDS, self.width() - _LEFT - 14)
            rect = QRectF(_LEFT, (row - tall) / 2, self.width() - _LEFT - 14, tall)
            paragraph.paint(painter, rect, item.not_applicable, _WORDS, theme.text_3)
            return
        step = Step(15, 20, 600) if yes else _WORDS
        room = self._room(self.width())
        tall = paragraph.height(item.words, step, room)
        y = (row - self._words_tall(self.width())) / 2
        paragraph.paint(painter, QRectF(_LEFT, y, room, tall), item.words, step, theme.text)
        if item.because:
            rect = QRectF(_LEFT, y + tall - 2, room, 40)
            paragraph.paint(painter, rect, item.because, TYPE.label_strong, theme.text_2)

    def _words_tall(self, width: int) -> int:
        room = self._room(width)
        step = Step(15, 20, 600) if self._item.answer else _WORDS
        tall = paragraph.height(self._item.words, step, room)
        if self._item.because:
            tall += paragraph.height(self._item.because, TYPE.label_strong, room) - 2
        return tall

    def _room(self, width: int) -> float:
        return width - _LEFT - _PAIR - 12 - 12

    def _has_note(self) -> bool:
        return self._item.answer is True and self._item.takes_note and not self._item.not_applicable

    def _place(self) -> None:
        row = self.height() - (_NOTE if self._has_note() else 0)
        top = max(0, (row - SIZE.target) // 2)
        left = self.width() - _PAIR - 12
        self._no.setGeometry(left, top, _PAIR // 2, SIZE.target)
        self._yes.setGeometry(left + _PAIR // 2, top, _PAIR - _PAIR // 2, SIZE.target)
        self._note.setGeometry(_LEFT, self.height() - _NOTE, self.width() - _LEFT - 12, SIZE.target)

    def _clicked(self, at: int) -> None:
        # The user's own answer takes the place of a rule's, so the rule's reason goes.
        self.set_item(replace(self._item, answer=bool(at), because=""))
        self.answered.emit(bool(at))

    def _noted(self, text: str) -> None:
        self._item = replace(self._item, note=text)
        self.note_changed.emit(text)

    def _speak(self) -> None:
        item = self._item
        words = {None: "", False: self._no.text(), True: self._yes.text()}[item.answer]
        parts = (item.number, item.not_applicable or item.words, words, item.because)
        self.setAccessibleName(", ".join(part for part in parts if part))


class Checklist(QScrollArea):
    """All rows; scrolls by itself and keeps the current row in view.

    ``answered(key, bool)`` and ``note_changed(key, str)`` come from the user only;
    ``finished()`` when the last row was answered by key.
    """

    answered = Signal(str, bool)
    note_changed = Signal(str, str)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self._inner)
        self._rows: list[ChecklistRow] = []
        self._spare: list[ChecklistRow] = []

    def set_items(self, items: Sequence[ChecklistItem]) -> None:
        """Show a form. The same keys keep their rows, so the focus stays where it is."""
        while len(self._rows) < len(items):
            row = self._spare.pop(0) if self._spare else self._made(_NOTHING)
            row.show()
            self._rows.append(row)
        while len(self._rows) > len(items):
            row = self._rows.pop()
            row.hide()
            self._spare.insert(0, row)
        for row, item in zip(self._rows, items, strict=True):
            row.set_item(item)
        self._fit()

    def make_spare(self) -> bool:
        """Make some rows that a form will need; return False when there are enough."""
        lacking = _USUAL - len(self._rows) - len(self._spare)
        for _ in range(min(lacking, _A_TURN)):
            row = self._made(_NOTHING)
            row.hide()
            self._spare.append(row)
        return lacking > 0

    def items(self) -> tuple[ChecklistItem, ...]:
        """Return all items as answered now."""
        return tuple(row.item() for row in self._rows)

    def rows(self) -> tuple[ChecklistRow, ...]:
        """Return the rows, top to bottom."""
        return tuple(self._rows)

    def natural_height(self) -> int:
        """Return the height at which nothing scrolls."""
        return sum(row.tall(self.viewport().width()) for row in self._rows)

    def focus_first(self) -> None:
        """Give the focus to the first row that has no answer."""
        for row in self._rows:
            if row.item().answer is None and not row.item().not_applicable:
                self._go(row)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: rows wrap by width."""
        super().resizeEvent(event)
        self._fit()

    def _made(self, item: ChecklistItem) -> ChecklistRow:
        row = ChecklistRow(item, self._inner)
        row.answered.connect(lambda yes: self._answered(row, yes))
        row.next_asked.connect(lambda: self._next(row))
        row.note_changed.connect(lambda text: self.note_changed.emit(row.item().key, text))
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _answered(self, row: ChecklistRow, yes: bool) -> None:
        self._fit()
        self.answered.emit(row.item().key, yes)

    def _next(self, row: ChecklistRow) -> None:
        at = self._rows.index(row)
        for later in self._rows[at + 1 :]:
            if not later.item().not_applicable:
                self._go(later)
                return
        self.finished.emit()

    def _go(self, row: ChecklistRow) -> None:
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(row, 0, SIZE.target)

    def _fit(self) -> None:
        for row in self._rows:
            row.setFixedHeight(row.tall(self.viewport().width()))
