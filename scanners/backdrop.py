"""What was before the camera all along, and what is new: a shelf of boxes is no code in a hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scanners.vision import Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_WIDTH: Final = 160  # pixels
_FORGETS: Final = 0.04  # of the picture at each look: what lies still for some 25 is backdrop
_DIFFERS: Final = 14.0  # grey levels; a web camera's noise, smoothed, has 2
_AROUND: Final = 9  # pixels: a code's light modules may be as light as what is behind them


class Backdrop:
    """A slow mean of the pictures. The first is taken for empty."""

    def __init__(self) -> None:
        self._mean: npt.NDArray[np.float32] | None = None

    def new(self, grey: Frame) -> Frame:
        """Take a picture in, and return the mask (255 or 0, smaller) of what is new in it.

        A camera that sets its exposure anew makes all of the picture lighter or darker, so
        pictures are compared at the same median.
        """
        import numpy as np

        cv2 = opencv()
        height = max(1, round(grey.shape[0] * _WIDTH / grey.shape[1]))
        small = cv2.resize(grey, (_WIDTH, height), interpolation=cv2.INTER_AREA).astype(np.float32)
        if self._mean is None or self._mean.shape != small.shape:
            self._mean = small.copy()
        middle, before = float(np.median(small)), float(np.median(self._mean))
        apart = cv2.absdiff(small * (before / max(middle, 1.0)), self._mean)
        differs = (cv2.blur(apart, (3, 3)) > _DIFFERS).astype(np.uint8) * 255
        cv2.accumulateWeighted(small, self._mean, _FORGETS)
        mask: Frame = cv2.dilate(differs, np.ones((_AROUND, _AROUND), np.uint8))
        return mask
