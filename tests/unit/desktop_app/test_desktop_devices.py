"""Camera and scanners as the program holds them: remembered by device, watched, never mixed up."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import camera as desk_camera
from desktop_app.camera import DeskCamera, Heard
from desktop_app.devices import Devices
from desktop_app.relay import Relay
from desktop_app.settings import Settings
from scanners import serial_ports, serial_scanner
from scanners.serial_ports import SerialPort, port_of
from scanners.serial_scanner import Port
from scanners.vision import Frame
from ui.ports import CameraState, CameraWish, ScannedCode

PATIENCE_MS = 20_000
ONE = port_of("COM3", 0x0C2E, 0x0720, "SN-A", "1-2", "Xenon")
OTHER = port_of("COM4", 0x0C2E, 0x0720, "SN-B", "1-3", "Xenon")


class Line:
    """A port that gives one code, then silence."""

    def __init__(self, code: bytes) -> None:
        self._code = code
        self.closed = threading.Event()

    @property
    def in_waiting(self) -> int:
        return len(self._code)

    def read(self, size: int = 1, /) -> bytes:
        part, self._code = self._code[:size], self._code[size:]
        if not part:
            self.closed.wait(0.01)
        return part

    def close(self) -> None:
        self.closed.set()


@pytest.fixture
def kept() -> dict[str, object]:
    return {}


@pytest.fixture
def made(qapp: QApplication, kept: dict[str, object]) -> Callable[[Settings], Devices]:
    owner = QObject()

    def make(settings: Settings) -> Devices:
        relay = Relay(owner)
        devices = Devices(settings, relay, kept.update, owner)
        devices.relay_for_tests = relay  # type: ignore[attr-defined]
        return devices

    make.owner = owner  # type: ignore[attr-defined]
    return make


def test_two_desks_of_one_pc_each_hear_their_own_scanner(
    made: Callable[[Settings], Devices], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opener(id: str) -> Port:
        device = serial_ports.device_of(id)
        return Line(f"code at {device}\r".encode())

    monkeypatch.setattr(serial_ports, "ports", lambda: (ONE, OTHER))
    monkeypatch.setattr(serial_scanner, "open_port", opener)
    for port in (ONE, OTHER):
        devices = made(Settings(camera="", serial_port=port.id, serial_name=port.name))
        relay: Relay = devices.relay_for_tests  # type: ignore[attr-defined]
        with qtbot.waitSignal(relay.serial_came, timeout=PATIENCE_MS) as came:
            devices.start()
        devices.stop()
        code = f"code at {port.device}".encode()
        assert came.args == [ScannedCode(code, "serial", port=port.id, port_name="Xenon")]


def test_what_is_remembered_goes_into_the_settings(
    made: Callable[[Settings], Devices], kept: dict[str, object]
) -> None:
    devices = made(Settings(camera=""))

    devices.remember_pace(64)
    devices.remember_port(ONE.id, ONE.name)
    devices.camera.choose(CameraWish("", "C270", dense=True, focus=3.0))

    assert kept == {
        "burst_ms": 64, "serial_port": ONE.id, "serial_name": "Xenon", "camera": "",
        "camera_name": "C270", "camera_dense": True, "camera_focus": 3.0,
    }  # fmt: skip
    assert devices.state().pace == 64
    devices.stop()


def test_the_pace_is_wide_only_while_the_test_code_is_waited_for(
    made: Callable[[Settings], Devices],
) -> None:
    devices = made(Settings(camera="", burst_ms=40))
    devices.expect_trial(True)
    assert devices.bursts.gap_ms == 120
    devices.remember_pace(64)
    devices.expect_trial(False)
    assert devices.bursts.gap_ms == 64


class Stuck:
    """A camera whose driver hangs after its first picture, as after a sleep."""

    live, stills, interval, name = True, False, 0.0, "stuck"

    def __init__(self, picture: Frame, woken: threading.Event) -> None:
        self._picture, self._woken = picture, woken
        self._first = True

    def open(self) -> None:
        pass

    def read(self) -> Frame | None:
        if not self._first:
            self._woken.wait()
        self._first = False
        return self._picture

    def close(self) -> None:
        pass


def test_a_camera_that_hangs_after_a_sleep_is_begun_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import numpy as np

    woken, sources = threading.Event(), queue.Queue[Stuck]()
    told: queue.Queue[CameraState] = queue.Queue()

    def source_of(*_args: object, **_more: object) -> Stuck:
        source = Stuck(np.zeros((72, 128, 3), np.uint8), woken)
        sources.put(source)
        return source

    monkeypatch.setattr(desk_camera, "source_of", source_of)
    monkeypatch.setattr(desk_camera, "_STALLED", -1.0)
    camera = DeskCamera(CameraWish("0"), Heard(print, lambda _: None, told.put))
    camera.start()
    try:
        sources.get(timeout=20)
        while told.get(timeout=20).kind != "ready":
            pass
        camera.look_after()
        assert sources.get(timeout=20) is not None  # another worker, on another opening
    finally:
        woken.set()
        camera.stop()


def test_ports_are_listed_without_any_being_opened() -> None:
    assert all(isinstance(port, SerialPort) for port in serial_ports.ports())
