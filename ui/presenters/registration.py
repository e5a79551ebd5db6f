"""The form of a new person: filled from a card where it can be, sentences where it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from msgspec import Struct
from msgspec.structs import replace

from desk.card import Clash, Lookalike
from desk.desk import Desk
from desk.reception import Flaw, Registration
from desk.recorder import Saved
from immunization import identity
from immunization.entries import IdentityNumber, Sex
from immunization.errors import KnownError
from immunization.text import Text
from ui.presenters.alert import Alert, of_error
from ui.presenters.work import Latest, Work

FIELDS: Final = ("number", "name", "birth", "sex", "phone", "address", "guardian", "allergies")
"""The fields in reading order, by the name that a flaw may carry."""

_SAME: Final = {"numbers": "number"}


class Typed(Struct, frozen=True):
    """What stands in the fields; all text, as a hand or a card put it there."""

    number: str = ""
    name: str = ""
    birth: str = ""
    sex: Sex | None = None
    phone: str = ""
    address: str = ""
    guardian: str = ""
    allergies: str = ""


class RegistrationView(Protocol):
    """What the form can show."""

    def show_form(
        self, typed: Typed, from_card: frozenset[str], clashes: tuple[Clash, ...]
    ) -> None:
        """Open the form filled like this and go to its first empty field."""

    def show_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        """Put each sentence under its field; fields not named are right."""

    def show_lookalikes(self, lookalikes: tuple[Lookalike, ...]) -> None:
        """Name the people who may be the same human being."""

    def go_to(self, field: str) -> None:
        """Give a field the focus."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""


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
        self._typed = _typed_of(registration)
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
        typed = self._typed
        numbers, _ = self._numbers()
        return replace(
            self._base,
            name=typed.name,
            sex=typed.sex,
            birth=typed.birth,
            numbers=numbers,
            phone=typed.phone,
            address=typed.address,
            guardian=typed.guardian,
            allergies=typed.allergies,
        )

    def _numbers(self) -> tuple[tuple[IdentityNumber, ...], tuple[Flaw, ...]]:
        base = self._base
        if base is None or not self._typed.number.strip():
            return (), ()
        if self._typed.number == _number_of(base):
            return base.numbers, ()
        try:
            return (identity.parse_number(self._typed.number),), ()
        except KnownError as error:
            words = Text(vi=error.sentence("vi"), en=error.sentence("en"))
            return (), (Flaw("number", words),)

    def _check(self) -> None:
        draft = self.draft()
        self._checks.ask(lambda: self._desk.reception.flaws(draft), self._checked, self._failed)

    def _checked(self, found: tuple[Flaw, ...]) -> None:
        _, unreadable = self._numbers()
        flaws = unreadable + tuple(
            replace(flaw, field=_SAME.get(flaw.field, flaw.field))
            for flaw in found
            if not (unreadable and flaw.field in {"number", "numbers"})
        )
        self._view.show_flaws(tuple(flaw for flaw in flaws if flaw.field in self._seen))
        if not self._pressed:
            return
        self._pressed = False
        stops = [flaw.field for flaw in flaws if flaw.stops]
        if stops:
            self._view.go_to(min(stops, key=_place))
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


def _typed_of(registration: Registration) -> Typed:
    return Typed(
        number=_number_of(registration),
        name=registration.name,
        birth=registration.birth,
        sex=registration.sex,
        phone=registration.phone,
        address=registration.address,
        guardian=registration.guardian,
        allergies=registration.allergies,
    )


def _number_of(registration: Registration) -> str:
    return registration.numbers[0].value if registration.numbers else ""


def _place(field: str) -> int:
    return FIELDS.index(field) if field in FIELDS else len(FIELDS)
