"""Reception: who is registered, what is refused, and the number of the day."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from desk.errors import AlreadyKnown, FieldMissing, NoSuchPerson, NotYours, ReasonMissing
from desk.station import desk_letter
from immunization.entries import IdentityNumber, PersonCorrected, VisitArrived
from immunization.ids import PersonId, derived
from tests.unit.desk.desk_world import OTHER_DESK, World, done, walk_in

NOBODY = PersonId(derived("test", "nobody"))


def test_the_desks_letters_go_on_after_z() -> None:
    assert [desk_letter(n) for n in (1, 2, 26, 27, 52, 53)] == ["A", "B", "Z", "AA", "AZ", "BA"]


def test_numbers_of_the_day_count_up_and_begin_anew_the_next_day(world: World) -> None:
    people = [world.registered(f"03117900{n:04}") for n in range(3)]
    assert [world.arrive(person).number for person in people] == ["A001", "A002", "A003"]
    assert world.desk.reception.next_number() == "A004"

    world.clock.pass_by(days=1)

    assert world.desk.reception.next_number() == "A001"


def test_who_was_received_today_keeps_the_number(world: World) -> None:
    person = world.registered()
    first = world.arrive(person)

    second = world.arrive(person)  # another form, another tap

    assert (second.number, second.again, second.entry) == ("A001", True, first.entry)
    assert world.desk.reception.next_number() == "A002"


def test_a_number_given_here_is_not_given_again_when_another_desk_was_first(world: World) -> None:
    person = world.registered()
    world.logical = 5  # the other desk had written before ours, and its entry comes late
    world.arrive(person)
    world.feed(person, VisitArrived(day=world.clock.today(), number="B017"), device=OTHER_DESK)

    assert world.desk.cards.of(person).number == "B017"
    assert world.desk.reception.next_number() == "A002"


def test_somebody_whom_the_desk_does_not_know_cannot_be_received(world: World) -> None:
    with pytest.raises(NoSuchPerson):
        world.arrive(NOBODY)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "họ tên"),
        ("name", "  \x00 ", "họ tên"),
        ("name", "Nguyễn V4n", "số hoặc dấu lạ"),
        ("name", "A" * 5000, "ký tự"),
        ("sex", None, "giới tính"),
        ("birth", "", "ngày sinh"),
        ("birth", "31/02/1990", "không có trong lịch"),
        ("birth", "hôm qua", "Không đọc được"),
        ("birth", "01/01/2099", "sau hôm nay"),
        ("birth", "1860", "130 tuổi"),
        ("phone", "09x8", "9 đến 12 chữ số"),
        ("address", "x" * 5000, "ký tự"),
    ],
)
def test_what_is_wrong_in_a_field_is_said_and_stops_the_saving(
    world: World, field: str, value: object, words: str
) -> None:
    draft = replace(walk_in(world.desk), **{field: value})

    flaw = next(one for one in world.desk.reception.flaws(draft) if one.field == field)

    assert words in flaw.text.vi
    assert flaw.stops
    with pytest.raises(FieldMissing):
        world.desk.reception.register_and_arrive(draft)


def test_a_sex_that_contradicts_the_number_is_shown_and_not_fixed(world: World) -> None:
    female_number = (IdentityNumber("cccd", "031179004512"),)
    draft = walk_in(world.desk, numbers=female_number, birth="12/03/1979", sex="male")

    flaws = world.desk.reception.flaws(draft)

    assert [(flaw.field, flaw.stops) for flaw in flaws] == [("sex", False)]
    saved = done(world.desk.reception.register(draft))
    assert saved.person is not None
    card = world.desk.cards.of(saved.person)
    assert card.sex == "male"
    assert [clash.field for clash in card.clashes] == ["sex"]


def test_a_child_without_a_guardian_is_pointed_out_and_may_be_saved(world: World) -> None:
    draft = walk_in(world.desk, birth="01/06/2012")

    assert [(flaw.field, flaw.stops) for flaw in world.desk.reception.flaws(draft)] == [
        ("guardian", False)
    ]
    done(world.desk.reception.register(draft))


def test_the_year_of_birth_alone_will_do(world: World) -> None:
    saved = done(world.desk.reception.register(walk_in(world.desk, birth="1951")))

    assert saved.person is not None
    card = world.desk.cards.of(saved.person)
    assert (card.birth_words.vi, card.age.vi) == ("1951", "khoảng 75 tuổi")


def test_a_second_registration_under_a_known_number_is_refused_and_names_the_person(
    world: World,
) -> None:
    person = world.registered("031179004512")
    draft = walk_in(world.desk, numbers=(IdentityNumber("cccd", "031179004512"),))

    with pytest.raises(AlreadyKnown) as known:
        done(world.desk.reception.register_and_arrive(draft))

    assert known.value.person == person
    assert world.desk.queues.counts().received == 0


def test_same_name_and_birth_without_marks_is_pointed_out(world: World) -> None:
    known = world.registered(name="Nguyễn Thị Hồng Vân", birth="1979-03-12")
    draft = walk_in(world.desk, name="NGUYEN THI HONG VAN", birth="12/03/1979", sex="female")

    found = world.desk.reception.lookalikes(draft)

    assert [(one.person, one.number_tail) for one in found] == [(known, "…4512")]
    assert "họ tên" in found[0].why.vi


def test_a_correction_changes_what_it_names_and_nothing_else(world: World) -> None:
    person = world.registered(phone="0912345318")
    change = PersonCorrected(reason="đổi số", phone="0987654321")

    done(world.desk.reception.correct(world.desk.new_form(), person, change))

    card = world.desk.cards.of(person)
    assert (card.phone, card.name) == ("0987654321", "Nguyễn Thị Hồng Vân")


def test_a_correction_needs_a_reason(world: World) -> None:
    person = world.registered()

    with pytest.raises(ReasonMissing):
        world.desk.reception.correct(world.desk.new_form(), person, PersonCorrected(reason=" "))


def test_linking_two_records_needs_a_supervisor_and_shows_one_history(world: World) -> None:
    old, new = world.registered("031179004512"), world.registered("031179009999")
    world.to_observation(old)
    world.clock.pass_by(days=28)
    world.synced()
    with pytest.raises(NotYours):
        world.desk.reception.link(world.desk.new_form(), new, old, "cùng người")

    supervisor = world.as_operator("supervisor")
    done(supervisor.reception.link(supervisor.new_form(), new, old, "cùng người"))

    for one, other in ((new, old), (old, new)):
        card = world.desk.cards.of(one)
        assert card.same_as == (other,)
        assert [item.kind for item in card.history].count("dose") == 1
        assert card.verdict.due is not None
        assert card.verdict.due.number == 2
        assert card.lookalikes == ()


def test_who_is_linked_and_received_under_one_id_keeps_the_number_under_the_other(
    world: World,
) -> None:
    old, new = world.registered("031179004512"), world.registered("031179009999")
    supervisor = world.as_operator("supervisor")
    done(supervisor.reception.link(supervisor.new_form(), new, old, "cùng người"))

    first, second = world.arrive(old), world.arrive(new)

    assert (first.number, second.number, second.again) == ("A001", "A001", True)


def test_a_registration_form_keeps_its_id_while_it_is_typed(world: World) -> None:
    blank = world.desk.reception.blank()

    assert replace(blank, name="Vân").form == blank.form
    assert world.desk.reception.blank().form != blank.form
