"""The main job through the real windows and a real desk, by keys and codes alone."""

from __future__ import annotations

from tests.unit.desk.desk_world import LOT, PRODUCT
from tests.unit.ui_pages.nurse import CTRL as KEY_CTRL
from tests.unit.ui_pages.nurse import KEY, Nurse

VAN = "031179004512"


def test_a_person_goes_from_code_to_observation_and_home_by_keyboard_alone(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)

    nurse.scan(VAN)
    assert nurse.open_person() == person
    nurse.primary()
    assert nurse.world.desk.cards.of(person).stage == "screening"
    assert nurse.listens
    assert nurse.field == ""

    nurse.goes_to(2)
    nurse.press(KEY.Key_Return)
    assert nurse.open_person() == person
    nurse.tab_to("Nhiệt độ")
    nurse.type("36,7")
    nurse.primary()
    assert nurse.world.desk.cards.of(person).stage == "screening"
    nurse.primary()  # the consent form, which the button now names
    assert nurse.world.desk.cards.of(person).stage == "injection"

    nurse.goes_to(3)
    nurse.press(KEY.Key_Return)
    nurse.primary()
    assert nurse.doses(person) == 1
    assert nurse.just_saved()[0] == "Nguyễn Thị Hồng Vân"

    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.world.clock.pass_by(minutes=31)
    nurse.primary()
    assert nurse.world.desk.cards.of(person).stage == "done"
    assert nurse.world.desk.observation.board() == ()


def test_a_walk_in_is_registered_and_received_by_keyboard_alone(nurse: Nurse) -> None:
    nurse.press(KEY.Key_N, KEY_CTRL)
    nurse.type("031092004871")
    nurse.press(KEY.Key_Return)
    nurse.type("Phạm Quốc Bảo")
    nurse.press(KEY.Key_Return)
    nurse.type("05081992")
    nurse.tab_to("Nam")
    nurse.press(KEY.Key_Space)
    nurse.primary()

    rows = nurse.world.desk.queues.rows("screening")
    assert [(row.name, row.number) for row in rows] == [("Phạm Quốc Bảo", "A001")]
    assert nurse.listens


def test_wrong_fields_of_a_registration_say_so_in_place_and_take_the_focus(nurse: Nurse) -> None:
    nurse.press(KEY.Key_N, KEY_CTRL)
    nurse.tab_to("Ngày sinh")
    nurse.type("31/02/1979")
    nurse.primary()

    form = nurse.place.pages.reception.form
    assert "lịch" in form.fields["birth"].edit.accessibleDescription()
    assert form.fields["name"].edit.hasFocus()
    assert nurse.world.desk.queues.counts().received == 0


def test_enter_on_the_empty_field_opens_who_is_next_and_a_save_opens_nobody(nurse: Nurse) -> None:
    first = nurse.world.registered(VAN)
    second = nurse.world.registered("031092000111", name="Phạm Quốc Bảo", sex="male")
    nurse.world.arrive(first)
    nurse.world.arrive(second)
    nurse.goes_to(2)
    assert nurse.open_person() is None

    nurse.press(KEY.Key_Return)
    assert nurse.open_person() == first
    nurse.tab_to("Nhiệt độ")
    nurse.type("36,6")
    nurse.primary()
    nurse.primary()  # the consent form

    assert nurse.open_person() is None
    assert nurse.place.presenter.next_up == second
    assert nurse.listens


def test_a_name_without_marks_lists_people_and_enter_opens_the_marked_one(nurse: Nurse) -> None:
    nurse.world.registered(VAN)
    other = nurse.world.registered("031158000873", name="Nguyễn Thị Hồng", birth="1958-09-02")

    nurse.type("nguyen thi hong")
    rows = nurse.place.pages.reception.hits.results.rows()
    assert {row.name for row in rows} == {"Nguyễn Thị Hồng", "Nguyễn Thị Hồng Vân"}
    assert nurse.open_person() is None

    while nurse.place.pages.reception.hits.results.chosen_key() != other:
        nurse.press(KEY.Key_Down)
    nurse.press(KEY.Key_Return)
    assert nurse.open_person() == other


