"""How much the server takes at a time, and when whom it turns away is to come back.

When the ministry's line is repaired a thousand desks ask in the same minute. What is in work and
what is held of bodies is bounded, so memory is; the rest is told to come back, each at a time of
its own: as if it had drawn a number, and at the pace at which the server really serves.
"""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable
from typing import Final

AT_ONCE: Final = 256
"""Requests that may be in work or wait for a thread."""
IN_HAND: Final = 64 << 20
"""Bytes of bodies that may be held at a time, of all requests together."""
LONGEST: Final = 120
"""Seconds: nobody is sent away for longer."""

_A_ROUND: Final = 3
"""Requests that whoever comes back is likely to make: it pushes, then pulls."""
_WINDOW: Final = 5.0
SLOWEST: Final = 20.0
"""Requests a second that any server is taken to serve, before it was seen at work."""


class Shedding:
    """The load of one server. The event loop's thread only."""

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        luck: Callable[[], float] = random.random,
        *,
        at_once: int = AT_ONCE,
        in_hand: int = IN_HAND,
        slowest: float = SLOWEST,
    ) -> None:
        self._now = now
        self._luck = luck
        self._most = at_once
        self._most_bytes = in_hand
        self._slowest = slowest
        self._at_once = 0
        self._bytes = 0
        self._served: deque[float] = deque(maxlen=2_000)
        self._last_place = 0.0

    @property
    def is_full(self) -> bool:
        """Whether nothing more may be begun."""
        return self._at_once >= self._most

    def begin(self) -> None:
        """A request is taken into work."""
        self._at_once += 1

    def end(self) -> None:
        """It is answered."""
        self._at_once -= 1
        self._served.append(self._now())

    def hold(self, size: int) -> bool:
        """Count bytes of a body that arrived; tell whether they may be kept."""
        self._bytes += size
        return self._bytes <= self._most_bytes

    def let_go(self, size: int) -> None:
        """The bytes of a body are no longer held."""
        self._bytes -= size

    def retry_after(self) -> int:
        """Return in how many seconds (1 to `LONGEST`) who is turned away now is to come back.

        The places are as far apart as the server needs for a round of one desk, so that those
        who come back are about as many as it can serve.
        """
        now = self._now()
        self._last_place = max(self._last_place, now) + _A_ROUND / self._rate(now)
        wait = self._last_place - now
        if wait > LONGEST:  # the number wraps: all later ones come back spread over that time
            self._last_place = now
        return max(1, min(LONGEST, round(wait + self._luck())))

    def _rate(self, now: float) -> float:
        """Return how many requests a second were served of late."""
        while self._served and self._served[0] < now - _WINDOW:
            self._served.popleft()
        return max(len(self._served) / _WINDOW, self._slowest)
