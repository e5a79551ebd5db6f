"""The health insurance card (BHYT): fields parted by ``|``, names in hex of UTF-8, ``$`` last.

Fields 0 to 7 agree across three independent public code bases: number, name, birth date (or
year), sex 1 or 2, address, hospital, valid from, valid to. The rest is kept verbatim.
"""

from __future__ import annotations

import re
from typing import Final

from immunization.entries import Sex
from immunization.identity import conflicts
from immunization.names import tidy
from scanners.payloads import facts, normalise
from scanners.payloads.payload import Payload, PersonFacts

_NUMBER: Final = re.compile(r"\d{10}|[A-Z]{2}\d{13}", re.ASCII)
_SEX: Final[dict[str, Sex]] = {"1": "male", "2": "female"}
_FEWEST: Final = 9
_HEX_FIELDS: Final = (1, 4)


def split(raw: str) -> list[str]:
    """Return the fields; a BHYT code ends at its first NUL byte."""
    return normalise.fields(normalise.text(raw.partition("\x00")[0]))


def has_shape(fields: list[str]) -> bool:
    """Tell a BHYT code by its end, its number and its sex digit."""
    return (
        len(fields) >= _FEWEST
        and fields[-1] == "$"
        and _NUMBER.fullmatch(fields[0]) is not None
        and fields[3] in _SEX
    )


def is_garbled(fields: list[str]) -> bool:
    """Tell whether letters stand where only hex can: Telex makes ``đ`` of ``dd``."""
    return has_shape(fields) and not all(map(_is_hex, (fields[at] for at in _HEX_FIELDS)))


def read(fields: list[str], raw: str) -> Payload | None:
    """Return the card, or None where the fields are not those of a BHYT code."""
    if not has_shape(fields) or is_garbled(fields):
        return None
    faults = facts.Faults()
    person = PersonFacts(
        name=faults.name(_text(fields[1]) or ""),
        sex=_SEX[fields[3]],
        birth=faults.day(facts.BIRTH, fields[2]),
        numbers=faults.number("bhyt", fields[0]),
        address=facts.address(_text(fields[4]) or "-"),
        issued=faults.day(facts.ISSUED, fields[8]) if len(fields) > _FEWEST else None,
    )
    against = (conflicts(one, person.sex, person.birth, person.issued) for one in person.numbers)
    return Payload(
        kind="bhyt",
        raw=raw,
        person=person,
        conflicts=next(against, ()),
        faults=faults.found,
        extra=tuple(fields[5:-1]),
    )


def _is_hex(field: str) -> bool:
    return field in {"", "-"} or _bytes(field) is not None


def _bytes(field: str) -> bytes | None:
    try:
        return bytes.fromhex(field)
    except ValueError:
        return None


def _text(field: str) -> str | None:
    try:
        return tidy((_bytes(field) or b"").decode("utf-8")) or None
    except UnicodeDecodeError:
        return None
