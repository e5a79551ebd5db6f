"""Particulars that are put right: the form filled with what is known, and only what changed.

A correction says the fields that changed and nothing else, so that two desks which correct two
fields of one person do not undo each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import msgspec
from msgspec.structs import replace

from desk.card import Clash, PersonCard
from desk.registration import Flaw, Registration, flaws_of, registered
from immunization.entries import IdentityNumber, PersonCorrected, Sex
from immunization.ids import EntryId
from immunization.labels import SEXES

FIELDS: Final = (
    "name", "sex", "birth", "numbers", "phone", "address", "allergies", "guardian",
)  # fmt: skip
"""What the form can change, by the name in the entry."""


def known_particulars(card: PersonCard, form: EntryId) -> Registration:
    """Return the form of a person who is known, filled with what the card says."""
    return Registration(
        form=form,
        name=card.name,
        sex=card.sex,
        birth=card.birth.show() if card.birth else "",
        numbers=card.numbers,
        phone=card.phone or "",
        address=card.address or "",
        allergies=card.allergies or "",
        guardian=card.guardian or "",
        person=card.person,
    )


def taken_over(known: Registration, clashes: Iterable[Clash]) -> Registration:
    """Return the form with what a code says otherwise in place of what is known.

    ``from_card`` names these fields. A contradiction without two sides changes nothing.
    """
    said: dict[str, str] = {one.field: one.on_card for one in clashes if one.on_card}
    sexes: dict[str, Sex] = {str(key): key for key in SEXES}
    sex = sexes.get(said.get("sex", ""), known.sex)
    name, birth = said.get("name", known.name), said.get("birth", known.birth)
    fields = frozenset(field for field in ("name", "birth", "sex") if field in said)
    return replace(known, name=name, birth=birth, sex=sex, from_card=fields)


def changed(before: Registration, after: Registration) -> frozenset[str]:
    """Return the fields that say something else; blanks around words are no change."""
    was, now = registered(before), registered(after)
    fields = {field for field in FIELDS if getattr(was, field) != getattr(now, field)}
    if before.birth.strip() != after.birth.strip() and now.birth is None:
        fields.add("birth")  # cannot be read, so it is not what was known
    return frozenset(fields)


def correction(before: Registration, after: Registration, reason: str) -> PersonCorrected:
    """Return the body of the entry; a field that was emptied is "", numbers are all of them."""
    now = registered(after)
    fields = {field: getattr(now, field) for field in changed(before, after)}
    emptied = {field: "" for field, value in fields.items() if value is None and field != "sex"}
    return msgspec.structs.replace(PersonCorrected(reason=reason), **{**fields, **emptied})


def is_empty(change: PersonCorrected) -> bool:
    """Tell whether a correction changes nothing."""
    return all(getattr(change, field) is None for field in (*FIELDS, "commune", "group"))


def flaws_of_correction(before: Registration, after: Registration, today: date) -> Iterator[Flaw]:
    """Yield what is wrong; what nobody touched stops nobody.

    Who comes to mend a telephone number need not know the birth date that the register lacks.
    """
    touched = changed(before, after)
    for flaw in flaws_of(after, today):
        yield flaw if flaw.field in touched else replace(flaw, stops=False)


def with_first(
    known: tuple[IdentityNumber, ...], instead: tuple[IdentityNumber, ...]
) -> tuple[IdentityNumber, ...]:
    """Return a person's numbers with the first replaced; the others stay."""
    rest = tuple(number for number in known[1:] if number not in instead)
    return (*instead, *rest)
