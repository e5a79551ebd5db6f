"""What stands in the fields about a person, whether they are new or put right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from msgspec import Struct
from msgspec.structs import replace

from desk.card import Lookalike
from desk.reception import Flaw, Registration
from immunization import identity
from immunization.entries import IdentityNumber, Sex
from immunization.errors import KnownError
from immunization.text import Text
from ui.presenters.alert import Alert

FIELDS: Final = ("number", "name", "birth", "sex", "phone", "address", "guardian", "allergies")
"""The fields in reading order, by the name that a flaw may carry."""

IN_FORM: Final = {"numbers": "number"}
"""Fields that the desk calls otherwise."""


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


class FieldsView(Protocol):
    """What a form about a person can show, once it is open."""

    def show_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        """Put each sentence under its field; fields not named are right."""

    def show_lookalikes(self, lookalikes: tuple[Lookalike, ...]) -> None:
        """Name the people who may be the same human being."""

    def go_to(self, field: str) -> None:
        """Give a field the focus."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""


def typed_of(registration: Registration) -> Typed:
    """Return what the fields show of a registration."""
    return Typed(
        number=number_of(registration),
        name=registration.name,
        birth=registration.birth,
        sex=registration.sex,
        phone=registration.phone,
        address=registration.address,
        guardian=registration.guardian,
        allergies=registration.allergies,
    )


def number_of(registration: Registration) -> str:
    """Return the number that the form shows: the first."""
    return registration.numbers[0].value if registration.numbers else ""


def read_number(text: str) -> tuple[tuple[IdentityNumber, ...], tuple[Flaw, ...]]:
    """Return the number that was typed, or why it cannot be read."""
    if not text.strip():
        return (), ()
    try:
        return (identity.parse_number(text),), ()
    except KnownError as error:
        words = Text(vi=error.sentence("vi"), en=error.sentence("en"))
        return (), (Flaw("number", words),)


def filled_in(
    base: Registration, typed: Typed, numbers: tuple[IdentityNumber, ...]
) -> Registration:
    """Return the registration as it stands in the fields."""
    return replace(
        base,
        name=typed.name,
        sex=typed.sex,
        birth=typed.birth,
        numbers=numbers,
        phone=typed.phone,
        address=typed.address,
        guardian=typed.guardian,
        allergies=typed.allergies,
    )


def in_form(found: tuple[Flaw, ...], unreadable: tuple[Flaw, ...]) -> tuple[Flaw, ...]:
    """Return the desk's flaws by the names of the fields, first that of an unreadable number."""
    return unreadable + tuple(
        replace(flaw, field=IN_FORM.get(flaw.field, flaw.field))
        for flaw in found
        if not (unreadable and flaw.field in {"number", "numbers"})
    )


def first_stop(flaws: Iterable[Flaw]) -> str | None:
    """Return the first field that stops the saving, in reading order."""
    stops = [flaw.field for flaw in flaws if flaw.stops]
    return min(stops, key=_place) if stops else None


def _place(field: str) -> int:
    return FIELDS.index(field) if field in FIELDS else len(FIELDS)
