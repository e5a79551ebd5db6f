"""Dates, numbers and names as people here write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ui.kit import formats


def test_a_day_is_written_day_first() -> None:
    assert formats.day(date(2026, 11, 3)) == "03/11/2026"
    assert formats.weekday(date(2026, 11, 23), "vi") == "Thứ Hai 23/11/2026"
    assert formats.weekday(date(2026, 11, 22), "en") == "Sunday 22/11/2026"


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_that_is_written_is_read_again(value: date) -> None:
    assert formats.parse_day(formats.day(value)) == value
    assert formats.parse_day(formats.day(value).replace("/", "")) == value


@given(st.text(max_size=30))
def test_no_text_at_all_breaks_the_reading_of_days_and_decimals(words: str) -> None:
    formats.parse_day(words)
    formats.parse_decimal(words)


def test_days_that_do_not_exist_are_not_read() -> None:
    for words in ("31/02/2026", "00/01/2026", "1/13/2026", "32/01/2026", "", "hôm nay"):
        assert formats.parse_day(words) is None


def test_vietnamese_takes_the_comma_for_decimals_and_the_dot_for_thousands() -> None:
    assert formats.decimal(38.1, 1, "vi") == "38,1"
    assert formats.decimal(1234.5, 1, "vi") == "1.234,5"
    assert formats.decimal(1234.5, 1, "en") == "1,234.5"
    assert formats.whole(48210, "vi") == "48.210"
    assert formats.whole(48210, "en") == "48,210"


@given(st.decimals(min_value=0, max_value=999_999, places=2))
def test_a_decimal_may_be_typed_with_either_sign(value: Decimal) -> None:
    assert formats.parse_decimal(str(value)) == value
    assert formats.parse_decimal(str(value).replace(".", ",")) == value


def test_what_is_no_plain_number_is_not_read() -> None:
    for words in ("", "1e5", "-3", "NaN", "1.2.3", "1" * 500, "12 kg", "٣"):
        assert formats.parse_decimal(words) is None


def test_the_wall_shows_initials_and_the_given_name() -> None:
    assert formats.wall_name("Nguyễn Thị Hồng Vân") == "N.T.H. Vân"
    assert formats.wall_name("Đỗ Thị Kim Oanh") == "Đ.T.K. Oanh"
    assert formats.wall_name("Vân") == "Vân"


def test_times_and_numbers_are_grouped_for_reading_aloud() -> None:
    assert formats.clock(datetime(2026, 11, 23, 9, 4, tzinfo=UTC)) == "09:04"
    assert formats.minutes_left(4 * 3600 + 33 * 60 + 59) == "4:33"
    assert formats.minutes_left(-5) == "0:00"
    assert formats.spaced_number("030179004512") == "030 179 004 512"
    assert formats.spaced_number("GD479") == "GD479"
