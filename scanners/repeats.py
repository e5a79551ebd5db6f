"""The same code seen again and again is one scan."""

from __future__ import annotations

from typing import Final

WINDOW: Final = 3.0  # seconds


class Repeats:
    """Remembers what was seen lately. A code that stays in sight stays one scan.

    Times are seconds of any clock that never goes back, passed in by the caller.
    """

    def __init__(self, window: float = WINDOW) -> None:
        self._window = window
        self._seen: dict[bytes, float] = {}

    def is_new(self, raw: bytes, now: float) -> bool:
        """Note that a code is in sight, and tell whether it was not for the window before."""
        self._forget(now)
        is_new = raw not in self._seen
        self._seen[raw] = now
        return is_new

    def forget(self) -> None:
        """Take the next sight of any code for a new scan."""
        self._seen.clear()

    def _forget(self, now: float) -> None:
        old = [raw for raw, seen in self._seen.items() if now - seen >= self._window]
        for raw in old:
            del self._seen[raw]
