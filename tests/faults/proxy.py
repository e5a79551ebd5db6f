"""The line between a node and its upstream, which fails as the schedule says.

It reads whole requests and whole answers, so that it can lose, cut, hold, repeat, delay,
reorder and alter exactly one of them. Who holds the server's key can do worse: `hostile`.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Callable
from typing import Final

from tests.faults.hostile import Hostile

_LENGTH: Final = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)
_LATE: Final = 0.05
_FOR_EVER: Final = 5.0


class Dropped(Exception):
    """A connection ended."""


class Stream:
    """A connection, read message by message."""

    def __init__(self, sock: socket.socket, target: int = 0) -> None:
        self.socket, self.target = sock, target
        self._kept = b""
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def message(self) -> bytes:
        """Return the next request or answer; raises Dropped."""
        while b"\r\n\r\n" not in self._kept:
            self._more()
        head, _, _ = self._kept.partition(b"\r\n\r\n")
        found = _LENGTH.search(head)
        size = len(head) + 4 + (int(found[1]) if found else 0)
        while len(self._kept) < size:
            self._more()
        whole, self._kept = self._kept[:size], self._kept[size:]
        return whole

    def send(self, data: bytes) -> None:
        """Send all; raises Dropped."""
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise Dropped from error

    def close(self) -> None:
        """End the connection, both ways."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def _more(self) -> None:
        try:
            data = self.socket.recv(65_536)
        except OSError as error:
            raise Dropped from error
        if not data:
            raise Dropped
        self._kept += data


class Link:
    """A listening address that leads to a server on loopback; which one, may change.

    A message is delivered to where the line led when the message was sent.
    """

    def __init__(self) -> None:
        self.target = 0
        self.hostile: Hostile | None = None
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._lock = threading.Lock()
        self._fault, self._left = "", 0
        self._open: set[Stream] = set()
        self._mended = threading.Event()
        self._old: dict[bytes, bytes] = {}
        self.faults = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The address as a desk writes it."""
        return f"http://127.0.0.1:{self.port}"

    def fail(self, fault: str, times: int) -> None:
        """Let the next exchanges fail."""
        with self._lock:
            self._fault, self._left = fault, times
            self._mended = threading.Event()
        if fault in {"refuse", "silence"}:
            self.cut()

    def mend(self) -> None:
        """Let all through again, also what was held."""
        with self._lock:
            self._fault, self._left = "", 0
            self._mended.set()

    def reset(self, target: int, hostile: Hostile | None) -> None:
        """Begin anew, to another server; nothing that is under way will arrive there."""
        self.mend()
        self.cut()
        with self._lock:
            self.target, self.hostile, self.faults, self._old = target, hostile, 0, {}

    def cut(self) -> None:
        """End all connections that are open."""
        with self._lock:
            streams = list(self._open)
        for one in streams:
            one.close()

    def close(self) -> None:
        """End for good."""
        self.mend()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        near, target = self._opened(sock), self.target
        far: Stream | None = None
        try:
            while True:
                request = near.message()
                if far is None:
                    far = self._connect(target)
                self._exchange(request, near, far)
        except Dropped:
            pass
        finally:
            for one in (near, far):
                if one is not None:
                    self._close(one)

    def _exchange(self, request: bytes, near: Stream, far: Stream) -> None:
        fault = self._take()
        if self.hostile is not None and Hostile.knows(fault):
            far.send(request)
            near.send(self.hostile.altered(fault, request, far.message()))
            return
        way = self._ways.get(fault)
        if way is not None:
            way(self, request, near, far)
            return
        far.send(request)
        answer = far.message()
        self._old[_path(request)] = answer
        near.send(answer)

    def _cut(self, request: bytes, near: Stream, far: Stream) -> None:
        raise Dropped

    def _cut_answer(self, request: bytes, near: Stream, far: Stream) -> None:
        far.send(request)
        far.message()
        raise Dropped

    def _half_request(self, request: bytes, near: Stream, far: Stream) -> None:
        far.send(request[: len(request) * 2 // 3])
        raise Dropped

    def _half_answer(self, request: bytes, near: Stream, far: Stream) -> None:
        far.send(request)
        answer = far.message()
        near.send(answer[: len(answer) * 2 // 3])
        raise Dropped

    def _silence(self, request: bytes, near: Stream, far: Stream) -> None:
        far.send(request)
        far.message()
        self._mended.wait(_FOR_EVER)
        raise Dropped

    def _slow(self, request: bytes, near: Stream, far: Stream) -> None:
        far.send(request)
        answer = far.message()
        time.sleep(0.03)
        for at in range(0, len(answer), 400):
            near.send(answer[at : at + 400])
            time.sleep(0.01)

    def _twice(self, request: bytes, near: Stream, far: Stream) -> None:
        far.send(request)
        near_answer = far.message()
        self._deliver(request, far.target)
        near.send(near_answer)

    def _answer_twice(self, request: bytes, near: Stream, far: Stream) -> None:
        far.send(request)
        answer = far.message()
        near.send(answer + answer)

    def _late(self, request: bytes, near: Stream, far: Stream) -> None:
        timer = threading.Timer(_LATE, self._deliver, args=(request, far.target))
        timer.daemon = True
        timer.start()
        raise Dropped

    def _old_answer(self, request: bytes, near: Stream, far: Stream) -> None:
        far.send(request)
        answer = far.message()
        near.send(self._old.get(_path(request), answer))

    def _garbled(self, request: bytes, near: Stream, far: Stream) -> None:
        far.send(request)
        answer = bytearray(far.message())
        answer[-1] ^= 0x40
        near.send(bytes(answer))

    _ways: Final[dict[str, Callable[[Link, bytes, Stream, Stream], None]]] = {
        "refuse": _cut,
        "cut request": _cut,
        "cut answer": _cut_answer,
        "half request": _half_request,
        "half answer": _half_answer,
        "silence": _silence,
        "slow": _slow,
        "twice": _twice,
        "answer twice": _answer_twice,
        "late": _late,
        "old answer": _old_answer,
        "garbled": _garbled,
    }

    def _deliver(self, request: bytes, target: int) -> None:
        """Let a request arrive by itself; nobody waits for its answer."""
        with contextlib.suppress(Dropped):
            far = self._connect(target)
            try:
                far.send(request)
                far.message()
            finally:
                self._close(far)

    def _take(self) -> str:
        with self._lock:
            if self._left <= 0:
                return ""
            self._left -= 1
            self.faults += 1
            return self._fault

    def _connect(self, target: int) -> Stream:
        try:
            return self._opened(socket.create_connection(("127.0.0.1", target), 5), target)
        except OSError as error:
            raise Dropped from error

    def _opened(self, sock: socket.socket, target: int = 0) -> Stream:
        stream = Stream(sock, target)
        with self._lock:
            self._open.add(stream)
        return stream

    def _close(self, stream: Stream) -> None:
        with self._lock:
            self._open.discard(stream)
        stream.close()


def _path(request: bytes) -> bytes:
    return request.partition(b"?")[0].partition(b" HTTP")[0]
