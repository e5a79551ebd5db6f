"""Observation: who waits until when, who may go, and reactions with their course."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.errors import FieldMissing, NoSuchReaction, NotInObservation, ReasonMissing
from desk.observation import ReactionDraft
from desk.recorder import Saved
from immunization.entries import ObservationEnded, Vitals
from immunization.ids import PersonId
from local_db import reads
from tests.unit.desk.desk_world import World, done


def three_people(world: World) -> list[PersonId]:
    """Injected at 08:00, 08:10 and 08:20; it is 08:20."""
    people = [world.registered(f"0311790045{n:02}", name=f"Người Số {n}") for n in range(3)]
    for person in people:
        world.to_observation(person)
        world.clock.pass_by(minutes=10)
    world.clock.pass_by(minutes=-10)
    return people


def react(world: World, person: PersonId, *symptoms: str, **changes: object) -> Saved:
    draft = ReactionDraft(world.desk.new_form(), person, symptoms=symptoms, **changes)  # type: ignore[arg-type]
    return done(world.desk.observation.report(draft))


def test_board_puts_reactions_first_then_who_is_overdue_then_who_may_go_next(
    world: World,
) -> None:
    first, second, third = three_people(world)
    react(world, third, "nausea")
    world.clock.pass_by(minutes=12)  # 08:32: the first is over since 08:30

    rows = world.desk.observation.board()

    assert [(row.person, row.state) for row in rows] == [
        (third, "reaction"), (first, "overdue"), (second, "waiting")
    ]  # fmt: skip
    counts = world.desk.queues.counts()
    assert (counts.observation, counts.overdue, counts.reactions) == (3, 1, 1)


def test_a_tile_says_who_until_when_and_what_the_wall_may_read(world: World) -> None:
    person = world.registered()
    world.to_observation(person)

    (row,) = world.desk.observation.board()

    assert (row.number, row.name, row.wall_name) == ("A001", "Nguyễn Thị Hồng Vân", "N.T.H. Vân")
    assert row.until - row.given_at == timedelta(minutes=30)
    assert f"{row.until:%H:%M}" == "08:30"
    assert row.product_name == "Comirnaty (Pfizer)"


def test_nobody_is_forgotten_over_midnight_or_by_a_restart(world: World) -> None:
    world.clock.at = world.clock.at.replace(hour=23, minute=45)
    world.fresh_vial()
    person = world.registered()
    world.to_observation(person)
    world.clock.pass_by(minutes=20)

    restarted = world.as_operator("nurse")
    (row,) = restarted.observation.board()
    assert (row.person, row.state, f"{row.until:%H:%M}") == (person, "waiting", "00:15")
    world.clock.pass_by(minutes=10)
    done(restarted.observation.end(restarted.new_form(), person))
    assert restarted.observation.board() == ()


def test_who_was_never_let_go_does_not_stand_there_the_next_morning(world: World) -> None:
    world.to_observation(world.registered())
    world.clock.pass_by(days=1)
    assert world.desk.observation.board() == ()


def test_leaving_early_needs_a_reason(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    desk = world.desk
    world.clock.pass_by(minutes=29, seconds=59)

    with pytest.raises(ReasonMissing):
        done(desk.observation.end(desk.new_form(), person))
    saved = done(desk.observation.end(desk.new_form(), person, "con nhỏ ở nhà"))

    with world.store.read() as connection:
        line = reads.line(connection, person, saved.entry)
    assert line is not None
    assert isinstance(line.body, ObservationEnded)
    assert line.body.early_reason == "con nhỏ ở nhà"


def test_when_the_time_is_up_no_reason_is_asked(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    world.clock.pass_by(minutes=30)
    desk = world.desk

    saved = done(desk.observation.end(desk.new_form(), person))

    assert saved.what.vi == "Cho về"
    with pytest.raises(NotInObservation):
        done(desk.observation.end(desk.new_form(), person))
    with pytest.raises(NotInObservation):
        desk.observation.one(person)


def test_who_was_not_injected_cannot_be_let_go(world: World) -> None:
    person = world.registered()
    world.bring_in(person)

    with pytest.raises(NotInObservation):
        done(world.desk.observation.end(world.desk.new_form(), person, "vội"))


def test_a_reaction_is_mild_until_a_criterion_or_a_sign_makes_it_serious(world: World) -> None:
    mild, by_criterion, by_sign = three_people(world)

    assert react(world, mild, "headache").what.vi == "Phản ứng nhẹ"
    assert (
        react(world, by_criterion, "headache", criteria=("hospitalisation",)).what.vi
        == "Tai biến nặng"
    )
    assert react(world, by_sign, "anaphylaxis").what.vi == "Tai biến nặng"

    figures = world.desk.day.figures()
    assert (figures.mild_reactions, figures.serious_reactions) == (1, 2)


def test_course_of_a_reaction_is_told_in_order_with_vital_signs(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    world.clock.pass_by(minutes=18)
    first = react(
        world, person, "dizziness", "nausea",
        vitals=Vitals(systolic=98, diastolic=62, pulse=102), treatment="nằm nghỉ",
    )  # fmt: skip
    world.clock.pass_by(minutes=11)
    desk = world.desk
    done(
        desk.observation.follow_up(
            desk.new_form(), person, first.entry, "recovering", "Đỡ chóng mặt",
            Vitals(systolic=108, diastolic=68),
        )
    )  # fmt: skip

    panel = desk.observation.one(person)

    assert panel.outcome == "recovering"
    assert [(f"{note.at:%H:%M}", note.title.vi) for note in panel.notes] == [
        ("08:18", "Chóng mặt, nôn, buồn nôn"),
        ("08:29", "Đỡ chóng mặt"),
    ]
    assert [line.vi for line in panel.notes[0].lines] == [
        "Mạch 102; huyết áp 98/62", "Xử trí: nằm nghỉ"
    ]  # fmt: skip
    assert panel.notes[1].standing.stop == "desk"
    assert [(dose.lot, dose.words.vi) for dose in panel.doses] == [("MT2611A", "mũi 1 cơ bản")]


def test_who_has_recovered_no_longer_stands_first(world: World) -> None:
    first, second, _ = three_people(world)
    reaction = react(world, second, "nausea")
    desk = world.desk
    assert desk.observation.board()[0].person == second

    done(desk.observation.follow_up(desk.new_form(), second, reaction.entry, "recovered"))

    assert [row.person for row in desk.observation.board()][:2] == [first, second]
    assert desk.observation.board()[1].severity == "mild"


def test_an_open_reaction_of_two_stands_before_the_one_that_is_over(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    over = react(world, person, "headache")
    desk = world.desk
    done(desk.observation.follow_up(desk.new_form(), person, over.entry, "recovered"))
    world.clock.pass_by(minutes=5)
    new = react(world, person, "anaphylaxis")

    (row,) = desk.observation.board()

    assert (row.reaction, row.severity, row.state) == (new.entry, "serious", "reaction")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "symptoms"),
        ({"description": " \x00 "}, "symptoms"),
        ({"description": "x" * 5000}, "description"),
    ],
)
def test_a_reaction_without_words_is_refused_at_once(
    world: World, changes: dict[str, object], field: str
) -> None:
    person = world.registered()
    world.to_observation(person)

    with pytest.raises(FieldMissing) as missing:
        react(world, person, **changes)

    assert missing.value.field == field


def test_an_onset_in_the_future_is_refused(world: World) -> None:
    person = world.registered()
    world.to_observation(person)

    with pytest.raises(FieldMissing):
        react(world, person, "rash", onset_at=world.clock.now() + timedelta(hours=1))


def test_a_reaction_days_later_belongs_to_the_day_of_its_dose(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    day = world.clock.today()
    world.clock.pass_by(days=2)

    react(world, person, "fever_39", description="sốt ở nhà")

    assert world.desk.queues.counts().screening == 0
    assert world.desk.day.figures().people == 0
    assert world.desk.day.figures(day).mild_reactions == 1


def test_a_reaction_to_a_dose_from_elsewhere_brings_nobody_into_a_queue(world: World) -> None:
    person = world.registered()

    react(world, person, "rash")

    assert world.desk.queues.counts().screening == 0
    assert world.desk.day.rows() == ()
    assert [item.kind for item in world.desk.cards.of(person).history if item.entry] == ["reaction"]


def test_follow_up_of_a_reaction_nobody_reported_is_refused(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    desk = world.desk

    with pytest.raises(NoSuchReaction):
        done(desk.observation.follow_up(desk.new_form(), person, desk.new_form(), "recovered"))


def test_the_same_report_tapped_twice_is_one_reaction(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    draft = ReactionDraft(world.desk.new_form(), person, symptoms=("rash",))

    taps = [done(world.desk.observation.report(draft)) for _ in range(2)]

    assert [tap.again for tap in taps] == [False, True]
    assert len(world.desk.observation.one(person).notes) == 1


def test_nobody_is_forgotten_when_a_dose_is_voided_and_redone(world: World) -> None:
    person = world.registered()
    saved = world.to_observation(person)
    world.clock.pass_by(minutes=30)
    desk = world.desk
    done(desk.observation.end(desk.new_form(), person))
    done(desk.injection.void(desk.new_form(), person, saved.entry, "wrong_lot"))

    world.inject(person)

    assert [row.person for row in desk.observation.board()] == [person]
