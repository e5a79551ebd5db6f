"""The centre on HTTP: its front, run by uvicorn; in a thread of a program, or as a process."""

from __future__ import annotations

import asyncio
import errno
import gc
import socket
import threading
import time
from typing import Final, Protocol

import uvicorn
from anyio.to_thread import run_sync
from starlette.types import Receive, Scope, Send

from central.centre import Centre
from central.errors import AddressNotFree
from central.front import Front
from central.projector import Projector
from central.relay import Relay
from central.shedding import Shedding

_LAST_PORT: Final = 65_535


class Beside(Protocol):
    """What runs beside a server, in threads of its own."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End, soon."""


class Application:
    """The ASGI application: the front, with the projector or a hub's relay running beside it."""

    def __init__(self, front: Front, beside: Beside) -> None:
        self._front, self._beside = front, beside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or the life of the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self._front(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._beside.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await run_sync(self._beside.stop)
        await send({"type": "lifespan.shutdown.complete"})


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes a free one. Raises AddressNotFree.

    It is said to be TCP's: asyncio lets only those send at once. Else the body of an answer would
    wait 40 ms for the other side to acknowledge its headers (Nagle's algorithm).
    """
    if not 0 <= port <= _LAST_PORT:
        raise AddressNotFree("no port", host=host, port=port)
    try:
        made = socket.create_server((host, port))
    except OSError as error:
        detail = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise AddressNotFree(detail, host=host, port=port) from error
    return socket.socket(made.family, made.type, socket.IPPROTO_TCP, fileno=made.detach())


class _Ending(uvicorn.Server):
    """Answers those who wait for news before it waits for them to go, whoever told it to end."""

    def __init__(self, config: uvicorn.Config, front: Front) -> None:
        super().__init__(config)
        self._front = front

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._front.close()
        await super().shutdown(sockets)
        # Who connected meanwhile was not asked to go, and would never hear that nothing comes.
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)


class Server:
    """The centre served on an address; in a thread of this process, or as the whole of it."""

    def __init__(
        self,
        centre: Centre,
        host: str = "127.0.0.1",
        port: int = 0,
        load: Shedding | None = None,
    ) -> None:
        self._socket = listen(host, port)
        self.host, self.port = self._socket.getsockname()[:2]
        self._front = Front(centre, load)
        beside = Relay(centre, centre.hub) if centre.hub else Projector(centre)
        config = uvicorn.Config(
            Application(self._front, beside),
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=3,
            lifespan="on",
            ws="none",
            proxy_headers=False,
        )
        self._server = _Ending(config, self._front)
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The address as a client writes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def run(self) -> None:
        """Serve until the process is told to stop; the process does nothing else."""
        # A batch makes thousands of objects that die together. Looking through all that the
        # program has loaded each time would be a third of the work of taking it in.
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        self._serve()

    def _serve(self) -> None:
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()
            self._front.end()

    def start(self, timeout: float = 10) -> None:
        """Serve in a thread; returns when requests are taken. Raises TimeoutError."""
        self._thread = threading.Thread(target=self._serve, name="centre", daemon=True)
        self._thread.start()
        end = time.monotonic() + timeout
        while not self._server.started:
            if time.monotonic() > end or not self._thread.is_alive():
                raise TimeoutError("the centre did not start")
            self._thread.join(0.005)

    def stop(self, timeout: float = 10) -> None:
        """Stop taking requests, answer those at hand, and end the thread."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(timeout)
