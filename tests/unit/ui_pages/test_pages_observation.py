"""The observation page while others work: a question stays, and belongs to one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk.identify import Opened
from desktop_app.slip_printing import DeskSlips
from immunization.entries import (
    DeviceEnrolled,
    DoseGiven,
    LotReceived,
    ReactionReported,
    ReactionVoided,
)
from immunization.ids import DeviceId, derived, lot_at_site
from local_db.file_keys import FileKeys
from scanners import printing
from tests.unit.desk.desk_world import OTHER_DESK, SITE, done
from tests.unit.ui_pages.nurse import KEY, Nurse

VAN = "031179004512"
BAO = "031092000111"


def test_news_from_another_desk_does_not_take_the_question_away(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.to_observation(person)
    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.primary()

    nurse.place.presenter.changed()

    nurse.type("Nhà có việc gấp")
    nurse.primary()
    assert nurse.world.desk.observation.board() == ()


def test_a_desk_at_another_page_rings_for_whom_it_injected_and_for_nobody_else(
    nurse: Nurse,
) -> None:
    world = nurse.world
    person = world.registered(VAN)
    nurse.goes_to(4)
    nurse.goes_to(3)
    world.to_observation(person)
    other = world.registered(BAO, name="Phạm Quốc Bảo", sex="male")
    given = next(one for one in world.bodies(person) if isinstance(one, DoseGiven))
    world.feed(other, given, device=OTHER_DESK)
    nurse.place.presenter.changed()
    world.clock.pass_by(minutes=31)
    nurse.sounds.heard.clear()

    nurse.place.tick()

    assert nurse.sounds.heard == ["time_up"]
    (own, theirs) = sorted(nurse.place.presenters.observation.rows(), key=lambda one: not one.by_us)
    assert (own.person, theirs.person, theirs.by_us) == (person, other, False)
    done(world.desk.observation.end(world.desk.new_form(), person))
    nurse.place.presenter.changed()
    world.clock.pass_by(minutes=2)
    nurse.sounds.heard.clear()
    nurse.place.tick()
    assert nurse.sounds.heard == []  # who was let go rings no more, though the page was not shown
    nurse.place.show_wall()
    nurse.place.tick()
    assert nurse.sounds.heard == ["time_up"]  # the room's screen hangs here


def test_the_room_s_screen_knows_who_came_while_another_page_is_shown(nurse: Nurse) -> None:
    nurse.place.show_wall()
    nurse.goes_to(3)
    person = nurse.world.registered(VAN)
    nurse.world.to_observation(person)
    nurse.place.presenter.changed()
    assert [row.person for row in nurse.place.presenters.observation.rows()] == [person]


def test_a_reaction_is_two_touches_away_from_a_name_at_reception_and_in_the_day_s_list(
    nurse: Nurse,
) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.to_observation(person)

    def is_asked() -> bool:
        return nurse.place.presenters.injection.reaction.is_open

    nurse.scan(VAN)  # the name: their card
    nurse.place.pages.reception.reaction_asked.emit()
    assert is_asked()
    nurse.press(KEY.Key_Escape)
    assert not is_asked()

    nurse.place.presenter.show("list")
    nurse.place.presenters.day_list.row_chosen(person)
    nurse.place.pages.day_list.panel.reaction_asked.emit()
    assert is_asked()
    injection = nurse.place.presenters.injection
    card = injection.card()
    assert card is not None
    assert card.person == person


def test_a_reaction_to_an_earlier_dose_is_two_touches_away_from_a_name_at_screening(
    nurse: Nurse,
) -> None:
    world, person = nurse.world, nurse.world.registered(VAN)
    world.to_observation(person)
    done(world.desk.observation.end(world.desk.new_form(), person, "về sớm"))
    new = world.registered(BAO, name="Phạm Quốc Bảo", sex="male")
    world.clock.pass_by(days=28)
    world.arrive(person)
    world.arrive(new)
    nurse.goes_to(2)
    nurse.scan(BAO)
    assert not nurse.place.pages.screening._react.isVisible()  # nobody was injected
    nurse.press(KEY.Key_Escape)
    nurse.scan(VAN)
    assert nurse.where == "screening"
    nurse.tab_to("Báo phản ứng")
    nurse.press(KEY.Key_Space)
    assert nurse.place.presenters.injection.reaction.is_open


def test_a_vital_sign_that_is_no_figure_is_named_under_its_field(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.to_observation(person)
    nurse.goes_to(4)
    nurse.scan(VAN)
    page, board = nurse.place.pages.observation, nurse.place.presenters.observation
    board.reaction_asked()
    board.reaction.symptom_toggled("rash")
    pressure = page.reaction.fields._signs["blood_pressure"].edit
    pressure.setFocus()
    nurse.type("12o/80")
    nurse.primary()
    assert pressure.accessibleDescription() == "Chưa phải số"
    pressure.clear()
    nurse.type("120/80")
    assert pressure.accessibleDescription() == ""
    nurse.primary()
    assert nurse.world.desk.observation.board()[0].state == "reaction"

    board.follow_up_asked()
    page.panel._form._outcome.choose("recovering")
    pulse = page.panel._form._signs["pulse"].edit
    pulse.setFocus()
    nurse.type("88a")
    page.panel._form._tell()
    nurse.primary()
    assert pulse.accessibleDescription() == "Chưa phải số"


def test_another_persons_tile_closes_the_question(nurse: Nurse) -> None:
    first = nurse.world.registered(VAN)
    second = nurse.world.registered(BAO, name="Phạm Quốc Bảo", sex="male")
    nurse.world.to_observation(first)
    nurse.world.to_observation(second)
    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.primary()

    nurse.scan(BAO)

    observed = nurse.place.presenters.observation.observed()
    assert observed is not None
    assert observed.row.person == second
    nurse.primary()
    nurse.type("Con nhỏ ở nhà")
    nurse.primary()
    assert [row.person for row in nurse.world.desk.observation.board()] == [first]


def test_after_several_vaccines_the_report_says_which_dose_is_meant(nurse: Nurse) -> None:
    world = nurse.world
    child = world.registered("001225000001", name="Lò Văn Pao", sex="male", birth="2025-11-12")
    world.bring_in(child)
    for product, lot in (("je", "JE2604"), ("measles", "MV2511")):
        body = LotReceived(product=product, lot=lot, expiry=date(2027, 5, 31), doses=40)
        world.feed(lot_at_site(SITE, product, lot), body)
        done(world.desk.injection.take_vial(lot_at_site(SITE, product, lot)))
        world.inject(child)
        world.clock.pass_by(minutes=1)
    nurse.goes_to(4)
    nurse.scan("001225000001")
    nurse.tab_to("Báo phản ứng")
    nurse.press(KEY.Key_Space)
    nurse.type("1")  # a symptom: the form begins there

    assert nurse.place.pages.observation.reaction.doses.isVisible()
    nurse.tab_to("JEVAX")
    nurse.press(KEY.Key_Space)
    nurse.primary()

    given = world.desk.observation.doses_of(child)[-1]
    (report,) = [one for one in world.bodies(child) if isinstance(one, ReactionReported)]
    assert (given.product_name, report.dose) == ("JEVAX (viêm não Nhật Bản)", given.id)


def test_after_one_dose_nothing_is_asked_about_it(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.to_observation(person)
    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.place.presenters.observation.reaction_asked()
    nurse.settle()
    assert "doses" not in nurse.place.pages.observation.reaction.__dict__
    nurse.type("1")
    nurse.primary()
    (report,) = [one for one in nurse.world.bodies(person) if isinstance(one, ReactionReported)]
    assert report.dose is not None


@pytest.fixture
def printed(nurse: Nurse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Let slips be printed into a file; return the code on the last one, and its file."""
    keys = FileKeys(tmp_path)
    keys.keep_device_key(b"d" * 32)
    desk, path, codes = nurse.world.desk, tmp_path / "phieu.pdf", list[str]()
    monkeypatch.setattr("ui.pages.paper_files.ask_where", lambda *_: str(path))
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda *_: True)
    made = printing.svg

    def svg(text: str) -> str:
        codes.append(text)
        return made(text)

    monkeypatch.setattr(printing, "svg", svg)
    nurse.place.presenters.observation._slips = DeskSlips(desk.slips, keys, desk.station)

    def code() -> str:
        assert path.read_bytes().startswith(b"%PDF")
        path.unlink()
        return codes[-1]

    return code


