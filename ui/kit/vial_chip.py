"""The vial in use: a ring that runs to its discard time, product, lot, expiry, doses left."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.painted import Painted
from ui.kit.rings import paint_disc, paint_ring
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, SIZE, TYPE, Colours, Step
from ui.kit.typeface import heavier

VialState = Literal["none", "open", "last_dose", "soon", "refused"]

_RING = 58


class VialFacts(Struct, frozen=True):
    """A vial in the user's language; ``**`` marks what is strong.

    ``soon``: 30 minutes or less to the discard time. ``refused``: past discard, expired or
    recalled; ``problem`` says which, and saving is refused elsewhere. ``none`` shows
    ``product`` as the sentence that asks for a scan. ``short`` is the product's name where the
    whole one has no room.
    """

    state: VialState
    product: str
    lot: str = ""
    opened: str = ""
    left: str = ""
    fraction: float = 0.0
    doses_left: int = 0
    doses_total: int = 0
    doses: str = ""
    problem: str = ""
    short: str = ""

    def spoken(self) -> str:
        """Return everything as one sentence."""
        parts = (self.product, self.lot, self.opened, self.doses, self.problem)
        return ", ".join(paragraph.marked(part).words for part in parts if part)


class VialChip(Painted):
    """The vial as a widget, 84 high; compact: one line of 44."""

    def __init__(self, facts: VialFacts | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts or VialFacts("none", "")
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_vial(self._facts)

    def set_vial(self, facts: VialFacts) -> None:
        """Show another vial, or the same one later."""
        self._facts = facts
        self.speak(facts.spoken())
        self.refresh()

    def vial(self) -> VialFacts:
        """Return what is shown."""
        return self._facts

    def set_compact(self, compact: bool) -> None:
        """Become one line, for windows under 1200 by 660."""
        self._compact = compact
        self.refresh()

    def wanted(self) -> QSize:
        """Return the natural size."""
        return QSize(360, SIZE.target if self._compact else 84)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the chip."""
        facts, theme = self._facts, colours()
        box = QRectF(self.rect())
        border, line, paper = _frame(theme, facts.state)
        dashed = facts.state == "none"
        draw.rounded(painter, box, RADIUS.card, paper, border, line, dashed)
        if facts.state == "none":
            self._ask(painter, box)
        elif self._compact:
            self._one_line(painter, box)
        else:
            self._ring(painter, QRectF(13, 13, _RING, _RING))
            right = self._doses(painter, box)
            self._lines(painter, QRectF(86, 11, right - 86 - 8, 64))

    def _ask(self, painter: QPainter, box: QRectF) -> None:
        theme = colours()
        draw.icon(painter, 16, box.center().y() - 12, 24, "scan-line", theme.text_2)
        draw.text(
            painter, box.adjusted(54, 0, -12, 0), self._facts.product, TYPE.strong, theme.text
        )

    def _one_line(self, painter: QPainter, box: QRectF) -> None:
        facts, theme = self._facts, colours()
        tint = _tint(theme, facts.state)
        sign = _sign(facts.state)
        words = f"**{facts.product}**  {facts.problem or facts.lot}"
        doses = paragraph.natural_width(facts.doses, TYPE.second)
        left = 16
        if sign:
            draw.icon(painter, 14, box.center().y() - 9, 18, sign, tint)
            left = 40
        rect = QRectF(left, 12, box.width() - left - doses - 32, TYPE.second.line)
        if facts.short and paragraph.natural_width(words, TYPE.second) > rect.width():
            words = f"**{facts.short}**  {facts.problem or facts.lot}"
        colour = theme.stop if facts.problem else theme.text_2
        paragraph.paint(painter, rect, words, TYPE.second, colour, strong_colour=theme.text)
        end = QRectF(box.right() - doses - 18, 12, doses + 4, TYPE.second.line)
        paragraph.paint(painter, end, facts.doses, TYPE.second, theme.text, "right")

    def _ring(self, painter: QPainter, box: QRectF) -> None:
        facts, theme = self._facts, colours()
        if facts.state == "refused":
            paint_disc(painter, box.center(), _RING / 2, theme.stop_fill)
            draw.icon_in(painter, box, 28, "octagon-x", theme.on_fill)
            return
        colour = theme.warn_fill if facts.state == "soon" else theme.info_fill
        paint_ring(painter, box, 6, facts.fraction, colour, theme.sunken)
        step = heavier(Step(15, 22, 600))
        tint = theme.warn if facts.state == "soon" else theme.text
        draw.digits(painter, box, facts.left, step, tint)

    def _lines(self, painter: QPainter, rect: QRectF) -> None:
        facts, theme = self._facts, colours()
        y = rect.top()
        for words, step, colour in self._rows():
            row = QRectF(rect.left(), y, rect.width(), step.line)
            paragraph.paint(painter, row, words, step, colour, strong_colour=theme.text)
            y += step.line
        if facts.state == "soon":
            draw.icon(painter, rect.left(), y - 18, 16, "clock-alert", theme.warn)

    def _rows(self) -> tuple[tuple[str, Step, str], ...]:
        facts, theme = self._facts, colours()
        first = (facts.product, Step(16, 22, 600), theme.text)
        second = (facts.lot, TYPE.second, theme.text_2)
        if facts.problem:
            return first, second, (facts.problem, TYPE.second_strong, theme.stop)
        if facts.state == "soon":
            return first, second, (f"      {facts.opened}", TYPE.second_strong, theme.warn)
        return first, second, (facts.opened, TYPE.second, theme.text_2)

    def _doses(self, painter: QPainter, box: QRectF) -> float:
        facts, theme = self._facts, colours()
        wide = max(paragraph.natural_width(facts.doses, TYPE.second), facts.doses_total * 16.0)
        left = box.right() - 13 - wide
        last = facts.state == "last_dose"
        colour = theme.warn if last else theme.stop if facts.state == "refused" else theme.primary
        for i in range(facts.doses_total):
            x = box.right() - 13 - (facts.doses_total - i) * 16 + 4
            bar = QRectF(x, 21, 12, 16)
            filled = i < facts.doses_left
            draw.rounded(painter, bar, 2.5, colour if filled else None, colour, 1.5)
        rect = QRectF(left - 2, 43, wide + 2, TYPE.second.line)
        tint = theme.warn if last else theme.text
        paragraph.paint(painter, rect, facts.doses, TYPE.second, tint, "right", strong_colour=tint)
        if last:
            x = left - 26
            draw.icon(painter, x, 44, 18, "triangle-alert", theme.warn)
            return x
        return left


def _frame(c: Colours, state: VialState) -> tuple[str, float, str]:
    if state == "refused":
        return c.stop, LINE.state, c.stop_soft
    if state in {"soon", "last_dose"}:
        return c.warn, LINE.control, c.surface
    return c.line_strong, LINE.control, c.surface


def _tint(c: Colours, state: VialState) -> str:
    return c.stop if state == "refused" else c.warn


def _sign(state: VialState) -> IconName | None:
    signs: dict[VialState, IconName] = {
        "refused": "octagon-x",
        "soon": "clock-alert",
        "last_dose": "triangle-alert",
    }
    return signs.get(state)
