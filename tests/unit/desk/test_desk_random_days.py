"""Random days: whatever people and nurses do, no save is lost and all ways of counting agree."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from desk.observation import ReactionDraft
from desk.recorder import Saved
from immunization.entries import Vitals
from immunization.errors import KnownError
from immunization.ids import PersonId
from records import journal, projection, tables
from records.folds.person import fold_person
from tests.unit.desk.desk_world import World, done

_numbers = count(100_000)

ACTIONS = (
    "arrive", "screen", "screen_fever", "inject", "inject_reasoned", "void", "not_given",
    "end", "end_early", "react", "react_serious", "follow_up", "again",
)  # fmt: skip


@dataclass
class RandomDay:
    """Acts on a handful of people and keeps what the desk acknowledged."""

    world: World
    people: list[PersonId]
    acknowledged: list[Saved] = field(default_factory=list)
    last: Callable[[], Saved] | None = None

    def act(self, action: str, who: int) -> None:
        """Do it; what a rule refuses is refused with a sentence and leaves the day as it was."""
        person = self.people[who % len(self.people)]
        with contextlib.suppress(KnownError):
            saved = self._do(action, person)
            if saved is not None:
                self.acknowledged.append(saved)

    def _do(self, action: str, person: PersonId) -> Saved | None:  # noqa: C901, PLR0911 (a line an action)
        world, desk = self.world, self.world.desk
        form = desk.new_form()
        dose = desk.cards.of(person).dose_today
        match action:
            case "arrive":
                return self._tap(lambda: done(desk.reception.arrive(form, person)))
            case "screen":
                return world.screen(person)
            case "screen_fever":
                return world.screen(person, vitals=Vitals(temperature=38.4))
            case "inject" | "inject_reasoned":
                reason = "bác sĩ quyết" if action == "inject_reasoned" else ""
                draft = world.dose(person, reason=reason)
                return self._tap(lambda: done(desk.injection.save(draft)))
            case "void" if dose:
                return done(desk.injection.void(form, person, dose, "wrong_lot"))
            case "not_given":
                return done(desk.injection.not_given(form, person, "refused"))
            case "end" | "end_early":
                why = "vội" if action == "end_early" else ""
                return done(desk.observation.end(form, person, why))
            case "react" | "react_serious":
                symptoms = ("rash",) if action == "react" else ("anaphylaxis",)
                return done(desk.observation.report(ReactionDraft(form, person, symptoms=symptoms)))
            case "follow_up":
                reaction = desk.observation.one(person).row.reaction or form
                return done(desk.observation.follow_up(form, person, reaction, "recovered"))
            case "again" if self.last:
                again = self.last()
                assert again.again
        return None

    def _tap(self, save: Callable[[], Saved]) -> Saved:
        """Save, and remember it, so that the same tap can come again later."""
        saved = save()
        self.last = save
        return saved


@pytest.fixture
def snapshot(world: World) -> Callable[[], dict[str, set[tuple[object, ...]]]]:
    def of(connection: Connection) -> dict[str, set[tuple[object, ...]]]:
        return {
            table.name: {tuple(row) for row in connection.execute(select(table))}
            for table in tables.PROJECTED
        }

    return lambda: done(world.store.write(of))


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    actions=st.lists(
        st.tuples(st.sampled_from(ACTIONS), st.integers(0, 3), st.integers(0, 20)),
        min_size=5,
        max_size=30,
    )
)
def test_whatever_happens_in_a_day_nothing_is_lost_and_all_counts_agree(
    world: World,
    snapshot: Callable[[], dict[str, set[tuple[object, ...]]]],
    actions: list[tuple[str, int, int]],
) -> None:
    world.clock.pass_by(days=1)
    world.clock.at = world.clock.at.replace(hour=8, minute=0)
    world.synced()
    world.fresh_vial()
    people = [world.registered(f"031179{next(_numbers)}") for _ in range(4)]
    day = RandomDay(world, people)

    for action, who, minutes in actions:
        day.act(action, who)
        world.clock.pass_by(minutes=minutes)

    every_save_is_in_the_journal_once(world, day)
    counts_agree(world, people)
    incremental = snapshot()
    done(world.store.write(projection.rebuild))
    assert snapshot() == incremental


def every_save_is_in_the_journal_once(world: World, day: RandomDay) -> None:
    author = world.desk.station.author
    with world.store.read() as connection:
        assert journal.first_fault(connection, author) is None
        lines = projection.lines_of(connection, day.people)
    # A consent is saved together with its screening, and told by it.
    told = [one for own in lines.values() for one in own if one.entry.kind != "consent.recorded"]
    held = [line.entry.id for line in told]
    assert len(held) == len(set(held))
    new = [saved.entry for saved in day.acknowledged if not saved.again]
    assert len(new) == len(set(new))
    assert {saved.entry for saved in day.acknowledged} <= set(held)
    assert len(held) == len(new) + len(day.people)  # the register's own entry each


def counts_agree(world: World, people: list[PersonId]) -> None:
    desk = world.desk
    counts, figures, rows = desk.queues.counts(), desk.day.figures(), desk.day.rows()
    cards = [desk.cards.of(person) for person in people]
    for stage in ("screening", "injection", "observation"):
        queue = desk.queues.rows(stage)
        assert len(queue) == getattr(counts, stage)
        assert {row.person for row in queue} == {c.person for c in cards if c.stage == stage}
    assert len(desk.observation.board()) == counts.observation == figures.observing
    assert figures.people == figures.vaccinated + figures.not_vaccinated + figures.under_way
    assert figures.people == len(rows)
    assert figures.received == counts.received
    with world.store.read() as connection:
        lines = projection.lines_of(connection, people)
    folded = [fold_person(person, lines[person]) for person in people]
    today = world.clock.today()
    live = [d for one in folded for d in one.live_doses if d.given.day == today]
    assert figures.vaccinated == len({c.person for c in cards if c.dose_today})
    assert sum(lot.doses for lot in figures.lots) == len(live)
    numbers = [row.number for row in rows if row.number]
    assert len(numbers) == len(set(numbers))
