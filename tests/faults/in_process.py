"""A centre called directly instead of over HTTP: the same bytes, without sockets or threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from central.admission import Asked
from central.centre import Centre
from central.exchange import Exchange
from sync.client import Identity, Upstream
from sync.errors import ServerUnreachable
from sync.transport import Reply, Transport

_HOST = "centre.test"


@dataclass
class Line:
    """Lets exchanges fail: the ``left``-th from now on, before it is served or after."""

    fault: str = ""
    left: int = 0

    def fail(self, fault: str, left: int) -> None:
        """Let an exchange lose its ``request`` or its ``answer``; or serve it ``twice``."""
        self.fault, self.left = fault, left

    def take(self) -> str:
        """Return what befalls the exchange at hand."""
        self.left -= 1
        return self.fault if self.left == 0 else ""


class Direct:
    """Stands for `sync.transport.Transport`."""

    def __init__(self, exchange: Callable[[], Exchange], line: Line) -> None:
        self._exchange = exchange
        self._line = line

    def url_of(self, target: str) -> str:
        """Return the whole address of a path and query."""
        return f"http://{_HOST}{target}"

    def exchange(
        self, method: str, target: str, headers: dict[str, str], body: bytes, wait: float = 0
    ) -> Reply:
        """Serve a request at once."""
        del wait
        path, _, query = target.partition("?")
        named = {name.lower(): value for name, value in headers.items()} | {"host": _HOST}
        asked = Asked(method, path, query, named, body)
        fault = self._line.take()
        if fault == "request":
            raise ServerUnreachable("the request was lost")
        answered = self._exchange().serve(asked)
        if fault == "twice":
            self._exchange().serve(asked)
        if fault == "answer":
            raise ServerUnreachable("the answer was lost")
        return Reply(answered.status, answered.headers, answered.body)

    def abort(self) -> None:
        """Nothing is under way."""

    def close(self) -> None:
        """Nothing is open."""


def upstream(centre: Callable[[], Centre], identity: Identity, line: Line) -> Upstream:
    """Return the client of a centre that is called directly."""
    made = Upstream(f"http://{_HOST}", identity)
    made.line._lazy = cast("Transport", Direct(lambda: Exchange(centre()), line))
    return made
