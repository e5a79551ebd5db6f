"""Who is turned away draws a number: spread as the server can serve, bounded, never for good."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from central.shedding import LONGEST, Shedding


class Time:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def busy(time: Time, served_a_second: int) -> Shedding:
    """A server that has served at this pace for a while."""
    load = Shedding(time, lambda: 0.5)
    for _ in range(served_a_second * 10):
        load.begin()
        time.now += 1 / served_a_second
        load.end()
    return load


def test_those_who_are_sent_away_come_back_one_after_the_other() -> None:
    load = busy(Time(), 60)
    told = [load.retry_after() for _ in range(500)]
    assert told == sorted(told)
    # 60 requests a second are 20 desks' rounds: the 500th has its turn after 25 seconds.
    assert 24 <= told[-1] <= 27
    assert max(told.count(second) for second in set(told)) <= 31


def test_a_quick_server_calls_them_back_sooner() -> None:
    slow, quick = busy(Time(), 30), busy(Time(), 300)
    assert [slow.retry_after() for _ in range(200)][-1] > 5 * [
        quick.retry_after() for _ in range(200)
    ][-1]


def test_once_it_is_quiet_again_the_numbers_begin_anew() -> None:
    time = Time()
    load = busy(time, 60)
    for _ in range(500):
        load.retry_after()
    time.now += 60
    assert load.retry_after() <= 2


@given(st.integers(1, 20_000), st.floats(0, 1), st.integers(1, 1_000))
def test_nobody_is_sent_away_for_long_or_for_no_time(turned: int, luck: float, pace: int) -> None:
    time = Time()
    load = Shedding(time, lambda: luck)
    for _ in range(20):
        load.begin()
        time.now += 1 / pace
        load.end()
    told = [load.retry_after() for _ in range(min(turned, 2_000))]
    assert all(1 <= seconds <= LONGEST for seconds in told)


def test_what_is_in_work_is_bounded() -> None:
    load = Shedding(Time(), at_once=3)
    for _ in range(3):
        assert not load.is_full
        load.begin()
    assert load.is_full
    load.end()
    assert not load.is_full


def test_the_bodies_of_all_together_are_bounded() -> None:
    load = Shedding(Time(), in_hand=100)
    assert load.hold(60)
    assert load.hold(40)
    assert not load.hold(1)
    load.let_go(101)
    assert load.hold(100)
