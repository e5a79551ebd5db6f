"""The fields that the CCCD of 2021 and the căn cước of 2024 have in common."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from immunization.entries import IdentityNumber
from immunization.identity import conflicts
from scanners.payloads import facts
from scanners.payloads.payload import Kind, Payload, PersonFacts

NUMBER: Final = re.compile(r"\d{12}", re.ASCII)


class Layout(Struct, frozen=True):
    """Where a variant keeps its fields; None where it has none."""

    name: int
    birth: int
    sex: int
    issued: int
    cmnd: int | None = None
    address: int | None = None


def is_card(fields: list[str], layout: Layout) -> bool:
    """Tell whether the fields have the shape of a card: number, sex word, date."""
    return (
        NUMBER.fullmatch(fields[0]) is not None
        and facts.sex_of_word(fields[layout.sex]) is not None
        and facts.is_ddmmyyyy(fields[layout.birth])
    )


def read_card(kind: Kind, fields: list[str], layout: Layout, raw: str) -> Payload:
    """Return what a card says; the caller has made sure of `is_card`.

    Where an input method or a wrong character set broke the name, the number still names the
    person, and neither the name nor the address is taken.
    """
    faults = facts.Faults()
    name = faults.name(fields[layout.name])
    birth = faults.day(facts.BIRTH, fields[layout.birth])
    cmnd = _old_number(faults, fields, layout)
    issued = faults.day(facts.ISSUED, fields[layout.issued])
    number = IdentityNumber("cccd", fields[0])
    person = PersonFacts(
        name=name,
        sex=facts.sex_of_word(fields[layout.sex]),
        birth=birth,
        numbers=(number, *cmnd),
        address=facts.address(fields[layout.address]) if name and layout.address else None,
        issued=issued,
    )
    return Payload(
        kind=kind,
        raw=raw,
        person=person,
        conflicts=conflicts(number, person.sex, birth, issued),
        faults=faults.found,
        extra=tuple(fields[layout.issued + 1 :]),
    )


def _old_number(
    faults: facts.Faults, fields: list[str], layout: Layout
) -> tuple[IdentityNumber, ...]:
    """Return the old number, if it is another one: that of 12 digits of 2012 to 2015 mostly is not.

    It never becomes a second personal number, from which a person's id would be derived.
    """
    if layout.cmnd is None or fields[layout.cmnd] == fields[0]:
        return ()
    return faults.number("cmnd", fields[layout.cmnd])


def without_triple_pipe(fields: list[str], usual: int) -> list[str]:
    """Return the fields without the second empty slot that ``|||`` for ``||`` makes."""
    tripled = len(fields) == usual + 1 and fields[1] == fields[2] == ""
    return [fields[0], *fields[2:]] if tripled else fields
