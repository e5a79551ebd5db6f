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
from immunization.entries import IdentityNumber
from immunization.errors import KnownError
from ui.presenters.alert import Alert, of_error
from ui.presenters.person_form import (
    FIELDS,
    IN_FORM,
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


class CorrectionPresenter:
    """The form's behaviour. All calls on the GUI thread."""

    def __init__(
        self, view: CorrectionView, desk: Desk, work: Work, done: Callable[[Saved], None]
    ) -> None:
        self._view, self._desk, self._work, self._done = view, desk, work, done
        self._checks, self._alike = Latest(work), Latest(work)
        self._known: Registration | None = None
        self._clashes: tuple[Clash, ...] = ()
        self._typed = Typed()
        self._reason = ""
        self._seen: set[str] = set()
        self._touched = self._saving = self._pressed = False

    @property
    def is_half_entered(self) -> bool:
        """Whether a hand changed something in it."""
        return self._touched

    def open(self, card: PersonCard, clashes: tuple[Clash, ...], *, take_over: bool) -> None:
        """Open the form of a person, with the words of the code in it if they are taken over."""
        known = self._desk.reception.known_particulars(card)
        self._known, self._clashes = known, clashes
        self._touched = self._saving = self._pressed = False
        self._reason, self._seen = "", set()
        self._show(known)
        if take_over:
            self.take_over()

    def take_over(self) -> None:
        """Put what the code says in the fields that it contradicts."""
        if self._known is not None:
            self._show(correction.taken_over(self._draft(self._known), self._clashes))
            self._reason = self._reason or _OF_CARD
            self._view.show_reason(self._reason)

    def close(self) -> bool:
        """Close the form; what was typed is dropped. Return whether it was open."""
        was_open, self._known = self._known is not None, None
        self._checks.forget()
        self._alike.forget()
        self._touched = self._saving = self._pressed = False
        return was_open

    def changed(self, typed: Typed) -> None:
        """Take the fields as they are being typed."""
        if self._known is not None and typed != self._typed:
            self._typed, self._touched = typed, True
            self._mark()
            self._check()

    def left(self, field: str) -> None:
        """A field was left: from now on it says what is wrong with it."""
        if self._known is not None:
            self._seen.add(field)
            self._check()
            if field in {"number", "name", "birth"}:
                self._look()

    def reasoned(self, reason: str) -> None:
        """Take why: the code of a choice, or words."""
        if self._known is not None:
            self._reason, self._touched = reason, True

    def save(self) -> None:
        """Save what changed, or go to what is wrong or missing."""
        if self._known is not None and not self._saving:
            self._view.show_alert(None)
            self._seen |= set(FIELDS)
            self._pressed = True
            self._check()

    def changes(self) -> frozenset[str]:
        """Return the fields that differ from the record, as the desk calls them."""
        known = self._known
        if known is None:
            return frozenset()
        fields = correction.changed(known, self._draft(known))
        _, unreadable = self._numbers(known)
        return fields | {"numbers"} if unreadable else fields

    def _show(self, draft: Registration) -> None:
        known = self._known or draft
        self._typed = typed_of(draft)
        self._view.show_correction(self._typed, typed_of(known), draft.from_card, self._clashes)
        self._view.show_reason(self._reason)
        self._mark()
        self._check()
        self._look()

    def _draft(self, known: Registration) -> Registration:
        numbers, _ = self._numbers(known)
        return filled_in(known, self._typed, numbers)

    def _numbers(self, known: Registration) -> tuple[tuple[IdentityNumber, ...], tuple[Flaw, ...]]:
        if self._typed.number == number_of(known):
            return known.numbers, ()
        numbers, flaws = read_number(self._typed.number)
        return correction.with_first(known.numbers, numbers), flaws

    def _mark(self) -> None:
        fields = (IN_FORM.get(field, field) for field in self.changes())
        self._view.show_changes(frozenset(fields))

    def _check(self) -> None:
        known = self._known
        if known is None:
            return
        draft, (_, unreadable) = self._draft(known), self._numbers(known)

        def checked(found: tuple[Flaw, ...]) -> None:
            self._checked(in_form(found, unreadable))

        self._checks.ask(
            lambda: self._desk.reception.flaws_of_correction(known, draft), checked, self._failed
        )

    def _checked(self, flaws: tuple[Flaw, ...]) -> None:
        self._view.show_flaws(tuple(flaw for flaw in flaws if flaw.field in self._seen))
        if not self._pressed:
            return
        self._pressed = False
        stop = first_stop(flaws)
        if stop is not None:
            self._view.go_to(stop)
        elif not self.changes():
            self._view.show_alert(Alert("info", NothingChanged.text))
        elif not self._reason.strip():
            self._view.ask_reason()
        else:
            self._save()

    def _look(self) -> None:
        known = self._known
        if known is not None:
            draft = self._draft(known)
            self._alike.ask(
                lambda: self._desk.reception.lookalikes(draft),
                self._view.show_lookalikes,
                self._failed,
            )

    def _save(self) -> None:
        known = self._known
        if known is None or known.person is None:
            return
        form, person = known.form, known.person
        change = correction.correction(known, self._draft(known), self._reason.strip())
        self._saving = True
        self._work.write(
            lambda: self._desk.reception.correct(form, person, change), self._done, self._failed
        )

    def _failed(self, error: KnownError) -> None:
        self._saving = False
        self._view.show_alert(of_error(error))
