"""When to compare with the upstream, and what to make of what is found.

After a round that read the feed to its end: soon after the start, then every ten minutes, and
a little after something was mended. Each time today and yesterday, and a week of the year
before, so that within a day or so all of it was looked at.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sync.client import Upstream
from sync.errors import ServerRefused
from sync.held import Place
from sync.limits import MAX_DAYS
from sync.reconciling import Agreement, Reconciler

_log = logging.getLogger(__name__)

EVERY: Final = 600.0
FIRST: Final = 20.0
AGAIN: Final = 30.0
SOON: Final = 3.0
"""Seconds between two comparisons; until the first; after something was mended or stayed; and at
the most after there was reason to fear that something is amiss."""

_MANY: Final = 100_000
"""Entries from which on it is done less often: a register of a million people is of one day, and
to read it takes seconds at both ends."""

_OLDER: Final = 7
_YEAR: Final = 366


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the last comparisons came to.

    ``lost`` are entries by which both differed twice in a row, so that it is no matter of
    moments: IT must look. ``mended`` were missing the last time and were fetched or sent.
    """

    entries: int
    mended: tuple[Place, ...] = ()
    lost: tuple[Place, ...] = ()
    ahead: int = 0

    @property
    def is_equal(self) -> bool:
        """Whether nothing was amiss."""
        return not self.lost and not self.mended


class Comparing:
    """Compares when it is time; called by `sync.loop` between two rounds.

    ``make`` gives the reconciler for an upstream; ``today`` the day counted from 1970 (UTC).
    """

    def __init__(
        self,
        make: Callable[[Upstream], Reconciler],
        told: Callable[[Verdict], None],
        today: Callable[[], int],
        *,
        now: Callable[[], float] = time.monotonic,
        luck: Callable[[], float] = random.random,
    ) -> None:
        self._make, self._told, self._today = make, told, today
        self._now, self._luck = now, luck
        self._due = now() + FIRST * (0.5 + luck())
        self._back = 2
        self._suspect: tuple[int, ...] = ()
        self._amiss: frozenset[Place] = frozenset()

    @property
    def pause(self) -> float:
        """Return in how many seconds it is time; 0 if it is."""
        return max(0.0, self._due - self._now())

    def compare_soon(self) -> None:
        """Something happened after which the two may differ."""
        self._due = min(self._due, self._now() + SOON * self._luck())

    def after_round(self, upstream: Upstream) -> None:
        """Compare if it is time; raises the errors of `sync.errors`."""
        if self.pause:
            return
        self._wait(EVERY)
        days = self.days()
        try:
            found = self._make(upstream).run(days)
        except ServerRefused as refused:
            if refused.code != "not-found":
                raise
            return  # an upstream of an older version compares nothing
        self._learn(found, days)

    def days(self) -> Sequence[int]:
        """Return today, yesterday and the next week of the year before; newest first.

        While something is amiss it is the days of the last time again, so that it is said until
        it is well.
        """
        today, back = self._today(), self._back
        older = self._suspect or tuple(today - days for days in range(back, back + _OLDER))
        if not self._suspect:
            self._back = 2 if back + _OLDER > _YEAR else back + _OLDER
        return [day for day in dict.fromkeys((today, today - 1, *older)) if day >= 0][:MAX_DAYS]

    def _learn(self, found: Agreement, days: Sequence[int]) -> None:
        # What was mended the last time and is amiss again was not mended.
        amiss = frozenset((*found.left, *found.mended))
        lost = tuple(sorted(amiss & self._amiss))
        self._amiss = amiss
        for what, places in (("mended", found.mended), ("left", found.left)):
            if places:
                _log.warning("compared with the upstream: %s %s", what, in_ranges(places))
        self._suspect = tuple(days) if amiss else ()
        if amiss - set(lost):
            self._wait(AGAIN)
        elif found.entries > _MANY:
            self._wait(EVERY * found.entries / _MANY)
        mended = tuple(place for place in found.mended if place not in lost)
        self._told(Verdict(found.entries, mended, lost, len(found.ahead)))

    def _wait(self, seconds: float) -> None:
        self._due = self._now() + seconds * (0.8 + 0.4 * self._luck())


def in_ranges(places: Sequence[Place]) -> str:
    """Return places as IT reads them: device, epoch and the numbers, "1-4, 9"."""
    found: dict[tuple[str, int], list[list[int]]] = {}
    for place in sorted(places):
        ranges = found.setdefault((place.device, place.epoch), [])
        if ranges and ranges[-1][1] == place.seq - 1:
            ranges[-1][1] = place.seq
        else:
            ranges.append([place.seq, place.seq])
    return "; ".join(
        f"{device}/{epoch}: " + ", ".join(f"{a}-{b}" if a < b else f"{a}" for a, b in ranges)
        for (device, epoch), ranges in found.items()
    )
