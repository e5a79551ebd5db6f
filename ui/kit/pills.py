"""Pills: one fact in a rounded box, with an icon, a word and then a colour."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.icons import IconName
from ui.kit import draw
from ui.kit.marks import Where, mark_colour, mark_width, paint_mark
from ui.kit.painted import Painted, Pressable
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, TYPE, Tone, fill, ink, on_fill, soft
from ui.kit.typeface import width

_HEIGHT = 26
_PAD = 10
_ICON = 16
_GAP = 6


class PillFacts(Struct, frozen=True):
    """What a pill says; ``filled`` is for what needs attention now."""

    words: str
    icon: IconName | None = None
    tone: Tone = "neutral"
    filled: bool = False


def pill_width(facts: PillFacts) -> float:
    """Return the width of a pill."""
    lead = _ICON + _GAP if facts.icon else 0
    return 2 * _PAD + lead + width(facts.words, TYPE.label_strong)


def paint_pill(painter: QPainter, x: float, middle: float, facts: PillFacts) -> float:
    """Paint a pill from ``x`` centred on ``middle``; return the x after it."""
    theme = colours()
    box = QRectF(x, middle - _HEIGHT / 2, pill_width(facts), _HEIGHT)
    paper = (fill if facts.filled else soft)(theme, facts.tone)
    tint = (on_fill if facts.filled else ink)(theme, facts.tone)
    draw.rounded(painter, box, _HEIGHT / 2, paper)
    at = box.left() + _PAD
    if facts.icon:
        draw.icon(painter, at, middle - _ICON / 2, _ICON, facts.icon, tint)
        at += _ICON + _GAP
    rest = QRectF(at, box.top(), box.right() - at, box.height())
    draw.text(painter, rest, facts.words, TYPE.label_strong, tint)
    return box.right()


class Pill(Painted):
    """A pill as a widget."""

    def __init__(self, facts: PillFacts | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts or PillFacts("")
        self.set_facts(self._facts)

    def set_facts(self, facts: PillFacts) -> None:
        """Show another fact."""
        self._facts = facts
        self.speak(facts.words)
        self.refresh()

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(int(pill_width(self._facts)) + 1, _HEIGHT)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the pill."""
        paint_pill(painter, 0, self.height() / 2, self._facts)


class StatusFacts(Struct, frozen=True):
    """One statement of the status bar: words and an icon, or the three-stop mark.

    ``tone`` "warn" with ``filled`` is "attention" (offline is amber, never red); "stop" is
    red words; "ok" tints the icon only.
    """

    key: str
    words: str
    icon: IconName | None = None
    tone: Tone = "neutral"
    filled: bool = False
    mark: Where | None = None
    hub: bool = True


class StatusPill(Pressable):
    """A statement of the status bar; ``clicked`` opens the sync page."""

    def __init__(self, facts: StatusFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self.set_facts(facts)

    def set_facts(self, facts: StatusFacts) -> None:
        """Say something else."""
        self._facts = facts
        self.speak(facts.words)
        self.refresh()

    def facts(self) -> StatusFacts:
        """Return what the pill says."""
        return self._facts

    def wanted(self) -> QSize:
        """Return the natural size; the bar gives the height of the target."""
        lead = self._lead()
        return QSize(
            int(2 * _PAD + lead + width(self._facts.words, TYPE.label_strong)) + 1, SIZE.pill
        )

    def draw_on(self, painter: QPainter) -> None:
        """Paint background (only when filled or hovered), sign and words."""
        theme, facts, middle = colours(), self._facts, self.height() / 2
        box = QRectF(0, middle - SIZE.pill / 2, self.width(), SIZE.pill)
        tint = on_fill(theme, facts.tone) if facts.filled else ink(theme, facts.tone)
        words = tint if facts.filled or facts.tone == "stop" else theme.text_2
        if facts.filled:
            draw.rounded(painter, box, SIZE.pill / 2, fill(theme, facts.tone))
        elif self.underMouse():
            draw.rounded(painter, box, SIZE.pill / 2, theme.bg)
        if facts.mark:
            paint_mark(painter, _PAD, middle, facts.mark, facts.hub, mark_colour(facts.mark))
        elif facts.icon:
            draw.icon(painter, _PAD, middle - 8, _ICON, facts.icon, tint)
        rest = QRectF(_PAD + self._lead(), 0, self.width(), self.height())
        step = TYPE.label_strong if facts.filled or facts.tone == "stop" else TYPE.label
        draw.text(painter, rest, facts.words, step, words)

    def _lead(self) -> float:
        if self._facts.mark:
            return mark_width(self._facts.hub) + 8
        return _ICON + _GAP if self._facts.icon else 0
