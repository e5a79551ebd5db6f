"""A frame while it is being read, with what several ways want of it, made once."""

from __future__ import annotations

import functools
from typing import Final

from scanners.closeup import Closeup
from scanners.clutter import finder_patterns
from scanners.smear import Smear, smear_of
from scanners.stacking import Stack
from scanners.texture import code_like
from scanners.vision import Corners, Frame, half, shrunk

_MOST_OUTLINES: Final = 4
_WIDTH: Final = 480  # pixels, in which texture is looked for


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

    @functools.cached_property
    def closeup(self) -> Closeup | None:
        """The place of the code, enlarged: where corners were seen, else what looks like one."""
        place = self.outlines[0] if self.outlines else self._like
        return None if place is None else Closeup(self.grey, place)

    @functools.cached_property
    def smear(self) -> Smear | None:
        """How the code in the close-up moved, if it did."""
        return None if self.closeup is None else smear_of(self.closeup)

    @property
    def _like(self) -> Corners | None:
        small, factor = shrunk(self.grey, _WIDTH)
        like = code_like(small)
        return None if like is None else tuple((x / factor, y / factor) for x, y in like)

    def saw(self, outlines: tuple[Corners, ...]) -> None:
        """Keep where a code was seen, the first seen first."""
        if outlines and not self.outlines:  # corners are surer than a likeness
            self.__dict__.pop("closeup", None)
            self.__dict__.pop("smear", None)
        room = _MOST_OUTLINES - len(self.outlines)
        self.outlines.extend(outlines[:room])
