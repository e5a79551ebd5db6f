"""Where the code was in the frames before: the hand that holds it does not jump."""

from __future__ import annotations

import math
from typing import Final

from scanners.sight import Sight
from scanners.stacking import Stack
from scanners.vision import Corners, Frame

_PATIENCE: Final = 12  # frames without any sight of the code, after which its place is forgotten
_FAR: Final = 0.12  # of the code's extent: the window is cut anew


class Following:
    """Remembers the place of a code that was seen and not read, and stacks its frames."""

    def __init__(self) -> None:
        self._place: Corners | None = None
        self._stack: Stack | None = None
        self._unseen = 0

    def saw(self, outlines: tuple[Corners, ...]) -> None:
        """Keep the place of the first code seen in a frame, for the frames to come."""
        if not outlines:
            self._unseen += 1
            if self._unseen > _PATIENCE:
                self.forget()
            return
        self._unseen = 0
        if self._place is None or _moved(self._place, outlines[0]) > _FAR:
            self._place = outlines[0]
            self._stack = None

    def show(self, sight: Sight) -> None:
        """Give a frame the place where nothing was seen in it, and take the frame in."""
        if self._place is None:
            return
        if not sight.outlines:
            sight.saw((self._place,))
        self._take(sight.grey, self._place)
        sight.stack = self._stack

    def forget(self) -> None:
        """The code was read, or is gone."""
        self._place = self._stack = None
        self._unseen = 0

    def _take(self, grey: Frame, place: Corners) -> None:
        if self._stack is None or not self._stack.add(grey):
            self._stack = Stack(grey, place)


def _moved(before: Corners, now: Corners) -> float:
    """Return how far the middle went and how much the size changed, in extents of the code."""
    (left, top, extent), (left_now, top_now, extent_now) = map(_middle, (before, now))
    way = math.hypot(left_now - left, top_now - top)
    return max(way, abs(extent_now - extent)) / max(extent, 1.0)


def _middle(corners: Corners) -> tuple[float, float, float]:
    xs, ys = zip(*corners, strict=True)
    extent = max(max(xs) - min(xs), max(ys) - min(ys))
    return (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, extent
