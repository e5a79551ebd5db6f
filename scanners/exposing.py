"""When a camera's own exposure is tried against others: a code is there, and is not read.

A camera sets its exposure for the whole picture. A telephone's screen in a dark room is then
far too light, a card held before a window too dark, a hand in poor light smeared, and a
lamp's mirror swallows half a code. So, while something like a code stays unread, a round of a few
fixed times is asked for, and the camera's own again between one round and the next.
"""

from __future__ import annotations

from typing import Final

from scanners.guidance import Hint
from scanners.reading import Glimpse

TIMES: Final = (2.0, 8.0, 30.0)
"""Milliseconds, in the order in which they are tried."""

PATIENCE: Final = 0.25  # seconds that a code is in sight, unread, before anything is tried
EACH: Final = 0.25  # seconds for each time, of which a camera may need a tenth to follow
REST: Final = 2.0  # seconds at the camera's own exposure before the next round
_BLINK: Final = 0.3  # seconds: engines see the corners of a code in some frames only
_THERE: Final = frozenset({"hold", "glare"})


class Exposing:
    """Says which time of exposure to ask for; ``now`` are seconds of a clock that only goes on."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._seen = float("-inf")
        self._round: float | None = None
        self._rested = float("-inf")

    @property
    def is_trying(self) -> bool:
        """Whether a round is going on: then pictures compare with none taken before it."""
        return self._round is not None

    def after(self, glimpse: Glimpse, hint: Hint, now: float) -> float | None:
        """Return the milliseconds to ask for after a frame; None for the camera's own choice.

        ``hint`` is the last that was told under the camera's own exposure.
        """
        if glimpse.readings:
            self._since = self._round = None
            return None
        if self._round is not None:
            turn = int((now - self._round) / EACH)
            if turn < len(TIMES):
                return TIMES[turn]
            self._since, self._round, self._rested = None, None, now + REST
        elif self._is_there(glimpse, hint, now) and now >= self._rested:
            self._round = now
            return TIMES[0]
        return None

    def _is_there(self, glimpse: Glimpse, hint: Hint, now: float) -> bool:
        """Tell whether something like a code has been in sight for long enough."""
        if glimpse.unread or hint in _THERE:
            self._seen = now
        if now - self._seen > _BLINK:
            self._since = None
        elif self._since is None:
            self._since = now
        return self._since is not None and self._seen - self._since >= PATIENCE
