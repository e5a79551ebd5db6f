"""A camera on this computer, by its number."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from scanners.errors import CameraBusy, CameraMissing, CameraUnplugged
from scanners.sources.capture import Capture, next_frame, opened
from scanners.vision import Frame, opencv

WIDTH, HEIGHT = 1280, 720  # enough for certificates of 1,000 characters, and most cameras have it
PER_SECOND: Final = 15
_FIRST_FRAMES: Final = 3  # a camera that wakes up may drop its first


class CameraDevice:
    """The camera with a number, counted from 0 as the operating system does.

    Whether a camera that does not open is missing or busy is told by the device file on
    Linux. Elsewhere one that opens and gives nothing is busy, one that does not open missing.
    """

    live: Final = True
    stills: Final = False
    interval: Final = 0.0

    def __init__(
        self,
        index: int = 0,
        *,
        opener: Callable[[int], Capture | None] | None = None,
        plugged_in: Callable[[int], bool | None] | None = None,
    ) -> None:
        self.index = index
        self.name = f"camera {index}"
        self._opener = opener or _open
        self._plugged_in = plugged_in or _plugged_in
        self._capture: Capture | None = None

    def open(self) -> None:
        """Take the camera and wait for its first picture. Raises CameraMissing, CameraBusy."""
        self.close()
        plugged_in = self._plugged_in(self.index)
        if plugged_in is False:
            raise CameraMissing
        capture = self._opener(self.index)
        if capture is None:
            raise CameraBusy if plugged_in else CameraMissing
        self._capture = capture
        if all(next_frame(capture, CameraBusy) is None for _ in range(_FIRST_FRAMES)):
            self.close()
            raise CameraBusy

    def read(self) -> Frame | None:
        """Return the next picture. Raises CameraUnplugged."""
        if self._capture is None:
            raise CameraUnplugged
        frame = next_frame(self._capture, CameraUnplugged)
        if frame is None:
            raise CameraUnplugged
        return frame

    def close(self) -> None:
        """Give the camera back, so that its light goes out."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None


def _plugged_in(index: int) -> bool | None:
    """Tell whether the camera is there; None where only opening it would tell."""
    if sys.platform != "linux":
        return None
    return Path(os.sep, "dev", f"video{index}").exists()


def _open(index: int) -> Capture | None:
    cv2 = opencv()
    # The backend is named, because "any" also tries some that write to standard error.
    backends = {"linux": (cv2.CAP_V4L2,), "win32": (cv2.CAP_MSMF, cv2.CAP_DSHOW)}
    for backend in backends.get(sys.platform, (cv2.CAP_ANY,)):
        capture = opened(index, backend)
        if capture is not None:
            _settle(capture)
            return capture
    return None


def _settle(capture: Capture) -> None:
    """Ask for size, pace and the newest frame; a camera that cannot keeps its own."""
    cv2 = opencv()
    for setting, value in (
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, WIDTH),
        (cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT),
        (cv2.CAP_PROP_FPS, PER_SECOND),
        (cv2.CAP_PROP_BUFFERSIZE, 1),
    ):
        capture.set(setting, value)
