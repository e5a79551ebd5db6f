"""Several frames of one code: followed, laid over each other, read where no single frame is."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.bench import hard_codes, hard_films, scan_video
from scanners import printing
from scanners.closeup import SIDE, Closeup
from scanners.decoder import Decoder
from scanners.engines import zxing
from scanners.following import Following
from scanners.reading import Glimpse
from scanners.sight import Sight
from scanners.smear import TRIES, Smear, smear_of, steadied
from scanners.stacking import Stack
from scanners.vision import Corners, Frame, opencv

CARD = "001202000000||Họ Tên Mẫu|15052002|Nam|Hà Nội|20042021"
PLACE: Corners = ((440.0, 160.0), (840.0, 160.0), (840.0, 560.0), (440.0, 560.0))


def frame(*, at: tuple[int, int] = (160, 440), light: float = 1.0) -> Frame:
    """Return the card's code on a desk, its top left corner at ``at`` (down, across)."""
    desk = np.full((720, 1280), 120, np.uint8)
    code = opencv().resize(printing.picture(CARD), (400, 400), interpolation=3)
    desk[at[0] : at[0] + 400, at[1] : at[1] + 400] = code
    return (desk * light).astype(np.uint8)


def noisy(picture: Frame, sigma: float, chance: np.random.Generator) -> Frame:
    return np.clip(picture + chance.normal(0, sigma, picture.shape), 0, 255).astype(np.uint8)


def test_a_close_up_gives_its_corners_back_in_the_frame() -> None:
    closeup = Closeup(frame(), PLACE)
    assert closeup.picture.shape == (SIDE, SIDE)
    (reading,) = zxing.look(closeup.picture).readings
    left, top = closeup.place(reading.corners)[0]
    (whole,) = zxing.look(frame()).readings
    assert (left, top) == pytest.approx(whole.corners[0], abs=3)


def test_noise_goes_from_the_mean_of_frames_that_a_hand_moved() -> None:
    chance = np.random.default_rng(4)
    dim = [frame(at=(160 + dy, 440 + dx), light=0.2) for dy, dx in [(0, 0), (7, -5), (3, 9)] * 3]
    shaken = [noisy(one, 22, chance) for one in dim]
    stack = Stack(shaken[0], PLACE)
    assert all(stack.add(one) for one in shaken[1:])
    assert {reading.text for reading in zxing.look(stack.mean()).readings} == {CARD}
    clean, single = (Closeup(one, PLACE).picture.astype(float) for one in (dim[0], shaken[0]))
    assert np.std(stack.mean() - clean) < 0.6 * np.std(single - clean)


def test_a_reflection_that_wanders_goes_from_the_darkest() -> None:
    lit = []
    for at in range(0, 300, 60):
        one = frame()
        one[160 + at : 300 + at, 440:840] = 255
        lit.append(one)
    stack = Stack(lit[0], PLACE)
    for one in lit[1:]:
        stack.add(one)
    assert [zxing.look(one).readings for one in lit] == [()] * 5
    assert {reading.text for reading in zxing.look(stack.darkest()).readings} == {CARD}


def test_a_frame_that_shows_something_else_is_not_laid_over() -> None:
    chance = np.random.default_rng(1)
    stack = Stack(frame(), PLACE)
    assert not stack.add(noisy(np.full((720, 1280), 120, np.uint8), 20, chance))
    assert stack.count == 1


def test_a_place_is_kept_while_the_code_is_out_of_sight_for_some_frames_only() -> None:
    following = Following()
    following.saw((PLACE,))
    for _ in range(12):
        following.saw(())
    sight = Sight(frame())
    following.show(sight)
    assert sight.outlines == [PLACE]
    assert sight.stack is not None
    following.saw(())
    gone = Sight(frame())
    following.show(gone)
    assert gone.outlines == []


