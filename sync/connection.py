"""HTTP connections that can be cut from another thread, and that end at a deadline.

The time-outs of `requests` are between two bytes: a server that sends one a minute would
hold the caller for ever. Here the socket itself is shut down when the time of a whole
exchange is over, or when the program wants to end.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from collections.abc import Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Sockets:
    """The open sockets of a session."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._has_ended = False

    def add(self, sock: socket.socket) -> None:
        """Remember a socket, and forget those that were closed."""
        with self._lock:
            self._open = {one for one in self._open if one.fileno() >= 0}
            self._open.add(sock)
            has_ended = self._has_ended
        if has_ended:
            self.shut_down()

    def end(self) -> None:
        """Shut down what is open, and from now on whatever opens."""
        with self._lock:
            self._has_ended = True
        self.shut_down()

    def shut_down(self) -> None:
        """End whatever waits on any of them; from any thread."""
        with self._lock:
            for sock in self._open:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
                _wake(sock)

    @contextlib.contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Shut the sockets down if what is done within takes longer."""
        timer = threading.Timer(seconds, self.shut_down)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _wake(sock: socket.socket) -> None:
    """End the wait of another thread for this socket where shutting it down did not.

    On Windows only closing does (WinSock 2, Windows Sockets in Multithreaded Versions of
    Windows); and `close` alone would leave it open for the file that `http.client` reads from.
    """
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            socket.close(sock.detach())


def adapter(sockets: Sockets) -> HTTPAdapter:
    """Return an adapter for `requests` whose sockets are known."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **options: Any) -> None:
            super().init_poolmanager(*args, **options)
            self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

    return Adapter(max_retries=0)
