"""A camera on this computer, by its number or by what it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from scanners.errors import CameraBusy, CameraMissing, CameraUnplugged
from scanners.sources.cameras import index_of
from scanners.sources.capture import Capture, next_frame, opened
from scanners.sources.exposure import Exposure
from scanners.sources.settling import Granted, Wish, granted, settle
from scanners.vision import Frame, opencv

_FIRST_FRAMES: Final = 3  # a camera that wakes up may drop its first


class CameraDevice:
    """The camera with a number, counted from 0 as the operating system does, or with an id.

    One that is known by its id (`scanners.sources.cameras`) is looked up at each opening, so that
    it is found again after it was plugged in elsewhere. Whether a camera that does not open is
    missing or busy is told by the device file on Linux. Elsewhere one that opens and gives
    nothing is busy, one that does not open missing. ``granted`` is what it does, once open.
    """

    live: Final = True
    stills: Final = False
    interval: Final = 0.0

    def __init__(
        self,
        camera: int | str = 0,
        wish: Wish = Wish(),  # noqa: B008 - a frozen value
        *,
        opener: Callable[[int], Capture | None] | None = None,
        plugged_in: Callable[[int], bool | None] | None = None,
        find: Callable[[str], int | None] = index_of,
    ) -> None:
        self.name = f"camera {camera}" if isinstance(camera, int) else "camera by its id"
        self.granted = Granted()
        self._camera, self._wish = camera, wish
        self._opener = opener or (_open if isinstance(camera, int) else _open_exactly)
        self._plugged_in = plugged_in or _plugged_in
        self._find = find
        self._capture: Capture | None = None
        self._exposure: Exposure | None = None
        self._wanted: float | None = None

    def open(self) -> None:
        """Take the camera and wait for its first picture. Raises CameraMissing, CameraBusy."""
        self.close()
        index = self._camera if isinstance(self._camera, int) else self._find(self._camera)
        if index is None:
            raise CameraMissing
        plugged_in = self._plugged_in(index)
        if plugged_in is False:
            raise CameraMissing
        capture = self._opener(index)
        if capture is None:
            raise CameraBusy if plugged_in else CameraMissing
        self._capture = capture
        settle(capture, self._wish)
        for _ in range(_FIRST_FRAMES):
            frame = next_frame(capture, CameraBusy)
            if frame is not None:
                self.granted = granted(capture, frame.shape[1], frame.shape[0])
                return
        self.close()
        raise CameraBusy

    def read(self) -> Frame | None:
        """Return the next picture. Raises CameraUnplugged."""
        if self._capture is None:
            raise CameraUnplugged
        self._expose_as_wanted(self._capture)
        frame = next_frame(self._capture, CameraUnplugged)
        if frame is None:
            raise CameraUnplugged
        return frame

    def expose(self, milliseconds: float | None) -> None:
        """Ask for a time of exposure from the next frame on; at once, from any thread."""
        self._wanted = milliseconds

    def close(self) -> None:
        """Give the camera back, so that its light goes out, as it was."""
        self._wanted = None
        if self._capture is not None:
            self._expose_as_wanted(self._capture)
            self._exposure = None
            self._capture.release()
            self._capture = None

    def _expose_as_wanted(self, capture: Capture) -> None:
        """Set the exposure from the thread that reads: OpenCV's captures belong to one thread."""
        if self._exposure is None and self._wanted is not None:
            self._exposure = Exposure(capture)
        if self._exposure is not None:
            self._exposure.ask(self._wanted)


def _plugged_in(index: int) -> bool | None:
    """Tell whether the camera is there; None where only opening it would tell."""
    if sys.platform != "linux":
        return None
    return Path(os.sep, "dev", f"video{index}").exists()


def _backends() -> tuple[int, ...]:
    cv2 = opencv()
    # The backend is named, because "any" also tries some that write to standard error.
    named = {"linux": (cv2.CAP_V4L2,), "win32": (cv2.CAP_MSMF, cv2.CAP_DSHOW)}
    return named.get(sys.platform, (cv2.CAP_ANY,))


def _open(index: int) -> Capture | None:
    for backend in _backends():
        capture = opened(index, backend)
        if capture is not None:
            return capture
    return None


def _open_exactly(index: int) -> Capture | None:
    """Open the camera that was looked up: another backend counts otherwise."""
    return opened(index, _backends()[0])
