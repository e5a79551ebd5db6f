"""The engine against the CDC's public cases, and our rules against WHO's least ages and intervals.

COVID-19 is judged by our own rules of today, as if they had always held. For the childhood vaccines
the numbers of the United States differ from Vietnam's, so these cases test the logic of ages and
intervals with the numbers of `cases/united_states.toml`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, TypeVar

import pytest
from msgspec.structs import replace

from immunization.ages import add_months
from immunization.courses import GivenDose
from immunization.dates import PartialDate
from immunization.rulebook import catalogue_of, default_catalogue, read_document
from immunization.schedule import Verdict, verdict
from immunization.vaccines import Catalogue, Rule

R = TypeVar("R", bound=Rule)

CASES: Final = Path(__file__).with_name("cases")
PAGE: Final = Path(__file__).parents[3] / "docs" / "public-cases.md"
ASSESSED: Final = date(2021, 5, 10)
TODAY: Final = date(2026, 11, 23)
USUAL: Final = {"dtap": "dtap", "hepb": "hepb", "polio": "ipv", "mmr": "mmr", "covid-19": ""}
MARKS: Final = re.compile(r"(\d{4}-\d\d-\d\d)([!?~]?)(?: (\w+))?")


@dataclass(frozen=True)
class Case:
    """A line of `cases/cdc.txt`; ``flagged`` and ``early`` are days of doses."""

    group: str
    id: str
    born: str
    doses: tuple[GivenDose, ...]
    flagged: frozenset[date]
    early: frozenset[date]
    theirs: str
    ours: str
    why: tuple[str, ...]


def of_today(rules: Iterable[R]) -> tuple[R, ...]:
    """The rules that hold today, as if they had always held."""
    held = (rule for rule in rules if rule.holds_on(TODAY))
    return tuple(replace(rule, since=date(2000, 1, 1), until=None) for rule in held)


def our_rules() -> Catalogue:
    known = default_catalogue()
    schedule = replace(
        known.schedule,
        courses=of_today(known.schedule.courses),
        switches=of_today(known.schedule.switches),
        later=of_today(known.schedule.later),
        spacings=of_today(known.schedule.spacings),
    )
    return replace(known, schedule=schedule)


def cases() -> Iterator[Case]:
    group = ""
    for line in (CASES / "cdc.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            group = line.strip("[]")
        elif line.strip() and not line.startswith("#"):
            yield case_of(group, [cell.strip() for cell in line.split("|")])


def case_of(group: str, cells: list[str]) -> Case:
    name, born, written, theirs, ours, why = cells
    doses, flagged, early, number = [], set(), set(), 0
    for day, mark, product in MARKS.findall(written):
        code = product or USUAL[group]
        number += code != "live"
        doses.append(
            GivenDose(date.fromisoformat(day), code, "basic", 1 if code == "live" else number)
        )
        if mark in {"!", "?"}:
            flagged.add(doses[-1].day)
        if mark in {"!", "~"}:
            early.add(doses[-1].day)
    return Case(
        group, name, born, tuple(doses), frozenset(flagged), frozenset(early), theirs,
        theirs if ours == "=" else ours, tuple(why.split()) if why != "-" else (),
    )  # fmt: skip


CATALOGUES: Final = {
    "ours": our_rules(),
    "theirs": catalogue_of([read_document((CASES / "united_states.toml").read_bytes())]),
}
ALL: Final = tuple(cases())


def judged(case: Case) -> Verdict:
    return verdict(
        case.doses,
        PartialDate.parse(case.born),
        ASSESSED,
        CATALOGUES["ours" if case.group == "covid-19" else "theirs"],
        known_as_of=ASSESSED,
        series=case.group,
    )


def next_basic(found: Verdict) -> str:
    """From when the next dose of the basic course is given; boosters are not the cases' subject."""
    if found.kind == "complete" or found.dose_kind not in {"basic", None}:
        return "complete"
    if found.kind in {"ready", "too_early"}:
        return str(found.from_day or ASSESSED)
    return found.kind


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.group} {case.id}")
def test_a_public_case_has_the_day_that_the_cdc_gives_or_one_that_is_explained(case: Case) -> None:
    assert next_basic(judged(case)) == case.ours


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.group} {case.id}")
def test_a_dose_that_the_cdc_does_not_count_is_named_as_early(case: Case) -> None:
    assert {one.dose.day for one in judged(case).early} == case.early


def test_each_difference_is_explained_and_nothing_else_is() -> None:
    differing = {one.id for one in ALL if one.theirs != one.ours or one.flagged != one.early}
    assert differing == {one.id for one in ALL if one.why}
    page = PAGE.read_text(encoding="utf-8")
    for word, count in Counter(word for one in ALL for word in one.why).items():
        assert re.search(rf"^\| `{word}` \| {count} \| \w", page, re.MULTILINE), (word, count)


def test_the_page_counts_the_cases_as_they_are() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for group in USUAL:
        of_group = [one for one in ALL if one.group == group]
        same = sum(not one.why for one in of_group)
        not_counted = sum(len(one.flagged) for one in of_group)
        named = sum(len(one.flagged & one.early) for one in of_group)
        line = rf"^\| {group} \| .* \| {len(of_group)} \| {same} \| {named} of {not_counted} \|$"
        assert re.search(line, page, re.MULTILINE), (group, len(of_group), same, named, not_counted)


# WHO, recommendations for routine immunization (summary of position papers, table 2): the youngest
# age and the least interval, in days; months as WHO prints them.
LEAST: Final[dict[str, list[tuple[str | None, int | str | None]]]] = {
    "tuberculosis": [("birth", None)],
    "hepatitis-b-birth": [("birth", None)],
    "dpt-hepb-hib": [("6 weeks", None), (None, 28), (None, 28)],
    "polio-oral": [("6 weeks", None), (None, 28), (None, 28)],
    "polio-injected": [("14 weeks", None), (None, "4 months")],
    "measles-rubella": [("9 months", None), (None, 28)],
}


def first_day(born: date, last: date | None, age: str | None, interval: int | str | None) -> date:
    days = [born]
    if age not in {None, "birth"}:
        count, unit = str(age).split()
        months = unit.startswith("month")
        days.append(add_months(born, int(count)) if months else born + timedelta(weeks=int(count)))
    if last is not None and interval is not None:
        by_month = isinstance(interval, str)
        days.append(
            add_months(last, int(str(interval).split()[0]))
            if by_month
            else last + timedelta(days=int(interval))
        )
    return max(days)


@pytest.mark.parametrize("series", LEAST)
@pytest.mark.parametrize("born", [date(2025, 1, 31), date(2025, 2, 28), date(2025, 7, 1)])
def test_no_dose_of_the_routine_programme_is_due_before_who_allows_it(
    series: str, born: date
) -> None:
    catalogue, given = default_catalogue(), list[GivenDose]()
    for number, (age, interval) in enumerate(LEAST[series], 1):
        last = given[-1].day if given else None
        found = verdict(
            given, PartialDate.parse(str(born)), last or born, catalogue,
            known_as_of=last or born, series=series,
        )  # fmt: skip
        due = found.from_day or born
        assert (found.dose_kind, found.number) == ("basic", number)
        assert due >= first_day(born, last, age, interval), (number, due)
        given.append(GivenDose(due, found.products[0], "basic", number))
    done = verdict(
        given, PartialDate.parse(str(born)), given[-1].day, catalogue,
        known_as_of=given[-1].day, series=series,
    )  # fmt: skip
    assert done.early == ()
