"""From a frame to the codes in it, within a time, whatever the frame."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from scanners.engines import zxing
from scanners.engines.zbar import Zbar, ZbarUnfit
from scanners.reading import Glimpse, Reading
from scanners.retries import Retry, retries
from scanners.vision import Frame, grey, opencv

_log = logging.getLogger(__name__)

LONGEST_PICTURE: Final = 0.15  # seconds after which no further retry begins on a single picture
LONGEST_FRAME: Final = 0.06  # and on one frame of many


class Decoder:
    """Reads QR codes; belongs to one thread. The libraries are loaded at the first frame.

    A camera gives many tries a second: `look` spends on each frame the fast engine and *one*
    retry, in rotation. `read` takes a picture that comes only once and tries everything.
    Neither ever raises, whatever the picture holds.
    """

    def __init__(
        self,
        *,
        with_zbar: bool = True,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._clock = clock
        self._with_zbar = with_zbar
        self._retries: tuple[Retry, ...] = ()
        self._engines: tuple[str, ...] = ()
        self._left_out: tuple[str, ...] = ()
        self._turn = 0

    @property
    def engines(self) -> tuple[str, ...]:
        """The engines in use, with their versions. Loads them."""
        self._load()
        return self._engines

    @property
    def left_out(self) -> tuple[str, ...]:
        """The engines that could be in use and are not, each with the reason. Loads them."""
        self._load()
        return self._left_out

    def look(self, frame: Frame) -> Glimpse:
        """Return what one frame of many shows: the fast engine, then one retry."""
        found = grey(frame)
        if found is None:
            return Glimpse()
        self._load()
        picture, factor = found
        started = self._clock()
        glimpse = zxing.look(picture)
        if not glimpse.readings and self._clock() - started < LONGEST_FRAME:
            self._turn = (self._turn + 1) % len(self._retries)
            again = self._attempt(self._retries[self._turn], picture)
            glimpse = Glimpse(again, glimpse.unread)
        return _enlarged(glimpse, factor)

    def read(self, frame: Frame) -> tuple[Reading, ...]:
        """Return the codes in a single picture: every way, until one reads or time is up."""
        found = grey(frame)
        if found is None:
            return ()
        self._load()
        picture, factor = found
        started = self._clock()
        readings = zxing.look(picture).readings
        for retry in self._retries:
            if readings or self._clock() - started > LONGEST_PICTURE:
                break
            readings = self._attempt(retry, picture)
        return _enlarged(Glimpse(readings), factor).readings

    def _attempt(self, retry: Retry, picture: Frame) -> tuple[Reading, ...]:
        """Run a retry; what OpenCV refuses is a miss, and said in the log."""
        try:
            readings = retry.read(picture) if retry.dares(picture) else ()
        except opencv().error as error:
            _log.warning("retry %s: %s", retry.name, getattr(error, "err", "cv2.error"))
            return ()
        return tuple({reading.raw: reading for reading in readings if reading.raw}.values())

    def _load(self) -> None:
        if self._retries:
            return
        zbar = None
        if self._with_zbar:
            try:
                zbar = Zbar()
            except ZbarUnfit as unfit:
                self._left_out = (f"zbar: {unfit.detail}",)
        else:
            self._left_out = ("zbar: switched off",)
        self._engines = (zxing.name(), *((zbar.name,) if zbar else ()))
        self._retries = retries(zbar)


def _enlarged(glimpse: Glimpse, factor: float) -> Glimpse:
    """Return the glimpse with corners in the pixels of the frame as it came."""
    if factor == 1.0:
        return glimpse
    return Glimpse(
        tuple(
            Reading(reading.raw, reading.text, _scaled(reading.corners, factor), reading.engine)
            for reading in glimpse.readings
        ),
        tuple(_scaled(corners, factor) for corners in glimpse.unread),
    )


def _scaled(
    corners: tuple[tuple[float, float], ...], factor: float
) -> tuple[tuple[float, float], ...]:
    return tuple((x / factor, y / factor) for x, y in corners)
