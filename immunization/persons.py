"""Persons: which id a person has, and how a person is spoken of.

Two desks that cannot see each other must give the same person the same id, so it is derived
from a number where a number is good for that:

* ``cccd``: one person, one number, for life (Law on Identification 26/2023/QH15). The best.
* ``bhyt``: the social-insurance number, kept for life since 2021. An old card of 15 characters
  ends in the same ten digits, so that both cards give one id.
* ``cmnd``: given anew on a move to another province and now and then given twice, so it
  serves only where neither of the others is known.
* ``passport`` gives none: it changes with each renewal and is unique only within a country
  that the number does not name. ``qid`` and ``health_book`` name a code, not a person.

To make two humans one is worse than to make one human two: the second is mended by a
``person.linked`` entry, the first cannot be taken apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from immunization.dates import PartialDate
from immunization.entries import IdentityNumber, NumberSystem, Sex
from immunization.ids import PersonId, person_of_number
from immunization.names import given_name
from immunization.text import Text

_DERIVING: Final[tuple[NumberSystem, ...]] = ("cccd", "bhyt", "cmnd")
_OLD_AGE: Final = 60
_GROWN_UP: Final = 18


def ids_of_numbers(numbers: Iterable[IdentityNumber]) -> tuple[PersonId, ...]:
    """Return every id that these numbers derive, the best first.

    A person who came with a CMND last year and brings a CCCD today has two: whoever
    registers looks for all of them first, and links what turns out to be one person.
    """
    known = sorted(
        (number for number in numbers if number.system in _DERIVING),
        key=lambda number: (_DERIVING.index(number.system), number.value),
    )
    return tuple(dict.fromkeys(_derived(number) for number in known))


def person_id(numbers: Iterable[IdentityNumber], fresh: PersonId) -> PersonId:
    """Return the id of a person to be registered: derived if a number allows it, else ``fresh``.

    ``fresh`` is a random UUID that the caller makes.
    """
    return next(iter(ids_of_numbers(numbers)), fresh)


def honorific(sex: Sex | None, birth: PartialDate | None, on: date) -> Text:
    """Return the word before the given name in a running sentence: chị, ông, em.

    English has none here: its text is empty. Where sex or age is not known, ``anh/chị``
    gives no offence.
    """
    age = None if birth is None else birth.age_on(on)
    if age is not None and age < _GROWN_UP:
        return Text(vi="em", en="")
    is_old = age is not None and age >= _OLD_AGE
    if sex == "male":
        return Text(vi="ông" if is_old else "anh", en="")
    if sex == "female":
        return Text(vi="bà" if is_old else "chị", en="")
    return Text(vi="ông/bà" if is_old else "anh/chị", en="")


def spoken_of(name: str, sex: Sex | None, birth: PartialDate | None, on: date) -> Text:
    """Return a person as a running sentence names them: "chị Vân"; in English the name."""
    given = given_name(name)
    return Text(vi=f"{honorific(sex, birth, on).vi} {given}".strip(), en=given)


def _derived(number: IdentityNumber) -> PersonId:
    value = number.value[-10:] if number.system == "bhyt" else number.value
    return person_of_number(number.system, value)
