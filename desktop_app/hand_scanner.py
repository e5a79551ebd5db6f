"""The hand scanner's detector as the windows' key filter asks for it."""

from __future__ import annotations

from scanners.wedge import FEWEST, TAIL_GAP, WedgeDetector


class Bursts:
    """Fits `scanners.wedge` to `ui.frame.keys`: neither package knows the other."""

    def __init__(self, gap_ms: int) -> None:
        self.gap_ms = gap_ms
        self._detector = WedgeDetector(fewest=FEWEST, gap=gap_ms, tail_gap=TAIL_GAP)

    def typed(self, sign: str, at: int) -> bool:
        """Take one character; True once it and those before it are a scan."""
        self._detector.feed(sign, at)
        return self._detector.is_burst

    def ended(self, at: int) -> str | None:
        """Return the whole scan at Enter or silence, or None if it was a hand."""
        scan = self._detector.feed("\r", at).scan
        return scan.text if scan else None
