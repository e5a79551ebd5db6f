"""Which dose a person is due, from when, with what, and which rule says so.

:func:`verdict` reads what is known of the doses given so far, the rules of the catalogue
and a day; it has no clock. Steps: which dose comes next and which products may follow
(`immunization.courses`); of these, which suit the person's age and circumstances; of
these, from when.

A person has one verdict for each series (COVID-19, measles and rubella, …): a dose counts in
the series of its product and in no other. Doses of other series only bear upon the day: two live
vaccines are given on one day or weeks apart. What is not known is never taken for "none": an
empty history that nobody vouches for is ``unknown_history``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from immunization import verdict_words as words
from immunization.courses import (
    NOTHING_SPECIAL,
    Circumstances,
    GivenDose,
    Option,
    Person,
    Step,
    next_step,
)
from immunization.dates import PartialDate
from immunization.early_doses import EarlyDose, early_doses
from immunization.entries import DoseKind
from immunization.text import Text
from immunization.vaccines import FIRST_SERIES, Catalogue, Rule

VerdictKind = Literal[
    "ready",
    "too_early",
    "too_late",
    "complete",
    "contraindicated",
    "wrong_age",
    "other_product",
    "unknown_history",
    "no_rule",
]

__all__ = ["Circumstances", "GivenDose", "Verdict", "VerdictKind", "of_all_series", "verdict"]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules say about a person on a day.

    ``title`` is the large line, ``because`` the line below it; ``caveats`` say on what the
    verdict could not rest. ``products`` may be given now, or from ``from_day`` on and to
    ``until_day``. ``rule`` and ``source`` name what decided, and are empty where no rule did;
    ``confirmed`` is false where no Vietnamese text confirms that rule. ``used`` are the doses
    that were counted, ``known_as_of`` how fresh they are; ``early`` are those of them that were
    given too soon by the rules of their day.
    """

    kind: VerdictKind
    title: Text
    because: Text
    dose_kind: DoseKind | None = None
    number: int | None = None
    products: tuple[str, ...] = ()
    from_day: date | None = None
    until_day: date | None = None
    rule: str = ""
    source: str = ""
    confirmed: bool = True
    caveats: tuple[Text, ...] = ()
    series: str = FIRST_SERIES
    used: tuple[GivenDose, ...] = ()
    known_as_of: date | None = None
    early: tuple[EarlyDose, ...] = ()


def verdict(
    history: Sequence[GivenDose] | None,
    birth: PartialDate | None,
    on: date,
    catalogue: Catalogue,
    product: str | None = None,
    *,
    known_as_of: date | None = None,
    circumstances: Circumstances = NOTHING_SPECIAL,
    series: str | None = None,
) -> Verdict:
    """Return what is due ``on`` that day in one series.

    ``history``      the doses that count (none that is voided), in any order; None if unknown.
    ``known_as_of``  the day up to which the history is known; None if nobody vouches for it.
    ``product``      the vial in hand: the verdict is then about this product.
    ``circumstances``  what else bears upon it: pregnancy, weak immunity, earlier anaphylaxis.
    ``series``       without it that of the product, else COVID-19.
    """
    vaccine = catalogue.vaccine(product) if product else None
    chosen = series or (vaccine.series[0] if vaccine and vaccine.series else FIRST_SERIES)
    used, others = (None, ()) if history is None else _parted(history, chosen, catalogue)
    person = Person(chosen, birth, on, circumstances, others)
    found = _verdict(used, person, catalogue, product, known_as_of)
    return msgspec.structs.replace(
        found,
        series=chosen,
        used=tuple(sorted(used or (), key=lambda dose: (dose.day, dose.product, dose.number))),
        known_as_of=known_as_of,
        early=tuple(early_doses(used, others, birth, catalogue)) if used else (),
        caveats=words.caveats(
            has_birth=birth is not None, known_as_of=known_as_of, on=on, confirmed=found.confirmed
        ),
    )


def of_all_series(
    history: Sequence[GivenDose] | None,
    birth: PartialDate | None,
    on: date,
    catalogue: Catalogue,
    *,
    known_as_of: date | None = None,
    circumstances: Mapping[str, Circumstances] | None = None,
) -> tuple[Verdict, ...]:
    """Return one verdict for each series of the catalogue, in its order.

    ``circumstances`` are by series: an infection or an anaphylaxis concerns one of them.
    """
    bearing = circumstances or {}
    return tuple(
        verdict(
            history, birth, on, catalogue,
            known_as_of=known_as_of,
            circumstances=bearing.get(series.id, NOTHING_SPECIAL),
            series=series.id,
        )
        for series in catalogue.series
    )  # fmt: skip


