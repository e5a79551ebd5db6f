"""Ways to treat a frame so that a code which was missed may be read after all.

The cascade called P2 in the measurements: global histogram, gamma, unsharp mask, median,
zbar at half size, and rectifying what the Aruco detector locates. On 860 photographs it reads
a tenth more than zxing-cpp alone. `cv2.QRCodeDetector` is not among them: it ran for minutes
on one dark frame.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from scanners.clutter import finder_patterns
from scanners.engines import zxing
from scanners.engines.zbar import Zbar
from scanners.reading import Reading
from scanners.vision import Corners, Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_GAMMA: Final = 0.4
_SHARPEN: Final = 1.5
_RADIUS: Final = 7
_SIDE, _MARGIN = 560, 40  # pixels of a rectified code, and the white around it
_MOST_PLACES: Final = 2
# Of the longer side: at 640 pixels, finders of 10. Smaller ones are not readable, and a picture
# full of them costs a second.
_SMALLEST_FINDER: Final = 0.06


class Retry(Struct, frozen=True):
    """One way, by its name; it takes a grey frame and returns what it read.

    ``most_patterns`` bounds its time: with more finder patterns than that it is passed over.
    """

    name: str
    read: Callable[[Frame], tuple[Reading, ...]]
    most_patterns: int | None = None

    def dares(self, grey: Frame) -> bool:
        """Tell whether the way ends in good time on this frame."""
        return self.most_patterns is None or finder_patterns(half(grey)) <= self.most_patterns


def retries(zbar: Zbar | None) -> tuple[Retry, ...]:
    """Return the ways in the order of their cost; zbar's only where there is a fit zbar."""
    ways = [
        Retry("histogram", _by_histogram),
        Retry("median", _by_median),
        Retry("gamma", _by_gamma),
        Retry("unsharp", _by_unsharp),
    ]
    if zbar is not None:
        ways.append(Retry("zbar", functools.partial(_by_zbar, zbar), most_patterns=32))
    ways.append(Retry("rectify", _by_rectifying, most_patterns=100))
    return tuple(ways)


def _by_histogram(grey: Frame) -> tuple[Reading, ...]:
    return zxing.look(grey, "zxing histogram", global_histogram=True).readings


def _by_median(grey: Frame) -> tuple[Reading, ...]:
    return zxing.look(opencv().medianBlur(grey, 3), "zxing median").readings


def _by_gamma(grey: Frame) -> tuple[Reading, ...]:
    return zxing.look(opencv().LUT(grey, _brighter()), "zxing gamma").readings


def _by_unsharp(grey: Frame) -> tuple[Reading, ...]:
    # A box costs a third of a Gaussian here and reads as many.
    blurred = opencv().blur(grey, (_RADIUS, _RADIUS))
    sharp = opencv().addWeighted(grey, 1 + _SHARPEN, blurred, -_SHARPEN, 0)
    return zxing.look(sharp, "zxing unsharp").readings


def _by_zbar(zbar: Zbar, grey: Frame) -> tuple[Reading, ...]:
    return zbar.read(half(grey), scale=2.0)


def _by_rectifying(grey: Frame) -> tuple[Reading, ...]:
    """Locate at half size, then cut out and straighten at full size."""
    found, places = _locator().detectMulti(half(grey))
    if not found:
        return ()
    readings: list[Reading] = []
    for place in places[:_MOST_PLACES]:
        corners: Corners = tuple((float(x) * 2, float(y) * 2) for x, y in place.reshape(-1, 2))
        if len(corners) == 4:
            readings.extend(_straightened(grey, corners))
    return tuple(readings)


def _straightened(grey: Frame, corners: Corners) -> tuple[Reading, ...]:
    import numpy as np

    low, high = _MARGIN, _SIDE - _MARGIN
    square = np.array([[low, low], [high, low], [high, high], [low, high]], np.float32)
    turn = opencv().getPerspectiveTransform(np.array(corners, np.float32), square)
    flat = opencv().warpPerspective(grey, turn, (_SIDE, _SIDE), borderValue=255)
    return tuple(
        Reading(reading.raw, reading.text, corners, "zxing rectify")
        for reading in zxing.look(flat).readings
    )


def half(grey: Frame) -> Frame:
    """Return the picture at half its width and height."""
    height, width = grey.shape
    size = (max(1, width // 2), max(1, height // 2))
    smaller: Frame = opencv().resize(grey, size, interpolation=opencv().INTER_AREA)
    return smaller


@functools.cache
def _brighter() -> npt.NDArray[np.uint8]:
    import numpy as np

    table: npt.NDArray[np.uint8] = ((np.arange(256) / 255) ** _GAMMA * 255).astype(np.uint8)
    return table


@functools.cache
def _locator() -> Any:
    locator = opencv().QRCodeDetectorAruco()
    settings = locator.getArucoParameters()
    settings.minMarkerPerimeterRate = _SMALLEST_FINDER
    locator.setArucoParameters(settings)
    return locator
