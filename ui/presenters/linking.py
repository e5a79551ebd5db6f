"""Two records that are one human being: find the other, see both, say why, link them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk.card import PersonCard
from desk.desk import Desk
from desk.errors import NotYours, SamePerson
from desk.recorder import Saved
from immunization.errors import KnownError
from immunization.ids import EntryId, PersonId
from ui.presenters.alert import Alert, of_error
from ui.presenters.work import Latest, Work


class LinkingView(Protocol):
    """What the screen can show."""

    def show_link_search(self, card: PersonCard) -> None:
        """Say that the other record is to be scanned or typed."""

    def show_link(self, card: PersonCard, other: PersonCard) -> None:
        """Show both records side by side."""

    def ask_reason(self) -> None:
        """Say that the reason is missing and go there."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""


class LinkingPresenter:
    """The screen's behaviour. All calls on the GUI thread."""

    def __init__(
        self,
        view: LinkingView,
        desk: Desk,
        work: Work,
        done: Callable[[Saved], None],
        redrawn: Callable[[], None],
    ) -> None:
        self._view, self._desk, self._work = view, desk, work
        self._done, self._redrawn = done, redrawn
        self._cards = Latest(work)
        self._card: PersonCard | None = None
        self._other: PersonCard | None = None
        self._form: EntryId | None = None
        self._reason = ""
        self._touched = self._saving = False

    @property
    def is_half_entered(self) -> bool:
        """Whether a hand chose or typed something that leaving would lose."""
        return self._touched

    @property
    def other(self) -> PersonCard | None:
        """The record that is compared, once it is found."""
        return self._other

    def may_open(self) -> bool:
        """Tell whether the operator may link; if not, say who may."""
        if self._desk.station.operator.is_supervisor:
            return True
        self._view.show_alert(Alert("info", NotYours.text))
        return False

    def open(self, card: PersonCard) -> None:
        """Begin with a person: beside the one who looks alike, or with a search."""
        self._card, self._form = card, self._desk.new_form()
        self._touched = self._saving = False
        if card.lookalikes:
            self.choose(card.lookalikes[0].person)
        else:
            self.search()

    def search(self) -> None:
        """Look for another record."""
        self._other, self._reason = None, ""
        if self._card is not None:
            self._view.show_alert(None)
            self._view.show_link_search(self._card)
            self._redrawn()

    def choose(self, person: PersonId) -> None:
        """Read the other record and show it beside."""
        self._cards.ask(lambda: self._desk.cards.of(person), self.compare, self._failed)

    def compare(self, other: PersonCard) -> None:
        """Show both, unless they are one already."""
        card = self._card
        if card is None:
            return
        if other.person in {card.person, *card.same_as}:
            self._view.show_alert(Alert("info", SamePerson.text))
            return
        self._other, self._reason = other, ""
        self._view.show_alert(None)
        self._view.show_link(card, other)
        self._redrawn()

    def reasoned(self, reason: str) -> None:
        """Take why: the code of a choice, or words."""
        if self._other is not None:
            self._reason, self._touched = reason, True

    def save(self) -> None:
        """Link, or go to what is missing."""
        card, other, form = self._card, self._other, self._form
        if card is None or other is None or form is None or self._saving:
            return
        reason = self._reason.strip()
        if not reason:
            self._view.ask_reason()
            return
        self._view.show_alert(None)
        self._saving = True
        self._work.write(
            lambda: self._desk.reception.link(form, card.person, other.person, reason),
            self._done,
            self._failed,
        )

    def close(self) -> bool:
        """Close the screen. Return whether it was open."""
        was_open, self._card = self._card is not None, None
        self._other, self._form, self._reason = None, None, ""
        self._cards.forget()
        self._touched = self._saving = False
        return was_open

    def _failed(self, error: KnownError) -> None:
        self._saving = False
        self._view.show_alert(of_error(error))
