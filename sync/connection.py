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
import time
from collections.abc import Callable, Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Deadline:
    """Calls ``over`` when its time is over, unless it was put off or cancelled before."""

    def __init__(self, seconds: float, over: Callable[[], None]) -> None:
        self._over = over
        self._lock = threading.Lock()
        self._until = time.monotonic() + seconds
        self._is_cancelled = False
        self._timer = self._started(seconds)

    def put_off(self, until: float) -> None:
        """Move it to a moment of ``time.monotonic``, if that is later."""
        self._until = max(self._until, until)

    def cancel(self) -> None:
        """Never be over."""
        with self._lock:
            self._is_cancelled = True
            self._timer.cancel()

    def _started(self, seconds: float) -> threading.Timer:
        timer = threading.Timer(seconds, self._look)
        timer.daemon = True
        timer.start()
        return timer

    def _look(self) -> None:
        with self._lock:
            left = self._until - time.monotonic()
            if self._is_cancelled:
                return
            if left > 0:
                self._timer = self._started(left)
                return
        self._over()


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
    def deadline(self, seconds: float) -> Iterator[Deadline]:
        """Shut the sockets down if what is done within takes longer."""
        deadline = Deadline(seconds, self.shut_down)
        try:
            yield deadline
        finally:
            deadline.cancel()


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