def test_what_was_just_saved_is_voided_by_key_and_the_form_comes_back_filled(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.bring_in(person)
    nurse.goes_to(3)
    nurse.press(KEY.Key_Return)
    nurse.tab_to("Cơ delta trái")
    nurse.press(KEY.Key_Right)
    nurse.primary()
    assert nurse.doses(person) == 1

    nurse.press(KEY.Key_Z, KEY_CTRL)
    nurse.type("3")
    nurse.primary()

    assert nurse.doses(person) == 0
    assert nurse.open_person() == person
    form = nurse.place.presenters.injection
    assert form._draft is not None
    assert form._draft.body_site == "right_deltoid"
    nurse.primary()
    assert nurse.doses(person) == 1
    voided = [item for item in nurse.world.desk.cards.of(person).history if item.void]
    assert len(voided) == 1


def test_a_reaction_is_reported_by_digit_and_stands_first_on_the_board(nurse: Nurse) -> None:
    first = nurse.world.registered(VAN)
    second = nurse.world.registered("031092000111", name="Phạm Quốc Bảo", sex="male")
    nurse.world.to_observation(first)
    nurse.world.clock.pass_by(minutes=1)
    nurse.world.to_observation(second)
    nurse.goes_to(4)
    nurse.scan("031092000111")
    nurse.tab_to("Báo phản ứng")
    nurse.press(KEY.Key_Space)

    nurse.type("1")
    nurse.primary()

    board = nurse.world.desk.observation.board()
    assert [row.person for row in board] == [second, first]
    assert board[0].severity == "mild"
    assert nurse.place.pages.observation.board.rows()[0].state == "reaction"


def test_a_serious_reaction_sounds_the_alarm(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.to_observation(person)
    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.tab_to("Báo phản ứng")
    nurse.press(KEY.Key_Space)
    nurse.type("1")
    nurse.tab_to("Đe doạ tính mạng")
    nurse.press(KEY.Key_Space)
    nurse.primary()

    assert nurse.world.desk.observation.board()[0].severity == "serious"
    assert "serious" in nurse.sounds.heard


def test_letting_somebody_go_early_asks_for_the_reason_in_place(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.to_observation(person)
    nurse.goes_to(4)
    nurse.scan(VAN)

    nurse.primary()
    nurse.primary()
    assert [row.person for row in nurse.world.desk.observation.board()] == [person]

    nurse.type("Nhà có việc gấp")
    nurse.primary()
    assert nurse.world.desk.observation.board() == ()


def test_a_second_dose_within_the_interval_asks_for_a_reason_in_place(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.to_observation(person)
    nurse.world.clock.pass_by(days=3)
    nurse.world.synced()
    nurse.world.fresh_vial()
    nurse.world.bring_in(person)
    nurse.goes_to(3)
    nurse.press(KEY.Key_Return)

    nurse.primary()
    assert nurse.doses(person) == 1

    nurse.type("Theo chỉ định của bác sĩ")
    nurse.primary()
    assert nurse.doses(person) == 2


def test_overruling_the_proposal_asks_for_a_reason_in_the_bar(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.arrive(person)
    nurse.goes_to(2)
    nurse.press(KEY.Key_Return)
    nurse.tab_to("Nhiệt độ")
    nurse.type("36,7")
    nurse.tab_to("1, ")
    nurse.type("2")
    nurse.tab_to("Chống chỉ định")
    nurse.press(KEY.Key_Left)
    nurse.press(KEY.Key_Left)

    nurse.primary()
    assert nurse.world.desk.cards.of(person).stage == "screening"

    nurse.type("Hỏi lại: không phải phản vệ")
    nurse.primary()
    nurse.primary()  # the consent form
    assert nurse.world.desk.cards.of(person).stage == "injection"


def test_a_lot_is_received_from_its_form_by_keyboard(nurse: Nurse) -> None:
    nurse.goes_to(6)
    nurse.primary()
    stock = nurse.place.pages.stock
    stock.delivery._product.choose(PRODUCT)
    stock.delivery.changed.emit()
    nurse.tab_to("Lô")
    nurse.type("MT2611Z")
    nurse.tab_to("Hạn dùng")
    nurse.type("31012027")
    nurse.tab_to("Số liều nhận")
    nurse.type("60")
    nurse.primary()

    lots = {lot.lot: lot.left for lot in nurse.world.desk.stock.lots()}
    assert lots == {LOT: 120, "MT2611Z": 60}


def test_who_refuses_is_recorded_as_refusing_and_is_not_injected(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.arrive(person)
    nurse.goes_to(2)
    nurse.press(KEY.Key_Return)
    nurse.tab_to("Nhiệt độ")
    nurse.type("36,6")
    nurse.primary()
    nurse.press(KEY.Key_Right)  # the focus is on the answer
    nurse.primary()

    assert nurse.world.desk.cards.of(person).stage == "done"
    assert [row.status for row in nurse.world.desk.day.rows()] == ["not_given"]


def test_escape_goes_back_from_the_consent_form_to_the_checklist(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.arrive(person)
    nurse.goes_to(2)
    nurse.press(KEY.Key_Return)
    nurse.tab_to("Nhiệt độ")
    nurse.type("36,6")
    nurse.primary()
    page = nurse.place.pages.screening
    assert page.consent.isVisible()
    nurse.press(KEY.Key_Escape)
    assert not page.consent.isVisible()
    assert nurse.open_person() == person


def test_a_childs_consent_names_who_answers(nurse: Nurse) -> None:
    child = nurse.world.registered("031316004512", name="Lê Gia Hân", birth="2016-09-02")
    nurse.world.arrive(child)
    nurse.goes_to(2)
    nurse.press(KEY.Key_Return)
    nurse.tab_to("Thân nhiệt")
    nurse.type("36,6")
    nurse.tab_to("Mạch")
    nurse.type("96")
    nurse.primary()
    nurse.primary()
    assert nurse.world.desk.cards.of(child).stage == "screening"  # nobody is named yet
    nurse.type("Lê Thị Thu Hà")
    nurse.primary()
    assert nurse.world.desk.cards.of(child).stage == "injection"