def _parted(
    history: Sequence[GivenDose], series: str, catalogue: Catalogue
) -> tuple[list[GivenDose], tuple[GivenDose, ...]]:
    """Part the doses that count in a series from the others.

    A product that is not known may be of any series.
    """
    used: list[GivenDose] = []
    others: list[GivenDose] = []
    for dose in history:
        vaccine = catalogue.vaccine(dose.product)
        (used if vaccine is None or series in vaccine.series else others).append(dose)
    return used, tuple(others)


def _verdict(
    history: Sequence[GivenDose] | None,
    person: Person,
    catalogue: Catalogue,
    product: str | None,
    known_as_of: date | None,
) -> Verdict:
    if history is None or (not history and known_as_of is None):
        return _plain("unknown_history", words.UNKNOWN_HISTORY)
    stranger = _first_unknown(history, product, catalogue)
    if stranger is not None:
        return _plain("no_rule", words.unknown_product(stranger))
    step = next_step(history, person, catalogue)
    if step is None:
        return _plain("complete", words.complete(len(history)), title=words.COMPLETE)
    if not step.options:
        return _of_step("no_rule", step, words.no_course(catalogue, step))
    return _choose(step, person, catalogue, product)


def _choose(step: Step, person: Person, catalogue: Catalogue, product: str | None) -> Verdict:
    birth, on, circumstances = person.birth, person.on, person.circumstances
    fitting = [option for option in step.options if _fits_age(option, birth, on)]
    options = [option for option in step.options if product in {None, option.product.code}]
    if not options:
        because = words.other_product(catalogue.name_of(product or ""), step, fitting)
        if step.last is None:
            return _of_step("no_rule", step, because)
        return _of_step("other_product", step, because, fitting)
    safe = [option for option in options if circumstances.allow(option.product)]
    if not safe:
        because = words.contraindicated(options[0].product, circumstances)
        return _of_step("contraindicated", step, because, options)
    chosen = [option for option in safe if option in fitting]
    if not chosen:
        return _of_step("wrong_age", step, words.wrong_age(safe[0], birth), safe)
    open_still = [one for one in chosen if one.until_day is None or on <= one.until_day]
    if not open_still:
        return _of_step("too_late", step, words.too_late(chosen[0]), chosen)
    return _in_time(step, open_still, on, catalogue)


def _in_time(step: Step, options: Sequence[Option], on: date, catalogue: Catalogue) -> Verdict:
    first = min(options, key=lambda option: option.from_day or date.min)
    name = step.name
    if first.from_day is not None and on < first.from_day:
        return Verdict(
            kind="too_early",
            title=words.delayed(first.from_day),
            because=words.too_early(step, first, on, catalogue),
            dose_kind=step.dose_kind,
            number=step.number,
            products=_codes(option for option in options if option.from_day == first.from_day),
            from_day=first.from_day,
            until_day=first.until_day,
            rule=first.deciding.id,
            source=first.deciding.source,
            confirmed=first.deciding.confirmed,
        )
    return Verdict(
        kind="ready",
        title=words.ready(name),
        because=words.enough_days(step, first, on),
        dose_kind=step.dose_kind,
        number=step.number,
        products=_codes(o for o in options if o.from_day is None or o.from_day <= on),
        from_day=first.from_day,
        until_day=first.until_day,
        rule=first.rule.id,
        source=first.rule.source,
        confirmed=first.rule.confirmed,
    )


def _plain(kind: VerdictKind, because: Text, title: Text = words.NOT_ENOUGH_DATA) -> Verdict:
    return Verdict(kind=kind, title=title, because=because)


def _of_step(
    kind: VerdictKind, step: Step, because: Text, options: Sequence[Option] = ()
) -> Verdict:
    rule: Rule | None = options[0].rule if options else None
    return Verdict(
        kind=kind,
        title=words.TITLES[kind],
        because=because,
        dose_kind=step.dose_kind,
        number=step.number,
        products=_codes(options) if kind == "other_product" else (),
        rule=rule.id if rule else "",
        source=rule.source if rule else "",
        confirmed=rule is None or rule.confirmed,
    )


def _fits_age(option: Option, birth: PartialDate | None, on: date) -> bool:
    """Tell whether every age that the birth date allows is within the limits."""
    product, rule = option.product, option.rule
    lowest = max(product.age_from, rule.age_from)
    if birth is None or (lowest == 0 and product.age_to is None and rule.age_to is None):
        return True
    youngest, oldest = birth.ages_on(on)
    if lowest > max(0, youngest):
        return False
    return all(to is None or oldest <= to for to in (product.age_to, rule.age_to))


def _first_unknown(
    history: Sequence[GivenDose], product: str | None, catalogue: Catalogue
) -> str | None:
    codes = [dose.product for dose in history] + ([product] if product else [])
    return next((code for code in codes if catalogue.vaccine(code) is None), None)


def _codes(options: Iterable[Option]) -> tuple[str, ...]:
    return tuple(option.product.code for option in options)
