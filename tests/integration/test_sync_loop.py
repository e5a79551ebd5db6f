"""The loop by itself: it wakes for a reason, waits after a failure, and always ends."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from central import administration
from central.database import Database
from central.keys import make_key
from sync.errors import AlreadySyncing, DeviceRevoked, ServerBusy, ServerUnreachable
from sync.loop import SyncLoop
from sync.only_one import OnlyOne
from sync.state import SyncState
from sync.timing import Timing
from tests import writing
from tests.centres import Desk, Running
from tests.hostile_server import hostile_server, turned_away

PATIENCE = 20.0
SLOW = Timing(every=600, first=600, most=600, most_unreachable=600)


@pytest.fixture
def database_url(tmp_path: Path) -> Path:
    """What is tested here does not depend on the kind of database."""
    path = tmp_path / "centre.db"
    database = Database(path)
    database.create()
    database.close()
    return path


@dataclass
class States:
    """The states that a loop told, and a way to wait for one."""

    told: list[SyncState] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, state: SyncState) -> None:
        with self.changed:
            self.told.append(state)
            self.changed.notify_all()

    def wait_for(self, what: Callable[[SyncState], bool]) -> SyncState:
        """Return the first state, told already or to come, of which this holds."""
        seen = 0

        def found() -> SyncState | None:
            nonlocal seen
            for state in self.told[seen:]:
                seen += 1
                if what(state):
                    return state
            return None

        with self.changed:
            state = self.changed.wait_for(found, PATIENCE)
        assert state, [one.line for one in self.told]
        return state

    def forget(self) -> None:
        with self.changed:
            self.told.clear()


@dataclass
class Looping:
    loop: SyncLoop
    states: States


@contextlib.contextmanager
def looping(
    desk: Desk, tmp_path: Path, *, url: str | None = None, timing: Timing = SLOW
) -> Iterator[Looping]:
    states = States()
    loop = SyncLoop(
        desk.ledger,
        lambda: desk.upstream(url),
        desk.key,
        OnlyOne(tmp_path / f"{desk.number}.lock"),
        states,
        timing=timing,
        now=desk.clock,
        luck=lambda: 0.5,
    )
    loop.start()
    try:
        yield Looping(loop, states)
    finally:
        assert loop.stop()


def is_green(state: SyncState) -> bool:
    return state.is_green and not state.is_running


def test_status_is_green_only_after_per_record_receipts(running: Running, tmp_path: Path) -> None:
    desk = running.enrol()
    for number in range(3):
        desk.write(writing.arrived(f"A{number:03}"))
    with looping(desk, tmp_path) as run:
        run.states.wait_for(is_green)
    for state in run.states.told:
        assert not state.is_green or state.waiting == 0
    assert not run.states.told[0].is_green
    assert desk.ledger.receipt("centre") == desk.ledger.head()
    assert run.states.told[-1].line == "stopped"


def test_a_new_entry_is_sent_without_waiting_for_the_time(running: Running, tmp_path: Path) -> None:
    desk = running.enrol()
    with looping(desk, tmp_path) as run:
        run.states.wait_for(is_green)
        desk.write(writing.registered())
        run.states.forget()
        run.loop.wake()
        run.states.wait_for(lambda state: state.waiting == 1)
        run.states.wait_for(is_green)
    assert desk.ledger.waiting() == 0


def test_another_desks_work_arrives_without_waiting_for_the_time(
    running: Running, tmp_path: Path
) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    with looping(two, tmp_path) as run:
        run.states.wait_for(is_green)
        written = one.write(writing.registered())
        run.states.forget()
        one.cycle().run()
        run.states.wait_for(
            lambda _: written in [stored.written for stored in two.ledger.others.values()]
        )


def test_without_a_line_it_says_since_when_and_goes_on_when_the_network_returns(
    running: Running, tmp_path: Path
) -> None:
    desk = running.enrol()
    desk.write(writing.registered())
    with looping(desk, tmp_path) as run:
        run.states.wait_for(is_green)
        last = desk.clock.now
        port = running.server.port
        running.server.stop()
        desk.clock.move(minutes=5)
        desk.write(writing.arrived())
        run.states.forget()
        run.loop.wake()
        state = run.states.wait_for(lambda state: state.line == "offline" and not state.is_running)
        assert isinstance(state.error, ServerUnreachable)
        assert (state.waiting, state.offline_since, state.last_sync_at) == (1, last, last)
        assert run.states.wait_for(lambda state: state.retry_at is not None).retry_at > last  # type: ignore[operator]
        running.server = type(running.server)(running.centre, port=port)
        running.server.start()
        run.states.forget()
        run.loop.network_returned()
        state = run.states.wait_for(is_green)
        assert (state.offline_since, state.error, state.retry_at) == (None, None, None)


def test_it_tries_again_by_itself_after_a_failure(running: Running, tmp_path: Path) -> None:
    desk = running.enrol()
    port = running.server.port
    running.server.stop()
    with looping(desk, tmp_path, timing=Timing(first=0.01, most_unreachable=0.05)) as run:
        run.states.wait_for(lambda state: state.line == "offline")
        running.server = type(running.server)(running.centre, port=port)
        running.server.start()
        run.states.wait_for(is_green)


def test_a_new_entry_does_not_press_a_server_that_is_down_but_an_urgent_one_does(
    running: Running, tmp_path: Path
) -> None:
    desk = running.enrol()
    running.server.stop()
    with looping(desk, tmp_path) as run:
        run.states.wait_for(lambda state: state.retry_at is not None)
        run.states.forget()
        for _ in range(20):
            run.loop.wake()
            assert not run.loop._has_reason()
        assert run.states.told == []
        run.loop.wake(is_urgent=True)
        run.states.wait_for(lambda state: state.is_running)


def test_stopping_does_not_wait_for_a_reader_of_the_feed(running: Running, tmp_path: Path) -> None:
    desk = running.enrol()
    with looping(desk, tmp_path) as run:
        run.states.wait_for(is_green)
        begun = time.monotonic()
        assert run.loop.stop(timeout=10)
        assert time.monotonic() - begun < 5


def test_stopping_cuts_a_server_that_does_not_answer(running: Running, tmp_path: Path) -> None:
    desk = running.enrol()
    asked, over = threading.Event(), threading.Event()

    def silence(_call: object) -> object:
        asked.set()
        over.wait(PATIENCE)
        return turned_away("busy")

    with hostile_server(silence) as server:  # type: ignore[arg-type]
        with looping(desk, tmp_path, url=server.url) as run:
            assert asked.wait(PATIENCE)
            assert run.loop.stop(timeout=10)
            assert not over.is_set()
        over.set()


def test_two_loops_never_sync_one_database_at_once(running: Running, tmp_path: Path) -> None:
    desk = running.enrol()
    with looping(desk, tmp_path) as first:
        first.states.wait_for(is_green)
        with looping(desk, tmp_path) as second:
            state = second.states.wait_for(lambda state: state.line == "stopped")
            assert isinstance(state.error, AlreadySyncing)
            assert not state.is_green


def test_a_revoked_desk_says_so_in_words(running: Running, tmp_path: Path) -> None:
    desk = running.enrol()
    desk.write(writing.registered())
    administration.revoke_device(running.centre, desk.ledger.device, "mất máy")
    with looping(desk, tmp_path) as run:
        state = run.states.wait_for(lambda state: state.line == "refused")
        assert isinstance(state.error, DeviceRevoked)
        assert state.waiting == 1


def test_a_busy_server_is_left_alone(running: Running, tmp_path: Path) -> None:
    desk = running.enrol()
    with hostile_server(lambda _call: turned_away("busy")) as server:
        desk.identity = type(desk.identity)(desk.ledger.device, desk.key, server.key.public)
        with looping(desk, tmp_path, url=server.url) as run:
            state = run.states.wait_for(lambda state: state.line == "busy")
            assert isinstance(state.error, ServerBusy)


def test_a_wrong_server_is_a_broken_one(running: Running, tmp_path: Path) -> None:
    desk = running.enrol()
    desk.write(writing.registered())
    desk.identity = type(desk.identity)(desk.ledger.device, desk.key, make_key().public)
    with looping(desk, tmp_path) as run:
        state = run.states.wait_for(lambda state: state.line == "broken")
        assert (state.waiting, state.is_green) == (1, False)


def test_a_wrong_clock_is_told(running: Running, tmp_path: Path) -> None:
    desk = running.enrol()
    ahead = running.clock.seconds() + 7_200
    upstream = desk.upstream()
    upstream.line.now = lambda: ahead
    states = States()
    loop = SyncLoop(
        desk.ledger,
        lambda: upstream,
        desk.key,
        OnlyOne(tmp_path / "clock.lock"),
        states,
        timing=SLOW,
        now=desk.clock,
    )
    loop.start()
    state = states.wait_for(is_green)
    assert loop.stop()
    assert state.clock_offset == pytest.approx(-7_200, abs=2)
    assert state.is_clock_doubtful
