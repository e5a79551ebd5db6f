"""What a camera is asked for, and what it grants: size, pace, focus.

OpenCV has no property for the lamp of a camera on Windows and Linux (only telephones' are
known to it), so there is none here.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from scanners.sources.capture import Capture
from scanners.vision import opencv

USUAL: Final = (1280, 720)
"""Enough for certificates of 1,000 characters, and most cameras have it."""

DENSE: Final = (1920, 1080)
"""For dense codes held far away; costs twice the time a frame."""

PER_SECOND: Final = 15


class Wish(Struct, frozen=True):
    """What is asked for. ``focus`` None lets the camera focus by itself, else it stays there."""

    size: tuple[int, int] = USUAL
    focus: float | None = None


class Granted(Struct, frozen=True):
    """What the camera does: its real size, and whether and where its focus can be held."""

    width: int = 0
    height: int = 0
    can_focus: bool = False
    focus: float | None = None


def settle(capture: Capture, wish: Wish) -> None:
    """Ask for size, pace, the newest frame and focus; a camera that cannot keeps its own."""
    cv2 = opencv()
    width, height = wish.size
    for setting, value in (
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, width),
        (cv2.CAP_PROP_FRAME_HEIGHT, height),
        (cv2.CAP_PROP_FPS, PER_SECOND),
        (cv2.CAP_PROP_BUFFERSIZE, 1),
    ):
        capture.set(setting, value)
    if wish.focus is None:
        capture.set(cv2.CAP_PROP_AUTOFOCUS, 1)
    else:
        capture.set(cv2.CAP_PROP_AUTOFOCUS, 0)
        capture.set(cv2.CAP_PROP_FOCUS, wish.focus)


def granted(capture: Capture, width: int, height: int) -> Granted:
    """Return what the camera does, with the size of its first picture.

    A camera without a focus refuses the property, or says a negative one.
    """
    cv2 = opencv()
    focus = capture.get(cv2.CAP_PROP_FOCUS)
    by_itself = capture.get(cv2.CAP_PROP_AUTOFOCUS)
    can_focus = focus >= 0 and by_itself >= 0 and (focus > 0 or by_itself > 0)
    return Granted(width, height, can_focus, focus if can_focus else None)
