"""The national personal QR of the health apps of 2021 (Decision 1405/QĐ-BTTTT): six fields.

``SoGiayTo|HoTen|NgaySinh|LoaiDinhDanh|QID|EXT``, the last joined with ``<``: declarer's QID,
sex (1 male, 2 female, 0 unknown), BHYT number, telephone, signature. By default the paper
number is masked with ``*``: a masked code is a search hint and never an identity.
"""

from __future__ import annotations

import re
from typing import Final

from immunization.dates import NoSuchDay, PartialDate
from immunization.entries import IdentityNumber, Sex
from immunization.errors import KnownError
from immunization.identity import conflicts, parse_number
from immunization.names import tidy
from scanners.payloads import facts
from scanners.payloads.payload import Payload, PersonFacts

_DATE: Final = re.compile(r"([\d*]{4})-([\d*]{2})-([\d*]{2})", re.ASCII)
_SEX: Final[dict[str, Sex]] = {"1": "male", "2": "female"}
_QID: Final = re.compile(r"\d{6,20}", re.ASCII)
_PHONE: Final = re.compile(r"\+?\d{9,12}", re.ASCII)
_FIELDS: Final = 6


def has_shape(fields: list[str]) -> bool:
    """Tell the code by its ISO date, masked or not, and the kind of declaration."""
    return (
        len(fields) == _FIELDS
        and _DATE.fullmatch(fields[2]) is not None
        and fields[3] in {"0", "1"}
    )


def read(fields: list[str], raw: str) -> Payload | None:
    """Return what the code says, or None where the fields are not those of a national QR."""
    if not has_shape(fields):
        return None
    faults = facts.Faults()
    masked = "*" in fields[0]
    extra = [*fields[5].split("<"), "", "", "", ""]
    numbers = () if masked else _numbers(faults, fields, extra)
    sex, birth = _SEX.get(extra[1].strip()), _birth(faults, fields[2])
    person = PersonFacts(
        name=tidy(fields[1]) if facts.is_name(fields[1]) else None,
        sex=sex,
        birth=birth,
        numbers=numbers,
        phone=extra[3].strip() if _PHONE.fullmatch(extra[3].strip()) else None,
    )
    return Payload(
        kind="national_qr",
        raw=raw,
        person=person,
        search=_visible(fields[0]) if masked else None,
        conflicts=tuple(found for number in numbers for found in conflicts(number, sex, birth)),
        faults=faults.found,
        extra=(fields[3], fields[5]),
    )


def _numbers(
    faults: facts.Faults, fields: list[str], extra: list[str]
) -> tuple[IdentityNumber, ...]:
    paper = _paper(fields[0])
    qid = (IdentityNumber("qid", fields[4]),) if _QID.fullmatch(fields[4]) else ()
    return (*paper, *qid, *faults.number("bhyt", extra[2].strip()))


def _paper(field: str) -> tuple[IdentityNumber, ...]:
    try:
        return (parse_number(field),)
    except KnownError:
        return ()


def _birth(faults: facts.Faults, field: str) -> PartialDate | None:
    found = _DATE.fullmatch(field)
    if found is None or "*" in found[1]:
        return None
    if "*" in found[2]:
        return faults.day(facts.BIRTH, found[1])
    if "*" not in found[3]:
        return faults.day(facts.BIRTH, field)
    try:
        return PartialDate(int(found[1]), int(found[2]))
    except NoSuchDay:
        return faults.day(facts.BIRTH, field)


def _visible(field: str) -> str | None:
    """Return the digits after the mask: at least three can be searched for."""
    tail = field.rpartition("*")[2].strip()
    return tail if len(tail) >= 3 else None
