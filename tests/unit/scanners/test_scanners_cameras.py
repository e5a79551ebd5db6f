"""Cameras are known by what they are: found again under another number, and never mixed up."""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from scanners.errors import CameraMissing
from scanners.sources import CameraDevice
from scanners.sources.cameras import KnownCamera, of_sysfs
from scanners.sources.settling import DENSE, Granted, Wish
from scanners.vision import Frame


class Driver:
    """A driver that grants sizes and focus, or not."""

    def __init__(self, focus: float = -1.0) -> None:
        self.asked: dict[int, float] = {}
        self._focus = focus

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's own name
        return True

    def read(self) -> tuple[bool, Frame | None]:
        sides = cv2.CAP_PROP_FRAME_HEIGHT, cv2.CAP_PROP_FRAME_WIDTH
        height, width = (int(self.asked[side]) for side in sides)
        return True, np.zeros((height, width, 3), np.uint8)

    def get(self, prop: int, /) -> float:
        if prop == cv2.CAP_PROP_FOCUS:
            return self._focus
        return self.asked.get(prop, -1.0) if self._focus >= 0 else -1.0

    def set(self, prop: int, value: float, /) -> bool:
        self.asked[prop] = value
        return True

    def release(self) -> None:
        pass


def node(folder: Path, number: int, *, name: str, index: str = "0", **usb: str) -> None:
    """Make a video node as Linux's sysfs shows it, on a USB device of its own."""
    device = folder / "devices" / usb.get("socket", f"1-{number}")
    interface = device / f"{device.name}:1.0"
    interface.mkdir(parents=True, exist_ok=True)
    for key in ("idVendor", "idProduct", "serial"):
        if key in usb:
            (device / key).write_text(usb[key] + "\n", encoding="utf-8")
    place = folder / "class" / f"video{number}"
    place.mkdir(parents=True)
    (place / "name").write_text(name + "\n", encoding="utf-8")
    (place / "index").write_text(index + "\n", encoding="utf-8")
    (place / "device").symlink_to(interface, target_is_directory=True)


@pytest.mark.skipif(sys.platform == "win32", reason="sysfs is made of links and names with a colon")
def test_linux_names_its_cameras_once_each(tmp_path: Path) -> None:
    usb = {"idVendor": "046d", "idProduct": "0825"}
    node(tmp_path, 0, name="C270", socket="1-2", serial="A1", **usb)
    node(tmp_path, 1, name="C270", socket="1-2", index="1", **usb)
    node(tmp_path, 2, name="C270", socket="1-3", **usb)
    node(tmp_path, 10, name="Máy ảnh ảo")

    assert of_sysfs(tmp_path / "class") == (
        KnownCamera(0, "usb:046d:0825:A1", "C270"),
        KnownCamera(2, "usb:046d:0825:@1-3", "C270"),
        KnownCamera(10, "name:Máy ảnh ảo", "Máy ảnh ảo"),
    )


def test_a_computer_without_cameras_has_none(tmp_path: Path) -> None:
    assert of_sysfs(tmp_path / "nowhere") == ()


def test_a_camera_is_found_again_under_another_number() -> None:
    numbers = iter((1, None, 4))
    opened: list[int] = []

    def opener(index: int) -> Driver:
        opened.append(index)
        return Driver()

    source = CameraDevice(
        "usb:046d:0825:A1", opener=opener, plugged_in=lambda _: True, find=lambda _: next(numbers)
    )
    source.open()
    with pytest.raises(CameraMissing):
        source.open()
    source.open()
    assert opened == [1, 4]


def test_a_dense_picture_and_a_held_focus_are_asked_for_and_what_is_granted_is_said() -> None:
    driver = Driver(focus=120.0)
    source = CameraDevice(
        0, Wish(DENSE, focus=88.0), opener=lambda _: driver, plugged_in=lambda _: True
    )
    source.open()
    assert driver.asked[cv2.CAP_PROP_AUTOFOCUS] == 0
    assert driver.asked[cv2.CAP_PROP_FOCUS] == 88.0
    assert source.granted == Granted(1920, 1080, True, 120.0)


def test_a_camera_without_a_focus_says_so() -> None:
    source = CameraDevice(0, opener=lambda _: Driver(), plugged_in=lambda _: True)
    source.open()
    assert source.granted == Granted(1280, 720)


def test_the_id_of_a_camera_is_not_in_its_name_for_logs() -> None:
    assert CameraDevice("usb:046d:0825:SERIAL-1").name == "camera by its id"
