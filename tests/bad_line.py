"""A line between a desk and its server that fails as told: real sockets, real cuts."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Literal

Fault = Literal["none", "drop answer", "half answer", "refuse", "silence"]


class BadLine:
    """Passes connections on to a server on loopback.

    ``fault`` is taken anew for each connection's answer: ``drop answer`` lets the request
    through and cuts before the answer, ``half answer`` in the middle of it, ``silence``
    never answers, ``refuse`` cuts at once. ``faults_left`` bounds how often (None: always).
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.fault: Fault = "none"
        self.faults_left: int | None = None
        self.answers_cut = 0
        self.bytes_up = 0
        self.bytes_down = 0
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def break_next(self, fault: Fault, times: int = 1) -> None:
        """Let the next answers fail, then pass on as before."""
        self.fault, self.faults_left = fault, times

    def close(self) -> None:
        self._shut(self._listening)
        self._thread.join(5)
        for one in self._open:
            self._shut(one)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(near)
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._target))
        except OSError:
            self._shut(near)
            return
        self._open.append(far)
        up = threading.Thread(target=self._up, args=(near, far), daemon=True)
        up.start()
        with contextlib.suppress(OSError):
            while data := far.recv(65_536):
                fault = self._take_fault()
                self.bytes_down += len(data)
                if fault == "none":
                    near.sendall(data)
                    continue
                self.answers_cut += 1
                if fault == "silence":
                    continue
                if fault == "half answer":
                    near.sendall(data[: len(data) // 2])
                break
        self._shut(near)
        self._shut(far)

    def _up(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if self.fault == "refuse":
                self._shut(near)
            while data := near.recv(65_536):
                self.bytes_up += len(data)
                far.sendall(data)
        self._shut(far)

    def _take_fault(self) -> Fault:
        if self.fault == "none" or self.faults_left == 0:
            return "none"
        if self.faults_left is not None:
            self.faults_left -= 1
        return self.fault

    @staticmethod
    def _shut(one: socket.socket) -> None:
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextlib.contextmanager
def bad_line(url: str) -> Iterator[BadLine]:
    """A line to the server at ``url``, until the end of the block."""
    line = BadLine(int(url.rpartition(":")[2]))
    try:
        yield line
    finally:
        line.close()
