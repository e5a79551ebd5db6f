"""One HTTP exchange: bounded in time and size, and whatever goes wrong has a name.

Plain HTTP is for a LAN and for loopback: what is asked and answered is signed, so it can
be watched there but not altered. System proxies are used for HTTPS only.

Importing this takes a third of a second: a desk does so when it first synchronises.
"""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import Final

import requests
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError

from sync.connection import Deadline, Sockets, adapter
from sync.errors import ServerBroken, ServerUnreachable
from sync.limits import MAX_PACKED

_CONNECT: Final = 10.0
"""Seconds to connect, and to get rid of each 16 KiB."""
_IDLE: Final = 20.0
"""Seconds in which an answer may stand still."""
_SLOWEST: Final = 1_000
"""Bytes a second: the slowest line that is still waited for."""


class ConnectionDropped(ServerUnreachable):
    """The server closed a connection before it answered: a kept one may just have grown old."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came; ``headers`` by lower-case name."""

    status: int
    headers: dict[str, str]
    content: bytes = field(repr=False)


class Transport:
    """A session with one server; used by one thread, cut from any."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._sockets = Sockets()
        self._session = requests.Session()
        self._session.headers.clear()
        self._session.headers.update({"user-agent": "bantiem", "accept-encoding": "zstd"})
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.trust_env = self._url.startswith("https:")
        self._session.mount("http://", adapter(self._sockets))
        self._session.mount("https://", adapter(self._sockets))

    def url_of(self, target: str) -> str:
        """Return the whole address of a path and query."""
        return self._url + target

    def exchange(
        self, method: str, target: str, headers: dict[str, str], body: bytes, wait: float = 0
    ) -> Reply:
        """Send a request and return the answer, whatever its status.

        ``wait`` is how many seconds the server was asked to think. Raises ServerUnreachable,
        ServerBroken for an answer beyond the limits, ConnectionDropped.
        """
        patience = _CONNECT + _IDLE + wait + len(body) / _SLOWEST
        try:
            with (
                self._sockets.deadline(patience) as deadline,
                self._session.request(
                    method,
                    self.url_of(target),
                    headers=headers,
                    # A file goes out in pieces, each with its own time-out.
                    data=io.BytesIO(body) if body else None,
                    timeout=(_CONNECT, _IDLE + wait),
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                content = _content(response, deadline)
                given = {name.lower(): value for name, value in response.headers.items()}
                return Reply(response.status_code, given, content)
        except requests.ConnectionError as error:
            raise _dropped_or_unreachable(error) from error
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise ServerUnreachable(type(error).__name__) from error

    def abort(self) -> None:
        """End whatever is under way or comes, from any thread; it raises ServerUnreachable."""
        self._sockets.end()

    def close(self) -> None:
        """Close the session."""
        self._session.close()


def _content(response: requests.Response, deadline: Deadline) -> bytes:
    """Read an answer for as long as it moves, however slow the line is."""
    begun = time.monotonic()
    parts: list[bytes] = []
    size = 0
    while part := response.raw.read1(65_536, decode_content=False):
        parts.append(part)
        size += len(part)
        if size > MAX_PACKED:
            raise ServerBroken("an answer that is too long")
        until = begun + _IDLE + size / _SLOWEST
        if time.monotonic() > until:
            raise ServerUnreachable("an answer that hardly moves")
        deadline.put_off(until)
    return b"".join(parts)


def _dropped_or_unreachable(error: requests.ConnectionError) -> ServerUnreachable:
    cause = error.args[0] if error.args else None
    if isinstance(cause, ProtocolError) and not isinstance(cause, ReadTimeoutError):
        return ConnectionDropped(type(cause).__name__)
    return ServerUnreachable(type(cause).__name__)
