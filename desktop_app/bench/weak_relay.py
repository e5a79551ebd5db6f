"""A weak line on loopback: so many bits a second, so long a way, so many segments lost.

TCP's own ends are on loopback, where nothing is lost; what TCP would make of the line is
modelled. Each segment takes its turn on the line with 40 bytes of headers; a lost one takes a
second turn after a time-out, and what came behind it waits for it, as TCP delivers in order.
A new connection costs a round trip. Which segments are lost follows from a seed.
"""

from __future__ import annotations

import contextlib
import queue
import random
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

_SEGMENT: Final = 1_400
_HEADERS: Final = 40
_DEPTH: Final = 64
"""Segments that wait for the line; then the sender has to."""


@dataclass(frozen=True, slots=True)
class Weakness:
    """Of each way: bits a second; seconds there and back; the share of segments that is lost."""

    bits: float = 64_000
    round_trip: float = 0.6
    loss: float = 0.02
    seed: int = 1

    @property
    def timeout(self) -> float:
        """Seconds until a lost segment is sent again: two round trips, as RFC 6298 begins with."""
        return max(1.0, 2 * self.round_trip)


@dataclass(slots=True)
class Way:
    """One direction of the line, which all connections share."""

    weakness: Weakness
    chance: random.Random
    size: int = 0
    free_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def arrival(self, size: int, now: float) -> float:
        """Take the line for a segment that is ready ``now``; return when it is at the far end."""
        weak = self.weakness
        turn = 8 * (size + _HEADERS) / weak.bits
        with self.lock:
            self.size += size
            self.free_at = max(self.free_at, now) + turn
            arrives = self.free_at + weak.round_trip / 2
            while self.chance.random() < weak.loss:
                self.free_at += turn
                arrives += weak.timeout + turn
            return arrives


@dataclass(frozen=True, slots=True)
class WeakLine:
    """The address to connect to, and the two ways; ``size`` of each are the bytes that passed."""

    url: str
    up: Way
    down: Way


@contextlib.contextmanager
def weak_line(to: str, weakness: Weakness) -> Iterator[WeakLine]:
    """Give a weak line to an address on loopback."""
    target = urlsplit(to)
    chance = random.Random(weakness.seed)  # noqa: S311 (a rehearsal)
    ways = [Way(weakness, random.Random(chance.random())) for _ in "ud"]  # noqa: S311 (the same)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = WeakLine(f"http://127.0.0.1:{listening.getsockname()[1]}", ways[0], ways[1])
        place = (target.hostname or "", target.port or 80)
        threading.Thread(target=_accept, args=(listening, place, line), daemon=True).start()
        yield line


def _accept(listening: socket.socket, place: tuple[str, int], line: WeakLine) -> None:
    with contextlib.suppress(OSError):  # the line was closed
        while True:
            near, _ = listening.accept()
            far = socket.create_connection(place)
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _carry(near, far, line.up, time.monotonic() + line.up.weakness.round_trip)
            _carry(far, near, line.down, 0.0)


def _carry(source: socket.socket, to: socket.socket, way: Way, not_before: float) -> None:
    on_the_way: queue.Queue[tuple[float, bytes]] = queue.Queue(_DEPTH)
    threading.Thread(target=_send, args=(source, way, not_before, on_the_way), daemon=True).start()
    threading.Thread(target=_deliver, args=(to, on_the_way), daemon=True).start()


def _send(
    source: socket.socket,
    way: Way,
    not_before: float,
    on_the_way: queue.Queue[tuple[float, bytes]],
) -> None:
    with contextlib.suppress(OSError):  # one of the two hung up
        while piece := source.recv(_SEGMENT):
            ready = max(time.monotonic(), not_before)
            on_the_way.put((way.arrival(len(piece), ready), piece))
    on_the_way.put((0.0, b""))


def _deliver(to: socket.socket, on_the_way: queue.Queue[tuple[float, bytes]]) -> None:
    with contextlib.suppress(OSError):  # one of the two hung up
        while True:
            arrives, piece = on_the_way.get()
            if not piece:
                to.shutdown(socket.SHUT_WR)
                return
            time.sleep(max(0.0, arrives - time.monotonic()))
            to.sendall(piece)
