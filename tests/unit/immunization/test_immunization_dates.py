"""Dates known to the day, the month or the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from immunization.dates import (
    NoSuchDay,
    PartialDate,
    UnreadableDate,
    months_between,
    show_day,
    stored,
)

days = st.dates(min_value=date(1850, 1, 1), max_value=date(2399, 12, 31))
partial_dates = st.builds(
    lambda day, known: PartialDate(*(day.year, day.month, day.day)[:known]),
    days,
    st.integers(1, 3),
)


@given(partial_dates)
def test_what_is_printed_reads_back(given_date: PartialDate) -> None:
    assert PartialDate.parse(str(given_date)) == given_date
    assert PartialDate.typed(given_date.show()) == given_date
    assert PartialDate.typed(str(given_date)) == given_date


@given(days)
def test_a_card_s_eight_digits_read_as_that_day(day: date) -> None:
    written = f"{day.day:02}{day.month:02}{day.year:04}"
    read = PartialDate.from_digits(written)
    assert read == PartialDate.of(day) == PartialDate.typed(written)
    assert read.earliest == read.latest == day


@given(partial_dates)
def test_a_partial_date_spans_just_the_days_it_can_mean(given_date: PartialDate) -> None:
    assert str(PartialDate.of(given_date.earliest)).startswith(str(given_date))
    assert str(PartialDate.of(given_date.latest)).startswith(str(given_date))
    after = given_date.latest + timedelta(days=1)
    before = given_date.earliest - timedelta(days=1)
    assert not after.isoformat().startswith(str(given_date))
    assert not before.isoformat().startswith(str(given_date))


@given(partial_dates, days, st.integers(0, 400))
def test_nobody_grows_younger(birth: PartialDate, on: date, later: int) -> None:
    assume(on.year < 2390)
    assert birth.age_on(on) <= birth.age_on(on + timedelta(days=later))


@given(partial_dates, days)
def test_the_age_lies_between_the_ages_that_the_date_allows(birth: PartialDate, on: date) -> None:
    lowest, highest = birth.ages_on(on)
    assert lowest <= highest == birth.age_on(on)
    assert lowest == highest or not birth.is_exact


@pytest.mark.parametrize(
    "text",
    ["31/02/2020", "29/02/2023", "30/02/2024", "31022020", "2020-02-31", "00/05/1990", "32/01/1990",
     "12/13/1990", "1990-00", "01/01/0001", "01/01/9999", "1849"],
)  # fmt: skip
def test_a_day_that_the_calendar_does_not_have_is_refused_and_never_rolled_over(text: str) -> None:
    with pytest.raises(NoSuchDay):
        PartialDate.typed(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hôm nay",
        "12/03",
        "12/03/79",
        "1/2/3/1990",
        "-1990",
        "19900",
        "١٩٩٠x",
        "\x00",
        "1" * 5000,
    ],
)
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UnreadableDate):
        PartialDate.typed(text)


@pytest.mark.parametrize(
    "text", ["1951-3", "1951-03-1", "12/03/1951", " 1951", "1951\n", "１９５１"]
)
def test_the_stored_form_is_read_strictly(text: str) -> None:
    with pytest.raises(UnreadableDate):
        PartialDate.parse(text)


def test_29_february_exists_in_leap_years_only() -> None:
    assert PartialDate.typed("29/02/2024").latest == date(2024, 2, 29)
    assert PartialDate.typed("02/2000").latest == date(2000, 2, 29)
    assert PartialDate.typed("02/1900").latest == date(1900, 2, 28)


def test_a_leap_day_child_is_a_year_older_on_1_march() -> None:
    birth = PartialDate(2004, 2, 29)
    assert birth.age_on(date(2022, 2, 28)) == 17
    assert birth.age_on(date(2022, 3, 1)) == 18
    assert birth.age_on(date(2024, 2, 29)) == 20


@pytest.mark.parametrize(
    ("birth", "vi", "en"),
    [
        ("1979-03-12", "47 tuổi", "47 years"),
        ("1951", "khoảng 75 tuổi", "about 75 years"),
        ("1951-12", "khoảng 74 tuổi", "about 74 years"),
        ("2026-03-24", "7 tháng", "7 months"),
        ("2026-11-23", "0 tháng", "0 months"),
        ("2024-11-23", "2 tuổi", "2 years"),
    ],
)
def test_an_age_is_said_as_far_as_it_is_known(birth: str, vi: str, en: str) -> None:
    on = date(2026, 11, 23)
    assert PartialDate.parse(birth).show_age(on, "vi") == vi
    assert PartialDate.parse(birth).show_age(on, "en") == en


@pytest.mark.parametrize(
    ("text", "stored_as"),
    [("12/3/1979", "1979-03-12"), ("12.03.1979", "1979-03-12"), ("12-03-1979", "1979-03-12"),
     ("3/1979", "1979-03"), ("１２０３１９７９", "1979-03-12"), (" 1951 ", "1951")],
)  # fmt: skip
def test_a_nurse_may_type_a_date_in_any_usual_way(text: str, stored_as: str) -> None:
    assert str(PartialDate.typed(text)) == stored_as


def test_a_year_alone_never_becomes_a_first_of_january() -> None:
    birth = PartialDate.typed("1951")
    assert (birth.month, birth.day, birth.is_exact) == (None, None, False)
    assert birth.show() == str(birth) == "1951"


def test_a_day_without_its_month_is_refused() -> None:
    with pytest.raises(NoSuchDay):
        PartialDate(1951, None, 3)


@pytest.mark.parametrize("text", [None, "", "1951-02-31", "rác"])
def test_a_bad_field_of_a_foreign_entry_counts_as_not_known(text: str | None) -> None:
    assert stored(text) is None


def test_a_good_field_of_an_entry_is_read() -> None:
    assert stored("1951-03") == PartialDate(1951, 3)


def test_months_are_counted_whole() -> None:
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_between(date(2026, 1, 31), date(2026, 3, 31)) == 2
    assert months_between(date(2026, 3, 1), date(2026, 2, 1)) == -1


def test_a_day_is_shown_day_first() -> None:
    assert show_day(date(2026, 11, 3)) == "03/11/2026"
