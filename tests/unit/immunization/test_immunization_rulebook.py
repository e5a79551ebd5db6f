"""Documents of rules: read, checked, put together, and replaced by later ones."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization.ages import add_months, after, last_day_below, reached_by_all, words
from immunization.consent import form_for
from immunization.courses import GivenDose
from immunization.dates import PartialDate
from immunization.rulebook import (
    FORMAT,
    LONGEST,
    UnreadableRules,
    catalogue_of,
    check,
    default_catalogue,
    default_documents,
    read_document,
    stray_fields,
)
from immunization.schedule import of_all_series, verdict

CATALOGUE = default_catalogue()
TEXTS = {
    file.name: file.read_bytes() for file in (files("immunization") / "rules").iterdir()
    if b"\ndocument = " in file.read_bytes()
}  # fmt: skip
SCHEDULE = TEXTS["covid19_schedule.toml"]
DAYS = st.dates(date(2021, 1, 1), date(2027, 12, 31))
PRODUCTS = sorted(vaccine.code for vaccine in CATALOGUE.vaccines)


def with_interval(days: int, version: int) -> bytes:
    """Our COVID-19 schedule with another interval for Comirnaty, as the centre would send it."""
    text = SCHEDULE.decode().replace("version = 1", f"version = {version}")
    return text.replace("min_days = 21", f"min_days = {days}", 1).encode()


def comirnaty_interval(*issued: bytes) -> int:
    catalogue = catalogue_of(default_documents(), issued)
    course = catalogue.schedule.course("comirnaty")
    assert course is not None
    return course.min_days


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_our_own_documents_have_no_slip_of_the_pen(name: str) -> None:
    assert stray_fields(TEXTS[name]) == ()
    assert len(TEXTS[name]) <= LONGEST


def test_all_documents_of_the_folder_are_in_force_and_agree_with_each_other() -> None:
    assert len(TEXTS) == len(default_documents()) == len(CATALOGUE.origins)
    check(default_documents())
    assert CATALOGUE.unread == ()


def test_a_slip_is_named_by_its_place() -> None:
    text = SCHEDULE.replace(b"min_days = 21", b"min_dayz = 21", 1)
    assert stray_fields(text) == ("courses.1.min_dayz",)


@pytest.mark.parametrize("text", [b"\xff", b"format = [", b"#" * (LONGEST + 1)])
def test_what_is_no_document_is_refused_before_its_slips_are_looked_for(text: bytes) -> None:
    with pytest.raises(UnreadableRules):
        stray_fields(text)


def test_a_later_version_of_the_centre_takes_the_place_of_ours() -> None:
    assert comirnaty_interval() == 21
    assert comirnaty_interval(with_interval(42, 2)) == 42
    assert comirnaty_interval(with_interval(42, 1)) == 42  # of one version, the centre's
    assert comirnaty_interval(with_interval(42, 0)) == 21  # older than what the program brings


def test_the_verdict_follows_the_document_of_the_centre_and_names_it() -> None:
    catalogue = catalogue_of(default_documents(), [with_interval(42, 7)])
    day = date(2022, 5, 1)
    found = verdict(
        [GivenDose(day, "comirnaty")], PartialDate(1980, 1, 1), day, catalogue, known_as_of=day
    )
    assert found.from_day == day + timedelta(days=28)  # mixing with Moderna is sooner now
    only = verdict(
        [GivenDose(day, "comirnaty")], PartialDate(1980, 1, 1), day, catalogue, "comirnaty",
        known_as_of=day,
    )  # fmt: skip
    assert only.from_day == day + timedelta(days=42)
    origin = catalogue.origin_of(only.rule)
    assert origin is not None
    assert (origin.version, origin.from_centre) == (7, True)


def test_unknown_fields_are_passed_over() -> None:
    text = SCHEDULE.replace(b"min_days = 21", b"min_days = 35\nwho_knows = [1]", 1)
    assert comirnaty_interval(text.replace(b"version = 1", b"version = 3")) == 35


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"courses = [",
        b"\xff\xfe",
        with_interval(42, 2).replace(b"issued", f"format = {FORMAT + 1}\nissued".encode(), 1),
        with_interval(42, 2).replace(b'family = "comirnaty"', b'family = "nobody"', 1),
        with_interval(42, 2).replace(b'id = "basic-spikevax"', b'id = "basic-comirnaty"'),
        with_interval(42, 2) + b"\n#" + b"x" * LONGEST,
    ],
)
def test_what_cannot_be_read_or_contradicts_itself_leaves_the_rules_as_they_are(
    text: bytes,
) -> None:
    catalogue = catalogue_of(default_documents(), [text])
    assert len(catalogue.unread) == 1
    assert catalogue.schedule == CATALOGUE.schedule


@given(st.binary(max_size=400))
def test_no_bytes_at_all_break_the_reader(text: bytes) -> None:
    try:
        document = read_document(text)
    except UnreadableRules:
        return
    assert document.format <= FORMAT


def test_a_new_programme_is_a_document_and_no_code() -> None:
    rota = b"""
