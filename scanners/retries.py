"""Ways to treat a frame so that a code which was missed may be read after all.

The cascade called P2 in the measurements is among them: global histogram, gamma, unsharp
mask, median, zbar at half size, and rectifying what the Aruco detector locates. What was added
reads more for its time (docs/decisions/0020): brightening *and* sharpening,
median *and* sharpening, doubling the picture, a local threshold, and taking the
blur out of a close-up. `cv2.QRCodeDetector` is not among them: it ran for minutes on one dark
frame.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from scanners.closeup import Closeup
from scanners.engines import zxing
from scanners.engines.zbar import Zbar
from scanners.reading import Glimpse, Reading
from scanners.sight import Sight
from scanners.smear import TRIES, Smear, steadied
from scanners.stacking import Stack
from scanners.tiles import TILES, tile
from scanners.vision import Corners, Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_GAMMA: Final = 0.4
_SHARPEN: Final = 1.5
_RADIUS: Final = 7
_LOCAL: Final = 15  # pixels whose mean is the threshold between dark and light
_DISCS: Final = (5.0, 7.0, 4.0, 9.0)  # radii of blur in a close-up, the commonest first
_SIDE, _MARGIN = 560, 40  # pixels of a rectified code, and the white around it
_BAND: Final = 96  # pixels of a frame's height that bars have to cross
_MOST_PLACES: Final = 2
_MOST: Final = 64  # finder patterns: a dense code counts some 50
# Of the longer side: at 640 pixels, finders of 10. Smaller ones are not readable, and a picture
# full of them costs a second.
_SMALLEST_FINDER: Final = 0.06


class Retry(Struct, frozen=True):
    """One way, by its name; it takes a frame and returns what it read and saw.

    ``cost``          milliseconds for 1280x720 pixels on a slow desk PC, as a first guess.
    ``most_patterns`` bounds its time: with more finder patterns than that it is passed over,
                      and with none at all it would find nothing.
    ``close``         whether it looks only where a code was seen, or something like one.
    """

    name: str
    read: Callable[[Sight], Glimpse]
    cost: float
    most_patterns: int | None = None
    close: bool = False

    def dares(self, sight: Sight) -> bool:
        """Tell whether the way has something to look at, and ends in good time."""
        if self.close:
            return sight.closeup is not None
        return self.most_patterns is None or 0 < sight.patterns <= self.most_patterns


def for_stills(zbar: Zbar | None) -> tuple[Retry, ...]:
    """Return the ways for a picture that comes once, those that read most for their time first."""
    return (
        _HISTOGRAM,
        _BRIGHT,
        _GRAIN,
        Retry("double", _doubled, 14),
        *_FOCUSED,
        *_STEADIED,
        Retry("threshold", _by_threshold, 9),
        Retry("gamma", _by_gamma, 4),
        Retry("unsharp", _by_unsharp, 8),
        Retry("median", _by_median, 3),
        *_second(zbar),
        _RECTIFY,
        _INVERTED,
        _OTHER,
        *([Retry("zbar whole", functools.partial(_by_zbar, zbar), 45, _MOST)] if zbar else ()),
    )


def for_frames(zbar: Zbar | None) -> tuple[Retry, ...]:
    """Return the ways for a camera's frames, each short enough to come beside the fast engine."""
    enlarged = (Retry(f"double {at}", functools.partial(_tile, at), 5) for at in range(len(TILES)))
    middle, *corners = enlarged
    return (
        _BRIGHT,
        middle,
        _GRAIN,
        _HISTOGRAM,
        _OTHER,
        *_second(zbar),
        *corners[:2],
        _RECTIFY,
        *corners[2:],
        _INVERTED,
    )


def for_places() -> tuple[Retry, ...]:
    """Return the ways that look closer where a code was seen, in this frame and those before."""
    return (
        Retry("mean", _by_mean, 4, close=True),
        Retry("darkest", _by_darkest, 4, close=True),
        _FOCUSED[0],
        _STEADIED[0],
        Retry("mean, sharper", _by_sharper_mean, 5, close=True),
        _FOCUSED[1],
        _STEADIED[1],
    )


def _by_histogram(sight: Sight) -> Glimpse:
    return zxing.look(sight.grey, "zxing histogram", global_histogram=True)


def _by_median(sight: Sight) -> Glimpse:
    return zxing.look(opencv().medianBlur(sight.grey, 3), "zxing median")


def _by_gamma(sight: Sight) -> Glimpse:
    return zxing.look(_bright(sight.grey), "zxing gamma")


def _by_unsharp(sight: Sight) -> Glimpse:
    return zxing.look(_sharp(sight.grey), "zxing unsharp")


def _by_brightness(sight: Sight) -> Glimpse:
    # Smoothed between: brightening lifts the noise of the dark, and sharpening it again.
    smooth = opencv().GaussianBlur(_bright(sight.grey), (0, 0), 1.0)
    return zxing.look(_sharp(smooth), "zxing bright")


def _by_grain(sight: Sight) -> Glimpse:
    return zxing.look(_sharp(opencv().medianBlur(sight.grey, 3)), "zxing grain")


def _by_threshold(sight: Sight) -> Glimpse:
    cv2 = opencv()
    mean, flat = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY
    parted = cv2.adaptiveThreshold(sight.grey, 255, mean, flat, _LOCAL, 0)
    return zxing.look(parted, "zxing threshold")


