"""A small child from the health insurance card to the saved dose of a routine vaccine, by hand."""

from __future__ import annotations

from datetime import date

from immunization.entries import ConsentRecorded, DoseGiven, LotReceived, ScreeningCompleted
from immunization.ids import lot_at_site
from scanners.payloads import gs1
from tests.unit.desk.desk_world import SITE
from tests.unit.ui_pages.nurse import KEY, Nurse

MEASLES, EXPIRY = "MV2511", date(2027, 5, 31)
CARD = "|".join(
    (
        "3124567890", "Lò Văn Pao".encode().hex(), "12/11/2025", "1",
        "xã Thanh Bình, thành phố Hải Phòng".encode().hex(), "31 - 023", "01/12/2025", "-",
        "01/12/2025", "31003124567890", "-", "4", " 01/12/2030", "15e0c29d8b7a6f35-7102", "4",
        "Hải Phòng".encode().hex(), "$",
    )
)  # fmt: skip


def test_a_small_child_gets_a_routine_vaccine_from_the_card_to_the_saved_dose(nurse: Nurse) -> None:
    world = nurse.world
    received = LotReceived(product="measles", lot=MEASLES, expiry=EXPIRY, doses=20)
    world.feed(lot_at_site(SITE, "measles", MEASLES), received)

    nurse.scan(CARD)
    form = nurse.place.pages.reception.form
    assert form.fields["name"].text() == "Lò Văn Pao"
    assert form.fields["birth"].text() == "12/11/2025"
    nurse.tab_to("Người giám hộ")
    nurse.type("Lò Thị Mai")
    nurse.primary()
    (waiting,) = world.desk.queues.rows("screening")
    child = waiting.person
    assert (waiting.name, waiting.age.vi) == ("Lò Văn Pao", "12 tháng")

    nurse.goes_to(2)
    nurse.press(KEY.Key_Return)
    nurse.tab_to("Thân nhiệt")
    nurse.type("36,8")
    nurse.tab_to("Mạch")
    nurse.type("118")
    nurse.primary()
    consent = nurse.place.pages.screening.consent
    assert consent.isVisible()
    assert consent.guardian.text() == "Lò Thị Mai"  # who registered the child is offered
    nurse.primary()
    assert world.desk.cards.of(child).stage == "injection"

    nurse.goes_to(3)
    nurse.scan(gs1.label("measles", MEASLES, EXPIRY))
    nurse.press(KEY.Key_Return)
    assert nurse.open_person() == child
    nurse.primary()
    if not nurse.doses(child):  # what was given elsewhere nobody here can know: words are asked for
        nurse.type("Mẹ đưa sổ: chưa tiêm sởi")
        nurse.primary()

    screening, agreed, dose = (
        next(body for body in world.bodies(child) if isinstance(body, kind))
        for kind in (ScreeningCompleted, ConsentRecorded, DoseGiven)
    )
    assert isinstance(screening, ScreeningCompleted)
    assert isinstance(agreed, ConsentRecorded)
    assert isinstance(dose, DoseGiven)
    assert screening.form == "5002/QĐ-BYT"
    assert (agreed.form, agreed.guardian) == ("Tiêm chủng thường xuyên, trẻ em", "Lò Thị Mai")
    assert (dose.product, dose.lot, dose.volume, dose.route, dose.number) == (
        "measles", MEASLES, 0.5, "subcutaneous", 1,
    )  # fmt: skip
    assert [row.person for row in world.desk.observation.board()] == [child]