def test_who_waits_and_who_is_done_gets_a_slip_that_opens_their_record(
    nurse: Nurse, printed: Callable[[], str]
) -> None:
    world = nurse.world
    public = Ed25519PrivateKey.from_private_bytes(b"d" * 32).public_key().public_bytes_raw()
    this = DeviceId(derived("test", "desk that prints"))
    world.feed(this, DeviceEnrolled(name="PC", desk=3, key=public.hex()))
    person = world.registered(VAN)
    world.to_observation(person)
    nurse.goes_to(4)
    nurse.scan(VAN)
    panel = nurse.place.pages.observation.panel

    panel.slip_asked.emit()
    found = world.desk.identify.scanned(printed())
    assert isinstance(found, Opened)
    assert (found.card.person, found.read) == (person, "confirmation")
    assert "phieu.pdf" in nurse.said()

    world.clock.pass_by(minutes=31)
    done(world.desk.observation.end(world.desk.new_form(), person))
    nurse.place.presenter.changed()
    nurse.scan(VAN)
    panel.slip_asked.emit()
    assert isinstance(world.desk.identify.scanned(printed()), Opened)


def test_for_whom_nothing_was_given_no_slip_is_offered_and_none_is_written(
    nurse: Nurse, printed: Callable[[], str]
) -> None:
    nurse.world.registered(VAN)
    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.place.pages.observation.panel.slip_asked.emit()
    with pytest.raises(FileNotFoundError):
        printed()
    assert "chưa có mũi nào" in nurse.said()


def test_a_reaction_on_the_wrong_person_is_taken_back_from_the_day_s_list(nurse: Nurse) -> None:
    world, person = nurse.world, nurse.world.registered(VAN)
    world.to_observation(person)
    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.tab_to("Báo phản ứng")
    nurse.press(KEY.Key_Space)
    nurse.type("1")
    nurse.primary()
    assert world.desk.observation.board()[0].reaction is not None

    nurse.goes_to(5)
    nurse.place.presenters.day_list.row_chosen(person)
    nurse.settle()
    nurse.tab_to("Huỷ: Phản ứng nhẹ")
    nurse.press(KEY.Key_Space)
    nurse.type("1")  # the wrong person
    nurse.primary()

    assert world.desk.observation.board()[0].reaction is None
    assert nurse.doses(person) == 1  # the dose is another matter
    (back,) = [one for one in world.bodies(person) if isinstance(one, ReactionVoided)]
    assert back.reason == "wrong_person"
