"""What the camera's worker tells the rest of the program, as values that never change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from scanners.errors import CameraBusy, CameraMissing, CameraUnplugged, SourceError
from scanners.guidance import Hint
from scanners.payloads import Payload
from scanners.reading import Reading
from scanners.vision import Corners, Frame

Condition = Literal[
    "starting", "ready", "paused", "missing", "busy", "unplugged", "unreadable", "ended", "stopped"
]
_CONDITIONS: dict[type[SourceError], Condition] = {
    CameraMissing: "missing",
    CameraBusy: "busy",
    CameraUnplugged: "unplugged",
}


@dataclass(frozen=True, slots=True)
class Scan:
    """A code that came into sight: what it says, how it was read, and when."""

    payload: Payload = field(repr=False)
    reading: Reading
    at: float


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """A small picture (BGR) for the eye, the outline of the code in its pixels, and the hint."""

    picture: Frame = field(repr=False)
    outlines: tuple[Corners, ...]
    hint: Hint


@dataclass(frozen=True, slots=True)
class CameraState:
    """How the camera is; where not well, the sentence and the seconds to the next try."""

    condition: Condition
    error: SourceError | None = None
    again_in: float | None = None

    @classmethod
    def of(cls, error: SourceError, again_in: float) -> CameraState:
        """Return the state that an error means."""
        return cls(_CONDITIONS.get(type(error), "unreadable"), error, again_in)
