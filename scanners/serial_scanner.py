"""A hand scanner on a serial (COM) port: the mode in which no input method spoils its codes."""

from __future__ import annotations

import errno
import logging
import os
import threading
from collections.abc import Callable
from typing import Final, Protocol

from scanners.backoff import Backoff
from scanners.errors import ScannerBusy, ScannerMissing
from scanners.serial_lines import SerialLines

SILENCE: Final = 0.1  # seconds after which a code without a line end is whole
PATIENCE: Final = 2.0  # seconds that `stop` waits
_AT_ONCE: Final = 4096  # bytes
_TAKEN: Final = frozenset({errno.EACCES, errno.EBUSY, errno.EAGAIN, errno.EPERM})

Problem = ScannerMissing | ScannerBusy | None
"""Why nothing is heard; None while the port is open."""

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
    """Owns a port and a thread. ``on_code`` and ``on_problem`` are called from it: only post.

    ``port`` is an id of `scanners.serial_ports`, looked up at each try, so that a scanner is found
    again under another number. One that is not there, or unplugged, is tried again for ever, at
    longer and longer times. Started once; for another port, make another.
    """

    def __init__(
        self,
        port: str,
        on_code: Callable[[bytes], None],
        *,
        on_problem: Callable[[Problem], None] | None = None,
        opener: Callable[[str], Port] | None = None,
        backoff: Backoff | None = None,
    ) -> None:
        self._port = port
        self._on_code = on_code
        self._on_problem = on_problem
        self._opener = opener or open_port
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
                self._tell(
                    self._on_problem, ScannerBusy() if _is_taken(error) else ScannerMissing()
                )
                self._stopping.wait(self._backoff.failed())

    def _listen(self) -> None:
        port = self._opener(self._port)
        self._backoff.succeeded()
        self._tell(self._on_problem, None)
        lines = SerialLines()
        try:
            while not self._stopping.is_set():
                data = port.read(max(1, min(port.in_waiting, _AT_ONCE)))
                codes = lines.feed(data) if data else [lines.silent() or b""]
                for code in filter(None, codes):
                    self._tell(self._on_code, code)
        finally:
            port.close()

    def _tell(self, hear: Callable[..., None] | None, said: object) -> None:
        if hear is None:
            return
        try:
            hear(said)
        except Exception:  # noqa: BLE001 - the caller's fault must not end the scanner
            _log.exception("nobody took what the scanner said")


def open_port(id: str) -> Port:
    """Open a port by its id, for this program alone. Raises OSError."""
    import serial

    from scanners.serial_ports import device_of

    device = device_of(id)
    if device is None:
        raise FileNotFoundError(errno.ENOENT, "no such port now")
    # USB scanners ignore the rate; those with a cable of their own come set to 9600, 8N1.
    alone = True if os.name == "posix" else None  # Windows lends a port once anyway
    port: Port = serial.Serial(device, 9600, timeout=SILENCE, exclusive=alone)
    return port


def _is_taken(error: OSError) -> bool:
    # On Windows pyserial wraps the system's refusal into its words: "PermissionError(13, …".
    return (
        error.errno in _TAKEN
        or isinstance(error, PermissionError)
        or "PermissionError" in str(error)
    )
