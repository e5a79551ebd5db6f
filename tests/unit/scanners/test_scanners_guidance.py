"""That the preview's one sentence is right: on codes held wrongly, each fault by itself."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from desktop_app.bench import hard_codes, hard_hands, scan_hands
from scanners import printing
from scanners.backdrop import Backdrop
from scanners.guidance import Guide, hint
from scanners.reading import Glimpse
from scanners.texture import code_like
from scanners.vision import Frame, opencv, shrunk

MOST_WRONG = 0.25  # of the unread pictures of a fault, in the short form


def wrong_shares(each: int, seed: int) -> dict[str, float]:
    tallies = scan_hands.tallies(hard_hands.held(each, seed))
    return {
        fault: 1 - tally[hard_hands.FAULTS[fault][0]] / max(1, tally.total() - tally["read"])
        for fault, tally in tallies.items()
    }


def test_the_advice_fits_the_fault_in_nearly_every_made_picture() -> None:
    wrong = wrong_shares(8, seed=13)
    assert wrong.keys() == hard_hands.FAULTS.keys()
    assert max(wrong.values()) <= MOST_WRONG, wrong


def test_a_code_that_moved_is_told_to_hold_still_and_never_to_come_closer() -> None:
    # Of a smeared code only a part has edges both ways: by its size it would be too far away.
    tally = scan_hands.tallies(hard_hands.held(16, seed=1, faults=["moved"]))["moved"]
    assert tally["closer"] == 0
    assert tally["hold"] >= 14


@pytest.mark.long
def test_the_advice_fits_the_fault_in_five_of_six_of_many_made_pictures() -> None:
    wrong = wrong_shares(60, seed=14)
    assert max(wrong.values()) <= 1 / 6, wrong


def shelf() -> Frame:
    """Return a rack of boxes against a wall: textured, as high as wide, and no code."""
    chance = np.random.default_rng(1)
    wall = np.full((720, 1280), 130, np.uint8)
    boxes = np.kron(chance.integers(40, 220, (36, 36)), np.ones((14, 14))).astype(np.uint8)
    wall[100:604, 400:904] = boxes
    return hard_codes.grained(wall, chance, 3)


def test_what_stood_there_all_along_is_not_taken_for_a_code() -> None:
    guide, looks = Guide(), Counter[str]()
    for seed in range(12):
        noise = np.random.default_rng(seed)
        picture, factor = shrunk(hard_codes.grained(shelf(), noise, 3), 480)
        looks[guide.say(Glimpse(), picture, factor)] += 1
    assert looks == {"show": 12}
    assert code_like(shrunk(shelf(), 480)[0]) is not None  # by itself it would be


def test_a_code_before_a_shelf_is_seen_before_it() -> None:
    backdrop = Backdrop()
    hint(Glimpse(), shrunk(shelf(), 480)[0], 0.375, backdrop)
    held = shelf()
    code = opencv().resize(np.minimum(printing.picture("001202000000"), 220), (300, 300))
    held[200:500, 500:800] = hard_codes.out_of_focus(code, 14)
    assert hint(Glimpse(), shrunk(held, 480)[0], 0.375, backdrop) == "hold"


def test_what_lies_still_for_long_becomes_a_part_of_the_desk() -> None:
    backdrop = Backdrop()
    desk = np.full((270, 480), 120, np.uint8)
    assert not backdrop.new(desk).any()
    desk[100:200, 200:300] = shelf()[200:300, 500:600]
    assert backdrop.new(desk).any()
    for _ in range(80):
        mask = backdrop.new(desk)
    assert not mask.any()


def test_a_camera_that_sets_its_exposure_anew_shows_nothing_new() -> None:
    backdrop = Backdrop()
    desk = shrunk(hard_codes.one("none", 0, 8, 3).frame, 480)[0]
    backdrop.new(desk)
    assert float(np.mean(backdrop.new((desk * 0.7).astype(np.uint8)) > 0)) < 0.05


@pytest.mark.parametrize("size", [(12, 12), (12, 1920), (1080, 12), (30, 30), (270, 480)])
def test_no_picture_makes_the_advice_fail(size: tuple[int, int]) -> None:
    chance = np.random.default_rng(5)
    guide = Guide()
    for _ in range(7):
        frame = chance.integers(0, 256, (*size, 3)).astype(np.uint8)
        picture, factor = shrunk(frame, 480)
        assert guide.say(Glimpse(), picture, factor)
    assert guide.say(Glimpse(), np.full((270, 480), 255, np.uint8), 1.0)
