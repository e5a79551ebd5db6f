"""Fields: label above, 44 high, unit inside at the right, a sentence below when invalid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, TYPE, Step
from ui.kit.typeface import width
from ui.kit.words import Words

if TYPE_CHECKING:
    from datetime import date

_PADDING = 17
_CHOSEN = Step(15, 22, 500)
_TWO_LINES = Step(13, 18, 500)
"""Pixels at each side of the words: the style sheet's, the line, and Qt's own."""

_MOST = 200
"""Characters a field takes: more than any name or address, less than any flood."""


class Edit(QLineEdit):
    """A line edit with an icon inside at the left and a unit inside at the right."""

    def __init__(
        self, unit: str = "", icon: IconName | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setMaxLength(_MOST)
        self.setProperty("painted", True)
        self.set_unit(unit)

    def set_unit(self, unit: str) -> None:
        """Show another unit at the right."""
        self._unit = unit
        right = int(width(unit, TYPE.label)) + 6 if unit else 0
        self.setTextMargins(26 if self._icon else 0, 0, right, 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: words may be dropped here; a file or a link is for the window."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def set_state(self, state: str) -> None:
        """Set "" or "invalid": the style sheet does the rest."""
        if (self.property("state") or "") == state:
            return
        self.setProperty("state", state)
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the text, then icon and unit over it."""
        invalid = self.property("state") == "invalid"
        paint_box(self, invalid=invalid, sunken=self.isReadOnly() or not self.isEnabled())
        super().paintEvent(event)
        painter = QPainter(self)
        draw.start(painter)
        theme = colours()
        tint = theme.stop if invalid else theme.text_2
        if self._icon:
            draw.icon(painter, 12, self.height() / 2 - 9, 18, self._icon, tint)
        if self._unit:
            rect = QRectF(0, 0, self.width() - 12, self.height())
            draw.text(painter, rect, self._unit, TYPE.label, tint, "right")
        painter.end()


def paint_box(widget: QWidget, *, invalid: bool = False, sunken: bool = False) -> None:
    """Paint the box of a field: 1.5 at rest, 2 with the focus or when invalid.

    By hand, because a style sheet rounds 1.5 to 2 and its corners are rough.
    """
    painter = QPainter(widget)
    draw.start(painter)
    theme, focus = colours(), widget.hasFocus()
    border = theme.stop if invalid else theme.primary if focus else theme.line_strong
    line = LINE.state if invalid or focus else LINE.control
    if sunken:
        border, line = theme.line, LINE.control
    paper = theme.sunken if sunken else theme.surface
    draw.rounded(painter, QRectF(widget.rect()), RADIUS.control, paper, border, line)
    painter.end()


class Picker(QComboBox):
    """A combo box with our box and chevron; the wheel does not change it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("painted", True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: rolling past a picker must not change it."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the box, what is chosen, the chevron. What is long takes two smaller lines."""
        paint_box(self, sunken=not self.isEnabled())
        painter = QPainter(self)
        draw.start(painter)
        theme, words = colours(), self.currentText()
        tint = theme.text if self.isEnabled() else theme.text_2
        room = QRectF(15, 0, self.width() - 15 - 34, self.height())
        if width(words, _CHOSEN) <= room.width():
            draw.text(painter, room, words, _CHOSEN, tint)
        else:
            tall = paragraph.height(words, _TWO_LINES, room.width())
            room.adjust(0, (room.height() - tall) / 2, 0, 0)
            paragraph.paint(painter, room, words, _TWO_LINES, tint)
        draw.icon(
            painter, self.width() - 30, self.height() / 2 - 9, 18, "chevron-down", theme.text_2
        )
        painter.end()


class _Labelled(QWidget):
    """A label, a place for a control, and a line for the limit or what is wrong."""

    def __init__(self, label: str, limit: str, source: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._limit, self._known, self._problem = limit, "", ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)  # the focus ring must not touch the label
        head = QHBoxLayout()
        head.setSpacing(8)
        self._label = Words(label, TYPE.label, "text_2", parent=self)
        self._source = Words(source, TYPE.label, "info", parent=self)
        self._source.setVisible(bool(source))
        head.addWidget(self._label)
        head.addStretch(1)
        head.addWidget(self._source)
        self.column.addLayout(head)
        self._below = Words(limit, TYPE.label, "text_3", wrap=True, parent=self)
        self._below.setVisible(bool(limit))

    def _close(self) -> None:
        """Keep label and control at the top when the row is higher."""
        self.column.addWidget(self._below)
        self.column.addStretch(1)

    def label(self) -> str:
        """Return the label."""
        return self._label.words()

    def set_label(self, label: str) -> None:
        """Change the label."""
        self._label.set_words(label)

    def set_source(self, source: str) -> None:
        """Say where a filled value comes from ("từ thẻ"); "" once it was typed over."""
        self._source.set_words(source)
        self._source.setVisible(bool(source))

    def set_known(self, words: str) -> None:
        """Say in place of the limit what was known before; "" when nothing else stands there."""
        self._known = words
        self._say_below(self._problem)

    def _say_below(self, problem: str) -> None:
        self._problem = problem
        self._below.set_ink("stop" if problem else "info" if self._known else "text_3")
        self._below.set_step(TYPE.label_strong if problem else TYPE.label)
        words = problem or self._known or self._limit
        self._below.set_words(words)
        self._below.setVisible(bool(words))


