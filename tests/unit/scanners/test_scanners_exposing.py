"""Trying other times of exposure: when, in what order, and only with cameras that find back."""

from __future__ import annotations

import sys
import threading

import numpy as np
import pytest

from desktop_app.bench import hard_light, scan_light
from scanners.camera import CameraWorker
from scanners.decoder import Decoder
from scanners.exposing import EACH, PATIENCE, REST, TIMES, Exposing
from scanners.guidance import Hint
from scanners.reading import Glimpse, Reading
from scanners.sources import CameraDevice
from scanners.sources.exposure import Exposure
from scanners.vision import Frame, opencv

CORNERS = ((0.0, 0.0), (90.0, 0.0), (90.0, 90.0), (0.0, 90.0))
NOTHING = Glimpse()
SEEN = Glimpse((), (CORNERS,))
READ = Glimpse((Reading(b"x", "x", CORNERS, "zxing"),))
AUTOMATIC, BY_HAND = {"linux": 3.0, "win32": 1.0}, {"linux": 1.0, "win32": 0.0}


def asked(glimpse: Glimpse, hint: Hint, seconds: float, exposing: Exposing) -> list[float | None]:
    """Return what is asked for, each change once, over some seconds of 20 frames each."""
    said: list[float | None] = []
    for at in range(int(seconds * 20)):
        one = exposing.after(glimpse, hint, at / 20)
        if not said or said[-1] != one:
            said.append(one)
    return said


def test_an_empty_desk_keeps_the_cameras_own_exposure() -> None:
    hints: tuple[Hint, ...] = ("show", "light", "closer", "farther")
    for hint in hints:
        assert asked(NOTHING, hint, 9, Exposing()) == [None]


@pytest.mark.parametrize(
    ("glimpse", "hint"), [(SEEN, "show"), (NOTHING, "hold"), (NOTHING, "glare")]
)
def test_a_code_that_stays_unread_gets_a_round_of_times_and_then_a_rest(
    glimpse: Glimpse, hint: Hint
) -> None:
    round_and_rest = PATIENCE + EACH * len(TIMES) + REST
    assert asked(glimpse, hint, round_and_rest, Exposing()) == [None, *TIMES, None]
    assert asked(glimpse, hint, round_and_rest + EACH, Exposing())[-1] == TIMES[0]


def test_what_is_in_sight_for_a_moment_only_changes_nothing() -> None:
    exposing = Exposing()
    for at in range(40):
        glimpse = SEEN if at % 10 < 2 else NOTHING
        assert exposing.after(glimpse, "show", at / 20) is None


def test_a_reading_ends_the_round_at_once() -> None:
    exposing = Exposing()
    assert asked(SEEN, "hold", 0.5, exposing)[-1] is not None
    trying = [exposing.is_trying]
    assert exposing.after(READ, "show", 0.51) is None
    trying.append(exposing.is_trying)
    assert trying == [True, False]
    assert exposing.after(NOTHING, "show", 0.52) is None


class Driver:
    """A capture as a driver gives it: ``obeys`` automatic exposure, by hand, and times."""

    def __init__(
        self, system: str, *, back: bool = True, hand: bool = True, times: bool = True
    ) -> None:
        self.values = {opencv().CAP_PROP_AUTO_EXPOSURE: AUTOMATIC[system]}
        self.log: list[tuple[int, float]] = []
        self._refused = {
            (opencv().CAP_PROP_AUTO_EXPOSURE, AUTOMATIC[system]): back,
            (opencv().CAP_PROP_AUTO_EXPOSURE, BY_HAND[system]): hand,
        }
        self._times = times

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's own name
        return True

    def read(self) -> tuple[bool, Frame | None]:
        return True, np.zeros((72, 128, 3), np.uint8)

    def get(self, prop: int, /) -> float:
        return self.values.get(prop, 0.0)

    def set(self, prop: int, value: float, /) -> bool:
        self.log.append((prop, value))
        if prop == opencv().CAP_PROP_EXPOSURE and not self._times:
            return False
        if not self._refused.get((prop, value), True):
            self.values[prop] = -1.0
            return False
        self.values[prop] = value
        return True

    def release(self) -> None:
        return


