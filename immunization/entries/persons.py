"""Who a person is: registered, corrected, linked and unlinked."""

from __future__ import annotations

from typing import Literal

import msgspec

from immunization.entries.body import Body
from immunization.ids import PersonId

Sex = Literal["male", "female", "other"]
NumberSystem = Literal["cccd", "cmnd", "bhyt", "passport", "qid", "health_book"]


class IdentityNumber(msgspec.Struct, frozen=True):
    """A number that names a person, and the system that gave it."""

    system: NumberSystem
    value: str


class PersonRegistered(Body, frozen=True):
    """A person became known: from a card, from the register, or typed in by a nurse.

    ``birth`` is a partial date: ``1951``, ``1951-03`` or ``1951-03-12``.
    ``source`` names where the facts come from: a payload kind, ``register`` or ``typed``.
    """

    name: str
    sex: Sex | None = None
    birth: str | None = None
    numbers: tuple[IdentityNumber, ...] = ()
    phone: str | None = None
    address: str | None = None
    commune: str | None = None
    allergies: str | None = None
    group: int | None = None
    guardian: str | None = None
    source: str = "typed"


class PersonCorrected(Body, frozen=True):
    """Facts about a person were wrong or have changed: only the fields given change.

    An empty text takes away phone, address, commune, allergies or guardian; ``numbers`` are all.
    """

    reason: str
    name: str | None = None
    sex: Sex | None = None
    birth: str | None = None
    numbers: tuple[IdentityNumber, ...] | None = None
    phone: str | None = None
    address: str | None = None
    commune: str | None = None
    allergies: str | None = None
    group: int | None = None
    guardian: str | None = None


class PersonLinked(Body, frozen=True):
    """Two ids are the same human being; both keep their entries and are shown as one."""

    same_as: PersonId
    reason: str


class PersonUnlinked(Body, frozen=True):
    """A link was wrong: two human beings after all. About the person that the link is about."""

    same_as: PersonId
    reason: str
