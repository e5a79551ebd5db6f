"""The catalogue of vaccines, and the rules of the schedule.

The data lies in ``rules/*.toml``, in a form that a physician can read and correct, and comes
anew from the centre (`immunization.rulebook`): each entry names its source, each rule the time
in which it holds. What no Vietnamese source confirms is marked in the data and can be asked for
by :meth:`Vaccine.is_confirmed`.

To add a vaccine: one entry among the vaccines of a document and its course beside it. To add a
programme: a document of its own with its series. Nothing here changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Final, Literal

import msgspec

from immunization.ages import Age, after
from immunization.consent import ConsentForm
from immunization.dates import PartialDate
from immunization.entries import BodySite, DoseKind, Route
from immunization.screening import Form
from immunization.text import Text

FIRST_SERIES: Final = "covid-19"

Platform = Literal["mrna", "vector", "inactivated", "protein", "live", "toxoid", "combined"]


class Vaccine(msgspec.Struct, frozen=True, kw_only=True):
    """A product. Ages in whole years, both included; volumes in millilitres.

    A dose of it counts in each of its ``series``. Who has reached ``older_from`` gets
    ``older_volume_ml``. ``vial_doses`` is empty and ``open_life_hours`` None where it is not
    confirmed. ``observe_minutes`` where the rule asks for another time than the site's own.
    """

    code: str
    family: str
    name: str
    maker: str
    platform: Platform
    series: tuple[str, ...] = (FIRST_SERIES,)
    offered: bool = True
    only_dose: int | None = None
    not_in_pregnancy: bool = False
    age_from: int = 0
    age_to: int | None = None
    after_infection_months: int = 0
    volume_ml: float
    booster_volume_ml: float | None = None
    older_from: Age | None = None
    older_volume_ml: float | None = None
    vial_doses: tuple[int, ...]
    open_life_hours: float | None = None
    observe_minutes: int | None = None
    route: Route = "intramuscular"
    body_site: BodySite = "left_deltoid"
    eu_mp: str | None = None
    eu_ma: str | None = None
    icd11: str | None = None
    cvx: tuple[int, ...] = ()
    source: str
    unconfirmed: tuple[str, ...] = ()

    def is_confirmed(self, field: str) -> bool:
        """Tell whether a Vietnamese source confirms this field."""
        return field not in self.unconfirmed

    def volume_for(
        self, dose_kind: DoseKind, birth: PartialDate | None = None, on: date | None = None
    ) -> float:
        """Return the volume of a dose of this kind ``on`` a day, in millilitres."""
        if dose_kind in {"booster_1", "booster_2"} and self.booster_volume_ml:
            return self.booster_volume_ml
        if self.older_volume_ml and self.older_from and birth is not None and on is not None:
            is_older = after(birth.latest, self.older_from) <= on
            return self.older_volume_ml if is_older else self.volume_ml
        return self.volume_ml


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What all rules have: a name, a source, and the days in which they hold.

    ``age_from`` and ``age_to`` are whole years, both included: who is outside is not meant.
    ``start_age`` is when a dose falls due, ``age_below`` when it is too late for it.
    ``after_infection_months`` is how long to wait after the disease itself.
    """

    id: str
    source: str
    since: date
    until: date | None = None
    confirmed: bool = True
    series: str = FIRST_SERIES
    age_from: int = 0
    age_to: int | None = None
    start_age: Age | None = None
    age_below: Age | None = None
    after_infection_months: int = 0

    def holds_on(self, on: date) -> bool:
        """Tell whether the rule holds on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


class CourseStep(msgspec.Struct, frozen=True, kw_only=True):
    """One dose of a course: from and below which age, how long after the dose before.

    ``families`` are what may be given; empty: the course's own.
    """

    start_age: Age | None = None
    age_below: Age | None = None
    min_days: int = 0
    min_months: int = 0
    families: tuple[str, ...] = ()


class Course(Rule, frozen=True, kw_only=True):
    """A basic course of one family: so many ``doses``, at least so many days apart.

    Where its doses differ, ``steps`` has one line for each instead. A dose on record that came
    more than ``grace_days`` sooner is named as early (`immunization.early_doses`).
    """

    family: str
    doses: int = 0
    min_days: int = 0
    steps: tuple[CourseStep, ...] = ()
    grace_days: int = 4

    @property
    def length(self) -> int:
        """How many doses the course has."""
        return len(self.steps) or self.doses

    def step(self, number: int) -> CourseStep:
        """Return what holds for dose ``number``, from 1."""
        if self.steps:
            return self.steps[number - 1]
        return CourseStep(min_days=self.min_days if number > 1 else 0)


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


class Spacing(Rule, frozen=True, kw_only=True):
    """Vaccines of different series that are given on one day, or at least so many days apart.

    Meant are the products of these ``platforms`` by these ``routes``, but for ``except_families``.
    ``same_day``: on one day they may be given together.
    """

    platforms: tuple[Platform, ...]
    routes: tuple[Route, ...]
    except_families: tuple[str, ...] = ()
    min_days: int
    same_day: bool = True

    def concerns(self, vaccine: Vaccine) -> bool:
        """Tell whether a product is meant."""
        return (
            vaccine.platform in self.platforms
            and vaccine.route in self.routes
            and vaccine.family not in self.except_families
        )


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """What a person is protected against by one row of doses: a disease, or some together."""

    id: str
    title: Text


class Schedule(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All rules about which dose may follow which, and when."""

    courses: tuple[Course, ...]
    switches: tuple[Switch, ...] = ()
    later: tuple[Later, ...] = ()
    spacings: tuple[Spacing, ...] = ()

    def course(self, family: str, on: date | None = None) -> Course | None:
        """Return the basic course of a family ``on`` a day, or None where none is confirmed.

        Of a course that was changed the line that holds on the day counts; before and after
        all of them, the first.
        """
        known = self._courses.get(family, ())
        holding = (one for one in known if on is None or one.holds_on(on))
        return next(holding, known[0] if known else None)

    def courses_of(self, series: str, on: date) -> Sequence[Course]:
        """Return the courses with which a series may begin on a day."""
        found = (self.course(family, on) for family in self._families.get(series, ()))
        return [one for one in found if one is not None]

    @cached_property
    def _families(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for course in self.courses:
            found.setdefault(course.series, {})[course.family] = None
        return {series: tuple(families) for series, families in found.items()}

    @cached_property
    def _courses(self) -> dict[str, tuple[Course, ...]]:
        found: dict[str, tuple[Course, ...]] = {}
        for course in self.courses:
            found[course.family] = (*found.get(course.family, ()), course)
        return found


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Which document some ``rules`` came from; ``from_centre``: by the feed, not by the program."""

    document: str
    version: int
    issued: date
    title: Text
    source: str
    from_centre: bool = False
    rules: frozenset[str] = frozenset()


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The vaccines that are known, the rules for them, and the forms that go with them.

    ``unread`` names documents of the centre that this program cannot read.
    """

    vaccines: tuple[Vaccine, ...]
    schedule: Schedule
    series: tuple[Series, ...] = ()
    forms: tuple[Form, ...] = ()
    consents: tuple[ConsentForm, ...] = ()
    origins: tuple[Origin, ...] = ()
    unread: tuple[str, ...] = ()

    def vaccine(self, code: str) -> Vaccine | None:
        """Return the product with this code, or None if it is not known."""
        return self._by_code.get(code)

    def name_of(self, code: str) -> str:
        """Return the name of a product; of one that is not known, its code."""
        vaccine = self.vaccine(code)
        return code if vaccine is None else vaccine.name

    def form(self, id: str) -> Form | None:
        """Return the screening form with this name, or None if it is not known."""
        return next((form for form in self.forms if form.id == id), None)

    def origin_of(self, rule: str) -> Origin | None:
        """Return the document that a rule stands in, by the rule's name, or None."""
        return next((origin for origin in self.origins if rule in origin.rules), None)

    def series_title(self, id: str) -> Text:
        """Return what a series is called; of one that is not known, its name."""
        return next((one.title for one in self.series if one.id == id), Text(vi=id, en=id))

    def offered_of(self, family: str) -> Sequence[Vaccine]:
        """Return the products of a family that are given here."""
        return self._offered.get(family, ())

    @cached_property
    def offered(self) -> tuple[Vaccine, ...]:
        """The products that are given here."""
        return tuple(vaccine for vaccine in self.vaccines if vaccine.offered)

    @cached_property
    def platforms(self) -> dict[str, frozenset[str]]:
        """The platforms of each family."""
        found: dict[str, frozenset[str]] = {}
        for vaccine in self.vaccines:
            found[vaccine.family] = found.get(vaccine.family, frozenset()) | {vaccine.platform}
        return found

    @cached_property
    def _by_code(self) -> dict[str, Vaccine]:
        return {vaccine.code: vaccine for vaccine in reversed(self.vaccines)}

    @cached_property
    def _offered(self) -> dict[str, tuple[Vaccine, ...]]:
        found: dict[str, tuple[Vaccine, ...]] = {}
        for vaccine in self.offered:
            found[vaccine.family] = (*found.get(vaccine.family, ()), vaccine)
        return found