@pytest.mark.parametrize(("system", "value"), [("linux", 80.0), ("win32", -7.0)])
def test_a_time_is_asked_for_as_the_system_counts_and_automatic_comes_back(
    system: str, value: float
) -> None:
    driver = Driver(system)
    exposure = Exposure(driver, system)
    exposure.ask(8.0)
    assert driver.values[opencv().CAP_PROP_AUTO_EXPOSURE] == BY_HAND[system]
    assert driver.values[opencv().CAP_PROP_EXPOSURE] == value
    exposure.ask(None)
    assert driver.values[opencv().CAP_PROP_AUTO_EXPOSURE] == AUTOMATIC[system]
    assert exposure.obeys


def test_asking_for_the_same_again_costs_nothing() -> None:
    driver = Driver("linux")
    exposure = Exposure(driver, "linux")
    count = len(driver.log)
    exposure.ask(None)
    assert len(driver.log) == count
    exposure.ask(8.0)
    count = len(driver.log)
    exposure.ask(8.0)
    assert len(driver.log) == count


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_a_camera_that_does_not_find_back_to_automatic_is_left_alone(system: str) -> None:
    driver = Driver("linux", back=False) if system == "darwin" else Driver(system, back=False)
    exposure = Exposure(driver, system)
    assert not exposure.obeys
    count = len(driver.log)
    exposure.ask(8.0)
    assert len(driver.log) == count


@pytest.mark.parametrize("refusing", ["hand", "times"])
def test_a_camera_that_refuses_a_time_is_set_back_and_never_asked_again(refusing: str) -> None:
    driver = Driver("linux", **{refusing: False})
    exposure = Exposure(driver, "linux")
    obeys = [exposure.obeys]
    exposure.ask(8.0)
    obeys.append(exposure.obeys)
    assert obeys == [True, False]
    assert driver.values[opencv().CAP_PROP_AUTO_EXPOSURE] == AUTOMATIC["linux"]
    count = len(driver.log)
    exposure.ask(2.0)
    assert len(driver.log) == count


@pytest.mark.skipif(sys.platform not in AUTOMATIC, reason="no driver that is known here")
def test_a_camera_is_given_back_with_its_own_exposure() -> None:
    driver = Driver(sys.platform)
    camera = CameraDevice(0, opener=lambda _index: driver, plugged_in=lambda _index: True)
    camera.open()
    camera.read()
    assert all(setting != opencv().CAP_PROP_EXPOSURE for setting, _ in driver.log)
    camera.expose(8.0)
    assert camera.read() is not None
    assert driver.values[opencv().CAP_PROP_AUTO_EXPOSURE] == BY_HAND[sys.platform]
    camera.close()
    assert driver.values[opencv().CAP_PROP_AUTO_EXPOSURE] == AUTOMATIC[sys.platform]


def test_the_worker_asks_a_camera_that_can_be_asked() -> None:
    source = AskedSource()
    worker = CameraWorker(
        source,
        BlindDecoder(),
        on_scan=lambda _scan: None,
        on_state=lambda _state: None,
        clock=lambda: len(source.asked) / 10,
    )
    worker.start()
    assert source.tried.wait(60)
    assert worker.stop(patience=30)


class BlindDecoder(Decoder):
    """Sees a code in every frame, and reads none."""

    def look(self, frame: Frame) -> Glimpse:
        return SEEN


class AskedSource:
    """Shows one frame for ever, and keeps what it was asked for."""

    name, live, stills, interval = "asked", True, False, 0.0

    def __init__(self) -> None:
        self.asked: list[float | None] = []
        self.tried = threading.Event()
        self._frame = np.zeros((72, 128, 3), np.uint8)

    def open(self) -> None:
        return

    def read(self) -> Frame | None:
        return self._frame

    def expose(self, milliseconds: float | None) -> None:
        self.asked.append(milliseconds)
        if milliseconds == TIMES[-1]:
            self.tried.set()

    def close(self) -> None:
        return


@pytest.mark.long
def test_a_screen_in_a_dark_room_is_read_once_a_shorter_time_is_tried() -> None:
    figures = scan_light.measured([hard_light.one(hard_light.KINDS[0], 2, 8, seed=1)])
    assert figures["all: automatic exposure alone"].value == 0
    assert figures["all: others tried"].value == 100
    assert figures["all: wrong texts"].value == 0
