"""Rows of facts with a sign at the left and a figure at the right: reconciling, health.

A row with ``opens`` has a chevron and answers to a click; the others only tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.painted import Pressable
from ui.kit.theme import colours
from ui.kit.tokens import TYPE, Step, Tone, ink, soft

_SIGNS: dict[Tone, IconName] = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "stop": "octagon-x",
    "info": "info",
    "neutral": "info",
}

_FIGURE = TYPE.strong
_BEFORE, _RESTS, _OPENS = 48, 24, 52
"""Pixels before the words, and after the figure: in a row that only tells, in one that opens."""


class FactRow(Struct, frozen=True):
    """One fact; ``tinted`` paints the row in the soft colour of its tone."""

    key: str
    words: str
    second: str = ""
    figure: str = ""
    tone: Tone = "neutral"
    icon: IconName | None = None
    opens: bool = False
    tinted: bool = False

    def spoken(self) -> str:
        """Return the fact as one sentence."""
        return ", ".join(part for part in (self.words, self.second, self.figure) if part)


class FactButton(Pressable):
    """One row as a widget; disabled in spirit where it opens nothing."""

    def __init__(self, facts: FactRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._facts, self._tall = facts, 0
        self.set_facts(facts)

    def set_facts(self, facts: FactRow) -> None:
        """Show another fact."""
        self._facts = facts
        self.speak(facts.spoken())
        self.setEnabled(facts.opens)
        self._fit()
        self.refresh()

    def facts(self) -> FactRow:
        """Return what is shown."""
        return self._facts

    def wanted(self) -> QSize:
        """Return the natural size: 44, or 50 with a second line; more where words wrap."""
        return QSize(280, self._tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a name is never cut, it wraps."""
        super().resizeEvent(event)
        self._fit()

    def draw_on(self, painter: QPainter) -> None:
        """Paint the row."""
        facts, theme, box = self._facts, colours(), QRectF(self.rect())
        if facts.tinted:
            painter.fillRect(box, soft(theme, facts.tone))
        elif facts.opens and self.underMouse():
            painter.fillRect(box, theme.primary_soft)
        y = box.bottom() - 0.5
        draw.rule(painter, QPointF(0, y), QPointF(box.right(), y), theme.line)
        tint, middle = ink(theme, facts.tone), box.center().y()
        draw.icon(painter, 16, middle - 10, 20, facts.icon or _SIGNS[facts.tone], tint)
        right = box.right() - 16
        if facts.opens:
            draw.icon(painter, right - 16, middle - 8, 16, "chevron-right", theme.primary)
            right -= 28
        wide = paragraph.natural_width(facts.figure, _FIGURE)
        figure = QRectF(right - wide, 0, wide + 1, box.height())
        quiet = facts.tone in {"ok", "neutral", "info"}
        draw.text(painter, figure, facts.figure, _FIGURE, theme.text if quiet else tint, "right")
        self._words(painter, QRectF(_BEFORE, 0, self._room(), box.height()))

    def _words(self, painter: QPainter, rect: QRectF) -> None:
        facts, theme, step = self._facts, colours(), self._step()
        tall = paragraph.height(facts.words, step, rect.width())
        top = 4 if facts.second else (rect.height() - tall) / 2
        first = QRectF(rect.left(), top, rect.width(), tall)
        paragraph.paint(painter, first, facts.words, step, theme.text)
        second = QRectF(rect.left(), first.bottom() - 1, rect.width(), 20)
        draw.text(painter, second, facts.second, TYPE.label, theme.text_2)

    def _fit(self) -> None:
        tall = 50 if self._facts.second else 44
        if self._room() > 0:  # else it has no place yet
            lines = paragraph.height(self._facts.words, self._step(), self._room())
            tall += lines - self._step().line
        if tall != self._tall:
            self._tall = tall
            self.updateGeometry()

    def _room(self) -> float:
        after = _OPENS if self._facts.opens else _RESTS
        return self.width() - _BEFORE - after - paragraph.natural_width(self._facts.figure, _FIGURE)

    def _step(self) -> Step:
        return TYPE.strong if self._facts.tinted else TYPE.body


class FactList(QWidget):
    """Rows under each other; ``row_opened(key)`` from those that open."""

    row_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[FactButton] = []

    def set_rows(self, facts: Sequence[FactRow]) -> None:
        """Show these facts."""
        for row in self._rows[len(facts) :]:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = self._rows[: len(facts)]
        for at, fact in enumerate(facts):
            if at < len(self._rows):
                self._rows[at].set_facts(fact)
            else:
                self._add(fact)

    def rows(self) -> tuple[FactRow, ...]:
        """Return what is shown."""
        return tuple(row.facts() for row in self._rows)

    def _add(self, fact: FactRow) -> None:
        row = FactButton(fact, self)
        row.clicked.connect(lambda: self.row_opened.emit(row.facts().key))
        self._rows.append(row)
        self._column.addWidget(row)
