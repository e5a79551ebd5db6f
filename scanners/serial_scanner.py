"""A hand scanner on a serial (COM) port: the mode in which no input method spoils its codes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final, Protocol

from scanners.backoff import Backoff
from scanners.serial_lines import SerialLines

SILENCE: Final = 0.1  # seconds after which a code without a line end is whole
PATIENCE: Final = 2.0  # seconds that `stop` waits
_AT_ONCE: Final = 4096  # bytes

_log = logging.getLogger(__name__)


class Port(Protocol):
    """The part of `serial.Serial` that is used here."""

    @property
    def in_waiting(self) -> int:
        """How many bytes can be read without waiting. Raises OSError when it was unplugged."""
        ...

    def read(self, size: int = 1, /) -> bytes:
        """Return up to ``size`` bytes, fewer after `SILENCE`. Raises OSError."""
        ...

    def close(self) -> None:
        """Let go of the port."""
        ...


class SerialScanner:
    """Owns a port and a thread. ``on_code`` is called from the thread, so it only posts.

    A scanner that is not there, or unplugged, is tried again for ever, at longer and longer
    times. Started once; for another port, make another.
    """

    def __init__(
        self,
        name: str,
        on_code: Callable[[bytes], None],
        *,
        opener: Callable[[str], Port] | None = None,
        backoff: Backoff | None = None,
    ) -> None:
        self._name = name
        self._on_code = on_code
        self._opener = opener or _open
        self._backoff = backoff or Backoff()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="serial scanner", daemon=True)

    def start(self) -> None:
        """Begin; once."""
        self._thread.start()

    def stop(self, patience: float = PATIENCE) -> bool:
        """End for good and wait, at most ``patience`` seconds; whether the thread ended."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(patience)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen()
            except OSError as error:  # serial.SerialException is one
                _log.warning("no scanner at the serial port: %s", type(error).__name__)
                self._stopping.wait(self._backoff.failed())

    def _listen(self) -> None:
        port = self._opener(self._name)
        self._backoff.succeeded()
        lines = SerialLines()
        try:
            while not self._stopping.is_set():
                data = port.read(max(1, min(port.in_waiting, _AT_ONCE)))
                codes = lines.feed(data) if data else [lines.silent() or b""]
                for code in filter(None, codes):
                    self._tell(code)
        finally:
            port.close()

    def _tell(self, code: bytes) -> None:
        try:
            self._on_code(code)
        except Exception:  # noqa: BLE001 - the caller's fault must not end the scanner
            _log.exception("nobody took a code")


def _open(name: str) -> Port:
    import serial

    # USB scanners ignore the rate; those with a cable of their own come set to 9600, 8N1.
    port: Port = serial.Serial(name, 9600, timeout=SILENCE)
    return port
