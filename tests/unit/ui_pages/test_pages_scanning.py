"""Scanning is never dangerous: whatever comes in, nothing changes silently."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication

from desk.guard import HeldElsewhere, News
from immunization.entries import DoseGiven
from immunization.ids import SubjectId
from local_db.errors import DiskFull
from scanners.payloads import gs1
from tests.unit.desk.desk_world import LOT, OTHER_DESK, OTHER_SITE, PRODUCT, World
from tests.unit.ui_pages.nurse import CTRL, KEY, HeldTasks, Nurse


class Held(NamedTuple):
    """A nurse whose saves wait until the test lets them go on."""

    nurse: Nurse
    tasks: HeldTasks


@pytest.fixture
def held(dressed: QApplication, world: World) -> Iterator[Held]:
    tasks = HeldTasks()
    nurse = Nurse(world, tasks)
    yield Held(nurse, tasks)
    nurse.leave()


VAN, BAO = "031179004512", "031092000111"


def _two_at_screening(nurse: Nurse) -> tuple[str, str]:
    van = nurse.world.registered(VAN)
    bao = nurse.world.registered(BAO, name="Phạm Quốc Bảo", sex="male", birth="1992-08-05")
    nurse.world.arrive(van)
    nurse.world.arrive(bao)
    nurse.goes_to(2)
    return van, bao


def test_another_persons_code_over_something_half_entered_asks_and_stays(nurse: Nurse) -> None:
    van, _ = _two_at_screening(nurse)
    nurse.scan(VAN)
    nurse.tab_to("Nhiệt độ")
    nurse.type("36")

    nurse.scan(BAO)
    assert nurse.asked()
    assert nurse.open_person() == van

    nurse.press(KEY.Key_Escape)
    assert not nurse.asked()
    assert nurse.open_person() == van
    assert nurse.place.pages.screening.vitals.field("temperature").text() == "36"  # type: ignore[union-attr]


def test_the_question_names_both_people_as_vietnamese_does(nurse: Nurse) -> None:
    _two_at_screening(nurse)
    nurse.scan(VAN)
    nurse.tab_to("Nhiệt độ")
    nurse.type("36")
    nurse.scan(BAO)

    bar = nurse.place.pages.screening.conflict
    assert bar._words.words() == "Đang ghi cho chị Vân. Chuyển sang anh Bảo?"


def test_switching_takes_a_choice_and_drops_what_was_half_entered(nurse: Nurse) -> None:
    _, bao = _two_at_screening(nurse)
    nurse.scan(VAN)
    nurse.tab_to("Nhiệt độ")
    nurse.type("36")
    nurse.scan(BAO)

    nurse.tab_to("Chuyển")
    nurse.press(KEY.Key_Return)
    assert nurse.open_person() == bao
    assert nurse.place.pages.screening.vitals.field("temperature").text() == ""  # type: ignore[union-attr]


def test_another_code_opens_the_other_person_where_nothing_is_entered(nurse: Nurse) -> None:
    _, bao = _two_at_screening(nurse)
    nurse.scan(VAN)
    nurse.scan(BAO)
    assert nurse.open_person() == bao
    assert not nurse.asked()


def test_the_same_persons_code_again_changes_nothing(nurse: Nurse) -> None:
    van, _ = _two_at_screening(nurse)
    nurse.scan(VAN)
    nurse.tab_to("Nhiệt độ")
    nurse.type("36,9")
    nurse.scan(VAN)
    assert nurse.open_person() == van
    assert not nurse.asked()
    assert nurse.place.pages.screening.vitals.field("temperature").text() == "36,9"  # type: ignore[union-attr]


def test_a_burst_in_a_form_field_gives_back_its_text_and_presses_nothing(nurse: Nurse) -> None:
    van, _ = _two_at_screening(nurse)
    nurse.scan(VAN)
    edit = nurse.tab_to("Nhiệt độ")
    nurse.type("36")
    nurse.scan(VAN)
    assert edit.property("text") == "36"
    assert nurse.world.desk.cards.of(van).stage == "screening"  # type: ignore[arg-type]


def test_a_burst_with_the_focus_on_the_primary_button_does_not_press_it(nurse: Nurse) -> None:
    van, _ = _two_at_screening(nurse)
    nurse.scan(VAN)
    nurse.tab_to("Nhiệt độ")
    nurse.type("36,7")
    nurse.tab_to("Lưu")
    nurse.scan("khong-phai-ma-cua-ai")
    assert nurse.world.desk.cards.of(van).stage == "screening"  # type: ignore[arg-type]


def test_a_vials_code_changes_the_vial_and_never_the_person(nurse: Nurse) -> None:
    van = nurse.world.registered(VAN)
    nurse.world.bring_in(van)
    nurse.goes_to(3)
    nurse.scan(VAN)
    before = nurse.world.desk.injection.vial()
    assert before is not None
    nurse.world.clock.pass_by(minutes=5)

    nurse.scan(gs1.label(PRODUCT, LOT, before.expiry))
    after = nurse.world.desk.injection.vial()
    assert after is not None
    assert after.opened_at > before.opened_at
    assert nurse.open_person() == van


def test_a_vial_of_a_lot_that_never_came_is_refused_with_a_sentence(nurse: Nurse) -> None:
    nurse.goes_to(3)
    before = nurse.world.desk.injection.vial()
    nurse.scan(gs1.label(PRODUCT, "LA999", date(2027, 1, 31)))
    assert "LA999" in nurse.said()
    assert nurse.world.desk.injection.vial() == before


@pytest.mark.parametrize("code", ["https://example.org/abc", "x" * 5000, "0301790\x00004512ab"])
def test_a_code_that_is_not_ours_says_so_and_saves_nothing(nurse: Nurse, code: str) -> None:
    nurse.place.code_read(code.encode())
    nurse.settle()
    assert nurse.said()
    assert nurse.open_person() is None
    assert "not_ours" in nurse.sounds.heard
    assert nurse.world.desk.standings.waiting() == 0


def test_while_a_dialog_is_open_a_scan_sounds_the_refusal(nurse: Nurse) -> None:
    van = nurse.world.registered(VAN)
    nurse.press(KEY.Key_F1)
    nurse.sounds.heard.clear()
    nurse.place.code_read(VAN)
    assert nurse.sounds.heard == ["not_ours"]
    assert nurse.open_person() is None
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    nurse.press(KEY.Key_Escape)
    nurse.scan(VAN)
    assert nurse.open_person() == van


def test_a_new_persons_card_fills_the_registration_form(nurse: Nurse) -> None:
    nurse.goes_to(3)
    nurse.scan("031092004871||Phạm Quốc Bảo|05081992|Nam|Thôn Bến Sỏi, xã Thanh Bình|01012022")
    assert nurse.where == "reception"
    typed = nurse.place.pages.reception.form.typed()
    assert (typed.name, typed.number, typed.sex) == ("Phạm Quốc Bảo", "031092004871", "male")


def test_the_same_tap_twice_gives_one_dose(held: Held) -> None:
    nurse, world, tasks = held.nurse, held.nurse.world, held.tasks
    van = world.registered(VAN)
    world.bring_in(van)
    nurse.goes_to(3)
    nurse.press(KEY.Key_Return)
    nurse.primary()
    nurse.primary()
    assert nurse.doses(van) == 0
    assert tasks.finish() == 1
    assert nurse.doses(van) == 1
    nurse.primary()
    tasks.finish()
    assert nurse.doses(van) == 1


def test_who_is_scanned_while_the_dose_before_is_being_saved_stays_open(held: Held) -> None:
    nurse, world, tasks = held.nurse, held.nurse.world, held.tasks
    van, next_one = world.registered(VAN), world.registered(BAO)
    world.bring_in(van)
    world.bring_in(next_one)
    nurse.goes_to(3)
    nurse.scan(VAN)
    nurse.primary()
    nurse.scan(BAO)
    tasks.finish()
    nurse.settle()
    assert nurse.doses(van) == 1
    assert nurse.open_person() == next_one
    nurse.primary()
    tasks.finish()
    assert nurse.doses(next_one) == 1


def test_a_save_that_fails_stays_in_sight_whoever_was_scanned_meanwhile(held: Held) -> None:
    nurse, world, tasks = held.nurse, held.nurse.world, held.tasks
    van, next_one = world.registered(VAN), world.registered(BAO)
    world.bring_in(van)
    world.bring_in(next_one)
    nurse.goes_to(3)
    nurse.scan(VAN)
    nurse.primary()
    nurse.scan(BAO)
    tasks.refuse(DiskFull())
    nurse.settle()
    assert nurse.open_person() == van
    assert DiskFull.text.vi.split(":")[0] in nurse.said()
    nurse.scan(BAO)
    assert nurse.open_person() == next_one


def test_who_is_scanned_at_reception_while_an_arrival_is_being_saved_stays_open(held: Held) -> None:
    nurse, world, tasks = held.nurse, held.nurse.world, held.tasks
    van, next_one = world.registered(VAN), world.registered(BAO)
    nurse.scan(VAN)
    nurse.primary()
    nurse.scan(BAO)
    tasks.finish()
    nurse.settle()
    assert world.desk.cards.of(van).stage == "screening"
    assert nurse.open_person() == next_one


def test_the_row_just_saved_appears_only_after_the_commit(held: Held) -> None:
    nurse, world, tasks = held.nurse, held.nurse.world, held.tasks
    van = world.registered(VAN)
    world.bring_in(van)
    nurse.goes_to(3)
    nurse.press(KEY.Key_Return)
    before = [row.facts().what for row in nurse.window.queue.saved._rows]
    nurse.primary()
    assert [row.facts().what for row in nurse.window.queue.saved._rows] == before
    tasks.finish()
    nurse.settle()
    assert "Mũi 1 cơ bản" in nurse.window.queue.saved._rows[0].facts().what


def test_who_is_not_at_the_stage_is_shown_where_they_are(nurse: Nurse) -> None:
    van = nurse.world.registered(VAN)
    nurse.goes_to(3)
    nurse.scan(VAN)
    assert not nurse.place.pages.injection.verdict.isVisible()

    nurse.primary()
    assert nurse.where == "reception"
    assert nurse.open_person() == van
    assert nurse.doses(van) == 0


def test_an_expired_lot_cannot_be_injected(nurse: Nurse) -> None:
    van = nurse.world.registered(VAN)
    nurse.world.bring_in(van)
    nurse.world.clock.pass_by(days=100)
    nurse.world.bring_in(van)
    nurse.goes_to(3)
    nurse.press(KEY.Key_Return)
    nurse.primary()
    assert nurse.doses(van) == 0


def test_escape_drops_what_is_half_entered_only_at_the_second_press(nurse: Nurse) -> None:
    van, _ = _two_at_screening(nurse)
    nurse.scan(VAN)
    nurse.tab_to("Nhiệt độ")
    nurse.type("36")

    nurse.press(KEY.Key_Escape)
    assert nurse.open_person() == van
    assert "Esc" in nurse.said()
    assert nurse.listens

    nurse.press(KEY.Key_Escape)
    assert nurse.open_person() is None


def test_escape_that_empties_the_field_closes_nothing_else(nurse: Nurse) -> None:
    van, _ = _two_at_screening(nurse)
    nurse.scan(VAN)
    nurse.type("abc")
    nurse.press(KEY.Key_Escape)
    assert nurse.field == ""
    assert nurse.open_person() == van


def test_the_same_card_again_over_its_own_registration_form_asks_nothing(nurse: Nurse) -> None:
    card = "031092004871||Phạm Quốc Bảo|05081992|Nam|Thôn Bến Sỏi, xã Thanh Bình|01012022"
    nurse.scan(card)
    nurse.tab_to("Điện thoại")
    nurse.type("0912")
    nurse.scan(card)
    assert not nurse.asked()
    assert nurse.place.pages.reception.form.typed().phone == "0912"


def test_the_own_code_of_a_tile_that_was_chosen_by_hand_asks_nothing(nurse: Nurse) -> None:
    van = nurse.world.registered(VAN)
    nurse.world.to_observation(van)
    nurse.goes_to(4)
    nurse.place.presenters.observation.tile_chosen(van)
    nurse.place.presenters.observation.reaction_asked()
    nurse.type("1")
    nurse.scan(VAN)
    assert not nurse.asked()
    assert nurse.place.presenters.observation.reaction.is_open


def test_voiding_while_somebody_else_is_half_entered_leaves_them_alone(nurse: Nurse) -> None:
    van = nurse.world.registered(VAN)
    bao = nurse.world.registered(BAO, name="Phạm Quốc Bảo", sex="male", birth="1992-08-05")
    nurse.world.bring_in(van)
    nurse.world.bring_in(bao)
    nurse.goes_to(3)
    nurse.press(KEY.Key_Return)
    nurse.primary()
    nurse.scan(BAO)
    nurse.tab_to("Cơ delta trái")
    nurse.press(KEY.Key_Right)

    nurse.press(KEY.Key_F2)
    nurse.press(KEY.Key_Z, CTRL)
    nurse.type("1")
    nurse.primary()

    assert nurse.doses(van) == 0
    assert nurse.open_person() == bao
    draft = nurse.place.presenters.injection._draft
    assert draft is not None
    assert draft.body_site == "right_deltoid"


def test_a_dose_that_arrives_by_the_feed_changes_the_verdict_on_the_screen(nurse: Nurse) -> None:
    van = nurse.world.registered(VAN)
    nurse.world.bring_in(van)
    nurse.goes_to(3)
    nurse.press(KEY.Key_Return)
    before = nurse.place.pages.injection.verdict.verdict()
    now = nurse.world.clock.now()

    elsewhere = DoseGiven(
        day=now.date(),
        product=PRODUCT,
        lot="X1",
        expiry=None,
        dose_kind="basic",
        number=1,
        volume=0.3,
        body_site="left_deltoid",
        route="intramuscular",
        given_at=now,
    )
    nurse.world.feed(van, elsewhere, site=OTHER_SITE)
    nurse.place.presenter.changed()
    nurse.settle()

    after = nurse.place.pages.injection.verdict.verdict()
    assert before is not None
    assert after is not None
    assert before.kind == "may"
    assert after.kind != "may"


def test_who_is_open_at_another_desk_is_not_shown_as_ready_for_a_dose(nurse: Nurse) -> None:
    van = nurse.world.registered(VAN)
    nurse.world.bring_in(van)
    nurse.goes_to(3)
    nurse.scan(VAN)
    verdict = nurse.place.pages.injection.verdict
    assert verdict.isVisible()

    heard = {OTHER_DESK: 1.0}
    nurse.world.desk.guard.heard(
        News((HeldElsewhere(SubjectId(van), OTHER_DESK, 60.0, 100.0),), heard)
    )
    nurse.place.presenter.changed()
    nurse.settle()
    assert not verdict.isVisible()

    nurse.world.desk.guard.heard(News((), heard))
    nurse.place.presenter.changed()
    nurse.settle()
    assert verdict.isVisible()


def test_reception_says_who_is_open_at_another_desk_in_place_of_a_verdict(nurse: Nurse) -> None:
    van = nurse.world.registered(VAN)
    nurse.goes_to(1)
    nurse.scan(VAN)
    preview = nurse.place.pages.reception.preview
    assert preview.verdict.isVisible()
    assert not preview.held.isVisible()

    heard = {OTHER_DESK: 1.0}
    nurse.world.desk.guard.heard(
        News((HeldElsewhere(SubjectId(van), OTHER_DESK, 60.0, 100.0),), heard)
    )
    nurse.place.presenter.changed()
    nurse.settle()
    assert not preview.verdict.isVisible()
    assert preview.held.isVisible()

    nurse.world.desk.guard.heard(News((), heard))
    nurse.place.presenter.changed()
    nurse.settle()
    assert preview.verdict.isVisible()
