"""The desk's clock: what time it shows, and what it knows of being wrong.

The wall clock of a site's PC may be wrong by a year. Nothing is ordered by it; but it is
shown, printed and written into entries, so the desk must know when to doubt it. The only
other time it ever learns of is the server's, which comes with every answer.
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, Protocol

from immunization.text import Text

TOLERATED: Final = timedelta(minutes=2)
"""A clock that differs less from the server's is called right: slips show whole minutes."""

_JUMP: Final = timedelta(minutes=2)
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FAST = Text(vi="Đồng hồ nhanh {how_much}", en="Clock {how_much} fast")
_SLOW = Text(vi="Đồng hồ chậm {how_much}", en="Clock {how_much} slow")
_RIGHT = Text(vi="Đồng hồ đúng", en="Clock right")
_JUMPED = Text(vi="Đồng hồ vừa nhảy, xin xem lại giờ", en="Clock jumped, please check the time")
_UNITS: Final = (
    (timedelta(days=1), Text(vi="{n} ngày", en="{n} days")),
    (timedelta(hours=1), Text(vi="{n} giờ", en="{n} h")),
    (timedelta(minutes=1), Text(vi="{n} phút", en="{n} min")),
)


class Clock(Protocol):
    """What the use cases need of time."""

    def now(self) -> datetime:
        """Return the wall clock, aware, in the desk's zone."""

    def today(self) -> date:
        """Return the day at the desk."""

    def monotonic(self) -> float:
        """Return seconds from an arbitrary start that never go back."""

    @property
    def doubtful(self) -> bool:
        """Whether the desk knows its wall clock to be wrong."""

    @property
    def words(self) -> Text:
        """What the status bar says of the clock."""


class SystemClock:
    """The PC's clock, and the server's time that it was last compared with. Thread-safe."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone
        self._lock = threading.Lock()
        self._offset: timedelta | None = None
        self._passed: datetime | None = None
        self._anchor = (datetime.now().astimezone(), time.monotonic())

    def now(self) -> datetime:
        """Return the wall clock in the desk's zone (the PC's, if none was given)."""
        return datetime.now(self._zone) if self._zone else datetime.now().astimezone()

    def today(self) -> date:
        """Return the day at the desk."""
        return self.now().date()

    def monotonic(self) -> float:
        """Return seconds from an arbitrary start that never go back."""
        return time.monotonic()

    def learn(self, server_time: datetime) -> None:
        """Compare with the server's time, as it came with an answer just now."""
        with self._lock:
            self._offset = self.now() - server_time
            self._anchor = (self.now(), self.monotonic())

    def has_passed(self, moment: datetime) -> None:
        """Be told a time that is known to have passed, as the last exchange with the server.

        A clock that is before it went back while the program was closed: without any line.
        """
        with self._lock:
            self._passed = moment

    @property
    def offset(self) -> timedelta | None:
        """By how much the wall clock is ahead of the server's time; None if never compared."""
        with self._lock:
            return None if self._offset is None else self._offset + self._moved()

    @property
    def doubtful(self) -> bool:
        """Whether it differs from the server's time, or was moved by hand since it started."""
        with self._lock:
            is_off = abs((self._offset or timedelta()) + self._moved()) > TOLERATED
            return is_off or (self._offset is None and self._is_before_what_passed())

    @property
    def words(self) -> Text:
        """What the status bar says of the clock."""
        with self._lock:
            moved = self._moved()
            if self._offset is None:
                return _JUMPED if abs(moved) > _JUMP or self._is_before_what_passed() else _RIGHT
            return in_words(self._offset + moved)

    def _is_before_what_passed(self) -> bool:
        return self._passed is not None and self.now() < self._passed - TOLERATED

    def _moved(self) -> timedelta:
        """Return by how much somebody moved the wall clock since it was last compared."""
        then, monotonic = self._anchor
        return (self.now() - then) - timedelta(seconds=self.monotonic() - monotonic)


def in_words(offset: timedelta) -> Text:
    """Say how wrong a clock is: "Đồng hồ nhanh 12 phút"."""
    if abs(offset) <= TOLERATED:
        return _RIGHT
    unit, words = next(pair for pair in _UNITS if abs(offset) >= pair[0])
    amount = round(abs(offset) / unit)
    sentence = _FAST if offset > timedelta() else _SLOW
    return Text(
        vi=sentence.say("vi", how_much=words.say("vi", n=amount)),
        en=sentence.say("en", how_much=words.say("en", n=amount)),
    )


def moment(seconds: float, now: datetime) -> datetime:
    """Return a time of the tables (seconds since 1970, UTC) in the desk's zone, that of ``now``."""
    # Counted from 1970: Windows' own function knows no time before it, and a clock that was wrong
    # when somebody wrote an entry may have been there.
    return (_BEGINNING + timedelta(seconds=seconds)).astimezone(now.tzinfo)
