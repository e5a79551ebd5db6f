"""How many entries to send or ask for at a time: what the line carries in about two seconds."""

from __future__ import annotations

from typing import Final

from sync.limits import MAX_ENTRIES

_AIM: Final = 2.0
_FIRST: Final = 500


class Pace:
    """Grows while it is quick, shrinks when it is slow or fails, and always recovers."""

    def __init__(self, count: int = _FIRST, most: int = MAX_ENTRIES) -> None:
        self._most = most
        self.count = min(count, most)

    def took(self, count: int, seconds: float) -> None:
        """Learn from an exchange of ``count`` entries that took so long."""
        if seconds > 2 * _AIM:
            self.count = max(1, min(self.count, count) // 2)
        elif count >= self.count and seconds < _AIM:
            self.count = min(self._most, self.count * 2)

    def failed(self) -> None:
        """Learn from one that was too large or did not come through."""
        self.count = max(1, self.count // 4)
