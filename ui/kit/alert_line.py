"""An alert line: an icon, the fact, what to do. It has no close cross while it is true."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.painted import Painted
from ui.kit.theme import colours
from ui.kit.tokens import RADIUS, TYPE, Tone, ink, soft

_ICONS: dict[Tone, IconName] = {
    "neutral": "info",
    "info": "info",
    "ok": "circle-check",
    "warn": "triangle-alert",
    "stop": "octagon-x",
}


class AlertFacts(Struct, frozen=True):
    """One alert; ``words`` may mark the fact with ``**``. Without ``icon`` the tone's own."""

    words: str
    tone: Tone = "info"
    icon: IconName | None = None


class AlertLine(Painted):
    """An alert as a widget, at least 40 high; hidden while there is nothing to say."""

    def __init__(self, facts: AlertFacts | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: AlertFacts | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_alert(facts)

    def set_alert(self, facts: AlertFacts | None) -> None:
        """Say something, or with ``None`` nothing."""
        self._facts = facts
        if facts is None:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
        self.speak(paragraph.marked(facts.words).words if facts else "")
        self.refresh()

    def alert(self) -> AlertFacts | None:
        """Return what is said."""
        return self._facts

    def wanted(self) -> QSize:
        """Return a size for a usual width."""
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def hasHeightForWidth(self) -> bool:
        """Qt: long alerts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the height in this width."""
        if self._facts is None:
            return 0
        return max(40, paragraph.height(self._facts.words, TYPE.second, width - 54) + 20)

    def draw_on(self, painter: QPainter) -> None:
        """Paint ground, icon and words."""
        facts, theme = self._facts, colours()
        if facts is None:
            return
        box = QRectF(self.rect())
        draw.rounded(painter, box, RADIUS.control, soft(theme, facts.tone))
        tint = ink(theme, facts.tone)
        tall = paragraph.height(facts.words, TYPE.second, box.width() - 54)
        top = (box.height() - tall) / 2
        draw.icon(painter, 12, top, 20, facts.icon or _ICONS[facts.tone], tint)
        rect = QRectF(42, top, box.width() - 54, tall)
        paragraph.paint(painter, rect, facts.words, TYPE.second, theme.text)
