"""An application that answers at once, served as the centre is, in a process of its own."""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import sys
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from central.server import listen

_ANSWER: Final = bytes(29)
"""As long as the page of a feed with nothing new."""
_HEADERS: Final = {"x-as-long-as-a-signature": "0" * 330}
_PATIENCE: Final = 30.0


@contextlib.contextmanager
def bare_server() -> Iterator[str]:
    """Give the address of one."""
    process = subprocess.Popen([sys.executable, "-m", __name__], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None  # noqa: S101 (a pipe was asked for)
        yield process.stdout.readline().decode().strip()
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def ask(url: str, times: int) -> None:
    """Ask it so many times over one connection."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=_PATIENCE)
    try:
        for _ in range(times):
            connection.request("GET", "/")
            connection.getresponse().read()
    finally:
        connection.close()


def main() -> int:
    """Serve until stopped; prints the address."""
    import uvicorn

    async def answer(_request: Request) -> Response:
        return Response(_ANSWER, headers=_HEADERS)

    listening = listen("127.0.0.1", 0)
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    app = Starlette(routes=[Route("/", answer)])
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, date_header=False
    )
    uvicorn.Server(config).run(sockets=[listening])
    return 0


if __name__ == "__main__":
    sys.exit(main())
