"""Doses on record that were given sooner than the schedule of their day allows.

Such doses occur: recorded elsewhere, on a foreign certificate, or given here for a reason. They
count as given; whether one must be given again is a physician's decision, and no Vietnamese text
that could be confirmed decides it. So the verdict says which dose was how many days early.

What a few days mean is the rule's ``grace_days``: ACIP takes a dose of up to 4 days early for
valid (General Best Practice Guidelines for Immunization, Timing and Spacing). As there, the dose
after an early one is held against the early one, and takes its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from immunization.ages import add_months, after
from immunization.courses import GivenDose
from immunization.dates import PartialDate
from immunization.vaccines import Catalogue, Course, CourseStep, Rule


class EarlyDose(Struct, frozen=True):
    """A basic dose, and by how many days it came before the first day that its rule allows."""

    dose: GivenDose
    number: int
    days: int
    rule: Rule


def early_doses(
    history: Sequence[GivenDose],
    others: Sequence[GivenDose],
    birth: PartialDate | None,
    catalogue: Catalogue,
) -> Iterator[EarlyDose]:
    """Yield the basic doses of one series that came too early, oldest first.

    ``others`` are the doses of other series: a live vaccine keeps its distance from them. Of a
    partial birth date the oldest age counts: what may have been in time is not named.
    """
    basic = [dose for dose in history if dose.dose_kind == "basic"]
    if not basic:
        return
    basic.sort(key=_in_order)
    vaccine = catalogue.vaccine(basic[0].product)
    family = vaccine.family if vaccine else ""
    counted, last = 0, None
    for dose in basic:
        course = catalogue.schedule.course(family, dose.day)
        number = counted + 1 if last is not None else max(1, dose.number)
        found = None
        if course is not None and number <= course.length:
            found = _early(dose, number, last, course, birth, catalogue)
        if found is None and others:
            found = _too_near(dose, number, others, catalogue)
        if found is not None:
            yield found
        else:
            counted = number
        last = dose


def _in_order(dose: GivenDose) -> tuple[date, int]:
    return dose.day, dose.number


def _early(
    dose: GivenDose,
    number: int,
    last: GivenDose | None,
    course: Course,
    birth: PartialDate | None,
    catalogue: Catalogue,
) -> EarlyDose | None:
    rule, step = _step(dose, number, course, catalogue)
    first = date.min
    if last is not None:
        first = last.day if not step.min_months else add_months(last.day, step.min_months)
        first += timedelta(days=step.min_days)
    start_age = step.start_age or course.start_age
    if birth is not None and start_age is not None:
        first = max(first, after(birth.earliest, start_age))
    if first <= dose.day:
        return None
    early = (first - dose.day).days
    return EarlyDose(dose, number, early, rule) if early > course.grace_days else None


def _too_near(
    dose: GivenDose, number: int, others: Sequence[GivenDose], catalogue: Catalogue
) -> EarlyDose | None:
    """Hold a dose against those of other series before it: here no day is given away."""
    vaccine = catalogue.vaccine(dose.product)
    for rule in catalogue.schedule.spacings if vaccine else ():
        if vaccine is None or not (rule.concerns(vaccine) and rule.holds_on(dose.day)):
            continue
        for other in others:
            before, apart = catalogue.vaccine(other.product), (dose.day - other.day).days
            if before is not None and rule.concerns(before) and 0 < apart < rule.min_days:
                return EarlyDose(dose, number, rule.min_days - apart, rule)
    return None


def _step(
    dose: GivenDose, number: int, course: Course, catalogue: Catalogue
) -> tuple[Rule, CourseStep]:
    """Return what a dose is held against; nothing, where another vaccine may not follow."""
    step, vaccine = course.step(number), catalogue.vaccine(dose.product)
    family = vaccine.family if vaccine else ""
    if family in (step.families or (course.family,)):
        return course, step
    for switch in catalogue.schedule.switches:
        follows = switch.after == course.family and family in switch.then
        if follows and switch.holds_on(dose.day):
            return switch, CourseStep(start_age=step.start_age, min_days=switch.min_days)
    return course, CourseStep(start_age=step.start_age)
