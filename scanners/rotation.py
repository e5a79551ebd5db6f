"""Ways of reading, by turns, and what each of them costs on this computer."""

from __future__ import annotations

from typing import Final

from scanners.retries import Retry
from scanners.sight import Sight

_USUAL: Final = 1280 * 720  # pixels
_FADING: Final = 0.9  # of the dearest time seen so far, that the next guess is at least


class Rotation:
    """Gives retries in their order, round and round. The costs are learned as they run."""

    def __init__(self, retries: tuple[Retry, ...]) -> None:
        self._retries = retries
        self._costs = {retry.name: retry.cost / 1000 for retry in retries}
        self.turn = 0

    def all(self) -> tuple[Retry, ...]:
        """Return the ways in their order."""
        return self._retries

    def next(self) -> Retry:
        """Return the way whose turn it is."""
        return self._retries[self.turn % len(self._retries)]

    def advance(self) -> None:
        """Let the next way have its turn."""
        self.turn += 1

    def cost(self, retry: Retry, sight: Sight) -> float:
        """Return the seconds that a way is likely to take on a frame."""
        return self._costs[retry.name] * self._size(retry, sight)

    def took(self, retry: Retry, sight: Sight, seconds: float) -> None:
        """Learn what a way took: dearer at once, cheaper by and by."""
        each = seconds / self._size(retry, sight)
        self._costs[retry.name] = max(each, self._costs[retry.name] * _FADING)

    def passed_over(self, retry: Retry) -> None:
        """Forget by and by that a way was dear once: the computer may have been busy."""
        self._costs[retry.name] *= _FADING

    def _size(self, retry: Retry, sight: Sight) -> float:
        """Return by what to multiply: a close-up costs the same whatever the frame."""
        return 1.0 if retry.close else sight.grey.size / _USUAL
