"""Particulars put right at reception, by keys alone, through the real windows and a real desk."""

from __future__ import annotations

import pytest

from immunization.entries import IdentityNumber, PersonCorrected
from immunization.ids import PersonId
from local_db import reads
from scanners.payloads import recognise
from tests.unit.desk.desk_world import World, done
from tests.unit.ui_pages.nurse import CTRL, KEY, HeldTasks, Nurse
from ui.pages.correction_form import CorrectionForm

VAN = "031179004512"
BAO = "031092004871"
OTHER_BIRTH = "031179004512||Nguyễn Thị Hồng Vân|21031979|Nữ|Thôn Đông Hạ, xã Thanh Bình|01012022"


def corrections(world: World, person: PersonId) -> list[PersonCorrected]:
    with world.store.read() as connection:
        lines = reads.lines(connection, [person])[person]
    return [line.body for line in lines if isinstance(line.body, PersonCorrected)]


def form(nurse: Nurse) -> CorrectionForm:
    return nurse.place.pages.reception.correction


def retype(nurse: Nurse, label: str, words: str) -> None:
    nurse.tab_to(label)
    nurse.press(KEY.Key_A, CTRL)
    nurse.press(KEY.Key_Backspace)
    nurse.type(words)


def give_reason(nurse: Nurse, digit: str = "1") -> None:
    nurse.primary()  # it says what is missing, and goes there
    nurse.type(digit)


def begin(nurse: Nurse, **facts: object) -> PersonId:
    person = nurse.world.registered(VAN, phone="0912345318", **facts)
    nurse.scan(VAN)
    nurse.press(KEY.Key_F4)
    return person


def test_a_wrong_phone_is_put_right_by_keyboard_alone_and_the_card_is_back(nurse: Nurse) -> None:
    person = begin(nurse)
    retype(nurse, "Điện thoại", "0987 654 321")
    assert form(nurse).fields["phone"].edit.text() == "0987 654 321"
    nurse.primary()
    assert form(nurse).reason.missing() == "Xin chọn lý do: phím 1 đến 3, hoặc gõ."
    assert corrections(nurse.world, person) == []

    nurse.type("2")
    nurse.primary()

    assert corrections(nurse.world, person) == [
        PersonCorrected(reason="papers", phone="0987654321")
    ]
    assert nurse.open_person() == person
    assert nurse.place.pages.reception.preview.isVisible()
    assert nurse.listens
    assert nurse.world.desk.cards.of(person).phone == "0987654321"
    assert nurse.world.desk.standings.just_saved()[0].what.vi == "Sửa thông tin"
    nurse.primary()  # the second tap of a nervous hand receives nobody
    assert nurse.world.desk.cards.of(person).number is None
    nurse.world.clock.pass_by(seconds=1)
    nurse.primary()  # and the day goes on
    assert nurse.world.desk.cards.of(person).number == "A001"


def test_the_twin_of_f4_opens_the_form_with_what_is_known_and_unmarked(nurse: Nurse) -> None:
    nurse.world.registered(VAN, phone="0912345318")
    nurse.scan(VAN)

    nurse.press(KEY.Key_T, CTRL)

    texts = {name: field.text() for name, field in form(nurse).fields.items()}
    assert texts["name"] == "Nguyễn Thị Hồng Vân"
    assert texts["birth"] == "12/03/1979"
    assert texts["number"] == VAN
    assert nurse.place.presenters.reception.correction.changes() == frozenset()


def test_a_changed_field_says_what_the_record_has_until_it_says_the_same(nurse: Nurse) -> None:
    begin(nurse)
    phone = form(nurse).fields["phone"]
    retype(nurse, "Điện thoại", "0987654321")
    assert phone._below.words() == "Trước: 0912345318"
    assert phone._source.words() == "đã sửa"

    retype(nurse, "Điện thoại", "0912 345 318")

    assert phone._below.words() == ""
    assert phone._source.words() == ""


def test_nothing_changed_is_said_and_nothing_is_saved(nurse: Nurse) -> None:
    person = begin(nurse)

    nurse.primary()

    assert nurse.said().startswith("Chưa đổi gì nên chưa lưu gì.")
    assert corrections(nurse.world, person) == []


def test_a_reason_in_words_serves_as_well(nurse: Nurse) -> None:
    person = begin(nurse)
    retype(nurse, "Dị ứng", "tôm")
    nurse.tab_to("Lý do khác")
    nurse.type("mẹ kể lại")

    nurse.primary()

    assert corrections(nurse.world, person) == [
        PersonCorrected(reason="mẹ kể lại", allergies="tôm")
    ]


@pytest.mark.parametrize(
    ("label", "typed", "field", "words"),
    [
        ("Họ và tên", "", "name", "họ tên"),
        ("Ngày sinh", "31/02/1979", "birth", "không có trong lịch"),
        ("Số giấy tờ", "03117900x512", "number", "có chữ ở giữa"),
    ],
)
def test_a_flaw_is_said_in_its_field_and_stops_the_saving(
    nurse: Nurse, label: str, typed: str, field: str, words: str
) -> None:
    person = begin(nurse)
    retype(nurse, label, typed)

    nurse.primary()

    edit = form(nurse).fields[field].edit
    assert words in edit.accessibleDescription()
    assert edit.hasFocus()
    assert corrections(nurse.world, person) == []


def test_a_sex_that_contradicts_the_number_is_said_and_may_be_saved(nurse: Nurse) -> None:
    person = begin(nurse)
    nurse.tab_to("Nữ")
    nurse.press(KEY.Key_Left)
    nurse.press(KEY.Key_Space)
    give_reason(nurse)
    assert form(nurse)._sex._refused

    nurse.primary()

    assert corrections(nurse.world, person) == [PersonCorrected(reason="mistyped", sex="male")]


