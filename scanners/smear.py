"""The smear of a hand that moved while the frame was taken: which way and how far, and undone.

A code has edges along both its sides alike, so that the gradients of its close-up have no
direction. A movement takes away those along its way: the direction that is left (the structure
tensor; W. Foerstner, E. Guelch, 1987) is across it, and the longer the way, the clearer. The
inverse filter of Wiener for a line of that direction and length gives the code back; as the
length is known roughly, a few are tried.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from scanners.closeup import SIDE, Closeup
from scanners.vision import Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    _Floats = npt.NDArray[np.float32]

TRIES: Final = (1.0, 0.8, 1.2, 0.65, 1.4)
"""Lengths that are tried, in lengths as they are guessed; the likeliest first."""

_LEAST: Final = 0.38  # of one direction: below, nothing moved
_SURE: Final = 0.3  # and in a small picture, where a code too far away shows 0.2 by chance
_EDGE: Final = 70  # pixels: what is around the code does not count
_SMOOTH: Final = 1.5  # pixels, so that noise does not count either
_NOISE: Final = 0.03  # the power of noise against that of the picture
# How clear the direction was in made pictures that were smeared by so many pixels.
_CLEAR: Final = (0.42, 0.5, 0.58, 0.66)
_PIXELS: Final = (8.0, 10.5, 15.0, 20.0)


class Smear(Struct, frozen=True):
    """A movement within a close-up: its direction in radians, and about how many pixels."""

    direction: float
    length: float


def smear_of(closeup: Closeup) -> Smear | None:
    """Return the movement in a close-up, or None where there is hardly any. Some 2 ms."""
    import numpy as np

    cv2 = opencv()
    inner = closeup.picture[_EDGE:-_EDGE, _EDGE:-_EDGE]
    clear, direction = _direction(cv2.GaussianBlur(inner, (0, 0), _SMOOTH))
    if clear < _LEAST:
        return None
    return Smear(direction, float(np.interp(clear, _CLEAR, _PIXELS)))


def looks_smeared(part: Frame) -> bool:
    """Tell whether what is in a part of a small picture clearly moved along a line."""
    return _direction(part)[0] > _SURE


def steadied(closeup: Closeup, smear: Smear) -> Frame:
    """Return the close-up without the movement."""
    import numpy as np

    cycles = np.fft.fftfreq(SIDE)
    way = np.add.outer(cycles * math.sin(smear.direction), cycles * math.cos(smear.direction))
    answer = np.sinc(smear.length * way)
    return closeup.filtered((answer / (answer**2 + _NOISE)).astype(np.float32))


def _direction(picture: Frame) -> tuple[float, float]:
    """Return how clear the direction of a movement is, 0 to 1, and the direction in radians."""
    cv2 = opencv()
    across, down = (cv2.Sobel(picture, cv2.CV_32F, *axis).ravel() for axis in ((1, 0), (0, 1)))
    xx, xy, yy = (
        float(one @ other) for one, other in ((across, across), (across, down), (down, down))
    )
    clear = math.hypot(xx - yy, 2 * xy) / max(xx + yy, 1.0)
    return clear, math.atan2(2 * xy, xx - yy) / 2 + math.pi / 2
