"""When to try again."""

from __future__ import annotations

from dataclasses import dataclass

from immunization.errors import KnownError
from sync.errors import ServerBusy, ServerUnreachable


@dataclass(frozen=True, slots=True)
class Timing:
    """Settings, in seconds.

    ``every`` is the pause when all is well; the listener and new entries shorten it.
    After a failure the pause doubles from ``first`` to ``most``; while there is no line at
    all only to ``most_unreachable``, because trying costs little and the line may be back.
    ``gap`` is the least time between two rounds, whatever wakes them.
    """

    every: float = 30.0
    first: float = 1.0
    most_unreachable: float = 15.0
    most: float = 300.0
    gap: float = 0.05

    def pause(self, error: KnownError | None, failures: int, luck: float) -> float:
        """Return how long to wait after the given error, the ``failures``-th in a row.

        ``luck`` is a random number from 0 to 1: a thousand desks that lost the line in the
        same minute do not come back in the same second.
        """
        if error is None:
            return self.every * (0.8 + 0.4 * luck)
        most = self.most_unreachable if isinstance(error, ServerUnreachable) else self.most
        pause = min(most, self.first * 2.0 ** min(failures - 1, 20)) * (0.5 + luck)
        if isinstance(error, ServerBusy):
            pause = max(pause, error.retry_after * (1 + luck))
        return pause
