"""What the tests of synchronising share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client import Identity, Upstream
from sync.cycle import Cycle
from tests import writing
from tests.hostile_server import HostileServer, Script
from tests.memory_ledger import MemoryLedger

DeskKey = bytes
MakeCycle = Callable[[HostileServer], Cycle]


@pytest.fixture
def ledger() -> MemoryLedger:
    """A desk with three entries that wait."""
    made = MemoryLedger(device=writing.device(7))
    pen = writing.Pen(7)
    for number in range(3):
        made.append(pen.write(writing.arrived(f"A{number:03}"), writing.person(number)))
    return made


@pytest.fixture
def serve() -> Iterator[Callable[[Script], HostileServer]]:
    """Start a server that follows a script."""
    servers: list[HostileServer] = []

    def start(script: Script) -> HostileServer:
        servers.append(HostileServer(script))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def cycle_with(ledger: MemoryLedger) -> Iterator[MakeCycle]:
    """Make the cycle of the desk with a server."""
    key = Ed25519PrivateKey.generate().private_bytes_raw()
    opened: list[Upstream] = []

    def make(server: HostileServer) -> Cycle:
        identity = Identity(ledger.device, key, server.key.public)
        opened.append(Upstream(server.url, identity))
        return Cycle(ledger, opened[-1], key)

    yield make
    for upstream in opened:
        upstream.close()
