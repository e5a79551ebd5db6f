"""The hand scanner: as keys that the windows' filter asks about, or on a serial port."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scanners.wedge import FEWEST, TAIL_GAP, WedgeDetector

if TYPE_CHECKING:
    from scanners.serial_scanner import SerialScanner


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


class SerialHand:
    """The hand scanner on the serial port that the settings name, if they name one."""

    def __init__(self, port: str, code: Callable[[object], None]) -> None:
        self._port = port
        self._code = code
        self._scanner: SerialScanner | None = None

    def start(self) -> None:
        """Begin to listen. ``code`` is called from its thread, so it only posts to a queue."""
        if not self._port or self._scanner is not None:
            return
        from scanners.serial_scanner import SerialScanner

        self._scanner = SerialScanner(self._port, self._code)
        self._scanner.start()

    def stop(self) -> None:
        """Let go of the port."""
        scanner, self._scanner = self._scanner, None
        if scanner is not None:
            scanner.stop()
