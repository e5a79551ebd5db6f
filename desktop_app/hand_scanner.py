"""The hand scanner: as keys that the windows' filter asks about, or on a serial port."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from scanners.wedge import FEWEST, TAIL_GAP, WedgeDetector
from ui.ports import ScannedCode, ScannerKind, ScannerState

if TYPE_CHECKING:
    from scanners.serial_ports import SerialPort
    from scanners.serial_scanner import Problem, SerialScanner
    from scanners.serial_search import SerialSearch

_PATIENCE: Final = 5.0
"""Seconds that the program's end waits for a change of scanner."""


class Bursts:
    """Fits `scanners.wedge` to `ui.frame.keys`: neither package knows the other."""

    def __init__(self, gap_ms: int) -> None:
        self.gap_ms = gap_ms
        self._detector = _detector(gap_ms)

    def allow(self, gap_ms: int) -> None:
        """Allow another pace from the next key on."""
        if gap_ms != self.gap_ms:
            self.gap_ms, self._detector = gap_ms, _detector(gap_ms)

    def typed(self, sign: str, at: int) -> bool:
        """Take one character; True once it and those before it are a scan."""
        self._detector.feed(sign, at)
        return self._detector.is_burst

    def erased(self, at: int) -> None:
        """Take a Backspace, by which an input tool rewrites what was typed."""
        self._detector.erase(at)

    def ended(self, at: int) -> str | None:
        """Return the whole scan at Enter or silence, or None if it was a hand."""
        scan = self._detector.feed("\r", at).scan
        return scan.text if scan else None


class SerialHand:
    """The hand scanner on the serial port that this desk remembers, and the search for one.

    ``code`` and ``told`` are called from threads, so they only post to a queue.
    """

    def __init__(
        self,
        port: str,
        name: str,
        code: Callable[[ScannedCode], None],
        told: Callable[[ScannerState], None],
    ) -> None:
        self._port, self._name = port, name
        self._code, self._told = code, told
        self._scanner: SerialScanner | None = None
        self._search: SerialSearch | None = None
        self._wanted = False
        self._turn = threading.Lock()
        self._threads: list[threading.Thread] = []

    @property
    def port(self) -> str:
        """The id of the remembered port; "" for none."""
        return self._port

    def start(self) -> None:
        """Begin to listen, once."""
        self._wanted = True
        if not self._port or self._scanner is not None:
            return
        from scanners.serial_scanner import SerialScanner

        self._scanner = SerialScanner(self._port, self._heard, on_problem=self._tell)
        self._scanner.start()

    def stop(self) -> None:
        """Let go of the port, and of all others; nothing is told any more."""
        self._wanted = False
        self.search(False)
        for thread in self._threads:
            thread.join(_PATIENCE)
        self._let_go()

    def remember(self, port: str, name: str) -> None:
        """Listen to another scanner from now on; "" to none."""
        self.search(False)
        if port != self._port:
            self._port, self._name = port, name
            self._do(self._change)

    def search(self, wanted: bool) -> None:
        """Listen at every other port too; ended by itself after two minutes."""
        search, self._search = self._search, None
        if search is not None:
            self._do(search.stop)
        if wanted:
            from scanners.serial_search import SerialSearch

            self._search = SerialSearch(self._found, besides=self._port)
            self._do(self._search.start)

    def _do(self, deed: Callable[[], object]) -> None:
        """Do what may take a second on a thread of its own, one after another."""
        self._threads = [one for one in self._threads if one.is_alive()]

        def work() -> None:
            with self._turn:
                deed()

        thread = threading.Thread(target=work, name="scanner change", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _change(self) -> None:
        self._let_go()
        if self._wanted:
            self._told(ScannerState())
            self.start()

    def _let_go(self) -> None:
        scanner, self._scanner = self._scanner, None
        if scanner is not None:
            scanner.stop()

    def _heard(self, code: bytes) -> None:
        self._code(ScannedCode(code, "serial", port=self._port, port_name=self._name))

    def _found(self, port: SerialPort, code: bytes) -> None:
        self._code(ScannedCode(code, "serial", port=port.id, port_name=port.name))

    def _tell(self, problem: Problem) -> None:
        from scanners.errors import ScannerBusy

        if problem is None:
            self._told(ScannerState("ready", self._name))
        else:
            kind: ScannerKind = "busy" if isinstance(problem, ScannerBusy) else "missing"
            self._told(ScannerState(kind, self._name, problem.text))


def _detector(gap_ms: int) -> WedgeDetector:
    return WedgeDetector(fewest=FEWEST, gap=gap_ms, tail_gap=TAIL_GAP)
