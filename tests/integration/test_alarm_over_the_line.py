"""A serious event of one desk rings at the supervisor's, and its acknowledgement comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.desk import Desk, open_desk
from desk.observation import ReactionDraft
from immunization.entries import Role
from immunization.ids import PersonId
from immunization.rulebook import default_catalogue
from tests import writing
from tests.centres import NOW, Running
from tests.integration.carrying_desk import CarryingDesk
from tests.unit.desk.desk_world import SetClock, done, operator


@pytest.fixture
def pair(running: Running, tmp_path: Path) -> Iterator[list[CarryingDesk]]:
    desks = [CarryingDesk.join(running, tmp_path, number) for number in (1, 2)]
    yield desks
    for desk in desks:
        desk.close()


def at(desk: CarryingDesk, role: Role) -> Desk:
    who = operator(f"Người {role}", role)
    return open_desk(desk.store, SetClock(NOW.astimezone()), who, default_catalogue())


def test_a_serious_event_rings_at_the_other_desk_until_it_is_acknowledged_there(
    running: Running, pair: list[CarryingDesk]
) -> None:
    first, second = pair
    person = PersonId(writing.person(1))
    first.write(writing.registered(), person)
    first.write_many(40)
    nurse, supervisor = at(first, "nurse"), at(second, "supervisor")
    draft = ReactionDraft(nurse.new_form(), person, symptoms=("anaphylaxis",))
    reported = done(nurse.observation.report(draft)).entry

    for desk in pair:
        desk.sync()
    running.project()
    second.sync()

    (alarm,) = supervisor.serious.alarms()
    assert (alarm.reaction, alarm.name) == (reported, "Nguyễn Thị Hồng Vân")
    (own,) = nurse.serious.open_events()
    assert own.standing is not None
    assert own.standing.stop == "centre"
    assert own.acknowledged_at is None

    done(supervisor.serious.acknowledge(supervisor.new_form(), alarm.person, alarm.reaction))
    assert supervisor.serious.alarms() == ()
    second.sync()
    first.sync()

    (own,) = nurse.serious.open_events()
    assert own.acknowledged_at is not None
