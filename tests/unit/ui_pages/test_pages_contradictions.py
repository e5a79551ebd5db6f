"""What contradicts itself inside a code is named to the nurse, all of it, and nothing is fixed."""

from __future__ import annotations

from tests.unit.ui_pages.nurse import Nurse
from ui.kit.alert_line import AlertLine

NUMBER = "031179004512"  # a woman's, born 1979
CARD = f"{NUMBER}||Nguyễn Thị Hồng Vân|12031979|Nữ|Xã X, Hải Phòng|"
WRONG = f"{NUMBER}||Nguyễn Thị Hồng Vân|12031985|Nam|Xã X, Hải Phòng|01011980"


def told(nurse: Nurse) -> str:
    """Return all that the page's alert lines say."""
    page = nurse.place.pages.at(nurse.place.presenter.where)
    lines: list[AlertLine] = list(page.findChildren(AlertLine))
    said = [facts.words for line in lines if line.isVisible() and (facts := line.alert())]
    return " ".join([*said, nurse.said()])


def test_every_contradiction_of_a_new_persons_card_is_named(nurse: Nurse) -> None:
    nurse.place.code_read(WRONG)
    nurse.settle()

    said = told(nurse)
    assert "Số CCCD là của nữ" in said
    assert "năm sinh 1979" in said
    assert "Ngày cấp trước ngày sinh" in said
    form = nurse.place.presenters.reception.form
    assert form.name == "Nguyễn Thị Hồng Vân"


def test_a_day_that_does_not_exist_is_named_to_who_registers(nurse: Nurse) -> None:
    nurse.place.code_read(CARD.replace("12031979", "31021979"))
    nurse.settle()

    assert "31/02/1979" in told(nurse)


def test_of_a_known_person_none_is_left_out_however_many(nurse: Nurse) -> None:
    nurse.world.registered(NUMBER, name="Phạm Thị Khác", birth="1979-04-30")

    nurse.place.code_read(WRONG.replace("01011980", "31021980"))
    nurse.settle()

    said = told(nurse)
    for words in ("Số CCCD là của nữ", "năm sinh 1979", "Tên trên thẻ khác", "31/02/1980"):
        assert words in said


def test_a_foreign_code_says_what_it_is_and_opens_nobody(nurse: Nurse) -> None:
    for code, what in (
        ("https://example.com/x", "example.com"),
        ("WIFI:S:x;;", "Wi-Fi"),
        ("00020101021138", "chuyển tiền"),
        ("otpauth://totp/x", "mã đăng nhập"),
        ("BEGIN:VCARD", "danh thiếp"),
        (b"\xff\xfe\x00", "dữ liệu cho máy"),
    ):
        nurse.place.code_read(code)
        nurse.settle()
        assert what in nurse.said()
        assert nurse.open_person() is None