def _doubled(sight: Sight) -> Glimpse:
    return zxing.look(_twice(sight.grey), "zxing double").mapped(lambda x, y: (x / 2, y / 2))


def _tile(at: int, sight: Sight) -> Glimpse:
    part, left, top = tile(sight.grey, at)
    seen = zxing.look(_twice(part), "zxing double")
    return seen.mapped(lambda x, y: (x / 2 + left, y / 2 + top))


def _inverted(sight: Sight) -> Glimpse:
    return zxing.look(opencv().bitwise_not(sight.grey), "zxing inverted")


def _other_codes(sight: Sight) -> Glimpse:
    """Look in the middle: a vial's code is small, a bar code flat, both are held there."""
    part, left, top = tile(sight.grey, 0)
    squares = zxing.look_for_squares(part).mapped(lambda x, y: (x + left, y + top))
    if squares.readings:
        return squares
    middle = sight.grey.shape[0] // 2
    above = max(0, middle - _BAND // 2)
    bars = zxing.look_for_bars(sight.grey[above : middle + _BAND // 2])
    return bars.mapped(lambda x, y: (x, y + above))


def _focused(radius: float, sight: Sight) -> Glimpse:
    closeup = sight.closeup
    return Glimpse() if closeup is None else _in_closeup(closeup, closeup.focused(radius))


def _steadied(share: float, sight: Sight) -> Glimpse:
    closeup, smear = sight.closeup, sight.smear
    if closeup is None or smear is None:
        return Glimpse()
    tried = Smear(smear.direction, smear.length * share)
    return _in_closeup(closeup, steadied(closeup, tried))


def _in_closeup(closeup: Closeup, picture: Frame) -> Glimpse:
    seen = zxing.look(picture, "zxing close-up")
    return Glimpse(seen.mapped(lambda x, y: closeup.place(((x, y),))[0]).readings)


def _by_mean(sight: Sight) -> Glimpse:
    return _in_stack(sight, lambda stack: stack.mean())


def _by_sharper_mean(sight: Sight) -> Glimpse:
    return _in_stack(sight, lambda stack: _sharp(_bright(stack.mean())))


def _by_darkest(sight: Sight) -> Glimpse:
    return _in_stack(sight, lambda stack: stack.darkest())


def _in_stack(sight: Sight, treated: Callable[[Stack], Frame]) -> Glimpse:
    stack = sight.stack
    if stack is None:
        return Glimpse()
    seen = zxing.look(treated(stack), "zxing stack")
    return Glimpse(seen.mapped(lambda x, y: stack.closeup.place(((x, y),))[0]).readings)


def _by_zbar(zbar: Zbar, sight: Sight) -> Glimpse:
    return Glimpse(zbar.read(sight.grey))


def _by_zbar_at_half(zbar: Zbar, sight: Sight) -> Glimpse:
    return Glimpse(zbar.read(sight.half, scale=2.0))


def _by_rectifying(sight: Sight) -> Glimpse:
    """Locate at half size, then cut out and straighten at full size."""
    found, places = _locator().detectMulti(sight.half)
    if not found:
        return Glimpse()
    readings: list[Reading] = []
    for place in places[:_MOST_PLACES]:
        corners: Corners = tuple((float(x) * 2, float(y) * 2) for x, y in place.reshape(-1, 2))
        if len(corners) == 4:
            readings.extend(_straightened(sight.grey, corners))
    return Glimpse(tuple(readings))


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


def _sharp(grey: Frame) -> Frame:
    # A box costs a third of a Gaussian here and reads as many.
    blurred = opencv().blur(grey, (_RADIUS, _RADIUS))
    sharp: Frame = opencv().addWeighted(grey, 1 + _SHARPEN, blurred, -_SHARPEN, 0)
    return sharp


def _bright(grey: Frame) -> Frame:
    bright: Frame = opencv().LUT(grey, _brighter())
    return bright


def _twice(grey: Frame) -> Frame:
    cv2, (height, width) = opencv(), grey.shape
    larger: Frame = cv2.resize(grey, (width * 2, height * 2), interpolation=cv2.INTER_CUBIC)
    return larger


def _second(zbar: Zbar | None) -> tuple[Retry, ...]:
    """Return the second engine, where there is a fit one."""
    if zbar is None:
        return ()
    return (Retry("zbar", functools.partial(_by_zbar_at_half, zbar), 10, most_patterns=_MOST),)


_HISTOGRAM: Final = Retry("histogram", _by_histogram, 2)
_BRIGHT: Final = Retry("bright", _by_brightness, 7)
_GRAIN: Final = Retry("grain", _by_grain, 7)
_RECTIFY: Final = Retry("rectify", _by_rectifying, 10, most_patterns=100)
_INVERTED: Final = Retry("inverted", _inverted, 2)
_OTHER: Final = Retry("other codes", _other_codes, 7)
_FOCUSED: Final = tuple(
    Retry(f"focus {radius:g}", functools.partial(_focused, radius), 11, close=True)
    for radius in _DISCS
)
_STEADIED: Final = tuple(
    Retry(f"steady {share:g}", functools.partial(_steadied, share), 12, close=True)
    for share in TRIES
)


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
