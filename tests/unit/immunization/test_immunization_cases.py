"""The engine against cases that were made by hand from the dispatches (`cases/*.txt`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import msgspec
import pytest

from immunization.courses import Circumstances, GivenDose
from immunization.dates import PartialDate
from immunization.entries import DoseKind
from immunization.rulebook import default_catalogue
from immunization.schedule import Verdict, VerdictKind, verdict

CASES: Final = Path(__file__).with_name("cases")
CATALOGUE: Final = default_catalogue()
KINDS: Final[dict[str, VerdictKind]] = {
    "ready": "ready",
    "early": "too_early",
    "late": "too_late",
    "complete": "complete",
    "contra": "contraindicated",
    "age": "wrong_age",
    "other": "other_product",
    "unknown": "unknown_history",
    "norule": "no_rule",
}
DOSES: Final[dict[str, DoseKind]] = {
    "b": "basic", "a": "additional", "n1": "booster_1", "n2": "booster_2",
}  # fmt: skip


def lines(name: str) -> list[list[str]]:
    """The cases of a file, each a list of cells."""
    written = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.split("|")]
        for line in written
        if line.strip() and not line.startswith("#")
    ]


def dose_of(token: str) -> tuple[DoseKind, int]:
    if token in DOSES:
        return DOSES[token], 1
    return DOSES[token[0]], int(token[1:])


def history(cell: str) -> list[GivenDose] | None:
    if cell in {"none", "?"}:
        return [] if cell == "none" else None
    found = []
    for part in cell.split(", "):
        day, product, which = part.split(" ")
        kind, number = dose_of(which)
        found.append(GivenDose(date.fromisoformat(day), product, kind, number))
    return found


def bearing(cell: str) -> Circumstances:
    word, _, rest = cell.partition(" ")
    match word:
        case "-":
            return Circumstances()
        case "barred":
            return Circumstances(barred=frozenset([rest]))
        case "infected":
            return Circumstances(infected_on=date.fromisoformat(rest))
        case _:
            assert word in {"pregnant", "breastfeeding", "immunocompromised", "at_risk"}
            return msgspec.structs.replace(Circumstances(), **{word: True})


def agrees(found: Verdict, kind: str, dose: str, start: str, rule: str) -> None:
    due = None if found.dose_kind is None else (found.dose_kind, found.number)
    expected_from = None if start == "-" else date.fromisoformat(start)
    assert (found.kind, found.rule or "-") == (KINDS[kind], rule)
    assert due == (None if dose == "-" else dose_of(dose))
    assert found.from_day == expected_from


@pytest.mark.parametrize("case", lines("covid19.txt"), ids=" ".join)
def test_covid_19_as_the_dispatches_say(case: list[str]) -> None:
    born, on, given, vial, beside, kind, dose, start, rule = case
    day = date.fromisoformat(on)
    found = verdict(
        history(given),
        None if born == "-" else PartialDate.parse(born),
        day,
        CATALOGUE,
        None if vial == "-" else vial,
        known_as_of=None if given == "?" else day,
        circumstances=bearing(beside),
    )
    agrees(found, kind, dose, start, rule)


@pytest.mark.parametrize("case", lines("routine.txt"), ids=" ".join)
def test_the_routine_programme_needs_no_code_of_its_own(case: list[str]) -> None:
    series, born, on, given, vial, kind, dose, start, until, rule = case
    day = date.fromisoformat(on)
    found = verdict(
        history(given),
        None if born == "-" else PartialDate.parse(born),
        day,
        CATALOGUE,
        None if vial == "-" else vial,
        known_as_of=day,
        series=series,
    )
    agrees(found, kind, dose, start, rule)
    assert found.until_day == (None if until == "-" else date.fromisoformat(until))


def test_there_are_at_least_200_cases_and_no_case_stands_twice() -> None:
    covid = ["|".join(case) for case in lines("covid19.txt")]
    assert len(covid) >= 200
    assert len(covid) == len(set(covid))
    rules = {case[-1] for case in lines("covid19.txt") + lines("routine.txt")}
    schedule = CATALOGUE.schedule
    rule_sets = (schedule.courses, schedule.switches, schedule.later, schedule.spacings)
    known = {rule.id for rules_of_kind in rule_sets for rule in rules_of_kind}
    never_decides = {"basic-sputnik-light", "basic-nuvaxovid"}  # not given here
    assert known - never_decides <= rules
