"""The time of exposure of a camera, as far as its driver lets itself be asked.

Drivers differ: Video4Linux counts in 0.1 ms and calls automatic 3 and by hand 1, Media Foundation
counts in powers of two of a second and calls them 1 and 0 (`KSPROPERTY_CAMERACONTROL_EXPOSURE`).
DirectShow does not find back to automatic (opencv/opencv issue 17019). So nothing is set unless
the driver says, when read back, that automatic is on; and what does not read back as set ends it.
"""

from __future__ import annotations

import logging
import math
import sys
from typing import Final

from msgspec import Struct

from scanners.sources.capture import Capture
from scanners.vision import opencv

_log = logging.getLogger(__name__)


class _Driver(Struct, frozen=True):
    """What a system's driver calls the two ways, and whether it counts in powers of two."""

    automatic: float
    by_hand: float
    in_powers: bool

    def value(self, milliseconds: float) -> float:
        """Return a time as the driver counts it."""
        if self.in_powers:
            return float(round(math.log2(milliseconds / 1000)))
        return float(round(milliseconds * 10))


_DRIVERS: Final = {
    "linux": _Driver(3, 1, in_powers=False),
    "win32": _Driver(1, 0, in_powers=True),
}


class Exposure:
    """The exposure of one open capture; used by the thread that reads it."""

    def __init__(self, capture: Capture, system: str = sys.platform) -> None:
        self._capture = capture
        self._driver = _DRIVERS.get(system)
        self._asked: float | None = None
        self.obeys = self._driver is not None and self._goes_by_itself(self._driver)
        """Whether the camera does what it is asked; once it does not, nothing more is asked."""

    def ask(self, milliseconds: float | None) -> None:
        """Ask for a time, or None for the camera's own; asking for the same again costs nothing."""
        if self._driver is None or not self.obeys or milliseconds == self._asked:
            return
        self._asked = milliseconds
        if milliseconds is None:
            done = self._goes_by_itself(self._driver)
        else:
            done = self._stands_at(self._driver, milliseconds)
        if not done:
            self.obeys = False
            self._goes_by_itself(self._driver)
            _log.info("the camera does not take times of exposure")

    def _goes_by_itself(self, driver: _Driver) -> bool:
        return self._is_set(opencv().CAP_PROP_AUTO_EXPOSURE, driver.automatic)

    def _stands_at(self, driver: _Driver, milliseconds: float) -> bool:
        cv2 = opencv()
        by_hand = self._is_set(cv2.CAP_PROP_AUTO_EXPOSURE, driver.by_hand)
        # The driver rounds a time to what the sensor can do, so it is not read back.
        return by_hand and self._set(cv2.CAP_PROP_EXPOSURE, driver.value(milliseconds))

    def _is_set(self, setting: int, value: float) -> bool:
        return self._set(setting, value) and self._capture.get(setting) == value

    def _set(self, setting: int, value: float) -> bool:
        try:
            return self._capture.set(setting, value)
        except opencv().error:  # an unplugged camera's; it is still to be let go of
            return False
