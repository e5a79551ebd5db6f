"""The next dose of a series: its kind and number, and the products that may follow.

Only what was given, the rules and the day decide here; age and circumstances narrow the
choice later, in `immunization.schedule`. Of the rules after a basic course the first that
fits decides; where a birth date is partial, the youngest age that it allows is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from immunization.ages import Age, add_months, last_day_below, reached_by_all
from immunization.dates import PartialDate
from immunization.entries import DoseKind
from immunization.labels import dose_name
from immunization.text import Text
from immunization.vaccines import Catalogue, Course, CourseStep, Later, Rule, Spacing, Vaccine


class GivenDose(msgspec.Struct, frozen=True):
    """A dose that counts: its day, its product's code, and its number within its kind."""

    day: date
    product: str
    dose_kind: DoseKind = "basic"
    number: int = 1


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """What bears upon the choice beside age and doses.

    ``barred`` families caused anaphylaxis. ``at_risk`` are those of high exposure.
    ``infected_on`` is the day on which the disease itself began, if it is known.
    """

    barred: frozenset[str] = frozenset()
    pregnant: bool = False
    breastfeeding: bool = False
    immunocompromised: bool = False
    at_risk: bool = False
    infected_on: date | None = None

    def allow(self, vaccine: Vaccine) -> bool:
        """Tell whether nothing speaks against this product."""
        is_for_two = self.pregnant or self.breastfeeding
        return vaccine.family not in self.barred and not (is_for_two and vaccine.not_in_pregnancy)


NOTHING_SPECIAL: Final = Circumstances()


class Near(msgspec.Struct, frozen=True):
    """A dose of another series that a product must keep its distance from, until ``until``."""

    dose: GivenDose
    rule: Spacing
    until: date


class Option(msgspec.Struct, frozen=True):
    """A product that may follow, from a day (None: at once) and until one (None: no end).

    ``days`` and ``months`` are the interval, ``start_age`` the age; ``by`` says which of them,
    or the time after an infection, or the distance from another vaccine (``near``) gives
    ``from_day``.
    """

    product: Vaccine
    rule: Rule
    from_day: date | None = None
    days: int = 0
    months: int = 0
    start_age: Age | None = None
    until_day: date | None = None
    by: str = "interval"
    near: Near | None = None

    @property
    def deciding(self) -> Rule:
        """The rule that gives ``from_day``."""
        return self.rule if self.near is None or self.by != "spacing" else self.near.rule


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


class Person(msgspec.Struct, frozen=True):
    """Whom the rules are asked about, on which day, and in which series.

    ``others`` are the doses of the other series: a vaccine may have to keep its distance.
    """

    series: str
    birth: PartialDate | None
    on: date
    circumstances: Circumstances = NOTHING_SPECIAL
    others: tuple[GivenDose, ...] = ()


def next_step(history: Sequence[GivenDose], person: Person, catalogue: Catalogue) -> Step | None:
    """Return the dose that comes next, or None when no rule asks for another.

    All products of ``history`` are in the catalogue and count in the person's series.
    """
    doses = sorted(history, key=lambda dose: (dose.day, dose.number))
    if not doses:
        return Step("basic", 1, tuple(_first_doses(person, catalogue)))
    basic = [dose for dose in doses if dose.dose_kind == "basic"]
    family = _family(basic[0] if basic else doses[0], catalogue)
    if len(basic) == len(doses):
        course = catalogue.schedule.course(family, person.on)
        number = _numbered(basic) + 1
        if course is None:
            return Step("basic", number, (), basic[-1])
        if number <= course.length:
            options = sorted(
                _next_basic(course, number, basic[-1], person, catalogue),
                key=lambda option: option.product.family != family,  # the same vaccine first
            )
            return Step("basic", number, tuple(options), basic[-1])
    rule = _later_rule(doses, family, person, catalogue)
    if rule is None:
        return None
    options = list(_later(rule, doses[-1], family, person, catalogue))
    return Step(rule.dose_kind, 1, tuple(options), doses[-1])


def _first_doses(person: Person, catalogue: Catalogue) -> Iterator[Option]:
    for course in catalogue.schedule.courses_of(person.series, person.on):
        step = course.step(1)
        for family in step.families or (course.family,):
            for vaccine in catalogue.offered_of(family):
                if vaccine.only_dose in {None, 1}:
                    yield _option(vaccine, course, step, None, person, catalogue)


