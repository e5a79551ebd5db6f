"""Which dose a person is due, from when, with what, and which rule says so.

:func:`verdict` reads what is known of the doses given so far, the rules of the catalogue
and a day; it has no clock. Steps: which dose comes next and which products may follow
(`immunization.courses`); of these, which suit the person's age and circumstances; of
these, from when.

What is not known is never taken for "none": an empty history that nobody vouches for is
``unknown_history``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from immunization import verdict_words as words
from immunization.courses import NOTHING_SPECIAL, Circumstances, GivenDose, Option, Step, next_step
from immunization.dates import PartialDate
from immunization.entries import DoseKind
from immunization.text import Text
from immunization.vaccines import Catalogue

VerdictKind = Literal[
    "ready",
    "too_early",
    "complete",
    "contraindicated",
    "wrong_age",
    "other_product",
    "unknown_history",
    "no_rule",
]

__all__ = ["Circumstances", "GivenDose", "Verdict", "VerdictKind", "verdict"]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules say about a person on a day.

    ``title`` is the large line, ``because`` the line below it; ``caveats`` say on what the
    verdict could not rest. ``products`` may be given now, or from ``from_day`` on. ``rule``
    and ``source`` name what decided, and are empty where no rule did.
    """

    kind: VerdictKind
    title: Text
    because: Text
    dose_kind: DoseKind | None = None
    number: int | None = None
    products: tuple[str, ...] = ()
    from_day: date | None = None
    rule: str = ""
    source: str = ""
    caveats: tuple[Text, ...] = ()


def verdict(
    history: Sequence[GivenDose] | None,
    birth: PartialDate | None,
    on: date,
    catalogue: Catalogue,
    product: str | None = None,
    *,
    known_as_of: date | None = None,
    circumstances: Circumstances = NOTHING_SPECIAL,
) -> Verdict:
    """Return what is due ``on`` that day.

    ``history``      the doses that count (none that is voided), in any order; None if unknown.
    ``known_as_of``  the day up to which the history is known; None if nobody vouches for it.
    ``product``      the vial in hand: the verdict is then about this product.
    ``circumstances``  what else bears upon it: pregnancy, weak immunity, earlier anaphylaxis.
    """
    caveats = words.caveats(has_birth=birth is not None, known_as_of=known_as_of, on=on)
    found = _verdict(history, birth, on, catalogue, product, known_as_of, circumstances)
    return msgspec.structs.replace(found, caveats=caveats)


def _verdict(
    history: Sequence[GivenDose] | None,
    birth: PartialDate | None,
    on: date,
    catalogue: Catalogue,
    product: str | None,
    known_as_of: date | None,
    circumstances: Circumstances,
) -> Verdict:
    if history is None or (not history and known_as_of is None):
        return _plain("unknown_history", words.UNKNOWN_HISTORY)
    stranger = _first_unknown(history, product, catalogue)
    if stranger is not None:
        return _plain("no_rule", words.unknown_product(stranger))
    step = next_step(history, birth, on, catalogue, circumstances)
    if step is None:
        return _plain("complete", words.complete(len(history)), title=words.COMPLETE)
    if not step.options:
        return _of_step("no_rule", step, words.no_course(catalogue, step))
    return _choose(step, birth, on, catalogue, product, circumstances)


def _choose(
    step: Step,
    birth: PartialDate | None,
    on: date,
    catalogue: Catalogue,
    product: str | None,
    circumstances: Circumstances,
) -> Verdict:
    fitting = [option for option in step.options if _fits_age(option, birth, on)]
    options = [option for option in step.options if product in {None, option.product.code}]
    if not options:
        because = words.other_product(catalogue.name_of(product or ""), step, fitting)
        kind: VerdictKind = "other_product" if step.last else "no_rule"
        return _of_step(kind, step, because, fitting)
    safe = [option for option in options if circumstances.allow(option.product)]
    if not safe:
        because = words.contraindicated(options[0].product, circumstances)
        return _of_step("contraindicated", step, because, options)
    chosen = [option for option in safe if option in fitting]
    if not chosen:
        return _of_step("wrong_age", step, words.wrong_age(safe[0], birth), safe)
    return _in_time(step, chosen, on)


def _in_time(step: Step, options: Sequence[Option], on: date) -> Verdict:
    first = min(options, key=lambda option: option.from_day or date.min)
    name = step.name
    if first.from_day is not None and on < first.from_day:
        return Verdict(
            kind="too_early",
            title=words.delayed(first.from_day),
            because=words.too_early(step, first, on),
            dose_kind=step.dose_kind,
            number=step.number,
            products=_codes(option for option in options if option.from_day == first.from_day),
            from_day=first.from_day,
            rule=first.rule.id,
            source=first.rule.source,
        )
    return Verdict(
        kind="ready",
        title=words.ready(name),
        because=words.enough_days(step, first, on),
        dose_kind=step.dose_kind,
        number=step.number,
        products=_codes(o for o in options if o.from_day is None or o.from_day <= on),
        from_day=first.from_day,
        rule=first.rule.id,
        source=first.rule.source,
    )


def _plain(kind: VerdictKind, because: Text, title: Text = words.NOT_ENOUGH_DATA) -> Verdict:
    return Verdict(kind=kind, title=title, because=because)


def _of_step(
    kind: VerdictKind, step: Step, because: Text, options: Sequence[Option] = ()
) -> Verdict:
    rule = options[0].rule if options else None
    return Verdict(
        kind=kind,
        title=words.TITLES[kind],
        because=because,
        dose_kind=step.dose_kind,
        number=step.number,
        products=_codes(options) if kind == "other_product" else (),
        rule=rule.id if rule else "",
        source=rule.source if rule else "",
    )


def _fits_age(option: Option, birth: PartialDate | None, on: date) -> bool:
    """Tell whether every age that the birth date allows is within the limits."""
    if birth is None:
        return True
    youngest, oldest = birth.ages_on(on)
    return all(
        limits.age_from <= youngest and (limits.age_to is None or oldest <= limits.age_to)
        for limits in (option.product, option.rule)
    )


def _first_unknown(
    history: Sequence[GivenDose], product: str | None, catalogue: Catalogue
) -> str | None:
    codes = [dose.product for dose in history] + ([product] if product else [])
    return next((code for code in codes if catalogue.vaccine(code) is None), None)


def _codes(options: Iterable[Option]) -> tuple[str, ...]:
    return tuple(option.product.code for option in options)
