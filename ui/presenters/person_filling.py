"""How a form about a person is filled in: checked while it is typed, saved when it is right.

What a registration and a correction share. Sentences stand under a field once it was left;
the key that saves is remembered until the desk has said what is wrong.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from desk.desk import Desk
from desk.reception import Flaw, Registration
from immunization.entries import IdentityNumber
from immunization.errors import KnownError
from ui.presenters.alert import of_error
from ui.presenters.person_form import FIELDS, FieldsView, Typed, filled_in, first_stop, in_form
from ui.presenters.work import Latest, Work

Numbers = tuple[tuple[IdentityNumber, ...], tuple[Flaw, ...]]


class PersonFilling(ABC):
    """The behaviour of such a form. All calls on the GUI thread."""

    def __init__(self, view: FieldsView, desk: Desk, work: Work) -> None:
        self._fields, self._desk, self._work = view, desk, work
        self._checks, self._alike = Latest(work), Latest(work)
        self._base: Registration | None = None
        self._typed = Typed()
        self._seen: set[str] = set()
        self._touched = self._saving = self._pressed = False

    @property
    def is_half_entered(self) -> bool:
        """Whether a hand typed into it."""
        return self._touched

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
            self._typed, self._touched = typed, True
            self._retyped()
            self._check(self._base)

    def left(self, field: str) -> None:
        """A field was left: from now on it says what is wrong with it."""
        if self._base is not None:
            self._seen.add(field)
            self._check(self._base)
            if field in {"number", "name", "birth"}:
                self._look(self._base)

    def save(self) -> None:
        """Save, or go to the first field that is wrong."""
        if self._base is not None and not self._saving:
            self._seen |= set(FIELDS)
            self._pressed = True
            self._check(self._base)

    # -- what the two forms do otherwise --

    @abstractmethod
    def _numbers(self, base: Registration) -> Numbers:
        """Return the person's numbers as they stand, and what is wrong with the one typed."""

    @abstractmethod
    def _flaws(self, base: Registration, draft: Registration) -> tuple[Flaw, ...]:
        """Return what the desk finds wrong; on an io thread."""

    @abstractmethod
    def _retyped(self) -> None:
        """Show what follows at once from what is typed."""

    @abstractmethod
    def _right(self, base: Registration) -> None:
        """Save what is without a flaw that stops it."""

    # -- shared --

    def _draft(self, base: Registration) -> Registration:
        numbers, _ = self._numbers(base)
        return filled_in(base, self._typed, numbers)

    def _begin(self, base: Registration, typed: Typed) -> None:
        self._base, self._typed, self._seen = base, typed, set()
        self._touched = self._saving = self._pressed = False

    def _check(self, base: Registration) -> None:
        draft, (_, unreadable) = self._draft(base), self._numbers(base)

        def checked(found: tuple[Flaw, ...]) -> None:
            self._checked(base, in_form(found, unreadable))

        self._checks.ask(lambda: self._flaws(base, draft), checked, self._failed)

    def _checked(self, base: Registration, flaws: tuple[Flaw, ...]) -> None:
        self._fields.show_flaws(tuple(flaw for flaw in flaws if flaw.field in self._seen))
        if not self._pressed:
            return
        self._pressed = False
        stop = first_stop(flaws)
        if stop is not None:
            self._fields.go_to(stop)
        else:
            self._right(base)

    def _look(self, base: Registration) -> None:
        draft = self._draft(base)
        self._alike.ask(
            lambda: self._desk.reception.lookalikes(draft),
            self._fields.show_lookalikes,
            self._failed,
        )

    def _failed(self, error: KnownError) -> None:
        self._saving = False
        self._fields.show_alert(of_error(error))
