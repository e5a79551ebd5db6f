"""How long to wait before the camera is tried again: longer each time, up to a bound."""

from __future__ import annotations

from typing import Final

FIRST: Final = 0.5  # seconds
LONGEST: Final = 8.0


class Backoff:
    """Doubles the wait with each failure; a success begins anew."""

    def __init__(self, first: float = FIRST, longest: float = LONGEST) -> None:
        self._first = first
        self._longest = longest
        self._next = first

    def failed(self) -> float:
        """Return the seconds to wait before the next try."""
        wait = self._next
        self._next = min(self._next * 2, self._longest)
        return wait

    def succeeded(self) -> None:
        """Begin anew."""
        self._next = self._first
