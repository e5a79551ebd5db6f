"""What is known of a person besides the head: phone, address, numbers, guardian; nothing is cut."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.card import PersonCard
from ui.icons import IconName
from ui.kit import draw, paragraph
from ui.kit.card import Card
from ui.kit.painted import Painted
from ui.kit.theme import colours
from ui.kit.tokens import SIZE, SPACE, TYPE
from ui.pages.wording import Wording

_LEFT = 48
_ROWS = 5


class ParticularRow(Painted):
    """A sign and words that wrap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon: IconName = "info"
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_fact(self, icon: IconName, words: str) -> None:
        """Show another fact."""
        self._icon, self._words = icon, words
        self.speak(words)
        self.refresh()

    def wanted(self) -> QSize:
        """Return a size for a usual width."""
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def hasHeightForWidth(self) -> bool:
        """Qt: long addresses wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the height in this width."""
        tall = paragraph.height(self._words, TYPE.body, width - _LEFT - SPACE.l)
        return max(SIZE.target, tall + 22)

    def draw_on(self, painter: QPainter) -> None:
        """Paint sign, words and the line below."""
        theme, box = colours(), QRectF(self.rect())
        y = box.bottom() - 0.5
        draw.rule(painter, QPointF(0, y), QPointF(box.right(), y), theme.line)
        draw.icon(painter, SPACE.l, box.center().y() - 10, 20, self._icon, theme.text_2)
        room = box.width() - _LEFT - SPACE.l
        tall = paragraph.height(self._words, TYPE.body, room)
        words = QRectF(_LEFT, box.center().y() - tall / 2, room, tall)
        paragraph.paint(painter, words, self._words, TYPE.body, theme.text)


class Particulars(Card):
    """The card of rows."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self.set_heading(self.tr("Particulars"))
        self.column().setContentsMargins(0, SPACE.m, 0, 1)
        self.column().setSpacing(0)
        self.head.setContentsMargins(SPACE.l, 0, SPACE.l, SPACE.xs)
        self._rows = [ParticularRow(self) for _ in range(_ROWS)]
        for row in self._rows:
            self.column().addWidget(row)
        self.column().addStretch(1)

    def show_card(self, card: PersonCard) -> None:
        """Show a person's particulars."""
        facts = self._facts(card)[:_ROWS]
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(facts))
            if at < len(facts):
                row.show_fact(*facts[at])

    def _facts(self, card: PersonCard) -> list[tuple[IconName, str]]:
        numbers: list[tuple[IconName, str]] = [
            ("id-card", self._wording.number_name(number)) for number in card.numbers[:2]
        ]
        facts: list[tuple[IconName, str]] = [
            *(numbers or [("id-card", self.tr("No ID number"))]),
            ("phone", card.phone or self.tr("No phone")),
            ("house", card.address or self.tr("No address")),
        ]
        if card.guardian:
            facts.insert(0, ("users", self.tr("Guardian: {0}").format(card.guardian)))
        return facts