def test_what_the_register_lacks_stops_nobody_from_mending_a_phone(nurse: Nurse) -> None:
    person = begin(nurse, sex=None, birth=None)
    retype(nurse, "Điện thoại", "0987654321")
    give_reason(nurse)
    nurse.primary()

    assert corrections(nurse.world, person) == [
        PersonCorrected(reason="mistyped", phone="0987654321")
    ]


def test_the_number_of_another_record_is_refused_and_what_was_typed_stays(nurse: Nurse) -> None:
    person = begin(nurse)
    nurse.world.registered(BAO, name="Phạm Quốc Bảo", sex="male", birth="1992-08-05")
    retype(nurse, "Số giấy tờ", BAO)
    give_reason(nurse)

    nurse.primary()

    assert nurse.said().startswith("Số này đã thuộc hồ sơ khác. Chưa sửa gì.")
    assert form(nurse).fields["number"].text() == BAO
    assert corrections(nurse.world, person) == []


def test_the_first_number_is_replaced_and_the_others_stay(nurse: Nurse) -> None:
    card = IdentityNumber("bhyt", "3120123456")
    person = begin(nurse, numbers=(IdentityNumber("cccd", VAN), card))
    retype(nurse, "Số giấy tờ", "031179004513")
    give_reason(nurse)
    nurse.primary()

    assert nurse.world.desk.cards.of(person).numbers == (
        IdentityNumber("cccd", "031179004513"),
        card,
    )


def test_escape_asks_once_before_what_is_half_typed_is_dropped(nurse: Nurse) -> None:
    person = begin(nurse)
    retype(nurse, "Điện thoại", "0987")

    nurse.press(KEY.Key_Escape)
    assert "Bấm Esc lần nữa" in nurse.said()
    assert form(nurse).isVisible()
    nurse.press(KEY.Key_Escape)

    assert nurse.place.pages.reception.preview.isVisible()
    assert nurse.open_person() == person
    assert corrections(nurse.world, person) == []


def test_another_persons_code_asks_before_a_half_typed_correction_is_left(nurse: Nurse) -> None:
    person = begin(nurse)
    other = nurse.world.registered(BAO, name="Phạm Quốc Bảo", sex="male", birth="1992-08-05")
    retype(nurse, "Điện thoại", "0987")

    nurse.scan(BAO)
    assert nurse.asked()
    assert nurse.open_person() == person
    nurse.place.presenter.switched()
    nurse.settle()

    assert nurse.open_person() == other
    assert nurse.place.pages.reception.preview.isVisible()


def test_ctrl_n_does_not_drop_a_half_typed_correction(nurse: Nurse) -> None:
    begin(nurse)
    retype(nurse, "Điện thoại", "0987")

    nurse.press(KEY.Key_N, CTRL)

    assert form(nurse).isVisible()
    assert nurse.said().startswith("Đang ghi dở.")


def test_the_same_tap_twice_is_one_correction(dressed: object, world: World) -> None:
    held = HeldTasks()
    nurse = Nurse(world, held)
    try:
        person = begin(nurse)
        retype(nurse, "Điện thoại", "0987654321")
        give_reason(nurse)
        nurse.primary()
        nurse.primary()

        assert held.finish() == 1
        nurse.settle()
        assert len(corrections(world, person)) == 1
    finally:
        nurse.leave()


def test_what_the_card_says_is_taken_over_and_the_contradiction_is_gone(nurse: Nurse) -> None:
    assert recognise(OTHER_BIRTH).kind == "cccd"
    person = nurse.world.registered(VAN)
    nurse.scan(OTHER_BIRTH)
    nurse.tab_to("Lấy theo thẻ")
    nurse.press(KEY.Key_Space)
    assert form(nurse).fields["birth"].text() == "21/03/1979"
    assert form(nurse).fields["birth"]._below.words() == "Trước: 12/03/1979"

    nurse.primary()

    assert corrections(nurse.world, person) == [
        PersonCorrected(reason="papers", birth="1979-03-21")
    ]
    preview = nurse.place.pages.reception.preview
    assert preview.isVisible()
    assert [line.alert() for line in preview._clashes] == [None, None, None]


def test_a_wrong_phone_is_taken_away_by_emptying_its_field(nurse: Nurse) -> None:
    person = begin(nurse)
    retype(nurse, "Điện thoại", "")
    give_reason(nurse)
    nurse.primary()

    assert nurse.world.desk.cards.of(person).phone is None


def test_what_the_centre_sends_meanwhile_does_not_close_the_form(nurse: Nurse) -> None:
    person = begin(nurse)
    retype(nurse, "Dị ứng", "tôm")
    nurse.world.feed(person, PersonCorrected(reason="moved", address="Thôn Cầu Đá"))
    nurse.place.presenter.changed()
    nurse.settle()
    assert form(nurse).isVisible()

    give_reason(nurse)
    nurse.primary()

    card = nurse.world.desk.cards.of(person)
    assert (card.allergies, card.address) == ("tôm", "Thôn Cầu Đá")


def test_f4_on_another_page_leads_to_the_card_at_reception(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    done(nurse.world.desk.reception.arrive(nurse.world.desk.new_form(), person))
    nurse.goes_to(2)
    nurse.opens(person)

    nurse.press(KEY.Key_F4)

    assert (nurse.where, nurse.open_person()) == ("reception", person)
