"""The form that puts particulars right: only what changed is saved, with the reason for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from desk import correction
from desk.card import Clash, PersonCard
from desk.desk import Desk
from desk.errors import NothingChanged
from desk.reception import Flaw, Registration
from desk.recorder import Saved
from ui.presenters.alert import Alert
from ui.presenters.person_filling import Numbers, PersonFilling
from ui.presenters.person_form import (
    IN_FORM,
    FieldsView,
    Typed,
    number_of,
    read_number,
    typed_of,
)
from ui.presenters.work import Work

_OF_CARD: Final = "papers"
"""The reason that is chosen already where the code of a card gives the words."""


class CorrectionView(FieldsView, Protocol):
    """What the form can show."""

    def show_correction(
        self, typed: Typed, known: Typed, from_card: frozenset[str], clashes: tuple[Clash, ...]
    ) -> None:
        """Open the form filled like this; ``known`` is what the record says."""

    def show_changes(self, fields: frozenset[str]) -> None:
        """Mark the fields that say something else than the record, with what it says."""

    def show_reason(self, code: str) -> None:
        """Tick a reason."""

    def ask_reason(self) -> None:
        """Say that the reason is missing and go there."""


class CorrectionPresenter(PersonFilling):
    """The form's behaviour. All calls on the GUI thread."""

    def __init__(
        self, view: CorrectionView, desk: Desk, work: Work, done: Callable[[Saved], None]
    ) -> None:
        super().__init__(view, desk, work)
        self._view, self._done = view, done
        self._clashes: tuple[Clash, ...] = ()
        self._reason = ""

    def open(self, card: PersonCard, clashes: tuple[Clash, ...], *, take_over: bool) -> None:
        """Open the form of a person, with the words of the code in it if they are taken over."""
        known = self._desk.reception.known_particulars(card)
        self._begin(known, typed_of(known))
        self._clashes, self._reason = clashes, ""
        self._show(known, known)
        if take_over:
            self.take_over()

    def take_over(self) -> None:
        """Put what the code says in the fields that it contradicts."""
        known = self._base
        if known is not None:
            self._reason = self._reason or _OF_CARD
            self._show(known, correction.taken_over(self._draft(known), self._clashes))

    def reasoned(self, reason: str) -> None:
        """Take why: the code of a choice, or words."""
        if self._base is not None:
            self._reason, self._touched = reason, True

    def save(self) -> None:
        """Save what changed, or go to what is wrong or missing."""
        if self._base is not None and not self._saving:
            self._view.show_alert(None)
        super().save()

    def changes(self) -> frozenset[str]:
        """Return the fields that differ from the record, as the desk calls them."""
        known = self._base
        if known is None:
            return frozenset()
        fields = correction.changed(known, self._draft(known))
        _, unreadable = self._numbers(known)
        return fields | {"numbers"} if unreadable else fields

    def _show(self, known: Registration, draft: Registration) -> None:
        self._typed = typed_of(draft)
        self._view.show_correction(self._typed, typed_of(known), draft.from_card, self._clashes)
        self._view.show_reason(self._reason)
        self._retyped()
        self._check(known)
        self._look(known)

    def _numbers(self, base: Registration) -> Numbers:
        if self._typed.number == number_of(base):
            return base.numbers, ()
        numbers, flaws = read_number(self._typed.number)
        return correction.with_first(base.numbers, numbers), flaws

    def _flaws(self, base: Registration, draft: Registration) -> tuple[Flaw, ...]:
        return self._desk.reception.flaws_of_correction(base, draft)

    def _retyped(self) -> None:
        fields = (IN_FORM.get(field, field) for field in self.changes())
        self._view.show_changes(frozenset(fields))

    def _right(self, base: Registration) -> None:
        if not self.changes():
            self._view.show_alert(Alert("info", NothingChanged.text))
        elif not self._reason.strip():
            self._view.ask_reason()
        elif base.person is not None:
            form, person = base.form, base.person
            change = correction.correction(base, self._draft(base), self._reason.strip())
            self._saving = True
            self._work.write(
                lambda: self._desk.reception.correct(form, person, change),
                self._done,
                self._failed,
            )
