"""The frame: what it passes on, and what it never does by itself."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from immunization.labels import VOID_REASONS
from tests.layout_checks import widgets_below
from ui.frame import reading_order
from ui.frame.action_bar import ActionBar
from ui.frame.ask_dialogs import ConfirmDialog, OverrideDialog
from ui.frame.main_window import MainWindow, Page
from ui.frame.rail import StageCount
from ui.frame.sign_in import SignIn
from ui.frame.void_dialog import VoidDialog
from ui.kit import gallery_samples as samples
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.data_table import Column, DataTable


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    bar = ActionBar(PrimaryButton("Ghi mũi tiêm"))
    made.add_page("injection", Page(QWidget(), bar))
    made.add_page("list", Page(QWidget(), queue=False))
    made.add_page("reception", Page(QWidget(), side=_column()))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.show_page("injection")
    made.allow_close()
    return made


def _column() -> QWidget:
    column = QWidget()
    column.setFixedWidth(408)
    return column


def test_the_scan_field_listens_after_a_page_opens_and_no_button_has_the_focus(
    window: MainWindow,
) -> None:
    window.show_page("list")
    assert window.top.scan.edit.hasFocus()


def test_a_stage_is_asked_for_and_not_entered_by_itself(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[str] = []
    window.stage_chosen.connect(asked.append)
    window.act("observation")
    window.rail._stages[0].click()
    window.rail._places[2].click()
    assert asked == ["observation", "reception", "sync"]
    assert window.page() == "injection"


def test_only_ctrl_enter_does_the_primary_action(window: MainWindow, qtbot: QtBot) -> None:
    done: list[bool] = []
    bar = window._pages["injection"].actions
    assert isinstance(bar, ActionBar)
    bar.primary.clicked.connect(lambda: done.append(True))
    QTest.keyClick(window.top.scan.edit, Qt.Key.Key_Return)
    assert done == []
    window.act("primary")
    assert done == [True]


def test_a_page_without_a_bar_is_asked_itself(window: MainWindow) -> None:
    asked: list[bool] = []
    window.primary_asked.connect(lambda: asked.append(True))
    window.show_page("list")
    window.act("primary")
    assert asked == [True]


def test_the_queue_gives_way_to_a_pages_own_column_or_to_the_page(window: MainWindow) -> None:
    assert window.queue.isVisible()
    window.show_page("reception")
    assert window._sides.width() == 408
    window.show_page("list")
    assert not window._sides.isVisible()


def test_enter_and_arrows_in_the_empty_field_are_for_the_queue(
    window: MainWindow, qtbot: QtBot
) -> None:
    walked: list[int] = []
    opened: list[bool] = []
    window.walked.connect(walked.append)
    window.open_asked.connect(lambda: opened.append(True))
    edit = window.top.scan.edit
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Up)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert (walked, opened) == ([1, -1], [True])


def test_typing_searches_and_enter_gives_the_text(window: MainWindow, qtbot: QtBot) -> None:
    typed: list[str] = []
    entered: list[str] = []
    window.search_changed.connect(typed.append)
    window.text_entered.connect(entered.append)
    QTest.keyClicks(window.top.scan.edit, "van ")
    QTest.keyClick(window.top.scan.edit, Qt.Key.Key_Return)
    assert typed == ["v", "va", "van", "van "]
    assert entered == ["van"]


def test_escape_empties_the_field_and_comes_back_to_it(window: MainWindow, qtbot: QtBot) -> None:
    escaped: list[bool] = []
    window.escaped.connect(lambda: escaped.append(True))
    QTest.keyClicks(window.top.scan.edit, "van")
    window.act("escape")
    assert window.top.scan.text() == ""
    assert escaped == [True]


def test_a_scan_is_refused_while_the_field_cannot_listen(window: MainWindow) -> None:
    scans: list[str] = []
    refused: list[bool] = []
    window.scanned.connect(scans.append)
    window.scan_refused.connect(lambda: refused.append(True))
    window.take_scan("A")
    window.top.scan.set_ready("Đang mở dữ liệu")
    window.take_scan("B")
    assert (scans, refused) == (["A"], [True])
    assert not window.top.scan.listens()
    window.top.scan.set_ready()
    assert window.top.scan.listens()


def test_undo_voids_only_the_newest_entry_of_this_desk(window: MainWindow) -> None:
    asked: list[str] = []
    window.undo_asked.connect(asked.append)
    window.act("undo")
    window.queue.set_saved(samples.saved("vi"))
    window.act("undo")
    assert asked == ["1"]


@pytest.mark.parametrize(
    ("width", "height", "density"),
    [(1366, 768, "roomy"), (1366, 697, "low"), (1093, 614, "compact"), (1920, 1080, "roomy")],
)
def test_the_layout_follows_the_room_there_is(
    width: int, height: int, density: str, window: MainWindow, qapp: QApplication
) -> None:
    window.resize(width, height)
    qapp.processEvents()
    assert window.density() == density
    assert window.queue.width() == (72 if density == "compact" else 248)


def test_an_overdue_count_is_said_and_not_only_coloured(window: MainWindow) -> None:
    window.rail.set_counts((StageCount("observation", 12, 1),))
    spoken = QAccessible.queryAccessibleInterface(window.rail._stages[3])
    assert spoken.text(QAccessible.Text.Name) == "Theo dõi, 12, 1 quá giờ"


def test_statements_that_need_attention_outlive_the_calm_ones(
    window: MainWindow, qapp: QApplication
) -> None:
    window.status.set_statements(samples.statuses("vi"))
    window.status.setFixedWidth(520)
    qapp.processEvents()
    seen = [pill.facts().key for pill in window.status._pills if pill.isVisible()]
    assert "line" in seen
    assert len(seen) < 5


def test_closing_is_asked_first(window: MainWindow) -> None:
    asked: list[bool] = []
    window._may_close = False
    window.close_asked.connect(lambda: asked.append(True))
    assert not window.close()
    assert asked == [True]
    window.allow_close()
    assert window.close()


def test_regions_are_walked_round(window: MainWindow, qapp: QApplication) -> None:
    seen = []
    for _ in range(5):
        window.act("region")
        focus = qapp.focusWidget()
        assert focus is not None
        seen.append(type(focus).__name__)
    assert len(set(seen)) >= 4


def test_a_reason_is_needed_to_void_and_is_told_by_its_journal_name(
    dressed: QApplication, qtbot: QtBot
) -> None:
    dialog = VoidDialog("Trần Văn Lộc", [(key, words.vi) for key, words in VOID_REASONS.items()])
    qtbot.addWidget(dialog)
    told: list[tuple[str, str]] = []
    dialog.void_confirmed.connect(lambda reason, note: told.append((reason, note)))
    dialog.open()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Return, control)
    assert told == []
    assert dialog.isVisible()
    QTest.keyClicks(dialog, "6")
    QTest.keyClick(dialog, Qt.Key.Key_Return, control)
    assert told == []
    QTest.keyClicks(dialog, "3")
    QTest.keyClick(dialog, Qt.Key.Key_Return, control)
    assert told == [("wrong_lot", "")]
    assert not dialog.isVisible()


def test_no_button_of_a_dialog_has_the_focus_when_it_opens(
    dressed: QApplication, qtbot: QtBot
) -> None:
    dialog = ConfirmDialog("Đăng xuất?", "37 mục chờ gửi.", "Đăng xuất")
    qtbot.addWidget(dialog)
    done: list[bool] = []
    dialog.confirmed.connect(lambda: done.append(True))
    dialog.open()
    qtbot.waitExposed(dialog)
    assert not any(button.hasFocus() for button in widgets_below(dialog, Button))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert done == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_proposal_is_not_overruled_without_words(dressed: QApplication, qtbot: QtBot) -> None:
    dialog = OverrideDialog("Quyết khác", "Đề xuất: tạm hoãn.", "Lưu")
    qtbot.addWidget(dialog)
    told: list[str] = []
    dialog.override_confirmed.connect(told.append)
    dialog.open()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(dialog, Qt.Key.Key_Return, control)
    assert told == []
    edit = widgets_below(dialog, QLineEdit)[0]
    edit.setText("Đã khỏi sốt từ hôm kia")
    QTest.keyClick(dialog, Qt.Key.Key_Return, control)
    assert told == ["Đã khỏi sốt từ hôm kia"]


def test_signing_in_tells_who_and_clears_the_password_when_it_fails(
    dressed: QApplication, qtbot: QtBot
) -> None:
    screen = SignIn()
    qtbot.addWidget(screen)
    screen.show()
    told: list[tuple[str, str]] = []
    screen.sign_in_asked.connect(lambda login, word: told.append((login, word)))
    QTest.keyClick(screen._password.edit, Qt.Key.Key_Return)
    assert told == []
    widgets_below(screen._who, QLineEdit)[0].setText("hoa")
    QTest.keyClicks(screen._password.edit, "mat khau thu")
    QTest.keyClick(screen._password.edit, Qt.Key.Key_Return)
    assert told == [("hoa", "mat khau thu")]
    screen.set_error("Sai mật khẩu.")
    assert screen._password.edit.text() == ""
    assert screen._password.edit.echoMode() == QLineEdit.EchoMode.Password


def test_enter_while_somebody_is_being_signed_in_asks_for_no_second_sign_in(
    dressed: QApplication, qtbot: QtBot
) -> None:
    screen = SignIn(staff=(("hoa", "Hoa"),))
    qtbot.addWidget(screen)
    screen.show()
    told: list[str] = []
    screen.sign_in_asked.connect(lambda login, _word: told.append(login))
    screen.sign_in_asked.connect(lambda _login, _word: screen.set_busy("Đang đăng nhập"))
    QTest.keyClicks(screen._password.edit, "mat khau thu")
    QTest.keyClick(screen._password.edit, Qt.Key.Key_Return)
    QTest.keyClick(screen._password.edit, Qt.Key.Key_Return)
    assert told == ["hoa"]
    screen.set_busy("")
    QTest.keyClick(screen._password.edit, Qt.Key.Key_Return)
    assert told == ["hoa", "hoa"]


def test_a_capital_without_shift_tells_of_caps_lock(dressed: QApplication, qtbot: QtBot) -> None:
    screen = SignIn(staff=(("hoa", "Hoa"),))
    qtbot.addWidget(screen)
    screen.show()
    assert screen.login() == "hoa"
    for sign, shift, warned in (("A", False, True), ("a", False, False), ("a", True, True)):
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        dressed.sendEvent(
            screen._password.edit, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, held, sign)
        )
        assert screen._caps.isVisible() == warned


def test_language_and_theme_are_asked_for(dressed: QApplication, qtbot: QtBot) -> None:
    screen = SignIn()
    qtbot.addWidget(screen)
    told: list[str] = []
    screen.language_chosen.connect(told.append)
    screen.theme_chosen.connect(told.append)
    screen._language._segments()[1].click()
    screen._theme._segments()[1].click()
    assert told == ["en", "dark"]


def test_looking_where_tab_goes_leaves_a_table_its_own_head(qapp: QApplication) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    table = DataTable([Column("Lô", 100)], "Lô vắc-xin", window)
    row.addWidget(table)
    window.show()
    head = weakref.ref(table.horizontalHeader())
    assert table in reading_order.stops([window])
    gc.collect()
    assert head() is not None
    window.close()
