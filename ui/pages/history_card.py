"""The history of a person as a card; an empty one says whether that means anything."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.card import PersonCard
from ui.kit.card import Card
from ui.kit.timeline import Timeline
from ui.kit.tokens import TYPE
from ui.kit.words import Words
from ui.pages.wording import Wording


class HistoryCard(Card):
    """Newest first. A desk that was never told does not say "no doses"."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wording = wording
        self.set_heading(self.tr("Vaccination history"))
        self._empty = Words("", TYPE.second, "text_2", wrap=True, parent=self)
        self.timeline = Timeline(self)
        self.column().addWidget(self._empty)
        self.column().addWidget(self.timeline, 1)

    def show_card(self, card: PersonCard) -> None:
        """Show a person's history."""
        rows = [self._wording.happening(at, item) for at, item in enumerate(card.history)]
        self.timeline.set_rows(rows)
        self._empty.setVisible(not rows)
        if card.knowledge.history == "unknown":
            self._empty.set_words(self.tr("The history is not known at this desk yet."))
        else:
            self._empty.set_words(self.tr("No dose is recorded."))
