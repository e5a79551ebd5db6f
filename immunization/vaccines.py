"""The catalogue of vaccines and the rules of the schedule, read from data.

The data lies in ``rules/*.toml``, in a form that a physician can read and correct: each
entry names its source, each rule the time in which it holds. What no Vietnamese source
confirms is marked in the data and can be asked for by :meth:`Vaccine.is_confirmed`.

To add a vaccine: one entry in ``rules/vaccines.toml`` and its course in
``rules/schedule.toml``; nothing here changes.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

import msgspec

from immunization.entries import DoseKind, Route
from immunization.struct_types import prepare

Platform = Literal["mrna", "vector", "inactivated", "protein"]


class Vaccine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A product. Ages in whole years, both included; volumes in millilitres.

    ``vial_doses`` is empty and ``open_life_hours`` None where it is not confirmed.
    """

    code: str
    family: str
    name: str
    maker: str
    platform: Platform
    antigen: str = "covid-19"
    offered: bool = True
    only_dose: int | None = None
    not_in_pregnancy: bool = False
    age_from: int = 0
    age_to: int | None = None
    volume_ml: float
    booster_volume_ml: float | None = None
    vial_doses: tuple[int, ...]
    open_life_hours: float | None = None
    route: Route = "intramuscular"
    eu_mp: str | None = None
    eu_ma: str | None = None
    icd11: str | None = None
    cvx: tuple[int, ...] = ()
    source: str
    unconfirmed: tuple[str, ...] = ()

    def is_confirmed(self, field: str) -> bool:
        """Tell whether a Vietnamese source confirms this field."""
        return field not in self.unconfirmed

    def volume_for(self, dose_kind: DoseKind) -> float:
        """Return the volume of a dose of this kind, in millilitres."""
        is_booster = dose_kind in {"booster_1", "booster_2"}
        return (self.booster_volume_ml if is_booster else None) or self.volume_ml


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all rules have: a name, a source, and the days in which they hold."""

    id: str
    source: str
    since: date
    until: date | None = None
    confirmed: bool = True
    age_from: int = 0
    age_to: int | None = None

    def holds_on(self, on: date) -> bool:
        """Tell whether the rule holds on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


class Course(Rule, frozen=True, kw_only=True):
    """A basic course of one family: so many doses, at least so many days apart."""

    family: str
    doses: int
    min_days: int


class Switch(Rule, frozen=True, kw_only=True):
    """A basic course begun with one family may go on with another."""

    after: str
    then: tuple[str, ...]
    min_days: int


class Later(Rule, frozen=True, kw_only=True):
    """An additional or booster dose after the basic course.

    ``basic_families`` limits it to courses begun with them, unless ``or_immunocompromised``;
    ``then`` lists the families that may be given, ``then_after_mrna`` further ones.
    """

    dose_kind: DoseKind
    after_kinds: tuple[DoseKind, ...]
    then: tuple[str, ...]
    then_after_mrna: tuple[str, ...] = ()
    same_family: bool = False
    basic_families: tuple[str, ...] = ()
    or_immunocompromised: bool = False
    only_at_risk: bool = False
    min_days: int = 0
    min_months: int = 0
    max_months: int | None = None


class Schedule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All rules about which dose may follow which, and when."""

    courses: tuple[Course, ...]
    switches: tuple[Switch, ...] = ()
    later: tuple[Later, ...] = ()

    def course(self, family: str) -> Course | None:
        """Return the basic course of a family, or None where none is confirmed."""
        return next((course for course in self.courses if course.family == family), None)


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The vaccines that are known, and the rules for them."""

    vaccines: tuple[Vaccine, ...]
    schedule: Schedule

    def vaccine(self, code: str) -> Vaccine | None:
        """Return the product with this code, or None if it is not known."""
        return next((vaccine for vaccine in self.vaccines if vaccine.code == code), None)

    def name_of(self, code: str) -> str:
        """Return the name of a product; of one that is not known, its code."""
        vaccine = self.vaccine(code)
        return code if vaccine is None else vaccine.name

    @property
    def offered(self) -> tuple[Vaccine, ...]:
        """The products that are given here."""
        return tuple(vaccine for vaccine in self.vaccines if vaccine.offered)


class _VaccineFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vaccines: tuple[Vaccine, ...]


prepare(_VaccineFile, Schedule)


def read_catalogue(vaccines: bytes, schedule: bytes) -> Catalogue:
    """Return the catalogue from two TOML files. Raises msgspec.DecodeError if one is wrong."""
    return Catalogue(
        vaccines=msgspec.toml.decode(vaccines, type=_VaccineFile).vaccines,
        schedule=msgspec.toml.decode(schedule, type=Schedule),
    )


@cache
def default_catalogue() -> Catalogue:
    """Return the catalogue that comes with the program; read once, at the first call."""
    from importlib.resources import files  # dear, and not needed before the first card

    rules = files("immunization") / "rules"
    return read_catalogue(
        (rules / "vaccines.toml").read_bytes(), (rules / "schedule.toml").read_bytes()
    )
