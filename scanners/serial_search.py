"""Looks for a scanner: listens at every serial port until the test code comes from one.

Only while somebody asked for it: to open a port may reset a device that is no scanner.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Final

from scanners.backoff import Backoff
from scanners.serial_ports import SerialPort, ports
from scanners.serial_scanner import Port, SerialScanner, open_port

LONGEST: Final = 120.0
"""Seconds after which the ports are let go of by themselves."""


class SerialSearch:
    """Owns a listener a port. ``on_code(port, code)`` is called from their threads: only post."""

    def __init__(
        self,
        on_code: Callable[[SerialPort, bytes], None],
        *,
        besides: str = "",
        list_ports: Callable[[], tuple[SerialPort, ...]] = ports,
        opener: Callable[[str], Port] = open_port,
    ) -> None:
        self._on_code = on_code
        self._besides = besides
        self._list_ports = list_ports
        self._opener = opener
        self._scanners: list[SerialScanner] = []
        self._end = threading.Timer(LONGEST, self.stop)
        self._end.daemon = True
        self._gate = threading.Lock()
        self._is_over = False

    def start(self) -> tuple[SerialPort, ...]:
        """Listen at every port but ``besides``; return them. Once, and for an io thread.

        After `stop` it listens at none.
        """
        found = tuple(port for port in self._list_ports() if port.id != self._besides)
        with self._gate:
            if self._is_over:
                return ()
            for port in found:
                scanner = SerialScanner(
                    port.id,
                    partial(self._on_code, port),
                    opener=self._opener,
                    backoff=Backoff(first=2.0),
                )
                self._scanners.append(scanner)
                scanner.start()
            self._end.start()
        return found

    def stop(self) -> None:
        """Let go of every port; also twice, and from any thread but the listeners'."""
        self._end.cancel()
        with self._gate:
            self._is_over = True
            scanners, self._scanners = self._scanners, []
        for scanner in scanners:
            scanner.stop()
