"""Where a picture has the texture of a code: dense in edges both ways, about as high as wide.

An engine tells where a code is once it has found its corners; a code that is too small, too
large, smeared or half mirrored has none to be found, and just then the hands want to be told.
So edges are counted (greys that differ a pixel apart, across and down) in the neighbourhood of
each pixel, in the picture and in smaller ones. Lines have edges one way only, a line of print
is long and flat, and what is seen at one size alone is mostly chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from scanners.vision import Corners, Frame, Point, half, opencv

_FAINTEST: Final = (12, 10, 8, 8)  # grey levels of an edge in the picture, a half, a quarter...
_RANGE: Final = 0.12  # of the picture's range: fainter edges are no code's
_APART: Final = 2  # pixels between the two that are compared
_AROUND: Final = 9  # pixels of a neighbourhood
_EDGES: Final = (0.3, 0.45)  # of the neighbourhood, both ways: a soft code, a sharp one
_SPECK: Final = 5  # pixels: thinner bridges between two textures are cut
_SMALLEST: Final = 8  # pixels in each picture
_LEAST: Final = 14  # and in the first
_FULL: Final = 0.55  # of its rectangle
_FLAT: Final = 1.8  # times as long as high: no code
_NEAR: Final = 0.4  # of the size: places at two sizes of the picture that are the same
SPARKLING: Final = 250  # grey levels
MIRROR: Final = 0.03  # of the texture


class Place(Struct, frozen=True):
    """A textured place: its middle, mean side and corners, in pixels of the picture."""

    middle: Point
    side: float
    corners: Corners


def code_like(grey: Frame, new: Frame | None = None) -> Corners | None:
    """Return the corners of the largest place like a code, in some 2 ms for 480x270 pixels.

    ``new`` is a mask of what counts (`Backdrop.new`); without it all does.
    """
    found: list[list[Place]] = []
    for at, faintest in enumerate(_FAINTEST):
        found.append([_enlarged(place, 2**at) for place in _places(grey, faintest, new)])
        grey = half(grey)
    sure = [
        place
        for at, places in enumerate(found)
        for place in places
        if place.side >= _LEAST
        and any(_same(place, other) for others in found[at + 1 :] for other in others)
    ]
    largest = max(sure, key=lambda place: place.side, default=None)
    if largest is None:
        return None
    # The smaller a picture, the more of what is around a texture is counted in.
    alike = (place for place in sure if _same(place, largest))
    return min(alike, key=lambda place: place.side).corners


def is_mirrored(grey: Frame, new: Frame | None = None) -> bool:
    """Tell whether a lamp's mirror lies inside a texture.

    A mirror is larger than the white of a module, and unlike paper it lies within the code.
    """
    import numpy as np

    cv2 = opencv()
    grey = half(grey)
    lamp = (grey >= SPARKLING).astype(np.uint8)
    lamp = cv2.morphologyEx(lamp, cv2.MORPH_OPEN, np.ones((_SPECK, _SPECK), np.uint8))
    if not lamp.any():
        return False
    code = (density(grey, _FAINTEST[1], new) > 255 * _EDGES[0]).astype(np.uint8)
    outlines, _ = cv2.findContours(code, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(outlines, key=cv2.contourArea, default=None)
    if largest is None:
        return False
    inside = cv2.fillConvexPoly(np.zeros_like(lamp), cv2.convexHull(largest), 1) > 0
    return float(lamp[inside].mean()) > MIRROR


def density(grey: Frame, faintest: float, new: Frame | None = None) -> Frame:
    """Return how dense (of 255) the edges about each pixel are, the way that has fewer of them."""
    import numpy as np

    if min(grey.shape) <= _AROUND:
        return np.zeros_like(grey)
    low, high = np.percentile(grey[::2, ::2], (3, 97))
    least = max(faintest, _RANGE * float(high - low))
    cv2 = opencv()
    fewer: Frame = cv2.min(
        _edges(grey[_APART:], grey[:-_APART], least, (1, _APART - 1, 0, 0)),
        _edges(grey[:, _APART:], grey[:, :-_APART], least, (0, 0, 1, _APART - 1)),
    )
    if new is not None:
        size = (grey.shape[1], grey.shape[0])
        fewer = cv2.min(fewer, cv2.resize(new, size, interpolation=cv2.INTER_NEAREST))
    return fewer


def _places(grey: Frame, faintest: float, new: Frame | None) -> Iterator[Place]:
    import numpy as np

    cv2 = opencv()
    dense = density(grey, faintest, new)
    for share in _EDGES:
        mask = (dense > 255 * share).astype(np.uint8)
        mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((_SPECK, _SPECK), np.uint8))
        outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        for outline in outlines:
            place = _squarish(outline)
            if place is not None:
                yield place


def _edges(one: Frame, other: Frame, least: float, sides: tuple[int, int, int, int]) -> Frame:
    """Return the share of pixels about each where the two differ; ``sides`` were cut off."""
    import numpy as np

    cv2 = opencv()
    differs = (cv2.absdiff(one, other) > least).astype(np.uint8) * 255
    whole = cv2.copyMakeBorder(differs, *sides, cv2.BORDER_CONSTANT)
    share: Frame = cv2.blur(whole, (_AROUND, _AROUND))
    return share


def _squarish(outline: Frame) -> Place | None:
    cv2 = opencv()
    rectangle = cv2.minAreaRect(outline)
    middle, (width, height), _ = rectangle
    if min(width, height) < _SMALLEST or max(width, height) > _FLAT * min(width, height):
        return None
    if cv2.contourArea(outline) < _FULL * width * height:
        return None
    corners = tuple((float(x), float(y)) for x, y in cv2.boxPoints(rectangle))
    return Place((float(middle[0]), float(middle[1])), (width + height) / 2, corners)


def _same(one: Place, other: Place) -> bool:
    smaller, larger = sorted((one.side, other.side))
    far = math.dist(one.middle, other.middle)
    return far < _NEAR * larger and smaller > (1 - _NEAR) * larger


def _enlarged(place: Place, times: float) -> Place:
    return Place(
        (place.middle[0] * times, place.middle[1] * times),
        place.side * times,
        tuple((x * times, y * times) for x, y in place.corners),
    )
