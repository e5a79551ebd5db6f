"""The next dose of a course: its kind and number, and the products that may follow.

Only what was given, the rules and the day decide here; age and circumstances narrow the
choice later, in `immunization.schedule`. Of the rules after a basic course the first that
fits decides; where a birth date is partial, the youngest age that it allows is taken.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from immunization.dates import PartialDate
from immunization.entries import DoseKind
from immunization.labels import dose_name
from immunization.text import Text
from immunization.vaccines import Catalogue, Later, Rule, Vaccine


class GivenDose(msgspec.Struct, frozen=True):
    """A dose that counts: its day, its product's code, and its number within its kind."""

    day: date
    product: str
    dose_kind: DoseKind = "basic"
    number: int = 1


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """What bears upon the choice beside age and doses.

    ``barred`` families caused anaphylaxis. ``at_risk`` are those of high exposure.
    """

    barred: frozenset[str] = frozenset()
    pregnant: bool = False
    breastfeeding: bool = False
    immunocompromised: bool = False
    at_risk: bool = False

    def allow(self, vaccine: Vaccine) -> bool:
        """Tell whether nothing speaks against this product."""
        is_for_two = self.pregnant or self.breastfeeding
        return vaccine.family not in self.barred and not (is_for_two and vaccine.not_in_pregnancy)


NOTHING_SPECIAL: Final = Circumstances()


class Option(msgspec.Struct, frozen=True):
    """A product that may follow; ``from_day`` is None for a first dose."""

    product: Vaccine
    rule: Rule
    from_day: date | None = None
    days: int = 0
    months: int = 0


class Step(msgspec.Struct, frozen=True):
    """The dose that comes next. No options: a course is begun and no rule continues it."""

    dose_kind: DoseKind
    number: int
    options: tuple[Option, ...]
    last: GivenDose | None = None

    @property
    def name(self) -> Text:
        """The dose as sentences name it."""
        return dose_name(self.dose_kind, self.number)


def next_step(
    history: Sequence[GivenDose],
    birth: PartialDate | None,
    on: date,
    catalogue: Catalogue,
    circumstances: Circumstances = NOTHING_SPECIAL,
) -> Step | None:
    """Return the dose that comes next, or None when no rule asks for another.

    All products of ``history`` are in the catalogue.
    """
    doses = sorted(history, key=lambda dose: (dose.day, dose.number))
    if not doses:
        return Step("basic", 1, tuple(_first_doses(catalogue)))
    basic = [dose for dose in doses if dose.dose_kind == "basic"]
    family = _family(basic[0] if basic else doses[0], catalogue)
    if len(basic) == len(doses):
        course = catalogue.schedule.course(family)
        if course is None:
            return Step("basic", _numbered(basic) + 1, (), basic[-1])
        if _numbered(basic) < course.doses:
            options = sorted(
                _next_basic(basic, family, on, catalogue),
                key=lambda option: option.product.family != family,  # the same vaccine first
            )
            return Step("basic", _numbered(basic) + 1, tuple(options), basic[-1])
    rule = _later_rule(doses, family, birth, on, catalogue, circumstances)
    if rule is None:
        return None
    return Step(rule.dose_kind, 1, tuple(_later(rule, doses[-1], family, catalogue)), doses[-1])


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later; the month's last day where it is too short.

    As the Civil Code counts terms of months (91/2015/QH13 art. 148).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _first_doses(catalogue: Catalogue) -> Iterator[Option]:
    for vaccine in catalogue.offered:
        course = catalogue.schedule.course(vaccine.family)
        if course is not None and vaccine.only_dose in {None, 1}:
            yield Option(vaccine, course)


def _next_basic(
    basic: Sequence[GivenDose], family: str, on: date, catalogue: Catalogue
) -> Iterator[Option]:
    number, last = _numbered(basic) + 1, basic[-1]
    course = catalogue.schedule.course(family)
    switches = [s for s in catalogue.schedule.switches if s.after == family and s.holds_on(on)]
    for vaccine in catalogue.offered:
        if vaccine.only_dose not in {None, number}:
            continue
        if vaccine.family == family and course is not None:
            yield _after_days(vaccine, course, last, course.min_days)
            continue
        switch = next((s for s in switches if vaccine.family in s.then), None)
        if switch is not None:
            yield _after_days(vaccine, switch, last, switch.min_days)


def _later_rule(
    doses: Sequence[GivenDose],
    family: str,
    birth: PartialDate | None,
    on: date,
    catalogue: Catalogue,
    circumstances: Circumstances,
) -> Later | None:
    last = doses[-1]
    for rule in catalogue.schedule.later:
        if (
            rule.holds_on(on)
            and last.dose_kind in rule.after_kinds
            and _is_for(rule, family, circumstances)
            and _is_of_age(rule, birth, on)
            and (rule.max_months is None or on <= add_months(last.day, rule.max_months))
        ):
            return rule
    return None


def _is_for(rule: Later, family: str, circumstances: Circumstances) -> bool:
    if rule.only_at_risk:
        return circumstances.at_risk or circumstances.immunocompromised
    if not rule.basic_families or family in rule.basic_families:
        return True
    return rule.or_immunocompromised and circumstances.immunocompromised


def _is_of_age(rule: Rule, birth: PartialDate | None, on: date) -> bool:
    if birth is None:
        return True
    youngest = birth.ages_on(on)[0]
    return rule.age_from <= youngest and (rule.age_to is None or youngest <= rule.age_to)


def _later(rule: Later, last: GivenDose, family: str, catalogue: Catalogue) -> Iterator[Option]:
    from_day = add_months(last.day, rule.min_months) + timedelta(days=rule.min_days)
    course = {v.platform for v in catalogue.vaccines if v.family == family}
    families = {*rule.then, *(rule.then_after_mrna if course == {"mrna"} else ())}
    if rule.same_family:
        families.add(family)
    for vaccine in catalogue.offered:
        # A second component is for dose 2 alone; the first serves as a later dose.
        if vaccine.family in families and vaccine.only_dose in {None, 1}:
            yield Option(vaccine, rule, from_day, rule.min_days, rule.min_months)


def _after_days(vaccine: Vaccine, rule: Rule, last: GivenDose, days: int) -> Option:
    return Option(vaccine, rule, last.day + timedelta(days=days), days)


def _numbered(basic: Sequence[GivenDose]) -> int:
    """Return how many basic doses there were: those known, or as many as a number tells."""
    return max(len(basic), max((dose.number for dose in basic), default=0))


def _family(dose: GivenDose, catalogue: Catalogue) -> str:
    vaccine = catalogue.vaccine(dose.product)
    return dose.product if vaccine is None else vaccine.family
