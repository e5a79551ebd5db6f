"""The door to OpenCV: imported when a picture is first needed, and quiet.

Importing cv2 costs some 0.12 s, which the sign-in window need not wait for. OpenCV's own
messages are switched off: what it complains about reaches the user as a typed error, and an
unknown line on standard error fails the smoke test of the frozen program.
"""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from types import ModuleType

    import numpy as np
    import numpy.typing as npt

Frame: TypeAlias = "npt.NDArray[np.uint8]"
"""A picture: BGR with three channels, or grey with two dimensions."""
Point: TypeAlias = tuple[float, float]
Corners: TypeAlias = tuple[Point, ...]

LARGEST: Final = (1920, 1080)  # a larger picture is shrunk to fit before it is read
_QUIET: Final = "-8"  # AV_LOG_QUIET of libavutil
_SMALLEST: Final = 12  # pixels; a QR code has at least 21 modules, Micro QR 11


@functools.cache
def opencv() -> ModuleType:
    """Return cv2, silenced, and the FFmpeg in it."""
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", _QUIET)
    # Else Windows looks for hardware to convert pictures with, and many cameras open only after
    # 4 to 60 seconds (OpenCV's issue 17687).
    os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
    import cv2

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    cv2.setNumThreads(1)  # its pool waits actively, and the other core is the windows'
    return cv2


def grey(frame: Frame) -> tuple[Frame, float] | None:
    """Return the picture in grey, no larger than `LARGEST`, and the factor it was shrunk by.

    None where it is no picture that could hold a code: empty, tiny, of an unknown form.
    """
    plain = every_pixel(frame)
    return None if plain is None else _fitted(plain)


def every_pixel(frame: Frame) -> Frame | None:
    """Return the picture in grey at its own size, or None like `grey`."""
    cv2 = opencv()
    if frame.dtype != "uint8" or frame.ndim not in {2, 3} or min(frame.shape[:2]) < _SMALLEST:
        return None
    plain: Any = frame
    if frame.ndim == 3:
        conversion = {1: None, 3: cv2.COLOR_BGR2GRAY, 4: cv2.COLOR_BGRA2GRAY}
        if frame.shape[2] not in conversion:
            return None
        code = conversion[frame.shape[2]]
        plain = frame[:, :, 0] if code is None else cv2.cvtColor(frame, code)
    whole: Frame = plain
    return whole


def _fitted(plain: Frame) -> tuple[Frame, float] | None:
    height, width = plain.shape
    across, down = LARGEST if width >= height else LARGEST[::-1]
    factor = min(across / width, down / height, 1.0)
    if factor == 1.0:
        return plain, factor
    size = (round(width * factor), round(height * factor))
    if min(size) < _SMALLEST:
        return None
    return opencv().resize(plain, size, interpolation=opencv().INTER_AREA), factor


def shrunk(frame: Frame, width: int) -> tuple[Frame, float]:
    """Return the picture no wider than ``width`` pixels, as its own copy, and the factor."""
    factor = min(1.0, width / frame.shape[1])
    if factor == 1.0:
        return frame.copy(), factor
    size = (width, max(1, round(frame.shape[0] * factor)))
    # Area averaging costs three times as much, and nobody sees it in a preview.
    return opencv().resize(frame, size, interpolation=opencv().INTER_LINEAR), factor


def decoded_picture(data: bytes) -> Frame | None:
    """Return the picture in the bytes of a file (PNG, JPEG, WebP), or None.

    `cv2.imread` fails on Windows for paths with Vietnamese letters; bytes have no path.
    """
    import numpy as np

    if not data:
        return None
    picture: Frame | None = opencv().imdecode(np.frombuffer(data, np.uint8), opencv().IMREAD_COLOR)
    return picture


def half(grey: Frame) -> Frame:
    """Return the picture at half its width and height."""
    height, width = grey.shape
    size = (max(1, width // 2), max(1, height // 2))
    smaller: Frame = opencv().resize(grey, size, interpolation=opencv().INTER_AREA)
    return smaller
