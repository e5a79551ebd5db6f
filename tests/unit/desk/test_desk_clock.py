"""The clock: what it says of itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desk.clock import SystemClock, in_words, moment
from tests.unit.desk.desk_world import HANOI


@pytest.mark.parametrize(
    ("offset", "vi", "en"),
    [
        (timedelta(seconds=100), "Đồng hồ đúng", "Clock right"),
        (timedelta(minutes=12), "Đồng hồ nhanh 12 phút", "Clock 12 min fast"),
        (timedelta(minutes=-12), "Đồng hồ chậm 12 phút", "Clock 12 min slow"),
        (timedelta(hours=-7), "Đồng hồ chậm 7 giờ", "Clock 7 h slow"),
        (timedelta(days=365), "Đồng hồ nhanh 365 ngày", "Clock 365 days fast"),
    ],
)
def test_a_wrong_clock_says_by_how_much(offset: timedelta, vi: str, en: str) -> None:
    assert (in_words(offset).vi, in_words(offset).en) == (vi, en)


def test_a_clock_never_compared_is_not_doubted() -> None:
    clock = SystemClock()

    assert not clock.doubtful
    assert clock.offset is None


def test_a_clock_is_doubted_from_the_moment_the_server_says_otherwise() -> None:
    clock = SystemClock(HANOI)

    clock.learn(datetime.now(UTC) - timedelta(minutes=12))

    assert clock.doubtful
    assert clock.words.vi == "Đồng hồ nhanh 12 phút"
    clock.learn(datetime.now(UTC))
    assert not clock.doubtful


def test_a_clock_that_somebody_moves_is_doubted_without_a_server() -> None:
    clock = SystemClock(HANOI)
    then, monotonic = clock._anchor
    clock._anchor = (then + timedelta(days=365), monotonic)  # as if it had been a year ahead

    assert clock.doubtful
    assert "nhảy" in clock.words.vi


def test_times_of_the_tables_are_shown_in_the_desks_zone() -> None:
    now = datetime(2026, 11, 23, 8, 0, tzinfo=HANOI)

    assert moment(0, now) == datetime(1970, 1, 1, tzinfo=UTC)
    assert f"{moment(now.timestamp(), now):%H:%M}" == "08:00"


def test_a_time_before_1970_is_shown_too_where_the_system_knows_none() -> None:
    now = datetime(2026, 11, 23, 8, 0, tzinfo=HANOI)

    assert moment(-1, now) == datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert moment(-1, now).utcoffset() == HANOI.utcoffset(now)


def test_a_clock_that_went_back_while_the_program_was_closed_is_doubted_without_a_server() -> None:
    clock = SystemClock(HANOI)
    clock.has_passed(datetime.now(UTC) + timedelta(hours=3))

    assert clock.doubtful
    assert "nhảy" in clock.words.vi
    clock.learn(datetime.now(UTC))
    assert not clock.doubtful


def test_a_clock_after_what_is_known_to_have_passed_is_not_doubted() -> None:
    clock = SystemClock(HANOI)
    clock.has_passed(datetime.now(UTC) - timedelta(days=40))

    assert not clock.doubtful
    assert clock.words.vi == "Đồng hồ đúng"
