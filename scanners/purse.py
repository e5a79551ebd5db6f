"""What may be spent on retries, so that frames without a code stay cheap on the average.

Each frame pays in a little, more where something looks like a code; a retry is begun when its
cost is there. While nothing moves before the camera, a reserve is kept for the code that comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scanners.vision import Frame, opencv

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

INCOME: Final = 0.0008  # seconds a frame
HOPEFUL: Final = 0.0022  # and where something looks like a code
MOST: Final = 0.05
RESERVE: Final = 0.04
_THUMB: Final = (64, 36)
_STILL: Final = 2.5  # grey levels on the average


class Purse:
    """Seconds of work that were saved up; starts full, as a code may be there at once."""

    def __init__(self) -> None:
        self._saved = MOST
        self._reserve = 0.0
        self._before: npt.NDArray[np.uint8] | None = None

    def next_frame(self, grey: Frame, *, hopeful: bool) -> None:
        """Pay in for a frame, and see whether it differs from the one before."""
        import numpy as np

        cv2 = opencv()
        thumb = cv2.resize(grey, _THUMB, interpolation=cv2.INTER_LINEAR)
        still = self._before is not None and (
            float(np.mean(cv2.absdiff(thumb, self._before))) < _STILL
        )
        self._before = thumb
        self._reserve = RESERVE if still else 0.0
        self._saved = min(MOST, self._saved + (HOPEFUL if hopeful else INCOME))

    def affords(self, seconds: float) -> bool:
        """Tell whether so much may be spent now."""
        return self._saved - self._reserve >= seconds

    def spend(self, seconds: float) -> None:
        """Take out what a retry cost, also where it was more than there is."""
        self._saved = max(-MOST, self._saved - seconds)