def test_a_code_that_was_read_or_moved_begins_a_new_stack() -> None:
    following = Following()
    following.saw((PLACE,))
    first, second, third = Sight(frame()), Sight(frame()), Sight(frame())
    following.show(first)
    following.saw((tuple((x + 100, y) for x, y in PLACE),))
    following.show(second)
    assert first.stack is not second.stack
    following.forget()
    following.show(third)
    assert third.stack is None


def test_films_are_read_that_no_single_frame_gives() -> None:
    film = hard_films.one("glare", 3, 8, 1)
    again = hard_films.one("glare", 3, 8, 1)
    assert all((a == b).all() for a, b in zip(film.frames, again.frames, strict=True))
    assert not any(zxing.look(one).readings for one in film.frames)
    unhurried = Decoder(clock=lambda: 0.0)
    seen = {reading.text for one in film.frames for reading in unhurried.look(one).readings}
    assert seen == {film.text}


def test_the_benchmark_of_films_counts_what_one_frame_misses() -> None:
    sharp = frame()
    dark = hard_codes.one("none", 0, 4, 1).frame
    clear = hard_films.Film("clear", CARD, (sharp,) * 30)
    late = hard_films.Film("late", CARD, (*[dark] * 20, *[sharp] * 10))
    never = hard_films.Film("never", CARD, (dark,) * 30)
    figures = scan_video.measured([clear, late, never])
    assert figures["all: zxing-cpp, one frame"].value == pytest.approx(33.333)
    assert figures["all: zxing-cpp, every frame"].value == pytest.approx(66.667)
    assert figures["late: ours, of what one frame misses"].value == 100
    assert figures["never: ours, of what one frame misses"].value == 0
    assert figures["late: frames until read, median"].value == 21
    assert figures["all: wrong texts"].value == 0


SMALL: Corners = ((500.0, 200.0), (740.0, 200.0), (740.0, 440.0), (500.0, 440.0))


def small(way: tuple[float, float] = (0.0, 0.0)) -> Frame:
    """Return the card's code at some 6 pixels a module, smeared along a way in pixels."""
    desk = np.full((720, 1280), 120, np.uint8)
    code = opencv().resize(printing.picture(CARD), (240, 240), interpolation=3)
    desk[200:440, 500:740] = np.clip(code, 30, 225)
    return hard_codes.moved(desk, np.array(way)) if any(way) else desk


@pytest.mark.parametrize("degrees", [0, 35, 90, 130])
def test_the_smear_of_a_moving_hand_is_measured_and_undone(degrees: int) -> None:
    angle = np.radians(degrees)
    seen = small((15 * np.cos(angle), 15 * np.sin(angle)))
    assert zxing.look(seen).readings == ()
    closeup = Closeup(seen, SMALL)
    smear = smear_of(closeup)
    assert smear is not None
    apart = abs((np.degrees(smear.direction) - degrees + 90) % 180 - 90)
    assert apart < 12
    pictures = [steadied(closeup, Smear(smear.direction, smear.length * one)) for one in TRIES]
    texts = {reading.text for one in pictures for reading in zxing.look(one).readings}
    assert texts == {CARD}


def test_a_still_code_has_no_smear_and_costs_no_tries() -> None:
    assert smear_of(Closeup(small(), SMALL)) is None
    assert smear_of(Closeup(np.full((720, 1280), 120, np.uint8), SMALL)) is None


def test_a_code_whose_corners_no_engine_sees_is_found_by_its_texture_and_read() -> None:
    seen = small((9.0, 12.0))
    assert zxing.look(seen) == Glimpse()
    (reading,) = Decoder(clock=lambda: 0.0).read(seen)
    assert (reading.text, reading.engine) == (CARD, "zxing close-up")
    (whole,) = zxing.look(small()).readings
    for corner, right in zip(reading.corners, whole.corners, strict=True):
        assert corner == pytest.approx(right, abs=12)


def test_corners_that_are_seen_later_are_surer_than_a_likeness() -> None:
    sight = Sight(small((9.0, 12.0)))
    by_likeness = sight.closeup
    sight.saw((SMALL,))
    assert by_likeness is not None
    assert sight.closeup is not None
    assert sight.closeup is not by_likeness
