"""When a desk compares with its upstream, and when a queue is called stuck."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.comparing import AGAIN, EVERY, FIRST, SOON, Comparing, Verdict, in_ranges
from sync.errors import ServerRefused, ServerUnreachable
from sync.held import Place
from sync.reconciling import Agreement
from sync.watchdog import PATIENCE, Watchdog
from tests import writing

LOST = Place(writing.device(2), 1, 7)


@dataclass
class Scene:
    """A clock that is moved, and an upstream that answers what the test says."""

    now: float = 0.0
    answers: list[Agreement | Exception] = field(default_factory=list)
    asked: list[list[int]] = field(default_factory=list)
    told: list[Verdict] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.comparing = Comparing(
            lambda _upstream: self,  # type: ignore[arg-type, return-value]
            self.told.append,
            lambda: 20_780,
            now=lambda: self.now,
            luck=lambda: 0.5,
        )

    def run(self, days: list[int]) -> Agreement:
        self.asked.append(days)
        answer = self.answers.pop(0) if self.answers else Agreement(3)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def after(self, seconds: float) -> None:
        self.now += seconds
        self.comparing.after_round(None)  # type: ignore[arg-type]


def test_many_entries_are_compared_less_often() -> None:
    scene = Scene(answers=[Agreement(1_000_000)])
    scene.after(FIRST)
    scene.after(EVERY * 9)
    assert len(scene.asked) == 1
    scene.after(EVERY)
    assert len(scene.asked) == 2


def test_what_may_be_amiss_is_compared_soon() -> None:
    scene = Scene()
    scene.after(FIRST)
    scene.comparing.compare_soon()
    assert scene.comparing.pause <= SOON
    scene.after(SOON)
    assert len(scene.asked) == 2


def test_it_compares_soon_after_the_start_and_then_now_and_then() -> None:
    scene = Scene()
    scene.after(FIRST - 1)
    assert scene.asked == []
    scene.after(1)
    scene.after(EVERY - 1)
    assert len(scene.asked) == 1
    scene.after(1)
    assert len(scene.asked) == 2
    assert scene.told[-1].is_equal


def test_a_whole_year_is_looked_at_in_turn_and_the_last_two_days_each_time() -> None:
    scene = Scene()
    for _ in range(60):
        scene.after(EVERY)
    seen = {day for days in scene.asked for day in days}
    assert seen.issuperset(range(20_780 - 365, 20_781))
    assert all({20_780, 20_779} <= set(days) for days in scene.asked)
    assert max(map(len, scene.asked)) <= 31


def test_what_was_mended_is_looked_at_again_soon() -> None:
    scene = Scene(answers=[Agreement(9, mended=(LOST,))])
    scene.after(FIRST)
    assert not scene.told[-1].is_equal
    scene.after(AGAIN)
    assert scene.told[-1].is_equal


def test_a_difference_is_said_only_when_it_stays() -> None:
    scene = Scene(answers=[Agreement(9, left=(LOST,))] * 2)
    scene.after(FIRST)
    scene.after(AGAIN)
    scene.after(EVERY)
    assert [one.lost for one in scene.told] == [(), (LOST,), ()]
    assert scene.asked[0] == scene.asked[1] == scene.asked[2], "until it is well"
    scene.after(EVERY)
    assert scene.asked[3] != scene.asked[2]


def test_what_an_upstream_loses_again_and_again_is_not_called_mended() -> None:
    scene = Scene(answers=[Agreement(9, mended=(LOST,))] * 2)
    scene.after(FIRST)
    scene.after(AGAIN)
    assert [(one.mended, one.lost) for one in scene.told] == [((LOST,), ()), ((), (LOST,))]
    assert len(scene.asked) == 2
    scene.after(AGAIN)
    assert len(scene.asked) == 2, "no haste any more"


def test_an_older_upstream_that_compares_nothing_is_no_error() -> None:
    scene = Scene(answers=[ServerRefused("not-found"), ServerUnreachable()])
    scene.after(FIRST)
    assert scene.told == []
    with pytest.raises(ServerUnreachable):
        scene.after(EVERY)


def test_places_are_told_it_as_ranges() -> None:
    one, two = writing.device(1), writing.device(2)
    places = [Place(one, 1, seq) for seq in (1, 2, 3, 9)] + [Place(two, 2, 4)]
    assert in_ranges(places) == f"{one}/1: 1-3, 9; {two}/2: 4"


@dataclass
class Queue:
    now: float = 0.0

    def __post_init__(self) -> None:
        self.dog = Watchdog(now=lambda: self.now)

    def after(self, seconds: float, waiting: int, held: int, *, is_up: bool = True) -> float | None:
        self.now += seconds
        return self.dog.look(waiting=waiting, held=held, is_up=is_up)


def test_a_queue_of_which_nothing_goes_through_is_stuck_after_a_while() -> None:
    queue = Queue()
    assert queue.after(0, 5, 10) is None
    assert queue.after(PATIENCE - 1, 9, 10) is None
    assert queue.after(1, 9, 10) == PATIENCE
    assert queue.after(60, 9, 10) == PATIENCE + 60
    assert queue.after(1, 8, 11) is None


def test_a_busy_desk_whose_entries_go_through_is_not_stuck() -> None:
    queue = Queue()
    for held in range(100):
        assert queue.after(PATIENCE / 2, 20, held) is None


def test_without_a_line_nothing_is_stuck_and_its_return_begins_anew() -> None:
    queue = Queue()
    queue.after(0, 5, 10)
    assert queue.after(10 * PATIENCE, 5, 10, is_up=False) is None
    assert queue.after(1, 5, 10) is None
    assert queue.after(PATIENCE - 1, 5, 10) is None
    assert queue.after(1, 5, 10) is not None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.booleans()), max_size=40))
def test_stuck_means_that_nothing_was_acknowledged_for_as_long_with_the_line_up(
    steps: list[tuple[int, int, bool]],
) -> None:
    queue, held, quiet = Queue(), 0, -1.0
    for waiting, went, is_up in steps:
        held += went
        stuck = queue.after(100, waiting, held, is_up=is_up)
        if not waiting or not is_up:
            quiet = -1.0
        else:
            quiet = quiet + 100 if quiet >= 0 and not went else 0.0
        assert (stuck is not None) == (quiet >= PATIENCE)