class Field(_Labelled):
    """One line of text. ``text_changed(str)`` while typing, ``entered()`` on Enter."""

    text_changed = Signal(str)
    entered = Signal()

    def __init__(
        self,
        label: str,
        *,
        unit: str = "",
        limit: str = "",
        icon: IconName | None = None,
        source: str = "",
        secret: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, limit, source, parent)
        self.edit = Edit(unit, icon)
        self.edit.setAccessibleName(label)
        self.edit.setPlaceholderText(hint)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.textEdited.connect(self._typed)
        self.edit.returnPressed.connect(self.entered)
        self.column.addWidget(self.edit)
        self._close()
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """Return what stands in the field, without blanks around it."""
        return self.edit.text().strip()

    def set_text(self, text: str, source: str = "") -> None:
        """Fill the field; ``source`` says from where."""
        self.edit.setText(text)
        self.set_source(source)

    def set_invalid(self, sentence: str) -> None:
        """Say what is wrong in place of the limit; "" when it is right again."""
        self.edit.set_state("invalid" if sentence else "")
        self.edit.setAccessibleDescription(sentence)
        self._say_below(sentence)

    def set_read_only(self, read_only: bool) -> None:
        """Let it be read, not written."""
        self.edit.setReadOnly(read_only)
        self.edit.set_state(str(self.edit.property("state") or ""))

    def show_whole(self) -> None:
        """Become no narrower than what stands in the field: a volume must be read whole."""
        margins = self.edit.textMargins()
        around = 2 * _PADDING + margins.left() + margins.right()
        self.edit.setMinimumWidth(int(width(self.edit.text(), TYPE.field)) + 1 + around)
        self.edit.setCursorPosition(0)

    def _typed(self, text: str) -> None:
        self.set_source("")
        self.text_changed.emit(text)


class DateField(Field):
    """A day as 23/11/2026; :meth:`day` is ``None`` while there is no such day."""

    def __init__(self, label: str, *, limit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, limit=limit, icon="calendar", parent=parent)
        self.edit.setMaxLength(10)
        self.edit.setPlaceholderText(self.tr("dd/mm/yyyy"))

    def day(self) -> date | None:
        """Return the day that stands in the field."""
        from ui.kit import formats  # not needed to sign in

        return formats.parse_day(self.text())

    def set_day(self, value: date | None) -> None:
        """Show a day, or nothing."""
        from ui.kit import formats

        self.set_text(formats.day(value) if value else "")


class SelectField(_Labelled):
    """One of a few: (key, words) pairs. ``choice_made(key)`` comes from the user only."""

    choice_made = Signal(str)

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]] = (),
        *,
        limit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, limit, "", parent)
        self.picker = Picker()
        self.picker.setAccessibleName(label)
        self.picker.activated.connect(self._picked)
        self.column.addWidget(self.picker)
        self._close()
        self.setFocusProxy(self.picker)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer other options; ``chosen`` is a key."""
        self.picker.clear()
        for key, words in options:
            self.picker.addItem(words, key)
        self.choose(chosen)

    def may_shrink(self) -> None:
        """Let the field be narrower than its longest option, where the column is narrow."""
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.picker.setSizeAdjustPolicy(policy)
        self.picker.setMinimumContentsLength(8)

    def choose(self, key: str) -> None:
        """Choose silently; an unknown key chooses nothing."""
        self.picker.setCurrentIndex(self.picker.findData(key))

    def chosen(self) -> str:
        """Return the chosen key, or ""."""
        return str(self.picker.currentData() or "")

    def set_invalid(self, sentence: str) -> None:
        """Say what is wrong; "" when it is right again."""
        self._say_below(sentence)

    def _picked(self, _at: int) -> None:
        self.choice_made.emit(self.chosen())
