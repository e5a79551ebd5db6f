"""A person who is not at this stage: where they are, and the way there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.card import PersonCard
from ui.kit.states import EmptyState
from ui.pages.wording import Wording
from ui.presenters.stage import StageName


class Elsewhere(EmptyState):
    """Says where a person stands today. ``acted`` goes there, as the primary action does."""

    def __init__(self, wording: Wording, here: StageName, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._wording, self._here = wording, here

    def show_card(self, card: PersonCard) -> None:
        """Say where this person is."""
        self.set_words(*self._where(card))

    def action(self, card: PersonCard | None) -> str:
        """Return the name of the way to where the person is."""
        stage = card.stage if card is not None else "none"
        return {
            "screening": self.tr("Go to Screening"),
            "injection": self.tr("Go to Injection"),
            "observation": self.tr("Go to Observation"),
        }.get(stage, self.tr("Go to Reception"))

    def _where(self, card: PersonCard) -> tuple[str, str]:
        name = card.name
        sentences = {
            "none": (
                self.tr("{0} has not been received today.").format(name),
                self.tr("Receive them first: they get a number and are screened."),
            ),
            "screening": (
                self.tr("{0} is waiting for screening.").format(name),
                self.tr("A dose is recorded after the screening says so."),
            ),
            "injection": (
                self.tr("{0} was screened and is waiting for the injection.").format(name),
                self.tr("A second screening is not needed."),
            ),
            "observation": (
                self.tr("{0} was injected and is under observation.").format(name),
                self.tr("Reactions are reported there."),
            ),
        }
        done = (
            self.tr("{0} is done for today.").format(name),
            self.tr("What was saved is in their history."),
        )
        return sentences.get(card.stage, done)
