"""The confirmation slip that a person takes home, and what another desk makes of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk import slip_paper
from desk.errors import NothingToConfirm
from desk.identify import Candidates, Opened
from desk.slips import NewSlip
from immunization.entries import DeviceEnrolled, DoseGiven, DoseVoided
from immunization.ids import DeviceId, PersonId, derived
from scanners import printing
from scanners.payloads import recognise
from scanners.payloads.confirmation import MOST_DOSES
from scanners.payloads.signed import trusted_keys
from tests.unit.desk.desk_world import MORNING, World

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
DESK = DeviceId(derived("test", "desk that prints"))


def slip_of(world: World, person: PersonId) -> NewSlip:
    return world.desk.slips.confirmation(person, KEY)


def injected_before(world: World, person: PersonId, days: int, lot: str) -> None:
    at = MORNING - timedelta(days=days)
    body = DoseGiven(
        day=at.date(), given_at=at, product="comirnaty", dose_kind="basic", number=1, lot=lot,
        expiry=date(2027, 1, 31), volume=0.3, body_site="left_deltoid", route="intramuscular",
    )  # fmt: skip
    world.feed(person, body, at=at)


def test_a_slip_opens_its_person_at_a_desk_that_knows_who_signed_it(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    code = slip_of(world, person).code

    before = world.desk.identify.scanned(code)
    world.feed(DESK, DeviceEnrolled(name="PC", desk=3, key=PUBLIC.hex()))
    found = world.desk.identify.scanned(code + "\r")

    assert isinstance(before, Candidates)  # nobody here knows the key: a hint, not an identity
    assert before.masked
    assert isinstance(found, Opened)
    assert (found.card.person, found.read) == (person, "confirmation")
    assert any("MT2611A" in said.vi for said in found.says)


def test_a_slip_names_the_dose_and_never_the_national_number(world: World) -> None:
    person = world.registered("031179004512")
    world.to_observation(person)
    slip = slip_of(world, person)

    (dose,) = slip.doses
    assert (dose.vaccine, dose.lot, dose.day) == ("Comirnaty (Pfizer)", "MT2611A", "23/11/2026")
    assert slip.next_dose == "mũi 2 cơ bản từ ngày 14/12/2026"  # 21 days
    payload = recognise(slip.code, trusted_keys([PUBLIC]))
    assert payload.person is not None
    assert (payload.person.id, payload.person.numbers) == (person, ())
    assert "031179004512" not in str(payload) + str(slip)


def test_a_dose_that_was_taken_back_is_on_no_slip(world: World) -> None:
    person = world.registered()
    injected_before(world, person, 30, "OLD1")
    saved = world.to_observation(person)
    world.feed(person, DoseVoided(dose=saved.entry, reason="wrong_person"))

    assert [one.lot for one in slip_of(world, person).doses] == ["OLD1"]


def test_who_was_given_nothing_gets_no_slip(world: World) -> None:
    with pytest.raises(NothingToConfirm):
        slip_of(world, world.registered())


def test_of_more_doses_than_a_code_holds_the_newest_are_on_the_slip(world: World) -> None:
    person = world.registered(name="Nguyễn Thị Hồng Vân " * 4)
    for at in range(MOST_DOSES + 3):
        injected_before(world, person, 400 - at, f"LOT-{at:02}-ABCDEFGHIJKLMNOPQRST")

    slip = slip_of(world, person)

    assert 4 < len(slip.doses) < MOST_DOSES
    assert slip.doses[-1].lot.startswith("LOT-14")
    payload = recognise(slip.code, trusted_keys([PUBLIC]))
    assert payload.signature == "good"
    assert payload.answer is not None
    assert "LOT-14" in payload.answer.vi
    assert f"và {len(slip.doses) - 3} mũi trước" in payload.answer.vi
    assert printing.modules(slip.code).shape[0] <= 17 + 4 * 21 + 8  # version 21: 4 modules a 1.6 mm


def test_the_paper_is_a_pdf_of_one_page(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    pdf = slip_paper.paper(slip_of(world, person), "Trạm Y tế xã *Thanh* #Bình")
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page\n") <= 1
