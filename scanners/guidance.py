"""What to tell the hands that hold a code before the camera."""

from __future__ import annotations

import math
from typing import Final, Literal

from scanners.reading import Glimpse
from scanners.vision import Corners, Frame

Hint = Literal["show", "closer", "farther", "hold", "light", "glare", "read"]
"""Đưa mã vào khung, Lại gần hơn, Ra xa chút, Giữ yên, Tối quá, Bị chói, Đã đọc."""

_SMALL: Final = 0.2  # of the frame's height: below, a card's code has under 3 pixels a module
_LARGE: Final = 0.92
_DARK: Final = 75  # grey levels of what is light in the picture
_SPARKLING: Final = 250
_PAPER: Final = 225  # brighter paper is only well lit: a lamp's mirror does not stand out
_MIRRORED: Final = 0.03  # of the code's area


def hint(glimpse: Glimpse, picture: Frame, factor: float = 1.0) -> Hint:
    """Return the hint for a frame, of which ``picture`` is a copy ``factor`` as large.

    Told in the order in which they help: nothing is read in the dark, at any distance.
    """
    if glimpse.readings:
        return "read"
    if _brightness(picture, 97) < _DARK:
        return "light"
    code = max(glimpse.unread, key=_side, default=())
    share = _side(code) * factor / picture.shape[0]
    if share == 0.0:
        return "show"
    part = _inside(picture, code, factor)
    if part.size and _is_mirrored(part):
        return "glare"
    if share < _SMALL:
        return "closer"
    return "farther" if share > _LARGE else "hold"


def _side(corners: Corners) -> float:
    """Return the mean length of the edges."""
    if len(corners) < 2:
        return 0.0
    edges = zip(corners, (*corners[1:], corners[0]), strict=True)
    return sum(math.dist(start, end) for start, end in edges) / len(corners)


def _inside(picture: Frame, corners: Corners, factor: float) -> Frame:
    """Return the part of the picture around a code."""
    xs, ys = ([max(0, round(one * factor)) for one in axis] for axis in zip(*corners, strict=True))
    return picture[min(ys) : max(ys), min(xs) : max(xs)]


def _is_mirrored(part: Frame) -> bool:
    """Tell whether a light stands out from the paper of a code, as on plastic."""
    import numpy as np

    sparkling = float(np.mean(part >= _SPARKLING))
    return sparkling > _MIRRORED and _brightness(part, 60) < _PAPER


def _brightness(picture: Frame, percent: int) -> float:
    """Return the grey level that so many percent of the pixels stay below."""
    import numpy as np

    return float(np.percentile(picture[::2, ::2], percent))
