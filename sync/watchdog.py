"""Notice a queue that does not shrink although the line is up.

What was acknowledged is looked at, not what waits: at a busy desk the queue may stay as long
as it is while everything goes through. Called by a clock of its own: a thread that hangs
tells nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 300.0
"""Seconds without an acknowledgement after which a queue is called stuck: five minutes."""


class Watchdog:
    """Judges one queue. ``now`` gives seconds that do not jump."""

    def __init__(
        self, patience: float = PATIENCE, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._patience, self._now = patience, now
        self._held = 0
        self._since: float | None = None

    def look(self, *, waiting: int, held: int, is_up: bool) -> float | None:
        """Return for how many seconds the queue has been stuck, or None if it is not.

        ``waiting`` entries go to the upstream, which has acknowledged those up to ``held``.
        Without a line there is nothing to wonder about; the time begins anew when it is back.
        """
        now = self._now()
        if not is_up or not waiting or held != self._held:
            self._held, self._since = held, None
        if is_up and waiting and self._since is None:
            self._since = now
        stuck = now - self._since if self._since is not None else 0.0
        return stuck if stuck >= self._patience else None
