"""One code in several frames, laid over each other: less noise, and no light that wanders.

Where a code was seen and not read, the same window is cut out of each frame, moved so that it
lies on the first one (phase correlation; C. Kuglin, D. Hines, 1975), and taken into a running
mean and into the darkest value of each pixel. Noise goes from the mean; a lamp's reflection,
which wanders over the plastic as the hand moves, goes from the darkest.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from scanners.closeup import SIDE, Closeup
from scanners.vision import Corners, Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    _Floats = npt.NDArray[np.float32]

_SMALL: Final = SIDE // 2
_MOST: Final = 8  # frames that the mean remembers
_ALIKE: Final = 0.05  # of a perfect match; noise gives a tenth of that
_BLURRED: Final = 0.6  # of the best frame's sharpness: not taken in
_SHARPER: Final = 1.6  # than all before: begin anew with it


class Stack:
    """The frames of one code so far, in the pixels of the first close-up."""

    def __init__(self, grey: Frame, corners: Corners) -> None:
        self.closeup = Closeup(grey, corners)
        self._darkest = self.closeup.picture
        self._count, self._best = 0, 0.0
        self._begin(self.closeup.picture)

    @property
    def count(self) -> int:
        """How many frames are in the mean."""
        return self._count

    def mean(self) -> Frame:
        """Return the mean of the sharpest frames."""
        mean: Frame = opencv().convertScaleAbs(self._mean)
        return mean

    def darkest(self) -> Frame:
        """Return what was least lit of each pixel."""
        return self._darkest

    def add(self, grey: Frame) -> bool:
        """Lay a frame over the others. False where it does not show the same code there."""
        import numpy as np

        cv2 = opencv()
        seen = self.closeup.again(grey)
        small = _small(seen)
        # Copies: where no padding is needed, OpenCV lays the window over its own arguments.
        (across, down), response = cv2.phaseCorrelate(
            self._reference.copy(), small.copy(), _window()
        )
        if response < _ALIKE:
            return False
        move = np.array([[1, 0, -2 * across], [0, 1, -2 * down]])
        laid = cv2.warpAffine(seen, move, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE)
        self._darkest = cv2.min(self._darkest, laid)
        sharpness = _sharpness(small)
        if sharpness > _SHARPER * self._best:
            self._begin(laid)
        elif sharpness > _BLURRED * self._best:
            self._best = max(self._best, sharpness)
            self._count += 1
            cv2.accumulateWeighted(laid, self._mean, 1 / min(self._count, _MOST))
        return True

    def _begin(self, picture: Frame) -> None:
        import numpy as np

        self._reference = _small(picture)
        self._best = _sharpness(self._reference)
        self._mean: _Floats = picture.astype(np.float32)
        self._count = 1


def _small(picture: Frame) -> _Floats:
    import numpy as np

    cv2 = opencv()
    half = cv2.resize(picture, (_SMALL, _SMALL), interpolation=cv2.INTER_AREA)
    small: _Floats = half.astype(np.float32)
    return small


def _sharpness(small: _Floats) -> float:
    cv2 = opencv()
    _, spread = cv2.meanStdDev(cv2.Laplacian(small, cv2.CV_32F))
    return float(spread[0][0])


@functools.cache
def _window() -> _Floats:
    cv2 = opencv()
    window: _Floats = cv2.createHanningWindow((_SMALL, _SMALL), cv2.CV_32F)
    return window
