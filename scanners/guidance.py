"""What to tell the hands that hold a code before the camera.

Looking for something like a code costs some 3 ms, so every third preview is asked, and what it
said holds until the next.
"""

from __future__ import annotations

import math
from typing import Final, Literal

from scanners.backdrop import Backdrop
from scanners.reading import Glimpse
from scanners.smear import looks_smeared
from scanners.texture import MIRROR, SPARKLING, code_like, is_mirrored
from scanners.vision import Corners, Frame, opencv

Hint = Literal["show", "closer", "farther", "hold", "light", "glare", "read"]
"""Đưa mã vào khung, Lại gần hơn, Ra xa chút, Giữ yên, Tối quá, Bị chói, Đã đọc."""

_SMALL: Final = 0.2  # of the frame's height: below, a card's code has under 3 pixels a module
_LARGE: Final = 0.92
_DARK: Final = 75  # grey levels of what is light in the picture
_PAPER: Final = 225  # grey levels: brighter paper is only well lit
_EDGE: Final = 0.015  # of the height: a texture so near to the edge goes on beyond it
_EDGES: Final = 0.05  # and one so near to both edges fills the frame
_EVERY: Final = 3  # previews


class Guide:
    """Says what helps, preview after preview; belongs to one camera's thread."""

    def __init__(self) -> None:
        self._backdrop = Backdrop()
        self._count = 0
        self.last: Hint = "show"
        """What was said last, of a frame that was not read."""

    def say(self, glimpse: Glimpse, picture: Frame, factor: float) -> Hint:
        """Return the hint for the next preview; arguments as those of `hint`."""
        if glimpse.readings:
            self.last = "show"
            return "read"
        self._count += 1
        if self._count % _EVERY == 1:
            self.last = hint(glimpse, picture, factor, self._backdrop)
        return self.last


def hint(
    glimpse: Glimpse, picture: Frame, factor: float = 1.0, backdrop: Backdrop | None = None
) -> Hint:
    """Return the hint for a frame, of which ``picture`` is a copy ``factor`` as large.

    Told in the order in which they help: nothing is read in the dark, at any distance. Where
    no engine saw the corners of a code, the place that looks most like one is judged, but for
    what was there all along (``backdrop``, which takes the picture in).
    """
    grey = picture if picture.ndim == 2 else opencv().cvtColor(picture, opencv().COLOR_BGR2GRAY)
    new = None if backdrop is None else backdrop.new(grey)
    if glimpse.readings:
        return "read"
    if _brightness(grey, 97) < _DARK:
        return "light"
    code = max(glimpse.unread, key=_side, default=())
    if _side(code):
        return _of_outline(grey, tuple((x * factor, y * factor) for x, y in code), new)
    return "show" if new is not None and not new.any() else _of_texture(grey, new)


def _of_outline(grey: Frame, code: Corners, new: Frame | None) -> Hint:
    """Return the hint for a code whose corners the engine saw, in pixels of the picture."""
    if is_mirrored(grey, new) or _sparkles(_inside(grey, code)):
        return "glare"
    return _of_size(_side(code) / len(grey))


def _of_texture(grey: Frame, new: Frame | None) -> Hint:
    """Return the hint for what looks like a code."""
    like = code_like(grey, new)
    if like and _fills(like, grey):
        return "farther"
    if is_mirrored(grey, new):
        return "glare"
    if like is None or _goes_on(like, grey):
        return "show"
    share = _side(like) / len(grey)
    if share < _SMALL and looks_smeared(_inside(grey, like)):
        return "hold"  # of a code that moved only a part is seen, and that is smaller
    return _of_size(share)


def _fills(like: Corners, grey: Frame) -> bool:
    """Tell whether a texture reaches from top to bottom."""
    ys = [y for _, y in like]
    return bool(min(ys) < _EDGES * len(grey) and max(ys) > (1 - _EDGES) * len(grey))


def _goes_on(like: Corners, grey: Frame) -> bool:
    """Tell whether a texture goes on beyond an edge of the frame."""
    height, width = grey.shape[:2]
    margin = _EDGE * height
    return any(
        not (margin <= x <= width - margin and margin <= y <= height - margin) for x, y in like
    )


def _of_size(share: float) -> Hint:
    """Return the hint for a code that takes up so much of the frame's height."""
    if share < _SMALL:
        return "closer"
    return "farther" if share > _LARGE else "hold"


def _side(corners: Corners) -> float:
    """Return the mean length of the edges."""
    if len(corners) < 2:
        return 0.0
    edges = zip(corners, (*corners[1:], corners[0]), strict=True)
    return sum(math.dist(start, end) for start, end in edges) / len(corners)


def _inside(grey: Frame, corners: Corners) -> Frame:
    """Return the part of the picture around a code."""
    xs, ys = ([max(0, round(one)) for one in axis] for axis in zip(*corners, strict=True))
    return grey[min(ys) : max(ys), min(xs) : max(xs)]


def _sparkles(part: Frame) -> bool:
    """Tell whether a light stands out from the paper of a code, as on plastic."""
    import numpy as np

    if not part.size:
        return False
    sparkling = float(np.mean(part >= SPARKLING))
    return sparkling > MIRROR and _brightness(part, 60) < _PAPER


def _brightness(grey: Frame, percent: int) -> float:
    """Return the grey level that so many percent of the pixels stay below."""
    import numpy as np

    return float(np.percentile(grey[::2, ::2], percent))
