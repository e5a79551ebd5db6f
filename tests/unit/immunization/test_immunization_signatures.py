"""Signatures drawn on the screen: kept as drawn, never longer than an entry bears."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from immunization.signatures import HEIGHT, LONGEST, WIDTH, read, written

POINTS = st.tuples(st.integers(-50, WIDTH + 50), st.integers(-50, HEIGHT + 50))


def test_a_signature_is_short_text_that_gives_the_strokes_back() -> None:
    text = written([[(10, 20), (30, 40)], [(5, 5)], []])
    assert text == "10,20 30,40;5,5"
    assert read(text) == (((10, 20), (30, 40)), ((5, 5),))


@given(st.lists(st.lists(POINTS, max_size=40), max_size=6))
def test_points_stay_on_the_sheet(strokes: list[list[tuple[int, int]]]) -> None:
    for stroke in read(written(strokes)):
        for x, y in stroke:
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT


def test_a_scribble_without_end_loses_points_and_keeps_its_ends() -> None:
    scribble = [(at % (WIDTH + 1), at * 7 % (HEIGHT + 1)) for at in range(20_000)]
    text = written([scribble])
    assert 0 < len(text) <= LONGEST
    (stroke,) = read(text)
    assert (stroke[0], stroke[-1]) == (scribble[0], scribble[-1])


@given(st.text(max_size=60))
def test_text_from_elsewhere_is_a_signature_or_nothing(text: str) -> None:
    assert isinstance(read(text), tuple)
