"""A server that answers whatever a test says, over real HTTP, and may sign it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

from central.keys import CentreKey, make_key
from immunization.ids import DeviceId
from records import seals
from records.seals import Head
from sync import packing, problems, signatures, wire


@dataclass
class Call:
    """A request as the server saw it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def nonce(self) -> str:
        return signatures.claimed_nonce(self.headers)


@dataclass
class Said:
    """An answer; ``raw`` goes out instead of all else, as bytes on the connection."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    is_signed: bool = True
    raw: bytes | None = None


Script = Callable[[Call], Said]


class HostileServer:
    """Serves ``script`` on loopback; ``key`` is the one that desks pin."""

    def __init__(self, script: Script) -> None:
        self.key: CentreKey = make_key()
        self.script = script
        self.calls: list[Call] = []
        hostile = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                hostile._serve(self)

            do_POST = do_GET  # noqa: N815 (the name that the library calls)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def receipt(self, head: Head, key: CentreKey | None = None) -> wire.Receipt:
        """A receipt over a head, by the right key or another."""
        signed = seals.sign_head((key or self.key).private, "receipt centre", head)
        return wire.Receipt(head.device, head.epoch, head.seq, head.chain, signed.signature)

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        size = int(handler.headers.get("content-length", 0))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        call = Call(handler.command, handler.path, headers, handler.rfile.read(size))
        self.calls.append(call)
        said = self.script(call)
        with contextlib.suppress(OSError):
            if said.raw is not None:
                handler.close_connection = True
                handler.wfile.write(said.raw)
                return
            self._send(handler, call, said)

    def _send(self, handler: BaseHTTPRequestHandler, call: Call, said: Said) -> None:
        headers = dict(said.headers)
        if said.is_signed:
            answer = signatures.Answer(said.status, headers)
            signatures.sign_answer(
                self.key.private, self.key.id, answer, said.body, created=0, nonce=call.nonce
            )
        handler.send_response_only(said.status)
        for name, value in {**headers, "content-length": str(len(said.body))}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(said.body)


def ok(body: wire.Message) -> Said:
    """The answer that all is well, with this body."""
    return Said(body=packing.pack(body))


def turned_away(code: str, **members: Any) -> Said:
    """The answer of this problem."""
    found = problems.problem(code, time=1_000, **members)
    return Said(status=found.status, body=msgspec.json.encode(found))


def empty_page(call: Call) -> Said:
    """The answer of a feed that has nothing beyond what was asked for."""
    after = after_of(call)
    return ok(wire.Page(time=1_000, after=after, next=after, head=after))


def after_of(call: Call) -> int:
    """The position that a request for the feed asks for."""
    return int(call.path.partition("after=")[2].partition("&")[0])


def limit_of(call: Call) -> int:
    """The number of entries that a request for the feed asks for."""
    return int(call.path.partition("limit=")[2].partition("&")[0])


def head_of(call: Call) -> Head:
    """The head of the chain that a pushed batch is sealed over."""
    from records.chain import links

    batch = packing.unpack(wire.Batch, call.body)
    last = batch.first + len(batch.entries) - 1
    chain = links(batch.before, batch.entries)[-1]
    return Head(DeviceId(batch.device), batch.epoch, last, chain)


@contextlib.contextmanager
def hostile_server(script: Script) -> Iterator[HostileServer]:
    """A server that follows a script, until the end of the block."""
    server = HostileServer(script)
    try:
        yield server
    finally:
        server.close()
