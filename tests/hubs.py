"""A site's hub under test, between desks and a centre of `tests.centres`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central import administration, joining
from central.centre import Centre
from central.database import Database
from central.keys import CentreKey, make_key
from central.server import Server
from immunization.ids import DeviceId, SiteCode
from sync.client import Identity, Upstream
from sync.cycle import Cycle
from sync.enrolment import enrol
from tests import writing
from tests.centres import Clock, Desk, Running
from tests.memory_ledger import MemoryLedger


@dataclass
class HubDesk(Desk):
    """A desk that knows a hub and the centre, each by its key."""

    hub_identity: Identity | None = None
    hub_url: str = ""
    at: str = "hub"
    positions: dict[str, tuple[int, int]] = field(default_factory=dict)

    def direct(self) -> Cycle:
        """A cycle with the centre itself."""
        self._turn_to("centre")
        return self.cycle()

    def by_hub(self, url: str | None = None) -> Cycle:
        assert self.hub_identity is not None
        self._turn_to("hub")
        made = Upstream(url or self.hub_url, self.hub_identity, now=self.clock.seconds)
        self.opened.append(made)
        return Cycle(self.ledger, made, self.key)

    def _turn_to(self, upstream: str) -> None:
        # As `local_db.upstreams` does: a position and its mark for each.
        self.positions[self.at] = (self.ledger.feed_position, self.ledger.feed_mark)
        self.at = upstream
        kept = self.positions.get(upstream, (0, 0))
        self.ledger.feed_position, self.ledger.feed_mark = kept


@dataclass
class RunningHub:
    """A hub on loopback, that may be stopped and started again."""

    centre: Centre
    server: Server
    clock: Clock
    above: Running
    desks: list[HubDesk] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def key(self) -> bytes:
        return self.centre.key.public

    def enrol(self) -> HubDesk:
        """Enrol a desk at the hub itself."""
        assert self.centre.hub is not None
        code = administration.issue_code(self.centre, self.centre.hub.site)
        return self._desk(self.url, code)

    def enrol_at_centre(self) -> HubDesk:
        code = administration.issue_code(self.above.centre, writing.SITE)
        return self._desk(self.above.url, code)

    def _desk(self, url: str, code: str) -> HubDesk:
        key = Ed25519PrivateKey.generate()
        raw = key.private_bytes_raw()
        member = enrol(url, code, "Bàn", key.public_key().public_bytes_raw())
        device, centre_key = DeviceId(member.device), member.centre_key
        number = 20 + len(self.desks)
        ledger = MemoryLedger(device=device)
        identity = Identity(device, raw, centre_key)
        desk = HubDesk(ledger, raw, identity, self.above.url, number, self.clock)
        desk.hub_identity = Identity(device, raw, self.key, "hub", centre_key)
        desk.hub_url = self.url
        self.desks.append(desk)
        return desk

    def stop(self) -> None:
        self.server.stop()

    def start(self) -> None:
        self.server = Server(self.centre, port=self.server.port)
        self.server.start()

    def close(self) -> None:
        for desk in self.desks:
            for upstream in desk.opened:
                upstream.close()
        self.server.stop()
        self.centre.database.close()


def make_hub(
    running: Running, folder: Path, clock: Clock, key: CentreKey | None = None
) -> RunningHub:
    """Join a new hub of the site and serve it."""
    code = administration.issue_code(running.centre, writing.SITE, role="hub")
    database = Database(folder / "hub.db")
    key = key or make_key()
    hub = joining.join(database, key, running.url, code, "Trạm")
    centre = Centre(database, key, clock, hub=hub)
    server = Server(centre)
    server.start()
    return RunningHub(centre, server, clock, running)


@pytest.fixture
def hub(running: Running, clock: Clock, tmp_path: Path) -> Iterator[RunningHub]:
    """The site's hub on loopback HTTP, joined to the running centre."""
    made = make_hub(running, tmp_path, clock)
    yield made
    made.close()


def eventually(is_so: Callable[[], bool], seconds: float = 60) -> None:
    """Look until something is so; fails after some seconds."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not become so"
        time.sleep(0.01)


SITE = SiteCode(writing.SITE)
