"""Two records side by side, and why they are one human being."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk.card import PersonCard
from desk.reasons import LINKED
from immunization.identity import mask
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.painted import Ink
from ui.kit.tokens import SIZE, SPACE, TYPE
from ui.kit.words import Words
from ui.pages.reason_row import ReasonRow
from ui.pages.side_panels import scrolling
from ui.pages.wording import Wording

_MOST_DOSES = 4


class LinkPanel(Card):
    """``reasoned(reason)`` and ``other_asked()`` (another record) come from the user only."""

    reasoned = Signal(str)
    other_asked = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self.set_heading(self.tr("Are these one person?"))
        self._another = Button(
            self.tr("Another record"), icon="search", height=SIZE.target, parent=self
        )
        self._another.clicked.connect(self.other_asked)
        self.head.addWidget(self._another)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(5, 0, SPACE.m, 5)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE.l)
        self._grid.setVerticalSpacing(SPACE.s)
        for at, share in enumerate((0, 3, 3, 0)):
            self._grid.setColumnStretch(at, share)
        column.addLayout(self._grid)
        column.addStretch(1)
        area = scrolling(inner)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the arrow keys scroll it
        self.column().addWidget(area, 1)
        told = self.tr(
            "**They will be shown as one.** The entries of both stay. A supervisor can undo it."
        )
        self.column().addWidget(AlertLine(AlertFacts(told, "warn"), self))
        self.reason = ReasonRow(wording, self.tr("Why one person"), LINKED, self)
        self.reason.reasoned.connect(self.reasoned)
        self.column().addWidget(self.reason)

    def show_records(self, card: PersonCard, other: PersonCard) -> None:
        """Show both records."""
        while self._grid.count():
            old = self._grid.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._row(0, "", self.tr("This record"), self.tr("The other record"))
        rows = zip(self._of(card), self._of(other), strict=True)
        for at, ((label, one), (_, two)) in enumerate(rows, start=1):
            self._row(at, label, one or self.tr("not known"), two or self.tr("not known"))
            if one and two and label != self.tr("Doses"):
                self._compare(at, one == two)
        self.reason.begin()

    def _of(self, card: PersonCard) -> list[tuple[str, str]]:
        say = self._wording
        return [
            (self.tr("Full name"), f"**{card.name}**"),
            (self.tr("Birth date"), say.text(card.birth_words) if card.birth else ""),
            (self.tr("Sex"), say.text(card.sex_words)),
            (self.tr("ID number"), ", ".join(mask(number.value) for number in card.numbers)),
            (self.tr("Doses"), self._doses(card)),
            (self.tr("Phone"), f"…{card.phone[-3:]}" if card.phone else ""),
            (self.tr("Address"), card.address or ""),
        ]

    def _doses(self, card: PersonCard) -> str:
        doses = [one for one in card.history if one.kind == "dose" and one.void is None]
        lines = [self._wording.text(one.title) for one in doses[:_MOST_DOSES]]
        if len(doses) > _MOST_DOSES:
            lines.append(self.tr("and %n more", "", len(doses) - _MOST_DOSES))
        return "\n".join(lines)

    def _row(self, at: int, label: str, one: str, two: str) -> None:
        tint: Ink = "text" if label else "text_2"
        self._grid.addWidget(Words(label, TYPE.label, "text_2"), at, 0)
        for column, words in ((1, one), (2, two)):
            self._grid.addWidget(Words(words, TYPE.body, tint, wrap=True), at, column)

    def _compare(self, at: int, same: bool) -> None:
        """Say in a word whether they agree: colour alone tells nobody."""
        words = self.tr("same") if same else self.tr("differs")
        step = TYPE.label if same else TYPE.label_strong
        self._grid.addWidget(Words(words, step, "text_3" if same else "warn"), at, 3)