def _next_basic(
    course: Course, number: int, last: GivenDose, person: Person, catalogue: Catalogue
) -> Iterator[Option]:
    step, taken = course.step(number), set()
    for family in step.families or (course.family,):
        taken.add(family)
        for vaccine in catalogue.offered_of(family):
            if vaccine.only_dose in {None, number}:
                yield _option(vaccine, course, step, last, person, catalogue)
    for switch in catalogue.schedule.switches:
        if switch.after != course.family or not switch.holds_on(person.on):
            continue
        for family in switch.then:
            if family in taken:
                continue
            taken.add(family)
            for vaccine in catalogue.offered_of(family):
                if vaccine.only_dose in {None, number}:
                    wait = CourseStep(min_days=switch.min_days)
                    yield _option(vaccine, switch, wait, last, person, catalogue)


def _later_rule(
    doses: Sequence[GivenDose], family: str, person: Person, catalogue: Catalogue
) -> Later | None:
    last, on = doses[-1], person.on
    for rule in catalogue.schedule.later:
        if (
            rule.series == person.series
            and rule.holds_on(on)
            and last.dose_kind in rule.after_kinds
            and _is_for(rule, family, person.circumstances)
            and _is_of_age(rule, person.birth, on)
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


def _later(
    rule: Later, last: GivenDose, family: str, person: Person, catalogue: Catalogue
) -> Iterator[Option]:
    families = {*rule.then}
    if catalogue.platforms.get(family) == frozenset(("mrna",)):
        families.update(rule.then_after_mrna)
    if rule.same_family:
        families.add(family)
    step = CourseStep(min_days=rule.min_days, min_months=rule.min_months)
    for vaccine in catalogue.offered:
        # A second component is for dose 2 alone; the first serves as a later dose.
        if vaccine.family in families and vaccine.only_dose in {None, 1}:
            yield _option(vaccine, rule, step, last, person, catalogue)


def nearest(vaccine: Vaccine, person: Person, catalogue: Catalogue) -> Near | None:
    """Return which dose of another series a product must wait for the longest, or None.

    Doses of the day itself are near by where they may not be given together. Later ones count
    too: a dose that is recorded late may lie between.
    """
    found: Near | None = None
    for rule in catalogue.schedule.spacings if person.others else ():
        if not (rule.concerns(vaccine) and rule.holds_on(person.on)):
            continue
        for dose in person.others:
            other = catalogue.vaccine(dose.product)
            if other is None or not rule.concerns(other):
                continue
            apart = (person.on - dose.day).days
            if (apart == 0 and rule.same_day) or abs(apart) >= rule.min_days:
                continue
            until = dose.day + timedelta(days=rule.min_days)
            if found is None or until > found.until:
                found = Near(dose, rule, until)
    return found


def _option(
    vaccine: Vaccine, rule: Rule, step: CourseStep, last: GivenDose | None, person: Person,
    catalogue: Catalogue,
) -> Option:  # fmt: skip
    start_age = step.start_age or rule.start_age
    near = nearest(vaccine, person, catalogue)
    from_day, by = None, "interval"
    if last is not None:
        from_day = add_months(last.day, step.min_months) + timedelta(days=step.min_days)
    for reason, day in (
        ("age", _reached(person.birth, start_age)),
        ("infection", _recovered(vaccine, rule, person.circumstances)),
        ("spacing", near.until if near else None),
    ):
        if day is not None and (from_day is None or day > from_day):
            from_day, by = day, reason
    return Option(
        vaccine, rule, from_day, step.min_days, step.min_months, start_age,
        _until(vaccine, rule, step, last, person.birth), by, near,
    )  # fmt: skip


def _reached(birth: PartialDate | None, age: Age | None) -> date | None:
    return reached_by_all(birth, age) if birth is not None and age is not None else None


def _recovered(vaccine: Vaccine, rule: Rule, circumstances: Circumstances) -> date | None:
    months = max(rule.after_infection_months, vaccine.after_infection_months)
    infected = circumstances.infected_on
    return add_months(infected, months) if infected is not None and months else None


def _until(
    vaccine: Vaccine,
    rule: Rule,
    step: CourseStep,
    last: GivenDose | None,
    birth: PartialDate | None,
) -> date | None:
    ends = [] if rule.until is None else [rule.until]
    if isinstance(rule, Later) and rule.max_months is not None and last is not None:
        ends.append(add_months(last.day, rule.max_months))
    if birth is not None:
        below = step.age_below or rule.age_below
        if below is not None:
            ends.append(last_day_below(birth, below))
        ends.extend(
            birth.last_day_aged(age_to)
            for age_to in (vaccine.age_to, rule.age_to)
            if age_to is not None
        )
    return min(ends) if ends else None


def _numbered(basic: Sequence[GivenDose]) -> int:
    """Return how many basic doses there were: those known, or as many as a number tells."""
    return max(len(basic), max((dose.number for dose in basic), default=0))


def _family(dose: GivenDose, catalogue: Catalogue) -> str:
    vaccine = catalogue.vaccine(dose.product)
    return dose.product if vaccine is None else vaccine.family
