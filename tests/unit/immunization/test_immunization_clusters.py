"""Lots with more reactions than usual: the arithmetic, and what it keeps quiet about."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization.clusters import LotCount, at_least, clusters


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0.01, 0.99))
def test_the_tail_is_the_binomial_sum(hits: int, trials: int, rate: float) -> None:
    exact = sum(
        comb(trials, k) * rate**k * (1 - rate) ** (trials - k) for k in range(hits, trials + 1)
    )
    assert at_least(hits, trials, rate) == pytest.approx(exact, abs=1e-9)


def test_a_lot_with_far_more_reactions_than_the_others_stands_out() -> None:
    (found,) = clusters({"A": LotCount(100, 9), "B": LotCount(400, 4), "C": LotCount(100, 1)})
    assert (found.lot, found.reactions, found.others_people, found.others_reactions) == (
        "A", 9, 500, 5
    )  # fmt: skip
    assert found.chance < 0.001


@pytest.mark.parametrize(
    "counts",
    [
        {},
        {"A": LotCount(50, 0)},
        {"A": LotCount(5, 2), "B": LotCount(500, 5)},  # too few to say anything
        {"A": LotCount(100, 3), "B": LotCount(100, 2)},  # as usual
    ],
)
def test_what_is_usual_or_too_few_is_no_cluster(counts: dict[str, LotCount]) -> None:
    assert clusters(counts) == ()


def test_two_serious_events_on_one_lot_always_stand_out() -> None:
    assert [one.lot for one in clusters({"A": LotCount(900, 2, serious=2)})] == ["A"]


def test_a_lot_alone_is_held_against_two_in_a_thousand() -> None:
    assert clusters({"A": LotCount(500, 4)}) == ()
    assert [one.lot for one in clusters({"A": LotCount(500, 8)})] == ["A"]
