"""The form of a new person: filled from a card where it can be, sentences where it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk.card import Clash
from desk.desk import Desk
from desk.reception import Flaw, Registration
from desk.recorder import Saved
from immunization.entries import IdentityNumber
from immunization.errors import KnownError
from ui.presenters.alert import of_error
from ui.presenters.person_form import (
    FIELDS,
    FieldsView,
    Typed,
    filled_in,
    first_stop,
    in_form,
    number_of,
    read_number,
    typed_of,
)
from ui.presenters.work import Latest, Work


class RegistrationView(FieldsView, Protocol):
    """What the form can show."""

    def show_form(
        self, typed: Typed, from_card: frozenset[str], clashes: tuple[Clash, ...]
    ) -> None:
        """Open the form filled like this and go to its first empty field."""


class RegistrationPresenter:
    """The form's behaviour. All calls on the GUI thread."""

    def __init__(
        self,
        view: RegistrationView,
        desk: Desk,
        work: Work,
        done: Callable[[Saved], None],
        redrawn: Callable[[], None],
    ) -> None:
        self._view, self._desk, self._work = view, desk, work
        self._done, self._redrawn = done, redrawn
        self._checks, self._alike = Latest(work), Latest(work)
        self._base: Registration | None = None
        self._typed = Typed()
        self._seen: set[str] = set()
        self._touched = self._saving = self._pressed = False

    @property
    def is_open(self) -> bool:
        """Whether the form is shown."""
        return self._base is not None

    @property
    def is_half_entered(self) -> bool:
        """Whether a hand typed into it."""
        return self._touched

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
        self._base = registration
        self._typed = typed_of(registration)
        self._seen = set(registration.from_card)
        self._touched = self._saving = self._pressed = False
        self._view.show_form(self._typed, registration.from_card, clashes)
        self._check()
        self._look()

    def close(self) -> bool:
        """Close the form; what was typed is dropped. Return whether it was open."""
        was_open, self._base = self._base is not None, None
        self._checks.forget()
        self._alike.forget()
        self._touched = self._saving = self._pressed = False
        return was_open

    def changed(self, typed: Typed) -> None:
        """Take the fields as they are being typed."""
        if self._base is not None and typed != self._typed:
            self._typed = typed
            self._touched = True
            self._check()
            self._redrawn()

    def left(self, field: str) -> None:
        """A field was left: from now on it says what is wrong with it."""
        if self._base is not None:
            self._seen.add(field)
            self._check()
            if field in {"number", "name", "birth"}:
                self._look()

    def save(self) -> None:
        """Register and receive, or go to the first field that is wrong."""
        if self._base is not None and not self._saving:
            self._seen |= set(FIELDS)
            self._pressed = True
            self._check()

    def draft(self) -> Registration:
        """Return the registration as it stands, without a number that cannot be read."""
        if self._base is None:
            raise ValueError("no form is open")
        numbers, _ = self._numbers()
        return filled_in(self._base, self._typed, numbers)

    def _numbers(self) -> tuple[tuple[IdentityNumber, ...], tuple[Flaw, ...]]:
        base = self._base
        if base is not None and self._typed.number == number_of(base):
            return base.numbers, ()
        return read_number(self._typed.number)

    def _check(self) -> None:
        draft = self.draft()
        self._checks.ask(lambda: self._desk.reception.flaws(draft), self._checked, self._failed)

    def _checked(self, found: tuple[Flaw, ...]) -> None:
        _, unreadable = self._numbers()
        flaws = in_form(found, unreadable)
        self._view.show_flaws(tuple(flaw for flaw in flaws if flaw.field in self._seen))
        if not self._pressed:
            return
        self._pressed = False
        stop = first_stop(flaws)
        if stop is not None:
            self._view.go_to(stop)
        else:
            self._save()

    def _look(self) -> None:
        draft = self.draft()
        self._alike.ask(
            lambda: self._desk.reception.lookalikes(draft), self._view.show_lookalikes, self._failed
        )

    def _save(self) -> None:
        draft = self.draft()
        self._saving = True
        self._work.write(
            lambda: self._desk.reception.register_and_arrive(draft), self._saved, self._failed
        )

    def _saved(self, saved: Saved) -> None:
        self.close()
        self._done(saved)

    def _failed(self, error: KnownError) -> None:
        self._saving = False
        self._view.show_alert(of_error(error))
