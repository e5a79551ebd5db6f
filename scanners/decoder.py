"""From a frame to the codes in it, within a time, whatever the frame."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from scanners.clutter import is_crowded
from scanners.engines import zxing
from scanners.engines.zbar import Zbar, ZbarUnfit
from scanners.following import Following
from scanners.purse import Purse
from scanners.reading import Glimpse, Reading
from scanners.retries import Retry, for_frames, for_places, for_stills
from scanners.rotation import Rotation
from scanners.sight import Sight
from scanners.tiles import TILES, tile
from scanners.vision import LARGEST, Frame, every_pixel, grey, opencv

_log = logging.getLogger(__name__)

LONGEST_PICTURE: Final = 0.19  # seconds within which a single picture's retries have to end
LONGEST_FRAME: Final = 0.017  # and the one retry on one frame of many
SOME_PATTERNS: Final = 4  # three corners of a code, or more by chance
HOPES_LAST: Final = 3  # frames


class Decoder:
    """Reads codes; belongs to one thread. The libraries are loaded at the first frame.

    A camera gives many tries a second: `look` spends on each frame the fast engine and, where
    it was saved up or a code was seen, *one* retry, in rotation. `read` takes a picture that
    comes only once and tries everything. Neither ever raises, whatever the picture holds.

    ``clock`` counts the seconds of work of this thread, not those of other programs: a desk
    PC that is busy reads later, and not less.
    """

    def __init__(
        self,
        *,
        with_zbar: bool = True,
        clock: Callable[[], float] = time.thread_time,
    ) -> None:
        self._clock = clock
        self._with_zbar = with_zbar
        self._stills: Rotation | None = None
        self._frames = self._places = Rotation(())
        self._purse = Purse()
        self._following = Following()
        self._tile = self._frame = 0
        self._hopeful = False
        self._engines: tuple[str, ...] = ()
        self._left_out: tuple[str, ...] = ()

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
        """Return what one frame of many shows: the fast engine, then at most one retry."""
        found = grey(frame)
        if found is None:
            return Glimpse()
        self._load()
        picture, factor = found
        started = self._clock()
        if is_crowded(picture):
            return _enlarged(self._next_part(picture), factor)
        glimpse = zxing.look(picture)
        if not glimpse.readings:
            sight = Sight(picture)
            sight.saw(glimpse.unread)
            self._following.show(sight)
            self._purse.next_frame(picture, hopeful=self._looks_hopeful(sight))
            again = self._once_more(sight, LONGEST_FRAME - (self._clock() - started))
            glimpse = Glimpse(again.readings, glimpse.unread or again.unread)
            self._following.saw(glimpse.unread)
        if glimpse.readings:
            self._following.forget()
        return _enlarged(glimpse, factor)

    def read(self, frame: Frame) -> tuple[Reading, ...]:
        """Return the codes in a single picture: every way, until one reads or time is up."""
        found = grey(frame)
        if found is None:
            return ()
        stills = self._load()
        picture, factor = found
        started = self._clock()
        if is_crowded(picture):
            return _enlarged(self._all_parts(picture, started), factor).readings
        glimpse = zxing.look(picture)
        sight = Sight(picture)
        sight.saw(glimpse.unread)
        for retry in stills.all():
            if glimpse.readings:
                break
            left = LONGEST_PICTURE - (self._clock() - started)
            if stills.cost(retry, sight) < left:
                glimpse = self._attempt(stills, retry, sight)
                sight.saw(glimpse.unread)
        return _enlarged(glimpse, factor).readings

    def read_photograph(self, frame: Frame) -> tuple[Reading, ...]:
        """Return the codes in a photograph of many megapixels; takes up to a second.

        Where `read` finds none in the smaller copy, the fast engine looks at every pixel.
        """
        found = self.read(frame)
        whole = None if found else every_pixel(frame)
        if whole is None or whole.size <= LARGEST[0] * LARGEST[1] or is_crowded(whole):
            return found
        return zxing.look(whole).readings

    def _looks_hopeful(self, sight: Sight) -> bool:
        """Tell whether something looks like a code; asked of every third frame, at 1 ms each."""
        self._frame += 1
        if self._frame % HOPES_LAST == 1:
            self._hopeful = sight.patterns >= SOME_PATTERNS
        return self._hopeful

    def _next_part(self, picture: Frame) -> Glimpse:
        """Return what the fast engine sees in a part, by turns, where the whole is crowded.

        Any other way would look at a picture as full, for a second and more.
        """
        self._tile += 1
        part, left, top = tile(picture, self._tile)
        return zxing.look(part).mapped(lambda x, y: (x + left, y + top))

    def _all_parts(self, picture: Frame, started: float) -> Glimpse:
        """Return what is in one part after the other, until one reads or time is up."""
        glimpse = Glimpse()
        for _ in TILES:
            began = self._clock()
            glimpse = self._next_part(picture)
            now = self._clock()
            if glimpse.readings or now - started + (now - began) > LONGEST_PICTURE:
                break
        return glimpse

    def _once_more(self, sight: Sight, left: float) -> Glimpse:
        """Run one retry. A code that was seen is worth every frame's; else it is saved up for."""
        seen = bool(sight.outlines)
        closer = seen and self._frames.turn % 2 == 1
        ways = self._places if closer else self._frames
        retry = ways.next()
        cost = ways.cost(retry, sight)
        if cost <= left and not (seen or self._purse.affords(cost)):
            return Glimpse()  # it keeps its turn
        self._frames.advance()
        if closer:
            ways.advance()
        if cost > left:
            ways.passed_over(retry)
            return Glimpse()
        began = self._clock()
        glimpse = self._attempt(ways, retry, sight)
        if not seen:
            self._purse.spend(self._clock() - began)
        return glimpse

    def _attempt(self, ways: Rotation, retry: Retry, sight: Sight) -> Glimpse:
        """Run a retry; what OpenCV refuses is a miss, and said in the log."""
        began = self._clock()
        try:
            glimpse = retry.read(sight) if retry.dares(sight) else Glimpse()
        except opencv().error as error:
            _log.warning("retry %s: %s", retry.name, getattr(error, "err", "cv2.error"))
            return Glimpse()
        ways.took(retry, sight, self._clock() - began)
        once = {reading.raw: reading for reading in glimpse.readings if reading.raw}
        return Glimpse(tuple(once.values()), glimpse.unread)

    def _load(self) -> Rotation:
        if self._stills is None:
            zbar = self._zbar()
            self._engines = (zxing.name(), *((zbar.name,) if zbar else ()))
            self._frames, self._places = Rotation(for_frames(zbar)), Rotation(for_places())
            self._stills = Rotation(for_stills(zbar))
        return self._stills

    def _zbar(self) -> Zbar | None:
        if not self._with_zbar:
            self._left_out = ("zbar: switched off",)
            return None
        try:
            return Zbar()
        except ZbarUnfit as unfit:
            self._left_out = (f"zbar: {unfit.detail}",)
            return None


def _enlarged(glimpse: Glimpse, factor: float) -> Glimpse:
    """Return the glimpse with corners in the pixels of the frame as it came."""
    return glimpse if factor == 1.0 else glimpse.mapped(lambda x, y: (x / factor, y / factor))
