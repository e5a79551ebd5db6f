"""Hand scanners that type: told from people by their pace, without Qt.

A scanner sends its keys at most a few tens of milliseconds apart and usually ends with Enter;
no person types six characters that fast. Wherever the focus is, such a burst is a scan: the
field gets its old text back, and the closing Enter presses nothing.

Feed each key press that is a character, with the time the operating system gave it (not the
time it was processed: a busy window would make people look fast and scanners slow). A key
held down repeats about 30 times a second, so a burst of one and the same character is not a
scan; do not feed Qt's auto-repeats either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

FEWEST: Final = 6  # characters
GAP: Final = 35.0  # milliseconds between two characters of a scanner, at most
TAIL_GAP: Final = 120.0  # milliseconds within which the closing key still belongs to the burst
LONGEST: Final = 8192  # characters; what comes after them is swallowed and dropped
_ENDS: Final = frozenset("\r\n\t")


@dataclass(frozen=True, slots=True)
class Burst:
    """A scan that was typed. ``give_back`` characters reached the field before it was known."""

    text: str = field(repr=False)
    give_back: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a key: keep it from the field or not; and a scan that is now complete."""

    swallow: bool
    scan: Burst | None = None


class WedgeDetector:
    """Takes keys one by one. Times are milliseconds of any clock that never goes back."""

    def __init__(
        self, *, fewest: int = FEWEST, gap: float = GAP, tail_gap: float = TAIL_GAP
    ) -> None:
        self._fewest = fewest
        self._gap = gap
        self._tail_gap = tail_gap
        self._keys: list[str] = []
        self._last = float("-inf")
        self._given = 0  # characters of this burst that the field has
        self._is_burst = False
        self._differs = False
        self._tail_until = float("-inf")

    def feed(self, char: str, at: float) -> Verdict:
        """Return what to do with the key ``char`` that was pressed ``at`` milliseconds.

        The scan in a verdict is of the keys before this one, or of them and this closing key.
        """
        if char in _ENDS:
            return self._closing(at)
        scan = self.flush(at)
        if at - self._last > self._gap:
            self._begin()
        self._last = at
        self._add(char)
        return Verdict(self._is_burst, scan)

    def erase(self, at: float) -> bool:
        """Take a Backspace; True where it is to be kept from the field.

        An input tool rewrites a word by erasing what it typed: "ee" arrives as e, Backspace, ê.
        No scanner sends one, and no person so soon after a key.
        """
        if at - self._last > (self._tail_gap if self._is_burst else self._gap) or not self._keys:
            return False
        self._last = at
        self._keys.pop()
        if not self._is_burst:
            self._given -= 1
        return self._is_burst

    def flush(self, now: float) -> Burst | None:
        """Return the scan of a scanner that sends no Enter, once its pause shows the end.

        For a timer of some 50 ms that runs while `is_burst`.
        """
        if self._is_burst and now - self._last > self._gap:
            return self._finish(now)
        return None

    @property
    def is_burst(self) -> bool:
        """Whether the keys of the moment are a scanner's, and the scan is not complete."""
        return self._is_burst

    def _closing(self, at: float) -> Verdict:
        if self._is_burst and at - self._last <= self._tail_gap:
            return Verdict(swallow=True, scan=self._finish(at))
        swallow = at <= self._tail_until  # LF after CR, or a timer that was faster than the CR
        scan = self.flush(at)
        self._begin()
        return Verdict(swallow, scan)

    def _add(self, char: str) -> None:
        if len(self._keys) < LONGEST:
            self._keys.append(char)
        if not self._is_burst:
            self._differs = self._differs or char != self._keys[0]
            self._is_burst = self._differs and len(self._keys) >= self._fewest
            self._given += not self._is_burst

    def _finish(self, at: float) -> Burst:
        burst = Burst("".join(self._keys), self._given)
        self._begin()
        self._tail_until = at + self._tail_gap
        return burst

    def _begin(self) -> None:
        self._keys.clear()
        self._given = 0
        self._is_burst = False
        self._differs = False
