"""A real desk's line: holds reach its guard, a lost entry comes back, a stuck queue is said."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import uuid_utils
from sqlalchemy import text

from central import administration
from central.database import Database
from desk.clock import SystemClock
from desk.guard import Guard
from desktop_app.line import DeskLine
from desktop_app.queue_watch import Watch
from desktop_app.upstream import join
from immunization import entries
from immunization.ids import EntryId, SubjectId
from local_db import node
from local_db.file_keys import FileKeys
from local_db.store import Store
from records import journal
from sync import comparing
from sync.holds import hold, holds
from sync.watchdog import Watchdog
from tests import writing
from tests.centres import Running
from ui.ports import LineState

PATIENCE = 20.0


@pytest.fixture
def database_url(tmp_path: Path) -> Path:
    path = tmp_path / "centre.db"
    database = Database(path)
    database.create()
    database.close()
    return path


@dataclass
class Ears:
    told: list[LineState] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, state: LineState) -> None:
        with self.changed:
            self.told.append(state)
            self.changed.notify_all()

    def rang(self) -> None:
        with self.changed:
            self.changed.notify_all()

    def wait_for(self, what: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(what, PATIENCE), self.told[-3:]


@pytest.fixture
def store(running: Running, tmp_path: Path) -> Iterator[Store]:
    """A desk that joined the running centre, with its own encrypted store."""
    running.clock.now = datetime.now(UTC)
    folder = tmp_path / "desk"
    folder.mkdir()
    opened = Store.open(folder, FileKeys(folder))
    code = administration.issue_code(running.centre, writing.SITE)
    join(opened, FileKeys(folder), running.url, code)
    yield opened
    opened.close()


def write(store: Store, count: int) -> None:
    def work(connection: object) -> None:
        written = [
            entries.write(
                writing.dose(),
                id=EntryId(str(uuid_utils.uuid7())),
                at=datetime.now(UTC),
                lc=number,
                site=writing.SITE,
                about=writing.person(number),
            )
            for number in range(1, count + 1)
        ]
        author = node.read(connection).author  # type: ignore[arg-type]
        journal.append(connection, author, written)  # type: ignore[arg-type]

    store.write(work).result()


def test_a_lost_row_comes_back_and_the_windows_are_told(
    running: Running, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "FIRST", 0.0)
    write(store, 5)
    ears, keys = Ears(), FileKeys(store.path.parent)
    line = DeskLine(store, keys, SystemClock(), ears)
    line.start()
    try:
        ears.wait_for(lambda: any(state.agreement for state in ears.told))
        first = ears.told[-1].agreement
        assert first is not None
        assert (first.mended, first.lost, first.entries >= 5) == (0, 0, True)
    finally:
        line.stop()

    with store.read() as connection:
        device = node.read(connection).device
    with running.centre.database.writing() as connection:
        connection.execute(text("DROP TRIGGER feed_keeps_DELETE"))
        gone = connection.execute(
            text("DELETE FROM feed WHERE seq = 3 AND device_id = :device"), {"device": device}
        )
        assert gone.rowcount == 1

    ears = Ears()
    line = DeskLine(store, keys, SystemClock(), ears)
    line.start()
    try:
        ears.wait_for(lambda: any(state.agreement for state in ears.told))
        again = ears.told[-1].agreement
        assert again is not None
        assert (again.mended, again.lost) == (1, 0)
    finally:
        line.stop()


def test_alarm_when_queue_does_not_shrink_while_the_server_answers(
    running: Running, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Patience and the watch's clock are shortened; what they look at is the desk's own.
    monkeypatch.setattr("desktop_app.line.Watch", partial(Watch, every=0.02))
    monkeypatch.setattr("sync.watchdog.Watchdog", partial(Watchdog, patience=0.1))
    write(store, 3)
    ears = Ears()
    line = DeskLine(store, FileKeys(store.path.parent), SystemClock(), ears)
    with monkeypatch.context() as busy:
        busy.setattr("central.shedding.Shedding.is_full", True)
        line.start()
        try:
            ears.wait_for(lambda: bool(ears.told) and ears.told[-1].stuck is not None)
        except BaseException:
            line.stop()
            raise
    try:
        line.try_now()
        ears.wait_for(lambda: ears.told[-1].stuck is None and ears.told[-1].kind == "connected")
        assert line.is_caught_up
    finally:
        line.stop()


def test_what_another_desk_opens_reaches_the_guard_of_this_one(
    running: Running, store: Store
) -> None:
    other = running.enrol(name="Bàn 2")
    ears, guard = Ears(), Guard(SystemClock())
    line = DeskLine(store, FileKeys(store.path.parent), SystemClock(), ears, guard, ears.rang)
    line.start()
    try:
        subject = SubjectId(writing.person(1))
        upstream = other.upstream()
        ears.wait_for(lambda: guard.unheard([]) is not None or not ears.told)
        hold(upstream, [subject])
        ears.wait_for(lambda: guard.holder([subject]) is not None)
        holder = guard.holder([subject])
        assert holder is not None
        assert holder.device == other.ledger.device
        guard.take([SubjectId(writing.person(2))])
        told = holds(upstream)
        if len(told.holds) < 2:  # it was not there yet: wait at the upstream for it
            told = holds(upstream, told.revision, 10)
        assert {one.subject for one in told.holds} == {writing.person(1), writing.person(2)}
    finally:
        line.stop()
