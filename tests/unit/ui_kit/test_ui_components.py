"""What the components do: who is told what, and what they say of themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.layout_checks import cut_words, widgets_below
from ui.kit import gallery_samples as samples
from ui.kit.alert_line import AlertFacts, AlertLine
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.camera_view import CameraView
from ui.kit.checklist import Checklist, ChecklistRow
from ui.kit.choice_bar import Choice, ChoiceBar
from ui.kit.conflict_bar import ConflictBar
from ui.kit.fact_rows import FactButton, FactList, FactRow
from ui.kit.fields import DateField, Field, SelectField
from ui.kit.filters import FilterBar
from ui.kit.marks import ThreeStopMark
from ui.kit.paragraph import marked
from ui.kit.person_head import PersonHead
from ui.kit.pills import Pill, PillFacts
from ui.kit.saved_rows import SavedList
from ui.kit.states import EmptyState, ErrorState
from ui.kit.theme import colours, put_on
from ui.kit.verdict import VerdictBlock
from ui.kit.vial_chip import VialChip
from ui.kit.vital_row import VitalRow
from ui.kit.wall_board import WallBoard
from ui.kit.words import Words


def test_keys_one_and_two_answer_and_go_to_the_next_row_that_applies(
    dressed: QApplication, qtbot: QtBot
) -> None:
    form = Checklist()
    qtbot.addWidget(form)
    form.set_items(samples.items("vi"))
    form.show()
    qtbot.waitExposed(form)
    told: list[tuple[str, bool]] = []
    form.answered.connect(lambda key, yes: told.append((key, yes)))
    rows = form.rows()
    rows[1].setFocus()
    QTest.keyClicks(rows[1], "1")
    assert told == [("2", False)]
    assert form.focusWidget() is rows[3]  # the third does not apply
    QTest.keyClicks(rows[3], "2")
    assert form.items()[3].answer is True
    assert form.focusWidget() is rows[4]


def test_an_own_answer_takes_the_place_of_a_rules(dressed: QApplication, qtbot: QtBot) -> None:
    row = ChecklistRow(samples.items("vi")[8])
    qtbot.addWidget(row)
    assert row.item().because
    row.answer(yes=False)
    assert (row.item().answer, row.item().because) == (False, "")


def test_an_item_that_does_not_apply_takes_no_answer(dressed: QApplication, qtbot: QtBot) -> None:
    row = ChecklistRow(samples.items("vi")[2])
    qtbot.addWidget(row)
    row.show()
    QTest.keyClicks(row, "2")
    assert row.item().answer is None
    assert row.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_note_opens_with_yes_and_is_told(dressed: QApplication, qtbot: QtBot) -> None:
    form = Checklist()
    qtbot.addWidget(form)
    form.set_items(samples.items("vi"))
    form.show()
    notes: list[tuple[str, str]] = []
    form.note_changed.connect(lambda key, text: notes.append((key, text)))
    tall = form.rows()[3].height()
    form.rows()[3].answer(yes=True)
    assert form.rows()[3].height() > tall
    edit = widgets_below(form.rows()[3], QLineEdit)[0]
    QTest.keyClicks(edit, "x")
    assert notes == [("4", "x")]


def test_what_a_rule_proposes_is_chosen_and_only_the_user_is_told_of(
    dressed: QApplication, qtbot: QtBot
) -> None:
    bar = ChoiceBar((Choice("a", "Một"), Choice("b", "Hai", proposed=True)), "Chọn")
    qtbot.addWidget(bar)
    told: list[str] = []
    bar.choice_made.connect(told.append)
    assert bar.chosen() == "b"
    bar.choose("a")
    assert (bar.chosen(), told) == ("a", [])
    bar._segments()[1].click()
    assert (bar.chosen(), told) == ("b", ["b"])
    bar.choose("")
    assert bar.chosen() == ""
    bar.set_choices((Choice("x", "Ba"),))
    assert bar.chosen() == ""


def test_only_the_newest_saved_entry_offers_to_be_undone(
    dressed: QApplication, qtbot: QtBot
) -> None:
    saved = SavedList()
    qtbot.addWidget(saved)
    asked: list[str] = []
    saved.undo_asked.connect(asked.append)
    entries = samples.saved("vi")
    saved.set_saved(entries)
    saved.show()
    buttons = [b for b in widgets_below(saved, QPushButton) if b.isVisible()]
    assert len(buttons) == 1
    buttons[0].click()
    newest = saved.newest()
    assert newest is not None
    assert asked == [newest.key] == ["1"]
    saved.set_saved(entries[1:])
    assert saved.newest() is None
    saved.set_saved(())
    assert not saved.isVisible()


def test_no_button_is_the_default_and_a_click_does_not_take_the_focus(
    dressed: QApplication, qtbot: QtBot
) -> None:
    button = PrimaryButton("Ghi mũi tiêm")
    qtbot.addWidget(button)
    assert not button.autoDefault()
    assert not button.isDefault()
    assert button.focusPolicy() == Qt.FocusPolicy.TabFocus
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [True]


def test_a_field_says_what_is_wrong_in_place_of_the_limit(
    dressed: QApplication, qtbot: QtBot
) -> None:
    field = Field("Cân nặng", unit="kg", limit="tới 300", source="từ thẻ")
    qtbot.addWidget(field)
    field.set_invalid("Trên 300 kg: xin xem lại.")
    assert field._below.words() == "Trên 300 kg: xin xem lại."
    assert field.edit.accessibleDescription() == "Trên 300 kg: xin xem lại."
    field.set_invalid("")
    assert field._below.words() == "tới 300"


def test_what_is_typed_over_is_no_longer_from_the_card(dressed: QApplication, qtbot: QtBot) -> None:
    field = Field("Họ tên")
    qtbot.addWidget(field)
    field.set_text("Nguyễn Thị Hồng", "từ thẻ")
    assert field._source.words() == "từ thẻ"
    field.show()
    QTest.keyClicks(field.edit, " An")
    assert (field.text(), field._source.words()) == ("Nguyễn Thị Hồng An", "")


def test_a_flood_of_text_is_cut_at_the_limit(dressed: QApplication, qtbot: QtBot) -> None:
    field, vital = Field("Tên"), VitalRow("Mạch", "60 đến 100", "lần/ph")
    for widget in (field, vital):
        qtbot.addWidget(widget)
    field.set_text("x" * 5000)
    vital.edit.insert("9" * 500)
    assert len(field.text()) == 200
    assert len(vital.text()) == 12


def test_a_day_that_is_none_is_none(dressed: QApplication, qtbot: QtBot) -> None:
    field = DateField("Hoãn đến")
    qtbot.addWidget(field)
    field.set_text("31/02/2026")
    assert field.day() is None
    field.set_text("30/11/2026")
    day = field.day()
    assert day is not None
    field.set_day(day)
    assert field.text() == "30/11/2026"


def test_a_picker_chooses_silently_and_is_not_changed_by_rolling(
    dressed: QApplication, qtbot: QtBot
) -> None:
    field = SelectField("Người tiêm", (("a", "Hoa"), ("b", "Khang")))
    qtbot.addWidget(field)
    told: list[str] = []
    field.choice_made.connect(told.append)
    field.choose("b")
    assert (field.chosen(), told) == ("b", [])
    field.choose("nobody")
    assert field.chosen() == ""


def test_the_conflict_bar_stays_by_default(dressed: QApplication, qtbot: QtBot) -> None:
    bar = ConflictBar()
    qtbot.addWidget(bar)
    told: list[str] = []
    bar.stayed.connect(lambda: told.append("stayed"))
    bar.switched.connect(lambda: told.append("switched"))
    bar.settle()
    assert told == []
    bar.ask("Đang ghi cho chị Vân. Chuyển sang anh Bảo?")
    bar.settle()
    assert told == ["stayed"]
    assert not bar.isVisible()


def test_a_filter_stays_chosen_when_counts_change(dressed: QApplication, qtbot: QtBot) -> None:
    bar = FilterBar()
    qtbot.addWidget(bar)
    filters = samples.filters("vi")
    bar.set_filters(filters)
    assert bar.chosen() == "all"
    bar.set_filters(filters, "not")
    bar.set_filters(filters)
    assert bar.chosen() == "not"
    bar.set_filters(filters[:2])
    assert bar.chosen() == "all"


def test_only_facts_that_open_something_answer(dressed: QApplication, qtbot: QtBot) -> None:
    rows = FactList()
    qtbot.addWidget(rows)
    told: list[str] = []
    rows.row_opened.connect(told.append)
    rows.set_rows(samples.facts("vi"))
    for button in widgets_below(rows, QPushButton):
        button.click()
    assert told == ["1", "2", "3"]
    rows.set_rows(samples.facts("vi")[3:])
    assert len(rows.rows()) == 1


def test_an_error_shows_its_details_only_when_asked(dressed: QApplication, qtbot: QtBot) -> None:
    state = ErrorState(samples.error("vi"))
    qtbot.addWidget(state)
    state.show()
    detail = widgets_below(state, QLineEdit)[0]
    assert not detail.isVisible()
    more = next(b for b in widgets_below(state, Button) if b.words() == "Chi tiết cho IT")
    more.click()
    assert detail.isVisible()
    assert detail.text() == "SQLITE_FULL (13)"


def test_painted_parts_have_a_role_and_say_everything(dressed: QApplication, qtbot: QtBot) -> None:
    head, verdict, vial = PersonHead(), VerdictBlock(), VialChip(samples.vials("vi")[1])
    head.set_person(samples.people("vi")[0])
    verdict.set_verdict(samples.verdicts("vi")[0])
    mark = ThreeStopMark(samples.standings("vi")[0])
    pill = Pill(PillFacts("Dị ứng hải sản", "triangle-alert", "warn"))
    said = {
        head: ["061", "Nguyễn Thị Hồng Vân", "Nữ, 47 tuổi", "Dị ứng hải sản: nổi mề đay"],
        verdict: ["Tiêm được: mũi 2 cơ bản", "Chưa đối chiếu với Bàn 1 và Bàn 2."],
        vial: ["Comirnaty (Pfizer)", "Lô MT2611A", "Còn 3 trong 6 liều"],
        mark: ["Đã lưu tại bàn"],
        pill: ["Dị ứng hải sản"],
    }
    for widget, parts in said.items():
        qtbot.addWidget(widget)
        spoken = QAccessible.queryAccessibleInterface(widget)
        assert spoken.role() == QAccessible.Role.StaticText
        name = spoken.text(QAccessible.Text.Name)
        assert [part for part in parts if part not in name] == []


def test_a_button_has_the_role_of_one(dressed: QApplication, qtbot: QtBot) -> None:
    button = Button("Huỷ", keys=("Ctrl", "Z"))
    qtbot.addWidget(button)
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.role() == QAccessible.Role.Button
    assert spoken.text(QAccessible.Text.Name) == "Huỷ"
    assert spoken.text(QAccessible.Text.Description) == "Ctrl+Z"


def test_a_long_name_makes_the_head_taller_and_is_never_cut(
    dressed: QApplication, qtbot: QtBot
) -> None:
    head = PersonHead()
    qtbot.addWidget(head)
    head.set_person(samples.people("vi")[0])
    short = head.heightForWidth(970)
    head.set_person(samples.people("vi")[2])
    assert short == 76
    assert head.heightForWidth(970) > short


def test_strong_words_are_marked_by_pairs_only() -> None:
    assert marked("Lô **MT2611A**, hạn").words == "Lô MT2611A, hạn"
    assert marked("Lô **MT2611A**, hạn").strong == ((3, 7),)
    assert marked("hai ** dấu").words == "hai ** dấu"
    assert marked("").words == ""


def test_wrapped_words_ask_for_the_height_they_need(dressed: QApplication, qtbot: QtBot) -> None:
    words = Words("một hai ba bốn năm sáu bảy tám chín mười", wrap=True)
    qtbot.addWidget(words)
    assert words.heightForWidth(1000) == 22
    assert words.heightForWidth(120) >= 66


def test_a_camera_that_is_busy_shows_no_stale_picture(dressed: QApplication, qtbot: QtBot) -> None:
    view = CameraView()
    qtbot.addWidget(view)
    view.guide("closer")
    assert view.said() == "Lại gần hơn"
    view.guide("busy", "Camera đang bận. Xin đóng chương trình khác.")
    assert view.accessibleName() == "Camera đang bận. Xin đóng chương trình khác."
    assert view._image.isNull()


def test_an_alert_goes_when_there_is_nothing_to_say(dressed: QApplication, qtbot: QtBot) -> None:
    empty = EmptyState("Chưa có ai", "Quét mã")
    qtbot.addWidget(empty)
    line = AlertLine(AlertFacts("**Đầy.** Xoá bớt.", "stop"), empty)
    assert line.accessibleName() == "Đầy. Xoá bớt."
    line.set_alert(None)
    assert line.isHidden()


def test_the_wall_shows_no_diagnosis_and_survives_any_size(
    dressed: QApplication, qtbot: QtBot
) -> None:
    wall = WallBoard()
    qtbot.addWidget(wall)
    wall.set_board(samples.wall("vi"))
    for width, height in ((1920, 1080), (640, 360), (1080, 1920), (1, 1)):
        wall.resize(width, height)
        assert not wall.grab().isNull()


@pytest.mark.parametrize("name", ["dark", "light"])
def test_a_theme_is_put_on_whole(name: str, qapp: QApplication) -> None:
    put_on(qapp, "dark" if name == "dark" else "light")
    assert colours().name == name
    assert qapp.palette().window().color().name().upper() == colours().bg
    assert colours().primary in qapp.styleSheet()
    put_on(qapp, "light")


def test_a_row_of_vital_signs_that_is_used_again_shows_and_undoes_nothing_of_before() -> None:
    row = VitalRow("Mạch", "60 đến 100", "lần/ph")
    row.set_text("140")
    row.set_problem("Trên 100")
    row.set_sign("Nhịp thở", "đến 25", "lần/ph")
    row.edit.undo()
    assert row.text() == ""
    assert row.edit.property("state") == ""
    assert row.edit.accessibleName() == "Nhịp thở, lần/ph"
    assert row.edit.accessibleDescription() == "đến 25"


def test_the_name_of_a_vaccine_wraps_in_a_narrow_list_and_is_not_cut(qtbot: QtBot) -> None:
    rows = FactList()
    qtbot.addWidget(rows)
    name = "Comirnaty 10 mcg (Pfizer, 5–11 tuổi)"
    rows.set_rows([FactRow("a", name, "MT2611C, hạn 31/03/2027", "còn 60", opens=True)])
    rows.resize(640, 200)
    rows.show()
    (row,) = widgets_below(rows, FactButton)
    wide = row.height()
    rows.resize(343, 200)
    qtbot.waitUntil(lambda: row.height() > wide)
    assert cut_words(rows) == []
