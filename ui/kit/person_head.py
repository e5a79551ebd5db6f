"""The person head: who it is, read in one second, from standing.

Number of the day, name at 30 bold, sex and age, birth, number; at the right what must not be
overlooked (allergies, past reactions). A long name wraps to two lines and is never elided.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.number_tile import paint_number_tile
from ui.kit.painted import Painted
from ui.kit.pills import PillFacts, paint_pill, pill_width
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, SIZE, STATE_MS, TYPE, Step, Tone, ink
from ui.kit.typeface import heavier, width

HeadState = Literal["known", "unknown_history", "conflict", "duplicate"]

_GAP = 18


class PersonFacts(Struct, frozen=True):
    """What the head shows, in the user's language.

    ``pills`` are allergies and past reactions, worst first; ``notice`` is one sentence under
    the head when card and number disagree ("conflict") or a duplicate is suspected.
    """

    number: str
    name: str
    sex_age: str
    born: str = ""
    id_number: str = ""
    pills: tuple[PillFacts, ...] = ()
    state: HeadState = "known"
    notice: str = ""

    def spoken(self) -> str:
        """Return everything as one sentence for a screen reader."""
        parts = (self.number, self.name, self.sex_age, self.born, self.id_number)
        tail = tuple(pill.words for pill in self.pills)
        return ", ".join(part for part in (*parts, *tail, self.notice) if part)


class PersonHead(Painted):
    """The head as a widget. ``narrow`` puts the pills below (screening's left column)."""

    def __init__(self, *, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow, self._compact, self._blinking = narrow, False, False
        self._facts: PersonFacts | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_person(self, facts: PersonFacts | None) -> None:
        """Show a person; ``None`` empties the head."""
        self._facts = facts
        self.speak(facts.spoken() if facts else "")
        self.refresh()

    def person(self) -> PersonFacts | None:
        """Return what is shown."""
        return self._facts

    def set_compact(self, compact: bool) -> None:
        """Become 56 high, for windows under 1200 by 660."""
        self._compact = compact
        self.refresh()

    def blink(self) -> None:
        """Show once that the same person's code came again."""
        self._blinking = True
        self.update()
        QTimer.singleShot(2 * STATE_MS, self, self._rest)

    def _rest(self) -> None:
        self._blinking = False
        self.update()

    def wanted(self) -> QSize:
        """Return a size for a usual width."""
        return QSize(280, self.heightForWidth(max(self.width(), 280)))

    def hasHeightForWidth(self) -> bool:
        """Qt: a long name needs a second line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the height in this width."""
        if self._facts is None:
            return self._tile()
        return int(self._arrange(self._facts, width).height)

    def draw_on(self, painter: QPainter) -> None:
        """Paint the head."""
        facts, theme = self._facts, colours()
        if facts is None:
            return
        plan = self._arrange(facts, self.width())
        if self._blinking:
            whole = QRectF(self.rect())
            draw.rounded(painter, whole, RADIUS.card, theme.primary_soft, theme.primary, LINE.state)
        tile = QRectF(0, 0, self._tile(), self._tile())
        paint_number_tile(painter, tile, self.tr("No."), facts.number)
        paragraph.paint(painter, plan.name, facts.name, plan.step, theme.text)
        self._second_line(painter, plan.second, facts)
        for x, middle, pill in plan.pills:
            paint_pill(painter, x, middle, pill)
        if facts.notice:
            self._notice(painter, plan.notice, facts)

    def _second_line(self, painter: QPainter, rect: QRectF, facts: PersonFacts) -> None:
        theme, step = colours(), self._line_step()
        x = draw.runs(painter, rect, ((facts.sex_age, heavier(step), theme.text),))
        if facts.born:
            lead = ", " if self._narrow else ""
            x += 0 if self._narrow else 16
            box = QRectF(x, rect.top(), rect.right() - x, rect.height())
            x += draw.text(painter, box, lead + facts.born, step, theme.text_2)
        if facts.id_number:
            middle = rect.center().y()
            draw.icon(painter, x + 16, middle - 9, 18, "id-card", theme.text_2)
            box = QRectF(x + 40, rect.top(), rect.right() - x - 40, rect.height())
            draw.text(painter, box, facts.id_number, step, theme.text_2)

    def _notice(self, painter: QPainter, rect: QRectF, facts: PersonFacts) -> None:
        theme = colours()
        tone: Tone = "stop" if facts.state == "conflict" else "warn"
        sign: IconName = "octagon-x" if facts.state == "conflict" else "triangle-alert"
        tint = ink(theme, tone)
        draw.icon(painter, rect.left(), rect.top() + 3, 18, sign, tint)
        words = rect.adjusted(26, 1, 0, 0)
        paragraph.paint(painter, words, facts.notice, TYPE.second_strong, tint)

    def _tile(self) -> int:
        if self._compact:
            return SIZE.head_compact
        return 64 if self._narrow else SIZE.head

    def _line_step(self) -> Step:
        return TYPE.second if self._compact else TYPE.field

    def _arrange(self, facts: PersonFacts, whole: float) -> _Plan:
        left = self._tile() + (12 if self._narrow or self._compact else _GAP)
        beside = 0.0 if self._narrow else max(map(pill_width, facts.pills), default=0.0) + 16
        room = max(80.0, whole - left - beside)
        step = self._name_step(facts.name, room)
        name_tall = paragraph.height(facts.name, step, room)
        line = self._line_step().line
        block = name_tall + line - (2 if self._compact else 3)
        top = max(0.0, (self._tile() - block) / 2) - 1
        name = QRectF(left, top, room, name_tall)
        second = QRectF(left, top + block - line, room if not self._narrow else whole - left, line)
        height = max(float(self._tile()), block)
        pills, height = self._place_pills(facts.pills, whole, height)
        notice = QRectF(0, height + 4, whole, 0)
        if facts.notice:
            tall = paragraph.height(facts.notice, TYPE.second_strong, whole - 26)
            notice.setHeight(tall + 4)
            height += tall + 8
        return _Plan(name, step, second, pills, notice, height)

    def _name_step(self, name: str, room: float) -> Step:
        if self._compact:
            return Step(20, 29, 700)
        if self._narrow or width(name, TYPE.name) > room:
            return TYPE.name_wrapped
        return TYPE.name

    def _place_pills(
        self, pills: tuple[PillFacts, ...], whole: float, height: float
    ) -> tuple[tuple[tuple[float, float, PillFacts], ...], float]:
        if not self._narrow:
            step = 28 if self._compact else 32
            first = height / 2 - step * (len(pills) - 1) / 2
            right = tuple(
                (whole - pill_width(pill), first + i * step, pill) for i, pill in enumerate(pills)
            )
            return right, max(height, step * len(pills))
        placed: list[tuple[float, float, PillFacts]] = []
        x, middle = 0.0, height + 12 + 13
        for pill in pills:
            if x and x + pill_width(pill) > whole:
                x, middle = 0.0, middle + 32
            placed.append((x, middle, pill))
            x += pill_width(pill) + 8
        return tuple(placed), (middle + 13 if pills else height)


class _Plan(Struct, frozen=True):
    name: QRectF
    step: Step
    second: QRectF
    pills: tuple[tuple[float, float, PillFacts], ...]
    notice: QRectF
    height: float
