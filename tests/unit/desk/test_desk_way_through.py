"""One person's way through the site, as the use cases tell it."""

from __future__ import annotations

from tests.unit.desk.desk_world import World, done, walk_in


def test_person_is_received_screened_injected_observed_and_let_go(world: World) -> None:
    desk, person = world.desk, world.registered()

    received = world.arrive(person)
    assert received.number == "A001"
    assert [row.person for row in desk.queues.rows("screening")] == [person]

    world.screen(person)
    assert [row.number for row in desk.queues.rows("injection")] == ["A001"]

    saved = world.inject(person)
    assert saved.what.vi == "Mũi 1 cơ bản"
    assert saved.name == "Nguyễn Thị Hồng Vân"
    assert [row.person for row in desk.observation.board()] == [person]
    assert desk.queues.counts().observation == 1

    world.clock.pass_by(minutes=30)
    done(desk.observation.end(desk.new_form(), person))
    assert desk.observation.board() == ()
    assert desk.cards.of(person).stage == "done"
    assert desk.day.figures().vaccinated == 1


def test_walk_in_is_registered_and_received_in_one_act(world: World) -> None:
    saved = done(world.desk.reception.register_and_arrive(walk_in(world.desk)))

    assert saved.number == "A001"
    assert saved.what.vi == "Đón tiếp, số A001"
    assert saved.person is not None
    card = world.desk.cards.of(saved.person)
    assert (card.name, card.stage, card.number) == ("Phạm Quốc Bảo", "screening", "A001")
    assert [row.entry for row in world.desk.standings.just_saved(5)] != []
    assert len(world.desk.standings.just_saved(5)) == 1


def test_a_restarted_desk_knows_all_that_was_saved(world: World) -> None:
    person = world.registered()
    world.to_observation(person)

    again = world.as_operator("nurse")

    assert [row.person for row in again.observation.board()] == [person]
    assert again.reception.next_number() == "A002"
    vial = again.injection.vial()
    assert vial is not None
    assert vial.left == 5
