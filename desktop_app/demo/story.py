"""The day that the demo plays: who comes, with what card, and what happens to them.

Everything is made up, and the same every time: nineteen people of the register, one who is
not in it, and one code that is not ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from immunization.entries import IdentityNumber, PersonRegistered
from immunization.ids import PersonId, SiteCode
from immunization.persons import person_id

SITE = SiteCode("75-0731-02")
SITE_NAME = "Trạm Y tế xã Thanh Bình"
CITIZENS = 2_000
SEED = 20_261_123
MORNING = 11
"""Guests of the morning; the desk is killed after them."""
FOREIGN_AT = 4
"""After how many guests a code that is not ours is held before the camera."""
PRODUCT = "comirnaty"
LOTS = (("MT2611A", date(2027, 1, 31), 60), ("MT2611B", date(2027, 3, 31), 60))
PASSWORD = "ban-tiem-2026"  # noqa: S105 (of a made-up nurse)
LOGIN = "hoa"
NOT_OURS = "https://vi-du.example/thuc-don"

Screened = Literal["vaccinate", "delay"]
Reacts = Literal["", "mild", "serious"]


@dataclass(frozen=True, slots=True)
class Guest:
    """One person of the day, and what will happen to them."""

    person: PersonRegistered
    card: str
    screened: Screened = "vaccinate"
    reacts: Reacts = ""
    is_redone: bool = False
    walks_in: bool = False

    @property
    def id(self) -> PersonId:
        """The person's id, as every desk derives it."""
        return person_id(self.person.numbers, PersonId(""))

    @property
    def number(self) -> str:
        """The number on the card, as a hand scanner reads it."""
        return self.card.partition("|")[0]


def adults(register: Sequence[PersonRegistered]) -> list[Guest]:
    """Return the people of a register who can come with a chip card of their own."""
    return [Guest(one, card_text(one)) for one in register if _is_adult(one) and _cccd(one)]


def day(register: Sequence[PersonRegistered]) -> list[Guest]:
    """Return the day's twenty guests, in order: nineteen of the register and a walk-in."""
    guests = adults(register)[:19]
    guests.insert(6, Guest(_WALK_IN, card_text(_WALK_IN), walks_in=True))
    guests[3] = _with(guests[3], screened="delay")
    guests[5] = _with(guests[5], reacts="mild")
    guests[8] = _with(guests[8], is_redone=True)
    guests[14] = _with(guests[14], reacts="serious")
    return guests


def card_text(person: PersonRegistered) -> str:
    """Return what the code of a person's chip card holds (seven fields, of 2021)."""
    number = _cccd(person)
    birth = date.fromisoformat(person.birth or "1980-01-01")
    sex = "Nữ" if person.sex == "female" else "Nam"
    address = ", ".join(part for part in (person.address, person.commune, "Đồng Nai") if part)
    issued = "15062021" if birth.year < 2007 else "20062024"
    return f"{number}||{person.name}|{birth:%d%m%Y}|{sex}|{address}|{issued}"


def _cccd(person: PersonRegistered) -> str:
    return next((one.value for one in person.numbers if one.system == "cccd"), "")


def _is_adult(person: PersonRegistered) -> bool:
    birth = person.birth or ""
    return len(birth) == 10 and "1958" < birth < "2006"


def _with(guest: Guest, **changes: object) -> Guest:
    return replace(guest, **changes)  # type: ignore[arg-type]


_WALK_IN = PersonRegistered(
    name="Đặng Thị Ngọc Ánh",
    sex="female",
    birth="1991-08-17",
    numbers=(IdentityNumber("cccd", "038191777555"),),
    phone="0912777555",
    address="12 Lý Thường Kiệt",
    commune="Xã Thanh Bình",
)
