"""Holds over real HTTP: who has whom at the injection stage is known to the others at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from central import administration
from central.database import Database
from immunization.ids import SubjectId
from sync import wire
from sync.holds import HoldsLine, hold, holds
from sync.limits import HOLD_LIFE, MAX_WAIT
from tests import writing
from tests.centres import OTHER_SITE, Desk, Running

PATIENCE = 20.0
ONE, TWO = SubjectId(writing.person(1)), SubjectId(writing.person(2))


@pytest.fixture
def database_url(tmp_path: Path) -> Path:
    """Holds are in memory only: the kind of database does not matter."""
    path = tmp_path / "centre.db"
    database = Database(path)
    database.create()
    database.close()
    return path


@dataclass
class Ears:
    """What a desk heard, and a way to wait for it."""

    told: list[wire.Holds] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, holds: wire.Holds) -> None:
        with self.changed:
            self.told.append(holds)
            self.changed.notify_all()

    def wait_for(self, what: Callable[[wire.Holds], bool]) -> wire.Holds:
        with self.changed:
            assert self.changed.wait_for(lambda: bool(self.told) and what(self.told[-1]), PATIENCE)
            return self.told[-1]


@contextmanager
def lined(desk: Desk, **options: float) -> Iterator[tuple[HoldsLine, Ears]]:
    ears = Ears()
    line = HoldsLine(desk.upstream, ears, **options)  # type: ignore[arg-type]
    line.start()
    try:
        yield line, ears
    finally:
        line.stop()


def _ages(told: wire.Holds) -> tuple[int, int] | None:
    """Seconds since the first hold began, and until it ends; None where nothing is held yet."""
    if not told.holds:
        return None
    one = told.holds[0]
    return round((told.time - one.since) / 1000), round((one.until - told.time) / 1000)


def subjects(told: wire.Holds) -> dict[str, str]:
    return {one.subject: one.device for one in told.holds}


def test_a_hold_is_seen_by_a_second_desk_at_once(running: Running) -> None:
    first, second = running.enrol(), running.enrol(name="Bàn 2")
    with lined(first) as (one, heard_one), lined(second) as (_, heard_two):
        heard_one.wait_for(lambda told: True)
        heard_two.wait_for(lambda told: len(told.heard) == 2)
        begun = time.monotonic()
        one.hold([ONE])
        told = heard_two.wait_for(lambda told: bool(told.holds))
        # It was woken, and did not wait out its time. (How long: `dev.py bench propagation`.)
        assert time.monotonic() - begun < MAX_WAIT
        assert subjects(told) == {ONE: first.ledger.device}
        one.hold([])
        heard_two.wait_for(lambda told: not told.holds)


def test_the_first_desk_keeps_whom_a_second_one_asks_for_as_well(running: Running) -> None:
    first, second = running.enrol(), running.enrol(name="Bàn 2")
    mine = hold(first.upstream(), [ONE])
    theirs = hold(second.upstream(), [ONE, TWO])
    assert subjects(theirs) == {ONE: first.ledger.device, TWO: second.ledger.device}
    assert theirs.revision != mine.revision
    hold(first.upstream(), [])
    again = hold(second.upstream(), [ONE, TWO])
    assert set(subjects(again).values()) == {second.ledger.device}


def test_a_hold_that_is_not_renewed_ends_by_itself(running: Running) -> None:
    first, second = running.enrol(), running.enrol(name="Bàn 2")
    held = running.centre.holds
    now = held.now()
    held.now = lambda: now
    told = hold(first.upstream(), [ONE]).holds[0]
    assert told.until - told.since == HOLD_LIFE * 1000
    held.now = lambda: now + HOLD_LIFE - 1
    before = holds(second.upstream())
    assert subjects(before) == {ONE: first.ledger.device}
    held.now = lambda: now + HOLD_LIFE
    after = holds(second.upstream())
    assert not after.holds
    assert after.revision != before.revision


def test_a_desk_that_keeps_a_person_open_renews_by_itself(running: Running) -> None:
    first = running.enrol()
    held = running.centre.holds
    begun = held.now()
    held.now = lambda: begun
    with lined(first, renew=0.02) as (line, ears):
        line.hold([ONE])
        ears.wait_for(lambda told: bool(told.holds))
        for passed in (HOLD_LIFE // 2, HOLD_LIFE, HOLD_LIFE * 3 // 2):
            held.now = lambda passed=passed: begun + passed  # type: ignore[misc]
            ears.wait_for(lambda told, passed=passed: _ages(told) == (passed, HOLD_LIFE))  # type: ignore[misc]


def test_a_restarted_upstream_is_told_again_what_is_held(running: Running) -> None:
    first, second = running.enrol(), running.enrol(name="Bàn 2")
    with lined(first, retry=0.05) as (one, heard_one), lined(second, retry=0.05) as (_, heard_two):
        one.hold([ONE])
        heard_two.wait_for(lambda told: bool(told.holds))
        running.server.stop()
        running.forget_holds()
        heard_one.told.clear()
        heard_two.told.clear()
        running.restart()
        told = heard_two.wait_for(lambda told: bool(told.holds))
        assert subjects(told) == {ONE: first.ledger.device}


def test_what_a_desk_holds_is_no_other_sites_business(running: Running) -> None:
    administration.add_site(running.centre, OTHER_SITE, "TYT Thanh Sơn")
    here, there = running.enrol(), running.enrol(OTHER_SITE)
    hold(here.upstream(), [ONE])
    told = holds(there.upstream())
    assert not told.holds
    assert [one.device for one in told.heard] == [there.ledger.device]


def test_a_desk_is_heard_whatever_it_asks_and_not_missed_once_it_was_closed(
    running: Running,
) -> None:
    first, second = running.enrol(), running.enrol(name="Bàn 2")
    first.cycle().run()
    heard = {one.device for one in holds(second.upstream()).heard}
    assert heard == {first.ledger.device, second.ledger.device}
    with lined(first) as (_, ears):
        ears.wait_for(lambda told: True)
    left = {one.device for one in holds(second.upstream()).heard if not one.at}
    assert left == {first.ledger.device}


def test_stopping_ends_at_once_while_the_upstream_lets_the_desk_wait(running: Running) -> None:
    first = running.enrol()
    with lined(first) as (line, ears):
        ears.wait_for(lambda told: True)
        begun = time.monotonic()
        line.stop()
        assert time.monotonic() - begun < 2
