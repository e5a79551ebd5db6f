"""Two records that were linked by mistake are two people again, and nothing vanishes."""

from __future__ import annotations

import pytest

from desk.errors import NotLinked, NotYours, ReasonMissing
from immunization import entries
from immunization.ids import PersonId
from tests.unit.desk.desk_world import OTHER_DESK, World, done


def two(world: World) -> tuple[PersonId, PersonId]:
    one = world.registered("031179004512", name="Nguyễn Thị Hồng Vân")
    other = world.registered("031179004599", name="Nguyễn Thị Hồng Vân", birth="1980")
    desk = world.as_operator("supervisor")
    done(desk.reception.link(desk.new_form(), one, other, "Xem giấy tờ"))
    return one, other


@pytest.mark.parametrize("opened", [0, 1])
def test_a_supervisor_takes_apart_from_either_side(world: World, opened: int) -> None:
    people = two(world)
    world.to_observation(people[0])
    desk = world.as_operator("supervisor")
    assert desk.cards.of(people[1]).stage == "observation"
    (link,) = desk.unlinking.links(people[opened])
    assert (link.other, link.reason) == (people[1 - opened], "Xem giấy tờ")
    assert link.birth == ("1980" if opened == 0 else "12/03/1979")

    saved = done(desk.unlinking.undo(desk.new_form(), link, "Hai chị em"))

    assert saved.what.vi == "Tách hai hồ sơ"
    assert desk.unlinking.links(people[0]) == ()
    assert desk.cards.of(people[0]).stage == "observation"
    assert desk.cards.of(people[1]).stage == "none"
    assert desk.cards.of(people[1]).same_as == ()


def test_only_a_supervisor_with_a_reason_and_only_once(world: World) -> None:
    one, _ = two(world)
    desk = world.as_operator("supervisor")
    (link,) = desk.unlinking.links(one)
    with pytest.raises(NotYours):
        world.desk.unlinking.undo(world.desk.new_form(), link, "nhầm")
    with pytest.raises(ReasonMissing):
        desk.unlinking.undo(desk.new_form(), link, " ")
    done(desk.unlinking.undo(desk.new_form(), link, "nhầm"))
    with pytest.raises(NotLinked):
        done(desk.unlinking.undo(desk.new_form(), link, "nhầm"))


def test_a_link_that_both_sides_wrote_goes_with_both(world: World) -> None:
    one, other = two(world)
    world.feed(other, entries.PersonLinked(same_as=one, reason="thẻ"), device=OTHER_DESK)
    desk = world.as_operator("supervisor")
    link = desk.unlinking.links(one)[0]
    done(desk.unlinking.undo(desk.new_form(), link, "nhầm"))
    assert desk.unlinking.links(one) == ()
    assert desk.cards.of(one).same_as == ()


def test_who_was_taken_apart_can_be_linked_again(world: World) -> None:
    one, other = two(world)
    desk = world.as_operator("supervisor")
    (link,) = desk.unlinking.links(one)
    done(desk.unlinking.undo(desk.new_form(), link, "nhầm"))
    done(desk.reception.link(desk.new_form(), one, other, "đúng là một"))
    assert desk.cards.of(one).same_as == (other,)
    assert [one.reason for one in desk.unlinking.links(other)] == ["đúng là một"]
