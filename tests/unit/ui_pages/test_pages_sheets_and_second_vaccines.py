"""A signed consent sheet scanned back, and a child's next vaccine, through the real windows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QDesktopServices

from desk.identify import Candidates
from immunization.consent_sheets import sheet_code
from immunization.entries import ConsentRecorded, DoseCertified, DoseGiven, LotReceived
from immunization.ids import lot_at_site
from scanners.certificates.certificate import Certificate, CertifiedDose
from tests.unit.desk.desk_world import SITE, done
from tests.unit.ui_pages.nurse import KEY, Nurse
from ui.pages import paper_files

VAN = "031179004512"
LOTS = {"je": "JE2604", "measles": "MV2511"}


def test_a_signed_sheet_opens_its_person_and_is_kept_with_the_consent(nurse: Nurse) -> None:
    world, person = nurse.world, nurse.world.registered(VAN)
    world.arrive(person)
    code = sheet_code(person, world.clock.today(), "1535/BYT-DP, người lớn", "2022-03-28")
    nurse.goes_to(2)

    nurse.scan(code)

    assert nurse.open_person() == person
    nurse.tab_to("Nhiệt độ")
    nurse.type("36,7")
    nurse.primary()
    nurse.primary()
    (consent,) = [one for one in world.bodies(person) if isinstance(one, ConsentRecorded)]
    assert consent.paper == code


def test_the_sheet_of_who_was_screened_already_is_recorded_at_screening(nurse: Nurse) -> None:
    world, person = nurse.world, nurse.world.registered(VAN)
    world.bring_in(person)
    code = sheet_code(person, world.clock.today(), "1535/BYT-DP, người lớn", "2022-03-28")
    nurse.goes_to(2)
    nurse.scan(code)
    consents = [one for one in world.bodies(person) if isinstance(one, ConsentRecorded)]
    assert [one.paper for one in consents] == [None, code]


def test_the_screening_form_is_printed_from_the_day_s_list(
    nurse: Nurse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, person = nurse.world, nurse.world.registered(VAN)
    world.arrive(person)
    page, opened = nurse.place.pages.day_list, list[str]()
    names: list[str] = []

    def where(_page: object, _title: str, name: str) -> str:
        names.append(name)
        return str(tmp_path / name)

    monkeypatch.setattr(paper_files, "ask_where", where)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    nurse.goes_to(5)
    nurse.place.presenters.day_list.row_chosen(person)
    nurse.settle()
    assert not page.panel._print.isVisible()  # nobody has screened them yet
    world.screen(person)
    nurse.place.presenter.changed()
    nurse.settle()
    nurse.tab_to("In phiếu khám sàng lọc")
    nurse.press(KEY.Key_Space)

    (name,) = names
    assert (tmp_path / name).read_bytes().startswith(b"%PDF-")
    assert "Vân" not in name
    assert [Path(path).name for path in opened] == [name]
    assert "Đã ghi" in nurse.said()


def test_a_certificate_s_doses_are_offered_for_who_is_open_and_taken_by_a_button(
    nurse: Nurse,
) -> None:
    world, person = nurse.world, nurse.world.registered(VAN)
    dose = CertifiedDose(product="EU/1/20/1528", day="2026-09-01", number=1, total=2)
    certificate = Certificate(
        verdict="good", issuer="VN", name="Nguyễn Thị Hồng Vân", birth="1979-03-12",
        doses=(dose,), key="d919", trusted_on=date(2026, 11, 1),
    )  # fmt: skip
    nurse.scan(VAN)
    reception = nurse.place.presenters.reception
    hint = Candidates("", (), 0, masked=True, certificate=certificate)

    reception.show_candidates(replace(hint, certificate=replace(certificate, name="Người Khác")))
    assert nurse.open_person() != person  # somebody else's: a search like any other
    nurse.scan(VAN)
    reception.show_candidates(hint)

    assert nurse.open_person() == person
    nurse.tab_to("Ghi vào lịch sử")
    nurse.press(KEY.Key_Space)
    kept = [one for one in world.bodies(person) if isinstance(one, DoseCertified)]
    assert [one.product for one in kept] == ["comirnaty"]
    assert world.desk.cards.of(person).verdict.due is not None


def test_a_child_stays_open_for_the_next_vaccine_and_no_longer_than_that(nurse: Nurse) -> None:
    world = nurse.world
    for product, lot in LOTS.items():
        body = LotReceived(product=product, lot=lot, expiry=date(2027, 5, 31), doses=40)
        world.feed(lot_at_site(SITE, product, lot), body)
    child = world.registered("001225000001", name="Lò Văn Pao", sex="male", birth="2025-11-12")
    world.bring_in(child)
    done(world.desk.injection.take_vial(lot_at_site(SITE, "je", LOTS["je"])))
    assert world.desk.cards.of(child).verdict.due != world.desk.injection.card(child).verdict.due
    nurse.goes_to(3)
    nurse.press(KEY.Key_Return)
    card = nurse.place.presenters.injection.card()
    assert card is not None
    assert card.verdict.due is not None
    assert card.verdict.due.product == "je"  # of the vial in hand, not what is due first
    nurse.primary()

    assert nurse.open_person() == child
    injection = nurse.place.presenters.injection
    assert nurse.doses(child) == 1
    nurse.primary()  # the vial on the tray is the one just given from: nothing is saved
    assert nurse.doses(child) == 1
    injection.lot_chosen(lot_at_site(SITE, "measles", LOTS["measles"]))
    nurse.settle()
    nurse.primary()
    given = [body.product for body in world.bodies(child) if isinstance(body, DoseGiven)]
    assert given == ["je", "measles"]
    assert injection.card() is None
