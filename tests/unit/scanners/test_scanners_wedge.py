"""Keys in time: what a hand scanner types, and what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.payloads import recognise
from scanners.wedge import FEWEST, GAP, TAIL_GAP, Burst, WedgeDetector

CARD = "001202000000||Họ Tên Mẫu|15052002|Nam|Hà Nội|20042021"
VARIED = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n\t", exclude_categories=["Cs"]),
    min_size=FEWEST,
    max_size=60,
).filter(lambda text: len(set(text[:FEWEST])) > 1)


class Field:
    """A text field that gets what the detector lets through."""

    def __init__(self) -> None:
        self.detector = WedgeDetector()
        self.text = ""
        self.entered = 0
        self.scans: list[str] = []
        self.now = 1_000.0

    def press(self, char: str, after: float) -> None:
        self.now += after
        verdict = self.detector.feed(char, self.now)
        self.took(verdict.scan)
        if verdict.swallow:
            return
        if char in "\r\n\t":
            self.entered += 1
        else:
            self.text += char

    def wait(self, milliseconds: float) -> None:
        self.now += milliseconds
        self.took(self.detector.flush(self.now))

    def took(self, scan: Burst | None) -> None:
        if scan is not None:
            self.text = self.text[: len(self.text) - scan.give_back]
            self.scans.append(scan.text)


@given(VARIED, st.lists(st.floats(0, GAP), min_size=60, max_size=60), st.floats(0, TAIL_GAP))
def test_a_burst_is_a_scan_and_leaves_no_trace_in_the_field(
    text: str, gaps: list[float], tail: float
) -> None:
    field = Field()
    for char in "Ng":
        field.press(char, 180)
    field.wait(400)
    for char, gap in zip(text, [GAP + 1, *gaps], strict=False):
        field.press(char, gap)
    field.press("\r", tail)
    assert (field.scans, field.text, field.entered) == ([text], "Ng", 0)


@given(st.lists(st.tuples(st.sampled_from("abcđ1 \r"), st.floats(GAP + 1, 2_000)), max_size=80))
def test_a_person_typing_is_left_alone(keys: list[tuple[str, float]]) -> None:
    field = Field()
    for char, after in keys:
        field.press(char, after)
    typed = "".join(char for char, _ in keys)
    assert field.scans == []
    assert field.text == typed.replace("\r", "")
    assert field.entered == typed.count("\r")


@given(st.lists(st.sampled_from("abc"), max_size=FEWEST - 1), st.floats(0, GAP))
def test_a_roll_of_a_few_fingers_is_not_a_scan(keys: list[str], gap: float) -> None:
    field = Field()
    for char in keys:
        field.press(char, gap)
    field.press("\r", GAP)
    assert (field.scans, field.text, field.entered) == ([], "".join(keys), 1)


@given(VARIED)
def test_a_scanner_without_enter_is_known_by_its_pause(text: str) -> None:
    field = Field()
    for char in text:
        field.press(char, 5)
    assert field.detector.is_burst
    field.wait(GAP + 1)
    assert (field.scans, field.text) == ([text], "")
    assert not field.detector.is_burst


def test_without_a_timer_the_next_key_brings_the_scan() -> None:
    field = Field()
    for char in CARD:
        field.press(char, 5)
    field.press("N", 900)
    assert (field.scans, field.text) == ([CARD], "N")


@pytest.mark.parametrize("ends", ["\r", "\n", "\t", "\r\n"])
def test_every_closing_key_of_scanners_is_swallowed(ends: str) -> None:
    field = Field()
    for char in CARD + ends:
        field.press(char, 4)
    assert (field.scans, field.entered) == ([CARD], 0)


def test_an_enter_that_follows_the_timer_presses_nothing_and_a_later_one_does() -> None:
    field = Field()
    for char in CARD:
        field.press(char, 4)
    field.wait(GAP + 1)
    field.press("\r", 20)
    assert field.entered == 0
    field.press("\r", 900)
    assert field.entered == 1


def test_two_scans_in_a_row_are_two() -> None:
    field = Field()
    for char in "001202000000\r012345678\r":
        field.press(char, 8)
    assert field.scans == ["001202000000", "012345678"]


def test_a_key_held_down_is_not_a_scan() -> None:
    field = Field()
    for char in "a" * 200:
        field.press(char, 33)
    assert (field.scans, field.text) == ([], "a" * 200)


def test_a_scan_that_begins_with_many_equal_digits_is_whole() -> None:
    field = Field()
    for char in "000000000012\r":
        field.press(char, 10)
    assert (field.scans, field.text) == (["000000000012"], "")


def test_a_scan_of_5000_characters_arrives_and_gets_its_answer() -> None:
    field = Field()
    for char in "01" * 2500 + "\r":
        field.press(char, 2)
    assert recognise(field.scans[0]).kind == "too_long"


@given(VARIED, st.lists(st.integers(0, 40), max_size=12))
def test_what_is_erased_within_a_burst_is_not_in_the_scan(text: str, at: list[int]) -> None:
    field = Field()
    for place, char in enumerate(text):
        field.press(char, 5)
        for _ in range(at.count(place)):
            field.press("x", 5)
            field.now += 5
            if not field.detector.erase(field.now):
                field.text = field.text[:-1]
    field.press("\r", 5)
    assert (field.scans, field.text) == ([text], "")


def test_a_hands_backspace_is_the_fields() -> None:
    field = Field()
    for char in "abcdefgh":
        field.press(char, 150)
    assert field.detector.erase(field.now + 150) is False
