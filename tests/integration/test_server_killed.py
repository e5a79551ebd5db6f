"""The server's process is killed at any moment: nothing acknowledged is lost, nothing doubled."""

from __future__ import annotations

import contextlib
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from central import administration, tables
from central.centre import Centre
from central.database import Database
from central.keys import load_or_make_key
from immunization.ids import DeviceId
from sync.client import Identity, Upstream
from sync.cycle import Cycle
from sync.enrolment import enrol
from sync.errors import ServerUnreachable, SyncError
from tests import writing
from tests.bad_line import BadLine, bad_line
from tests.memory_ledger import MemoryLedger

ROOT = Path(__file__).parents[2]
SERVE = """
import sys
from pathlib import Path
from central.centre import Centre
from central.database import Database
from central.keys import load_key
from central.server import Server
folder = Path(sys.argv[1])
server = Server(Centre(Database(folder / "centre.db"), load_key(folder / "key")), port=int(sys.argv[2]))
print(server.port, flush=True)
server.run()
"""  # noqa: E501 (one line of the child's program)


@dataclass
class Process:
    """A centre in a process of its own, that can be killed and started at the same port."""

    folder: Path
    port: int = 0
    child: subprocess.Popen[str] | None = None
    kills: int = 0
    seen: list[str] = field(default_factory=list)

    def start(self) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(self.folder), str(self.port)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.child.stdout is not None
        self.port = int(self.child.stdout.readline())

    def kill(self) -> None:
        assert self.child is not None
        assert self.child.stdout is not None
        self.child.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        self.child.wait()
        self.child.stdout.close()
        self.kills += 1

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    made = Process(tmp_path)
    database = Database(tmp_path / "centre.db")
    database.create()
    administration.add_site(
        Centre(database, load_or_make_key(tmp_path / "key")), writing.SITE, "TYT Thanh Bình"
    )
    database.close()
    made.start()
    yield made
    made.kill()


def join(process: Process) -> tuple[MemoryLedger, Identity]:
    database = Database(process.folder / "centre.db")
    centre = Centre(database, load_or_make_key(process.folder / "key"))
    code = administration.issue_code(centre, writing.SITE)
    database.close()
    key = Ed25519PrivateKey.generate()
    member = enrol(process.url, code, "Bàn 1", key.public_key().public_bytes_raw())
    device = DeviceId(member.device)
    return MemoryLedger(device=device), Identity(device, key.private_bytes_raw(), member.centre_key)


def held(process: Process, ledger: MemoryLedger) -> list[bytes]:
    """What the centre's file holds of a desk, in the order of its chain."""
    database = Database(process.folder / "centre.db")
    query = (
        select(tables.feed.c.written)
        .where(tables.feed.c.device_id == ledger.device)
        .order_by(tables.feed.c.seq)
    )
    with database.reading() as connection:
        total = connection.execute(
            select(func.count(), func.max(tables.feed.c.position)).where(
                tables.feed.c.site == writing.SITE
            )
        ).one()
        assert total[0] == total[1]
        found = [bytes(one) for one in connection.execute(query).scalars()]
    database.close()
    return found


@pytest.mark.parametrize("kills", [2, pytest.param(40, marks=pytest.mark.long)])
def test_killed_in_the_middle_of_a_push_it_loses_and_doubles_nothing(
    process: Process, kills: int
) -> None:
    luck = random.Random(kills)
    ledger, identity = join(process)
    pen = writing.Pen(1)
    upstream = Upstream(process.url, identity)
    cycle = Cycle(ledger, upstream, identity.key)
    for _ in range(kills):
        for _ in range(400):
            ledger.append(pen.write(writing.arrived(), writing.person(pen.seq)))
        cycle.pusher.pace.count = 20
        killer = threading.Timer(luck.uniform(0, 0.25), process.kill)
        killer.start()
        with contextlib.suppress(SyncError):
            cycle.run()
        killer.join()
        acknowledged = len(ledger.own) - ledger.waiting()
        assert held(process, ledger)[:acknowledged] == written(ledger)[:acknowledged]
        process.start()
    cycle.run()
    upstream.close()
    assert ledger.waiting() == 0
    assert held(process, ledger) == written(ledger)


def test_killed_between_its_commit_and_its_answer_it_takes_nothing_twice(process: Process) -> None:
    ledger, identity = join(process)
    pen = writing.Pen(1)
    for number in range(5):
        ledger.append(pen.write(writing.arrived(f"A{number:03}"), writing.person(1)))
    with bad_line(process.url) as line:
        upstream = Upstream(line.url, identity)
        cycle = Cycle(ledger, upstream, identity.key)
        line.break_next("silence")
        killer = threading.Thread(target=kill_when_it_has_answered, args=(process, line))
        killer.start()
        with pytest.raises(ServerUnreachable):
            cycle.run()
        killer.join()
        assert (len(held(process, ledger)), ledger.waiting()) == (5, 5)
        process.start()
        line.break_next("none")
        cycle.run()
        upstream.close()
    assert ledger.waiting() == 0
    assert held(process, ledger) == written(ledger)


def kill_when_it_has_answered(process: Process, line: BadLine) -> None:
    """Kill the server as soon as its answer lies on the line, which passes nothing on."""
    while not line.answers_cut:
        threading.Event().wait(0.005)
    process.kill()


def written(ledger: MemoryLedger) -> list[bytes]:
    return [one.written for one in ledger.own]
