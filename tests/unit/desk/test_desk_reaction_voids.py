"""A reaction that was not so is taken back: nothing vanishes, nothing counts it any more."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from desk.errors import NoSuchReaction, ReasonMissing, RecordedElsewhere
from desk.observation import ReactionDraft
from immunization.entries import ReactionReported, ReactionVoided
from immunization.ids import EntryId, PersonId
from local_db import adverse
from tests.unit.desk.desk_world import OTHER_SITE, SITE, World, done


def reported(world: World, person: PersonId, *symptoms: str) -> EntryId:
    form = world.desk.new_form()
    done(world.desk.observation.report(ReactionDraft(form, person, symptoms=symptoms)))
    return form


def test_a_serious_event_on_the_wrong_person_ends_its_alarm_and_stays_in_the_history(
    world: World,
) -> None:
    person = world.registered()
    world.to_observation(person)
    reaction = reported(world, person, "anaphylaxis")
    supervisor = world.as_operator("supervisor")
    assert supervisor.serious.alarms()
    form = world.desk.new_form()

    done(world.desk.reaction_voids.void(form, person, reaction, "wrong_person"))

    assert supervisor.serious.alarms() == ()
    assert supervisor.serious.open_events() == ()
    (row,) = world.desk.observation.board()
    assert (row.reaction, row.state) == (None, "waiting")
    figures = world.desk.day.figures()
    assert (figures.mild_reactions, figures.serious_reactions) == (0, 0)
    history = world.desk.cards.of(person).history
    (struck,) = [item for item in history if item.kind == "reaction"]
    assert struck.void is not None
    assert (struck.void.reason.en, struck.may_void) == ("Wrong person", False)
    kinds = [type(body) for body in world.bodies(person)][-2:]
    assert kinds == [ReactionReported, ReactionVoided]


def test_what_was_taken_back_is_in_no_count_of_a_lot_and_bars_no_vaccine(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    reaction = reported(world, person, "anaphylaxis")
    barred = world.desk.cards.of(person)
    assert barred.past_reactions

    done(world.desk.reaction_voids.void(world.desk.new_form(), person, reaction, "not_so"))

    card = world.desk.cards.of(person)
    assert card.past_reactions == ()
    with world.store.read() as connection:
        lots = adverse.reactions_by_lot(connection, SITE, world.clock.today())
    assert [one.reactions for one in lots] == [0]


def test_who_may_take_it_back_and_with_what_reason(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    reaction = reported(world, person, "rash")
    voids = world.desk.reaction_voids
    with pytest.raises(ReasonMissing):
        done(voids.void(world.desk.new_form(), person, reaction, "other", " "))
    with pytest.raises(NoSuchReaction):
        done(voids.void(world.desk.new_form(), person, world.desk.new_form(), "twice"))

    elsewhere = world.bodies(person)[-1]
    assert isinstance(elsewhere, ReactionReported)
    world.feed(person, replace(elsewhere, dose=None), site=OTHER_SITE)
    (foreign,) = [
        item.entry
        for item in world.desk.cards.of(person).history
        if item.kind == "reaction" and not item.may_void
    ]
    assert foreign is not None
    with pytest.raises(RecordedElsewhere):
        done(voids.void(world.desk.new_form(), person, foreign, "twice"))
    supervisor = world.as_operator("supervisor")
    done(supervisor.reaction_voids.void(world.desk.new_form(), person, foreign, "twice"))


def test_it_is_taken_back_once_and_a_later_follow_up_does_not_bring_it_back(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    reaction = reported(world, person, "rash")
    form = world.desk.new_form()
    done(world.desk.reaction_voids.void(form, person, reaction, "twice"))
    with pytest.raises(NoSuchReaction):
        done(world.desk.reaction_voids.void(world.desk.new_form(), person, reaction, "twice"))
    with pytest.raises(NoSuchReaction):
        done(
            world.desk.observation.follow_up(
                world.desk.new_form(), person, reaction, "died", criteria=("death",)
            )
        )
    assert done(world.desk.reaction_voids.void(form, person, reaction, "twice")).again
