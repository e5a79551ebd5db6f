"""A relay on loopback that counts what goes over the wire, headers and all."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

_PIECE: Final = 65_536


@dataclass(slots=True)
class Counted:
    """The relay's address, and bytes that passed: ``up`` to the centre, ``down`` from it.

    ``answered`` are the seconds from the last piece that went up to the first that came down.
    """

    url: str
    up: int = 0
    down: int = 0
    answered: list[float] = field(default_factory=list)
    asked_at: float = 0.0

    @property
    def both(self) -> int:
        """Bytes of both ways."""
        return self.up + self.down


@contextlib.contextmanager
def relay(to: str) -> Iterator[Counted]:
    """Relay to the address of a centre, from another one on loopback, and count."""
    target = urlsplit(to)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        counted = Counted(f"http://127.0.0.1:{listening.getsockname()[1]}")
        place = (target.hostname or "", target.port or 80)
        thread = threading.Thread(target=_accept, args=(listening, place, counted), daemon=True)
        thread.start()
        yield counted


def _accept(listening: socket.socket, place: tuple[str, int], counted: Counted) -> None:
    with contextlib.suppress(OSError):  # the relay was closed
        while True:
            near, _ = listening.accept()
            far = socket.create_connection(place)
            for end in (near, far):
                # Or a piece waits 40 ms for the acknowledgement of the one before it.
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for one in ((near, far, counted, "up"), (far, near, counted, "down")):
                threading.Thread(target=_pass_on, args=one, daemon=True).start()


def _pass_on(source: socket.socket, to: socket.socket, counted: Counted, way: str) -> None:
    with contextlib.suppress(OSError):  # one of the two hung up
        while piece := source.recv(_PIECE):
            _count(counted, way, len(piece))
            to.sendall(piece)
        to.shutdown(socket.SHUT_WR)


def _count(counted: Counted, way: str, size: int) -> None:
    if way == "up":
        counted.up += size
        counted.asked_at = time.perf_counter()
        return
    counted.down += size
    if counted.asked_at:
        counted.answered.append(time.perf_counter() - counted.asked_at)
        counted.asked_at = 0.0
