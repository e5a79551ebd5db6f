"""Writing: all or nothing, once per form, and "saved" only after COMMIT."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from desk.errors import ReasonMissing
from desk.reception import Registration
from immunization.entries import VisitArrived
from local_db import reads
from local_db.store import Store
from records import journal
from tests.unit.desk.desk_world import HANOI, SITE, World, done, operator, walk_in


def entries_held(world: World) -> int:
    with world.store.read() as connection:
        return journal.count(connection)


def test_back_and_resubmit_creates_one_dose(world: World) -> None:
    person = world.registered()
    world.bring_in(person)
    draft = world.dose(person)

    first = done(world.desk.injection.save(draft))
    held = entries_held(world)
    second = done(world.desk.injection.save(draft))

    assert second.entry == first.entry
    assert (first.again, second.again) == (False, True)
    assert second.what == first.what
    assert entries_held(world) == held
    assert world.desk.day.figures().vaccinated == 1


def test_the_same_tap_twice_before_the_first_is_answered_is_one_dose(world: World) -> None:
    person = world.registered()
    world.bring_in(person)
    draft = world.dose(person)

    taps = [world.desk.injection.save(draft) for _ in range(5)]

    assert {done(tap).entry for tap in taps} == {draft.form}
    assert sum(not done(tap).again for tap in taps) == 1
    assert len(world.desk.cards.of(person).history) == 2  # today and the dose


def test_walk_in_without_number_tapped_twice_is_one_person(world: World) -> None:
    draft = walk_in(world.desk)

    first = done(world.desk.reception.register_and_arrive(draft))
    second = done(world.desk.reception.register_and_arrive(draft))

    assert (second.person, second.number) == (first.person, "A001")
    assert world.desk.queues.counts().received == 1


def test_saved_is_said_after_commit_and_never_before(world: World, store: Store) -> None:
    person = world.registered()
    seen: Future[str | None] = Future()

    def read_beside() -> None:
        with store.read() as connection:
            seen.set_result(reads.number_of_day(connection, person, SITE, world.clock.today()))

    future = world.desk.reception.arrive(world.desk.new_form(), person)
    future.add_done_callback(lambda _: read_beside())

    assert done(seen) == "A001"


def test_what_a_rule_refuses_leaves_no_trace(world: World) -> None:
    person = world.registered()
    world.arrive(person)  # not screened: a dose asks for a reason
    held = entries_held(world)

    with pytest.raises(ReasonMissing):
        world.inject(person)

    assert entries_held(world) == held


def test_registration_and_arrival_are_one_transaction(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_number(*_: object) -> str:
        raise RuntimeError("power cut")

    monkeypatch.setattr("desk.reception.next_number", no_number)
    held = entries_held(world)

    with pytest.raises(RuntimeError):
        done(world.desk.reception.register_and_arrive(walk_in(world.desk)))

    assert entries_held(world) == held


def test_an_entry_comes_after_everything_that_the_desk_had_seen(world: World) -> None:
    world.logical = 1_000_000
    person = world.registered()

    saved = world.arrive(person)

    with world.store.read() as connection:
        line = reads.line(connection, person, saved.entry)
    assert line is not None
    assert line.entry.lc > 1_000_000


def test_entries_of_a_desk_with_a_wrong_clock_say_so(world: World) -> None:
    person = world.registered()
    world.bring_in(person)
    world.clock.ahead = timedelta(minutes=12)

    world.inject(person)

    items = world.desk.cards.of(person).history
    assert [item.doubtful_clock for item in items if item.kind == "dose"] == [True]


def test_the_operator_and_the_site_stand_in_every_entry(world: World) -> None:
    person = world.registered()
    saved = world.arrive(person)

    with world.store.read() as connection:
        line = reads.line(connection, person, saved.entry)
    assert line is not None
    assert (line.entry.by, line.entry.site) == (operator().id, SITE)
    assert line.body == VisitArrived(day=world.clock.today(), number="A001")


ZONES = ("Asia/Ho_Chi_Minh", "UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu")


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    birth=st.dates(min_value=date(1900, 1, 1), max_value=date(2008, 1, 1)),
    hour=st.integers(0, 23),
    zone=st.sampled_from(ZONES),
)
def test_dates_survive_round_trip_in_every_time_zone(
    world: World, birth: date, hour: int, zone: str
) -> None:
    world.clock.at = datetime(2026, 11, 23, hour, 59, tzinfo=ZoneInfo(zone))
    world.synced()
    typed = f"{birth:%d/%m/%Y}"
    draft: Registration = walk_in(world.desk, birth=typed)

    saved = done(world.desk.reception.register_and_arrive(draft))

    assert saved.person is not None
    world.screen(saved.person)
    world.fresh_vial()
    world.inject(saved.person, reason="khai chưa tiêm")
    card = world.desk.cards.of(saved.person)
    assert card.birth_words.vi == typed
    assert {item.day for item in card.history} == {date(2026, 11, 23)}
    assert card.dose_today is not None


def test_the_same_entries_show_the_same_days_at_a_desk_in_another_zone(world: World) -> None:
    person = world.registered()
    world.clock.at = datetime(2026, 11, 23, 0, 30, tzinfo=HANOI)
    world.fresh_vial()
    world.to_observation(person)
    world.clock.at = world.clock.at.astimezone(UTC)  # 22 November there

    card = world.desk.cards.of(person)

    doses = [item for item in card.history if item.kind == "dose"]
    assert [item.day.isoformat() for item in doses] == ["2026-11-23"]


def test_a_use_case_may_look_at_the_database_in_the_writing_transaction(world: World) -> None:
    def count(connection: Connection) -> int:
        return journal.count(connection)

    assert done(world.store.write(count)) == entries_held(world)
