"""A frame while it is being read, with what several ways want of it, made once."""

from __future__ import annotations

import functools
from typing import Final

from scanners.clutter import finder_patterns
from scanners.stacking import Stack
from scanners.vision import Corners, Frame, half

_MOST_OUTLINES: Final = 4


class Sight:
    """A grey frame, the outlines of codes that were seen in it and not read, and the stack."""

    def __init__(self, grey: Frame) -> None:
        self.grey = grey
        self.outlines: list[Corners] = []
        self.stack: Stack | None = None
        """The frames before of the code at the first outline, laid over this one."""

    @functools.cached_property
    def half(self) -> Frame:
        """The frame at half its width and height."""
        return half(self.grey)

    @functools.cached_property
    def patterns(self) -> int:
        """How many places look like a finder pattern, counted at half size."""
        return finder_patterns(self.half)

    def saw(self, outlines: tuple[Corners, ...]) -> None:
        """Keep where a code was seen, the first seen first."""
        room = _MOST_OUTLINES - len(self.outlines)
        self.outlines.extend(outlines[:room])
