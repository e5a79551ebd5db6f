"""What to tell the hands that hold a code before the camera."""

from __future__ import annotations

import math
from typing import Final, Literal

from scanners.reading import Glimpse
from scanners.vision import Corners

Hint = Literal["show", "closer", "farther", "hold", "read"]
"""Đưa mã vào khung, Lại gần hơn, Ra xa chút, Giữ yên, Đã đọc."""

_SMALL: Final = 0.2  # of the frame's height: below, a card's code has under 3 pixels a module
_LARGE: Final = 0.92


def hint(glimpse: Glimpse, height: int) -> Hint:
    """Return the hint for a frame of ``height`` pixels, from the size of what is in it."""
    if glimpse.readings:
        return "read"
    side = max(map(_side, glimpse.unread), default=0.0) / height
    if side == 0.0:
        return "show"
    if side < _SMALL:
        return "closer"
    return "farther" if side > _LARGE else "hold"


def _side(corners: Corners) -> float:
    """Return the mean length of the edges."""
    if len(corners) < 2:
        return 0.0
    edges = zip(corners, (*corners[1:], corners[0]), strict=True)
    return sum(math.dist(start, end) for start, end in edges) / len(corners)
