"""Many small facts to tick: chips in a grid, by arrows and space, the first ten by digit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.kit import draw, paragraph
from ui.kit.painted import Pressable
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, SIZE, Step, Tone, ink, soft
from ui.kit.typeface import heavier

_WORDS = Step(14, 18, 500)
_LEFT = 38
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ToggleChip(Pressable):
    """One fact; ticked it is tinted, and its words are semibold: never colour alone."""

    def __init__(self, key: str, words: str, digit: str, tone: Tone, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._words, self._digit, self._tone = words, digit, tone
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.speak(words)

    def has_digit(self, text: str) -> bool:
        """Tell whether this key ticks the chip."""
        return bool(text) and text == self._digit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows belong to the grid, not to the button group."""
        if event.key() in _ARROWS:
            event.ignore()
            return
        super().keyPressEvent(event)

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(96, SIZE.target)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the box, the tick or the digit, the words on one line or two."""
        theme, box, on = colours(), QRectF(self.rect()), self.isChecked()
        tint = ink(theme, self._tone)
        paper = soft(theme, self._tone) if on else theme.surface
        edge = tint if on else theme.primary if self.underMouse() else theme.line_strong
        draw.rounded(painter, box, RADIUS.control, paper, edge, LINE.state if on else LINE.control)
        middle = box.center().y()
        if on:
            draw.icon(painter, 11, middle - 9, 18, "check", tint)
        elif self._digit:
            draw.chips(painter, 11, middle, (self._digit,), theme.text_2)
        step = heavier(_WORDS) if on else _WORDS
        left = _LEFT if on or self._digit else 14
        rect = QRectF(left, 0, box.width() - left - 6, box.height())
        tall = paragraph.height(self._words, step, rect.width())
        rect.setTop((box.height() - tall) / 2)
        paragraph.paint(painter, rect, self._words, step, theme.text)


class ToggleGrid(QWidget):
    """Chips in columns. ``toggled(key)`` comes from the user only.

    Arrow keys move between the chips, space and Enter tick, and the digits 1 to 9 and 0 tick
    the first ten from anywhere in the grid. With ``least`` (pixels a chip needs) there are as
    many columns as fit, else ``columns``.
    """

    toggled = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        name: str,
        *,
        columns: int = 1,
        least: int = 0,
        digits: bool = False,
        tone: Tone = "warn",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._columns, self._least = columns, least
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._digits, self._tone = digits, tone
        self._chips: list[ToggleChip] = []
        self._options: tuple[tuple[str, str], ...] = ()
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other facts: (key, words) pairs. Nothing is ticked then."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        for old in self._chips:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = []
        for at, (key, words) in enumerate(options):
            digit = str((at + 1) % 10) if self._digits and at < 10 else ""
            chip = ToggleChip(key, words, digit, self._tone, self)
            chip.clicked.connect(lambda _on=False, key=key: self.toggled.emit(key))
            self._chips.append(chip)
        self._lay_out()

    def set_ticked(self, keys: Sequence[str]) -> None:
        """Show which facts hold."""
        for chip in self._chips:
            chip.setChecked(chip.key in keys)

    def focus_first(self) -> None:
        """Give the focus to the first chip."""
        if self._chips:
            self._chips[0].setFocus(Qt.FocusReason.TabFocusReason)

    def press_digit(self, text: str) -> bool:
        """Tick the chip of a digit; False if there is none."""
        chip = next((one for one in self._chips if one.has_digit(text)), None)
        if chip is not None:
            chip.click()
        return chip is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: as many columns as fit."""
        super().resizeEvent(event)
        if self._least:
            columns = max(1, (self.width() + 8) // (self._least + 8))
            if columns != self._columns:
                self._columns = columns
                self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: what the chips let through: arrows and digits."""
        step = _ARROWS.get(Qt.Key(event.key()))
        here = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), -1)
        if step is not None and here >= 0:
            to = here + step[0] * self._columns + step[1]
            if 0 <= to < len(self._chips):
                self._chips[to].setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.press_digit(event.text()):
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for at, chip in enumerate(self._chips):
            self._grid.addWidget(chip, at // self._columns, at % self._columns)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)
