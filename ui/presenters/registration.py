"""The form of a new person: filled from a card where it can be, sentences where it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk.card import Clash
from desk.desk import Desk
from desk.reception import Flaw, Registration
from desk.recorder import Saved
from ui.presenters.person_filling import Numbers, PersonFilling
from ui.presenters.person_form import FieldsView, Typed, number_of, read_number, typed_of
from ui.presenters.work import Work


class RegistrationView(FieldsView, Protocol):
    """What the form can show."""

    def show_form(
        self, typed: Typed, from_card: frozenset[str], clashes: tuple[Clash, ...]
    ) -> None:
        """Open the form filled like this and go to its first empty field."""


class RegistrationPresenter(PersonFilling):
    """The form's behaviour. All calls on the GUI thread."""

    def __init__(
        self,
        view: RegistrationView,
        desk: Desk,
        work: Work,
        done: Callable[[Saved], None],
        redrawn: Callable[[], None],
    ) -> None:
        super().__init__(view, desk, work)
        self._view, self._done, self._redrawn = view, done, redrawn

    @property
    def is_open(self) -> bool:
        """Whether the form is shown."""
        return self._base is not None

    @property
    def name(self) -> str:
        """The name as it stands in the form."""
        return self._typed.name

    def is_for(self, registration: Registration) -> bool:
        """Tell whether the form was opened from this very card."""
        base = self._base
        if base is None or not registration.numbers:
            return False
        return base.numbers == registration.numbers

    def open(self, registration: Registration, clashes: tuple[Clash, ...] = ()) -> None:
        """Open the form."""
        self._begin(registration, typed_of(registration))
        self._seen = set(registration.from_card)
        self._view.show_form(self._typed, registration.from_card, clashes)
        self._check(registration)
        self._look(registration)

    def _numbers(self, base: Registration) -> Numbers:
        if self._typed.number == number_of(base):
            return base.numbers, ()
        return read_number(self._typed.number)

    def _flaws(self, base: Registration, draft: Registration) -> tuple[Flaw, ...]:
        del base
        return self._desk.reception.flaws(draft)

    def _retyped(self) -> None:
        self._redrawn()

    def _right(self, base: Registration) -> None:
        draft = self._draft(base)
        self._saving = True
        self._work.write(
            lambda: self._desk.reception.register_and_arrive(draft), self._saved, self._failed
        )

    def _saved(self, saved: Saved) -> None:
        self.close()
        self._done(saved)