document = "rota"
version = 1
issued = 2024-06-13
source = "10/2024/TT-BYT"
title = {vi = "Rota", en = "Rota"}
series = [{id = "rota", title = {vi = "Ti\xc3\xaau ch\xe1\xba\xa3y do rota", en = "Rotavirus"}}]
[[vaccines]]
code = "rotavin"
family = "rotavin"
series = ["rota"]
name = "Rotavin"
maker = "POLYVAC"
platform = "live"
volume_ml = 2.0
route = "oral"
vial_doses = [1]
source = "x"
[[courses]]
id = "rota"
series = "rota"
family = "rotavin"
since = 2024-08-01
source = "x"
steps = [{start_age = "2 months", age_below = "6 months"}, {min_months = 1}]
"""
    catalogue = catalogue_of(default_documents(), [rota])
    on = date(2025, 3, 15)
    found = {
        one.series: one
        for one in of_all_series([], PartialDate(2025, 1, 15), on, catalogue, known_as_of=on)
    }
    assert found["rota"].kind == "ready"
    assert found["rota"].until_day == date(2025, 7, 14)
    assert len(found) == len(CATALOGUE.series) + 1


@given(st.lists(st.builds(GivenDose, DAYS, st.sampled_from(PRODUCTS)), max_size=8), DAYS, DAYS)
def test_each_series_has_one_verdict_and_only_its_own_doses_are_used(
    doses: list[GivenDose], born: date, on: date
) -> None:
    found = of_all_series(doses, PartialDate.of(born), on, CATALOGUE, known_as_of=on)
    assert [one.series for one in found] == [series.id for series in CATALOGUE.series]
    for one in found:
        for dose in one.used:
            vaccine = CATALOGUE.vaccine(dose.product)
            assert vaccine is not None
            assert one.series in vaccine.series
        if one.kind == "ready":
            assert one.products
            assert one.rule
            assert one.from_day is None or one.from_day <= on
            assert one.until_day is None or on <= one.until_day
        if one.kind == "too_early":
            assert one.from_day is not None
            assert on < one.from_day


@given(DAYS, DAYS)
def test_a_dose_that_is_due_stays_due_until_its_last_day(born: date, on: date) -> None:
    for one in of_all_series([], PartialDate.of(born), on, CATALOGUE, known_as_of=on):
        if one.kind == "ready" and one.until_day is not None and one.series != "covid-19":
            last = verdict(
                [], PartialDate.of(born), one.until_day, CATALOGUE,
                known_as_of=one.until_day, series=one.series,
            )  # fmt: skip
            assert last.kind == "ready"


@given(DAYS, st.integers(0, 120), st.sampled_from(["days", "weeks", "months", "years"]))
def test_an_age_is_reached_on_one_day_and_not_before(born: date, count: int, unit: str) -> None:
    age = f"{count} {unit}"
    birth = PartialDate.of(born)
    reached = reached_by_all(birth, age)
    assert reached == after(born, age) >= born
    assert last_day_below(birth, age) == reached - timedelta(days=1)
    assert str(count) in words(age).vi


@given(DAYS, st.integers(1, 60))
def test_partial_dates_bracket_the_whole_one(born: date, months: int) -> None:
    age, whole = f"{months} months", PartialDate.of(born)
    for partial in (PartialDate(born.year, born.month), PartialDate(born.year)):
        assert reached_by_all(partial, age) >= add_months(born, months)
        assert last_day_below(partial, age) <= last_day_below(whole, age)


def test_an_age_that_nobody_can_read_is_refused() -> None:
    text = TEXTS["routine.toml"].replace(b'start_age = "2 months"', b'start_age = "soon"', 1)
    with pytest.raises(UnreadableRules):
        read_document(text)


@pytest.mark.parametrize(
    ("birth", "form"),
    [
        (PartialDate(2016, 9, 2), "1535/BYT-DP"),
        (PartialDate(1980, 1, 1), "1535/BYT-DP, người lớn"),
        (None, "1535/BYT-DP, người lớn"),
    ],
)
def test_the_consent_form_of_the_day_fits_the_age(birth: PartialDate | None, form: str) -> None:
    chosen = form_for(CATALOGUE.consents, birth, date(2026, 11, 23))
    assert chosen is not None
    assert chosen.id == form
    assert chosen.needs_guardian == (form == "1535/BYT-DP")
    assert len(chosen.statements) == 3
