"""The verdict: whether to inject, why, and what was known when it was said.

A block with an icon (shape), a word, then a colour. "Not enough data" has a dashed block.
A verdict on old knowledge says so in itself.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.buttons import Button
from ui.kit.painted import Ink, Painted, announce
from ui.kit.theme import colours
from ui.kit.tokens import LINE, RADIUS, SIZE, TYPE, Step, Tone, fill, ink, on_fill, soft
from ui.kit.typeface import width

VerdictKind = Literal["may", "delay", "never", "transfer", "unknown"]

_TONES: dict[VerdictKind, Tone] = {
    "may": "ok",
    "delay": "warn",
    "never": "stop",
    "transfer": "info",
    "unknown": "neutral",
}
_ICONS: dict[VerdictKind, IconName] = {
    "may": "circle-check",
    "delay": "clock-alert",
    "never": "octagon-x",
    "transfer": "hospital",
    "unknown": "circle-dashed",
}
_INKS: dict[VerdictKind, Ink] = {
    "may": "ok",
    "delay": "warn",
    "never": "stop",
    "transfer": "info",
    "unknown": "text",
}
_BLOCK = 84
_PAD = 18


class VerdictFacts(Struct, frozen=True):
    """A verdict in the user's language.

    ``unchecked`` ("Chưa đối chiếu với Bàn 1 và Bàn 2") turns the line of what is known amber.
    """

    kind: VerdictKind
    headline: str
    because: str = ""
    known: str = ""
    unchecked: bool = False

    def spoken(self) -> str:
        """Return the verdict as one sentence."""
        return ". ".join(part for part in (self.headline, self.because, self.known) if part)


def verdict_icon(kind: VerdictKind) -> IconName:
    """Return the icon of a kind of verdict."""
    return _ICONS[kind]


def verdict_tone(kind: VerdictKind) -> Tone:
    """Return the tone of a kind of verdict."""
    return _TONES[kind]


class VerdictBlock(Painted):
    """The verdict as a widget; ``why_asked`` is F8 or the words "Vì sao?"."""

    why_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: VerdictFacts | None = None
        self._compact = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._why = Button(self.tr("Why?"), "link", keys=("F8",), parent=self)
        self._why.clicked.connect(self.why_asked)
        self._why.hide()

    def set_verdict(self, facts: VerdictFacts | None) -> None:
        """Show a verdict and announce it; ``None`` empties the block."""
        changed = facts is not None and facts != self._facts
        self._facts = facts
        self._why.setVisible(facts is not None)
        self._why.set_ink(_INKS[facts.kind] if facts is not None else None)
        self.speak(facts.spoken() if facts else "")
        self.refresh()
        if changed and facts is not None and self.isVisible():
            announce(self, facts.spoken(), urgent=facts.kind == "never")

    def verdict(self) -> VerdictFacts | None:
        """Return what is shown."""
        return self._facts

    def set_compact(self, compact: bool) -> None:
        """Become 72 high in two lines, for windows under 1200 by 660."""
        self._compact = compact
        self.refresh()

    def wanted(self) -> QSize:
        """Return a size for a usual width."""
        return QSize(420, self.heightForWidth(max(self.width(), 420)))

    def hasHeightForWidth(self) -> bool:
        """Qt: long reasons need a second line."""
        return True

    def heightForWidth(self, whole: int) -> int:
        """Qt: the height in this width."""
        least = SIZE.verdict_compact if self._compact else SIZE.verdict
        if self._facts is None:
            return least
        return max(least, self._content(self._facts, whole) + (6 if self._compact else 12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep "Why?" at the top right."""
        super().resizeEvent(event)
        size = self._why.sizeHint()
        self._why.setGeometry(self.width() - size.width() - 16, 12, size.width(), size.height())

    def draw_on(self, painter: QPainter) -> None:
        """Paint block, icon and words."""
        facts = self._facts
        if facts is None:
            return
        theme, tone = colours(), _TONES[facts.kind]
        whole = QRectF(self.rect())
        draw.rounded(painter, whole, RADIUS.card, soft(theme, tone))
        self._block(painter, facts.kind)
        left = _BLOCK + _PAD
        rect = QRectF(left, 0, self._room(self.width()), self.height())
        y = max(4.0, (self.height() - self._content(facts, self.width())) / 2)
        step = self._headline_step()
        box = QRectF(left, y, rect.width(), self.height())
        headline = ink(theme, tone) if tone != "neutral" else theme.text
        first = paragraph.paint(painter, box, facts.headline, step, headline)
        if self._beside(facts, self.width()):
            x = left + width(facts.headline, step) + 20
            self._known(painter, QRectF(x, y + 2, left + rect.width() - x, first), facts)
        y += first - self._tight()
        wide = QRectF(left, y, self._wide(self.width()), self.height())
        if facts.because:
            y += paragraph.paint(painter, wide, facts.because, self._body(), theme.text)
        if facts.known and not self._beside(facts, self.width()):
            self._known(painter, QRectF(left, y, wide.width(), TYPE.second.line + 4), facts)

    def _block(self, painter: QPainter, kind: VerdictKind) -> None:
        theme, tone = colours(), _TONES[kind]
        block = QRectF(0, 0, _BLOCK, self.height())
        if kind == "unknown":
            inner = block.adjusted(6, 6, -6, -6)
            draw.rounded(painter, inner, RADIUS.control, None, theme.text_2, LINE.state, True)
            draw.icon_in(painter, block, 44, _ICONS[kind], theme.text_2)
            return
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), RADIUS.card, RADIUS.card)
        painter.save()
        painter.setClipPath(clip)
        draw.rounded(painter, block, 0, fill(theme, tone))
        painter.restore()
        draw.icon_in(painter, block, 48, _ICONS[kind], on_fill(theme, tone))

    def _known(self, painter: QPainter, rect: QRectF, facts: VerdictFacts) -> None:
        theme = colours()
        tint = theme.warn if facts.unchecked else theme.text_2
        middle = rect.center().y()
        sign: IconName = "wifi-off" if facts.unchecked else "history"
        draw.icon(painter, rect.left(), middle - 8, 16, sign, tint)
        step, words = _known_step(facts), rect.adjusted(22, 2, 0, 0)
        words.setHeight(paragraph.height(facts.known, step, words.width()))
        paragraph.paint(painter, words, facts.known, step, tint)

    def _headline_step(self) -> Step:
        return Step(20, 29, 700) if self._compact else TYPE.verdict

    def _body(self) -> Step:
        return TYPE.second if self._compact else TYPE.field

    def _tight(self) -> int:
        return 4 if self._compact else 3

    def _room(self, whole: float) -> float:
        return whole - _BLOCK - _PAD - self._why.sizeHint().width() - 24

    def _wide(self, whole: float) -> float:
        # Under the first line the words may run below "Why?".
        return whole - _BLOCK - _PAD - 24 if not self._compact else self._room(whole)

    def _beside(self, facts: VerdictFacts, whole: float) -> bool:
        """Tell whether, in two lines, what is known has room after the headline."""
        if not self._compact or not facts.known:
            return False
        known = width(facts.known, _known_step(facts)) + 22
        return width(facts.headline, self._headline_step()) + 20 + known <= self._room(whole)

    def _content(self, facts: VerdictFacts, whole: float) -> int:
        tall = paragraph.height(facts.headline, self._headline_step(), self._room(whole))
        tall -= self._tight()
        if facts.because:
            tall += paragraph.height(facts.because, self._body(), self._wide(whole))
        if facts.known and not self._beside(facts, whole):
            room = self._wide(whole) - 22
            tall += paragraph.height(facts.known, _known_step(facts), room) + 4
        return tall


def _known_step(facts: VerdictFacts) -> Step:
    return TYPE.second_strong if facts.unchecked else TYPE.second
