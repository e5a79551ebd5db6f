"""Whatever desks write, lose and exchange in whatever order: in the end all hold the same."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from central.centre import Centre
from central.database import Database
from central.keys import load_key
from central.projector import Projector
from immunization import entries
from immunization.entries import Body
from immunization.ids import EntryId
from local_db import node
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from local_db.store import Store
from records import journal, projection
from sync.client import Identity
from sync.cycle import Cycle
from sync.errors import SyncError
from tests import writing
from tests.faults import audit, in_process
from tests.faults.audit import Audit
from tests.faults.layout import CENTRE, site_of
from tests.faults.network import Network
from tests.faults.server_file import CentreFile
from tests.faults.template import Template, working_folder
from tests.faults.verdict import DeskSeen, SiteSeen, findings

DESKS = st.integers(1, 2)
PEOPLE = st.integers(1, 3)
BODIES: dict[str, Body] = {
    "register": writing.registered(),
    "arrive": writing.arrived(),
    "screen": writing.screened(),
    "dose": writing.dose(),
    "correct": entries.PersonCorrected(reason="x", phone="0900000001"),
    "void": entries.DoseVoided(dose=writing.entry_id(1), reason="twice"),
    "serious": writing.reaction(writing.entry_id(1), "serious"),
}


class SmallDesk:
    """A desk on its real store, without a loop: rounds are run one by one."""

    def __init__(self, number: int, folder: Path, model: SyncModel) -> None:
        self.number, self._folder, self._model = number, folder, model
        self.line = in_process.Line()
        self.written: set[str] = set()
        self._copies = 0
        self._open()

    def _open(self) -> None:
        self.keys = FileKeys(self._folder)
        self.store = Store.open(self._folder, self.keys)
        self.ledger = DeskLedger(self.store)
        with self.store.read() as connection:
            self.node = node.read(connection)
        key = self.keys.device_key() or b""
        identity = Identity(self.node.device, key, bytes.fromhex(self.node.upstream_key or ""))
        upstream = in_process.upstream(lambda: self._model.centre, identity, self.line)
        self.cycle = Cycle(self.ledger, upstream, key)
        self.cycle.pusher.pace.count = self.cycle.puller.pace.count = 2

    def write(self, body: Body, about: str) -> None:
        id = EntryId(str(uuid.uuid4()))

        def work(connection: object) -> None:
            lc = node.next_lc(connection)  # type: ignore[arg-type]
            at = datetime.now(UTC).replace(microsecond=0)
            made = entries.write(body, id=id, at=at, lc=lc, site=self.node.site, about=about)
            journal.append(connection, self.ledger.author(), [made])  # type: ignore[arg-type]

        self.store.write(work).result()
        self.written.add(id)

    def die(self) -> None:
        """Go on from the files as they lay at this moment, as after kill -9."""
        self._copies += 1
        copy = self._folder.with_name(f"{self._folder.name}-{self._copies}")
        shutil.copytree(self._folder, copy)
        self.store.close()
        self._folder = copy
        self._open()

    def seen(self) -> DeskSeen:
        with self.store.read() as connection:
            faults = [journal.first_fault(connection, own) for own in journal.authors(connection)]
            held, tables = audit.journal_of(connection), audit.projected(connection)
        try:
            self.store.write(audit.rebuilt(projection.rebuild)).result()
        except audit.Rolled as rolled:
            rebuilt = rolled.seen
        seen = Audit(held, tables, rebuilt, [one.what for one in faults if one])
        mine = frozenset(self.written)
        return DeskSeen(f"desk {self.number}", frozenset({self.node.device}), mine, mine, seen)


class SyncModel(RuleBasedStateMachine):
    """Two desks and their centre; `findings` says at the end what is wrong."""

    template: Template

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(working_folder())
        for name in (CENTRE, "desk1", "desk2"):
            shutil.copytree(self.template.node(name, with_hubs=False), self.folder / name)
        self.key = load_key(self.folder / CENTRE / "centre.key")
        self.centre = Centre(Database(self._database), self.key)
        self.file = CentreFile(self._database)
        self.desks = {
            number: SmallDesk(number, self.folder / f"desk{number}", self) for number in (1, 2)
        }

    @property
    def _database(self) -> Path:
        return self.folder / CENTRE / "centre.db"

    @rule(desk=DESKS, what=st.sampled_from(sorted(BODIES)), who=PEOPLE)
    def write(self, desk: int, what: str, who: int) -> None:
        self.desks[desk].write(BODIES[what], writing.person(who))

    @rule(desk=DESKS, who=PEOPLE, count=st.integers(3, 9))
    def write_much(self, desk: int, who: int, count: int) -> None:
        for _ in range(count):
            self.desks[desk].write(writing.arrived(), writing.person(who))

    @rule(desk=DESKS)
    def exchange(self, desk: int) -> None:
        self.desks[desk].cycle.run()

    @rule(
        desk=DESKS, fault=st.sampled_from(("request", "answer", "twice")), after=st.integers(1, 6)
    )
    def exchange_over_a_bad_line(self, desk: int, fault: str, after: int) -> None:
        self.desks[desk].line.fail(fault, after)
        with contextlib.suppress(SyncError):
            self.desks[desk].cycle.run()
        self.desks[desk].line.fail("", 0)

    @rule(desk=DESKS)
    def die(self, desk: int) -> None:
        self.desks[desk].die()

    @rule()
    def project(self) -> None:
        Projector(self.centre).step(is_patient=False)

    @rule()
    def restart_the_centre(self) -> None:
        self.centre.database.close()
        self.centre = Centre(Database(self._database), self.key)

    @precondition(lambda self: all(desk.ledger.waiting() == 0 for desk in self.desks.values()))
    @invariant()
    def what_waits_nowhere_is_at_the_centre(self) -> None:
        every = {id for desk in self.desks.values() for id in desk.written}
        assert every <= self.file.ids()

    def teardown(self) -> None:
        try:
            for _ in range(2):
                for desk in self.desks.values():
                    desk.cycle.run()
                Projector(self.centre).catch_up()
            assert all(desk.ledger.waiting() == 0 for desk in self.desks.values())
            seen = [desk.seen() for desk in self.desks.values()]
            audit_of_site = self.file.audits()[site_of("desk1")]
            assert findings(SiteSeen(audit_of_site, seen)) == []
        finally:
            for desk in self.desks.values():
                desk.store.close()
            self.file.close()
            self.centre.database.close()
            shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="module")
def template() -> Iterator[Template]:
    folder, network = tempfile.mkdtemp(), Network()
    yield Template(Path(folder) / "site", network.lines)
    network.close()
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "examples", [12, pytest.param(2_000, marks=pytest.mark.long)], ids=["short", "long"]
)
def test_in_the_end_all_hold_the_same(template: Template, examples: int) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    SyncModel.template = template
    run_state_machine_as_test(
        SyncModel,
        settings=settings(
            max_examples=examples,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
