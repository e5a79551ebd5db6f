"""How much at a time, and when again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from immunization.errors import KnownError
from sync.errors import ServerBroken, ServerBusy, ServerUnreachable
from sync.limits import MAX_ENTRIES
from sync.pace import Pace
from sync.timing import Timing

lucks = st.integers(0, 100).map(lambda percent: percent / 100)


@given(st.lists(st.one_of(st.none(), st.floats(0, 1_000)), max_size=60))
def test_batches_stay_within_bounds_and_recover(exchanges: list[float | None]) -> None:
    pace = Pace()
    for seconds in exchanges:
        if seconds is None:
            pace.failed()
        else:
            pace.took(pace.count, seconds)
        assert 1 <= pace.count <= MAX_ENTRIES
    for _ in range(12):
        pace.took(pace.count, 0.1)
    assert pace.count == MAX_ENTRIES


def test_a_slow_line_gets_smaller_batches() -> None:
    pace = Pace(1_000)
    pace.took(1_000, 10)
    assert pace.count == 500


def test_a_last_batch_that_is_not_full_says_nothing_of_larger_ones() -> None:
    pace = Pace(1_000)
    pace.took(3, 0.01)
    assert pace.count == 1_000


@given(st.integers(1, 100), lucks)
def test_the_pause_grows_but_is_bounded(failures: int, luck: float) -> None:
    timing = Timing()
    for error, most in ((ServerBroken(), timing.most), (ServerUnreachable(), 15.0)):
        assert 0.5 <= timing.pause(error, failures, luck) <= most * 1.5
        assert timing.pause(error, failures, luck) <= timing.pause(error, failures + 1, luck)


@given(st.sampled_from([ServerUnreachable(), ServerBroken()]), lucks, lucks)
def test_luck_spreads_desks_that_failed_together(error: KnownError, one: float, two: float) -> None:
    timing = Timing()
    spread = abs(timing.pause(error, 10, one) - timing.pause(error, 10, two))
    assert spread >= 14 * abs(one - two)


@given(st.floats(0, 3_600), st.integers(1, 9), lucks)
def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(
    retry_after: float, failures: int, luck: float
) -> None:
    assert Timing().pause(ServerBusy(retry_after), failures, luck) >= retry_after


@given(lucks)
def test_when_all_is_well_it_looks_again_after_half_a_minute(luck: float) -> None:
    assert 23.9 < Timing().pause(None, 0, luck) < 36.1
