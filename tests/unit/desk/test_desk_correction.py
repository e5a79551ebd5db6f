"""Particulars put right: what is said, what is refused, and whose a corrected number is."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desk.card import Clash
from desk.correction import changed, correction, flaws_of_correction, taken_over, with_first
from desk.errors import NoSuchPerson, NothingChanged, NumberOfAnother, SamePerson
from desk.identify import NewPerson, Opened
from desk.registration import Registration
from immunization.entries import IdentityNumber, PersonCorrected, Sex
from immunization.ids import EntryId, PersonId, derived
from immunization.text import Text
from tests.unit.desk.desk_world import MORNING, World, done, walk_in

NOBODY = PersonId(derived("test", "nobody"))
FORM = EntryId(derived("test", "form"))
VAN, WRONG = "031179004512", "031179004521"
CARD_OF_WRONG = f"{WRONG}||Trần Thị Mận|05081979|Nữ|Thôn Cầu Đá, Xã Thanh Bình|20042021"
KNOWN = Registration(
    FORM,
    name="Nguyễn Thị Hồng Vân",
    sex="female",
    birth="12/03/1979",
    numbers=(IdentityNumber("cccd", VAN), IdentityNumber("bhyt", "3120123456")),
    phone="0912345318",
    address="Thôn Đông Hạ",
    allergies="tôm",
)
TEXT = st.sampled_from(["", "Thôn Cầu Đá", "không", "  Thôn  Đông Hạ "])


@given(
    name=st.sampled_from([KNOWN.name, "Nguyễn Thị Vân"]),
    sex=st.sampled_from(get_args(Sex)),
    birth=st.sampled_from([KNOWN.birth, "1979", "03/1979"]),
    phone=st.sampled_from([KNOWN.phone, "", "0912 345 318", "0987654321"]),
    address=TEXT,
    allergies=TEXT,
    guardian=TEXT,
)
def test_a_correction_says_exactly_the_fields_that_changed(
    name: str, sex: Sex, birth: str, phone: str, address: str, allergies: str, guardian: str
) -> None:
    after = replace(
        KNOWN,
        name=name,
        sex=sex,
        birth=birth,
        phone=phone,
        address=address,
        allergies=allergies,
        guardian=guardian,
    )

    body = correction(KNOWN, after, "mistyped")

    said = {
        field
        for field in (
            "name",
            "sex",
            "birth",
            "numbers",
            "phone",
            "address",
            "allergies",
            "guardian",
        )
        if getattr(body, field) is not None
    }
    assert said == changed(KNOWN, after)
    assert correction(KNOWN, KNOWN, "mistyped") == PersonCorrected(reason="mistyped")


def test_blanks_and_dots_are_no_change() -> None:
    after = replace(KNOWN, name=" Nguyễn  Thị Hồng Vân ", phone="0912.345.318", birth="12/3/1979")
    assert changed(KNOWN, after) == frozenset()


def test_an_unreadable_birth_date_is_a_change_and_stops() -> None:
    after = replace(KNOWN, birth="31/02/1979")
    assert changed(KNOWN, after) == {"birth"}
    flaws = list(flaws_of_correction(KNOWN, after, MORNING.date()))
    assert [(flaw.field, flaw.stops) for flaw in flaws] == [("birth", True)]


def test_only_what_was_touched_can_stop() -> None:
    known = replace(KNOWN, sex=None, birth="")
    flaws = flaws_of_correction(known, replace(known, phone="12"), MORNING.date())
    assert {flaw.field: flaw.stops for flaw in flaws} == {
        "sex": False,
        "birth": False,
        "phone": True,
    }


def test_what_a_card_says_is_taken_over_where_it_has_two_sides() -> None:
    words = Text(vi="khác", en="differs")
    clashes = (
        Clash("name", words, "Nguyễn Thị Hồng Nhung", KNOWN.name),
        Clash("sex", words, "other", "female"),
        Clash("number", words),
    )
    taken = taken_over(KNOWN, clashes)
    assert (taken.name, taken.sex, taken.birth) == ("Nguyễn Thị Hồng Nhung", "other", KNOWN.birth)
    assert taken.from_card == {"name", "sex"}


def test_the_first_number_is_replaced_and_no_number_stands_twice() -> None:
    cccd, bhyt = KNOWN.numbers
    fresh = IdentityNumber("cccd", WRONG)
    assert with_first(KNOWN.numbers, (fresh,)) == (fresh, bhyt)
    assert with_first(KNOWN.numbers, (bhyt,)) == (bhyt,)
    assert with_first(KNOWN.numbers, ()) == (bhyt,)
    assert with_first((), (cccd,)) == (cccd,)


def test_a_correction_of_nothing_is_refused(world: World) -> None:
    person = world.registered()
    with pytest.raises(NothingChanged):
        world.desk.reception.correct(FORM, person, PersonCorrected(reason="mistyped"))


def test_somebody_unknown_cannot_be_corrected(world: World) -> None:
    change = PersonCorrected(reason="mistyped", phone="0987654321")
    with pytest.raises(NoSuchPerson):
        done(world.desk.reception.correct(FORM, NOBODY, change))


def test_the_same_form_saved_twice_is_one_correction(world: World) -> None:
    person = world.registered()
    change = PersonCorrected(reason="mistyped", phone="0987654321")
    first = done(world.desk.reception.correct(FORM, person, change))
    second = done(world.desk.reception.correct(FORM, person, change))
    assert (first.again, second.again, second.entry) == (False, True, first.entry)


def test_the_number_of_another_is_refused_and_names_the_record(world: World) -> None:
    person, other = world.registered(VAN), world.registered(WRONG)
    change = PersonCorrected(reason="mistyped", numbers=(IdentityNumber("cccd", WRONG),))
    with pytest.raises(NumberOfAnother) as refused:
        done(world.desk.reception.correct(FORM, person, change))
    assert refused.value.person == other


def test_a_number_that_was_there_before_does_not_stop_another_from_being_added(
    world: World,
) -> None:
    shared = IdentityNumber("bhyt", "3120123456")
    person = world.registered(VAN, numbers=(IdentityNumber("cccd", VAN), shared))
    world.registered(WRONG, numbers=(IdentityNumber("cccd", WRONG), shared))
    fresh = IdentityNumber("cccd", "031179004599")
    change = PersonCorrected(reason="mistyped", numbers=(fresh, shared))
    done(world.desk.reception.correct(FORM, person, change))
    assert world.desk.cards.of(person).numbers == (fresh, shared)


@pytest.mark.parametrize("field", ["phone", "address", "allergies", "guardian"])
def test_an_emptied_field_is_taken_away(world: World, field: str) -> None:
    person = world.registered(**{field: "0912345318"})
    change = PersonCorrected(reason="mistyped", **{field: ""})  # type: ignore[arg-type]
    done(world.desk.reception.correct(FORM, person, change))
    assert getattr(world.desk.cards.of(person), field) is None


def test_a_name_is_never_taken_away(world: World) -> None:
    person = world.registered()
    done(world.desk.reception.correct(FORM, person, PersonCorrected(reason="x", name="")))
    assert world.desk.cards.of(person).name == "Nguyễn Thị Hồng Vân"


def test_whose_number_was_wrong_is_found_by_the_right_one_and_not_by_the_wrong_one(
    world: World,
) -> None:
    person = world.registered(WRONG)
    change = PersonCorrected(reason="mistyped", numbers=(IdentityNumber("cccd", VAN),))
    done(world.desk.reception.correct(FORM, person, change))

    right, wrong = world.desk.identify.typed(VAN), world.desk.identify.scanned(CARD_OF_WRONG)

    assert isinstance(right, Opened)
    assert right.card.person == person
    assert isinstance(wrong, NewPerson)  # it is the card of somebody who never came
    saved = done(world.desk.reception.register_and_arrive(wrong.registration))
    assert saved.person != person
    again = done(world.desk.reception.register_and_arrive(wrong.registration))
    assert (again.again, again.person) == (True, saved.person)
    opened = world.desk.identify.scanned(CARD_OF_WRONG)
    assert isinstance(opened, Opened)
    assert (opened.card.person, opened.card.name) == (saved.person, "Trần Thị Mận")


def test_who_is_corrected_does_not_look_like_themselves(world: World) -> None:
    person = world.registered(VAN)
    known = world.desk.reception.known_particulars(world.desk.cards.of(person))
    assert world.desk.reception.lookalikes(known) == ()
    twin = world.registered(WRONG)
    assert [one.person for one in world.desk.reception.lookalikes(known)] == [twin]


def test_two_records_that_are_one_already_are_not_linked_again(world: World) -> None:
    old, new = world.registered(VAN), world.registered(WRONG)
    supervisor = world.as_operator("supervisor").reception
    done(supervisor.link(FORM, new, old, "papers"))
    for one, other in ((old, new), (new, old), (new, new)):
        with pytest.raises(SamePerson):
            done(supervisor.link(EntryId(derived("form", one + other)), one, other, "papers"))


def test_a_walk_in_without_a_number_gets_one_by_correction(world: World) -> None:
    saved = done(world.desk.reception.register(walk_in(world.desk)))
    assert saved.person is not None
    number = IdentityNumber("cccd", "031092004871")
    change = PersonCorrected(reason="papers", numbers=(number,))
    done(world.desk.reception.correct(FORM, saved.person, change))
    found = world.desk.identify.typed(number.value)
    assert isinstance(found, Opened)
    assert found.card.person == saved.person


def test_linked_records_are_one_row_of_the_list_the_one_received_today(world: World) -> None:
    old, new = world.registered(VAN), world.registered(WRONG)
    third = world.registered("031179004533", name="Nguyễn Thị Hồng Nhung")
    supervisor = world.as_operator("supervisor").reception
    done(supervisor.link(FORM, new, old, "papers"))
    for received in (new, old):
        rows = world.desk.identify.suggest("nguyen thi hong").hits
        assert len(rows) == 2
        assert {third} < {row.person for row in rows} <= {old, new, third}
        world.arrive(received)
        rows = world.desk.identify.suggest("hong van").hits
        assert [row.number for row in rows] == ["A001"]
    assert isinstance(world.desk.identify.typed("hong van"), Opened)
