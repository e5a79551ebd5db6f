"""OpenCV's capture of video, with its failures as our errors."""

from __future__ import annotations

from typing import Protocol

from scanners.errors import SourceError
from scanners.vision import Frame, opencv


class Capture(Protocol):
    """The part of `cv2.VideoCapture` that is used here."""

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's own name
        """Tell whether frames can be expected."""
        ...

    def read(self) -> tuple[bool, Frame | None]:
        """Return whether there is a frame, and the frame."""
        ...

    def get(self, prop: int, /) -> float:
        """Return a property, 0 where it is not known."""
        ...

    def set(self, prop: int, value: float, /) -> bool:
        """Ask for a property; whether it was granted."""
        ...

    def release(self) -> None:
        """Let go of the device or file."""
        ...


def opened(target: str | int, backend: int, settings: tuple[int, ...] = ()) -> Capture | None:
    """Return an open capture, or None where OpenCV cannot open the target."""
    cv2 = opencv()
    try:
        capture: Capture = cv2.VideoCapture(target, backend, list(settings))
    except cv2.error:
        return None
    if not capture.isOpened():
        capture.release()
        return None
    return capture


def next_frame(capture: Capture, gone: type[SourceError]) -> Frame | None:
    """Return the next frame, or None where there is none; ``gone`` is raised on a failure."""
    try:
        is_there, frame = capture.read()
    except opencv().error as error:
        raise gone(type(error).__name__) from error
    return frame if is_there else None
