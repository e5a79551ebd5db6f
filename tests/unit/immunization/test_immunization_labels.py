"""Every closed set has its words in both languages; and when a reaction is serious."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization import adverse_events, entries, labels
from immunization.adverse_events import (
    COMMON_REACTIONS,
    CRITERIA,
    EVENTS,
    SERIOUS_BY_THEMSELVES,
    SYMPTOMS,
    TREATED_AT,
    severity_of,
)
from immunization.text import Text

TABLES: dict[str, tuple[Any, Mapping[Any, Text]]] = {
    "Sex": (entries.Sex, labels.SEXES),
    "Role": (entries.Role, labels.ROLES),
    "DiscardReason": (entries.DiscardReason, labels.DISCARD_REASONS),
    "LotMove": (entries.LotMove, labels.LOT_MOVES),
    "Signature": (entries.Signature, labels.SIGNATURES),
    "DoseKind": (entries.DoseKind, labels.DOSE_KINDS),
    "BodySite": (entries.BodySite, labels.BODY_SITES),
    "Route": (entries.Route, labels.ROUTES),
    "Conclusion": (entries.Conclusion, labels.CONCLUSIONS),
    "VoidReason": (entries.VoidReason, labels.VOID_REASONS),
    "ReactionVoidReason": (entries.ReactionVoidReason, labels.REACTION_VOID_REASONS),
    "Severity": (entries.Severity, labels.SEVERITIES),
    "Outcome": (entries.Outcome, labels.OUTCOMES),
    "NumberSystem": (entries.NumberSystem, labels.NUMBER_SYSTEMS),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_value_has_its_words_in_the_order_of_the_vocabulary(name: str) -> None:
    literal, table = TABLES[name]
    assert tuple(table) == get_args(literal)
    assert all(text.vi and text.en for text in table.values())
    assert len({text.vi for text in table.values()}) == len(table)


def test_no_closed_set_of_the_vocabulary_is_left_without_words() -> None:
    closed = {
        name
        for name, value in vars(entries).items()
        if name[0].isupper()
        and get_args(value)
        and all(isinstance(v, str) for v in get_args(value))
    }
    assert closed == set(TABLES)


@pytest.mark.parametrize(
    ("kind", "number", "vi", "en"),
    [
        ("basic", 2, "mũi 2 cơ bản", "basic dose 2"),
        ("additional", 1, "mũi bổ sung", "additional dose"),
        ("booster_1", 1, "mũi nhắc lại 1", "booster 1"),
        ("booster_2", 1, "mũi nhắc lại 2", "booster 2"),
    ],
)
def test_a_dose_is_named_by_kind_and_number(
    kind: entries.DoseKind, number: int, vi: str, en: str
) -> None:
    assert labels.dose_name(kind, number) == Text(vi=vi, en=en)


@pytest.mark.parametrize("table", [COMMON_REACTIONS, EVENTS, CRITERIA, TREATED_AT])
def test_the_lists_for_reactions_speak_both_languages(table: Mapping[str, Text]) -> None:
    assert all(text.vi and text.en and text.vi != text.en for text in table.values())


def test_the_eleven_common_reactions_are_offered_in_their_order() -> None:
    assert len(COMMON_REACTIONS) == 11
    assert next(iter(COMMON_REACTIONS)) == "mild_reaction"
    assert list(COMMON_REACTIONS)[-1] == "other"
    assert len(SYMPTOMS) == len(COMMON_REACTIONS) + len(EVENTS)


@given(st.lists(st.sampled_from(list(CRITERIA)), min_size=1), st.lists(st.text(max_size=9)))
def test_any_criterion_makes_a_reaction_serious(criteria: list[str], symptoms: list[str]) -> None:
    assert severity_of(criteria, symptoms) == "serious"


@given(st.lists(st.sampled_from(list(COMMON_REACTIONS))))
def test_common_reactions_alone_are_mild(symptoms: list[str]) -> None:
    assert severity_of((), symptoms) == "mild"


@pytest.mark.parametrize("symptom", sorted(SERIOUS_BY_THEMSELVES))
def test_a_sign_that_threatens_life_is_serious_without_a_criterion(symptom: str) -> None:
    assert symptom in EVENTS
    assert severity_of([], ["headache", symptom]) == "serious"


def test_a_criterion_from_a_newer_version_counts() -> None:
    assert severity_of(["something_new"]) == "serious"


def test_what_is_not_in_a_list_is_shown_as_it_was_written() -> None:
    assert adverse_events.symptom_label("ngứa tai") == Text(vi="ngứa tai", en="ngứa tai")
    assert adverse_events.symptom_label("rash").vi == "Phát ban"
    assert adverse_events.criterion_label("something_new").en == "something_new"


def test_a_serious_event_is_reported_in_writing_within_a_day() -> None:
    noticed = datetime(2026, 11, 23, 9, 44, tzinfo=timezone(timedelta(hours=7)))
    assert adverse_events.report_due(noticed) == noticed + timedelta(hours=24)
