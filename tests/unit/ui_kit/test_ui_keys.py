"""The keys of the house, and that a scanner's burst never does harm wherever the focus is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.hand_scanner import Bursts
from ui.frame.keys import TABLE, Keys
from ui.kit.buttons import Button
from ui.kit.checklist import Checklist, ChecklistItem

CODE = "012345678901||Nguyen Van A|01011990|Nam|Thon Dong Ha|01012021"


class Bench:
    """A window with a field, a button and a form, under the filter, with a clock of its own."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self.now = 1000
        self.window = QWidget()
        qtbot.addWidget(self.window)
        column = QVBoxLayout(self.window)
        self.edit = QLineEdit()
        self.button = Button("Ghi")
        self.form = Checklist()
        self.form.set_items([ChecklistItem(str(n), str(n), f"Mục {n}") for n in range(1, 5)])
        for widget in (self.edit, self.button, self.form):
            column.addWidget(widget)
        self.pressed: list[str] = []
        self.button.clicked.connect(lambda: self.pressed.append("button"))
        self.form.answered.connect(lambda key, yes: self.pressed.append(f"{key}{yes}"))
        self.keys = Keys(Bursts(35), self.window, lambda _event: self.now)
        self.scans: list[str] = []
        self.acted: list[str] = []
        self.refused: list[bool] = []
        self.keys.scanned.connect(self.scans.append)
        self.keys.acted.connect(self.acted.append)
        self.keys.refused.connect(lambda: self.refused.append(True))
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.app = app

    def type(self, words: str, pause: int = 5) -> None:
        for sign in words:
            self.now += pause
            self._press(Qt.Key.Key_unknown, sign)

    def telex(self, words: str, pause: int = 5) -> None:
        """Type through an input tool: where a sign is ⌫ it erases what it writes anew."""
        for sign in words:
            self.now += pause
            key = Qt.Key.Key_Backspace if sign == "⌫" else Qt.Key.Key_unknown
            self._press(key, "\b" if sign == "⌫" else sign)

    def enter(self, pause: int = 5) -> None:
        self.now += pause
        self._press(Qt.Key.Key_Return, "\r")

    def _press(self, key: Qt.Key, sign: str) -> None:
        target = QApplication.focusWidget() or self.window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
            self.app.sendEvent(target, event)

    def silence(self) -> None:
        self.now += 1000
        self.keys.settle()


@pytest.fixture
def bench(dressed: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(dressed, qtbot)
    yield made
    made.keys.stop()


def test_a_burst_in_a_field_is_a_scan_and_the_field_gets_its_text_back(bench: Bench) -> None:
    bench.edit.setText("đang gõ")
    bench.edit.setFocus()
    bench.type(CODE)
    bench.enter()
    assert bench.scans == [CODE]
    assert bench.edit.text() == "đang gõ"


def test_what_an_input_tool_erases_in_a_burst_is_erased_in_the_code_and_not_in_the_field(
    bench: Bench,
) -> None:
    bench.edit.setText("Nguyễn Văn Mẫu")
    bench.edit.setFocus()
    bench.telex("012345678901||Nguye⌫ên Va⌫ă⌫⌫n A|01011990|Nam")
    bench.enter()
    assert bench.scans == ["012345678901||Nguyên n A|01011990|Nam"]
    assert bench.edit.text() == "Nguyễn Văn Mẫu"


def test_what_an_input_tool_erases_before_six_signs_is_not_in_the_code_either(
    bench: Bench,
) -> None:
    bench.edit.setText("x")
    bench.edit.setFocus()
    bench.telex("dd⌫⌫đ" + CODE)
    bench.enter()
    assert bench.scans == ["đ" + CODE]
    assert bench.edit.text() == "x"


def test_backspace_by_hand_erases_in_the_field(bench: Bench) -> None:
    bench.edit.setFocus()
    bench.type("abcdefgh", pause=150)
    bench.now += 150
    QTest.keyClick(bench.edit, Qt.Key.Key_Backspace)
    assert bench.edit.text() == "abcdefg"


def test_a_burst_on_a_button_presses_nothing(bench: Bench) -> None:
    bench.button.setFocus()
    bench.type(CODE)
    bench.enter()
    bench.silence()
    assert bench.scans == [CODE]
    assert bench.pressed == []


def test_a_burst_on_a_form_answers_nothing(bench: Bench) -> None:
    bench.form.focus_first()
    bench.type("121212121212")
    bench.enter()
    bench.silence()
    assert bench.scans == ["121212121212"]
    assert bench.pressed == []


def test_a_hand_on_a_form_still_answers(bench: Bench) -> None:
    bench.form.focus_first()
    bench.type("1", pause=200)
    bench.silence()
    bench.type("2", pause=200)
    bench.silence()
    assert bench.pressed == ["1False", "2True"]


def test_a_scanner_that_sends_no_enter_is_understood_by_its_silence(bench: Bench) -> None:
    bench.edit.setFocus()
    bench.type(CODE)
    assert bench.scans == []
    bench.silence()
    assert bench.scans == [CODE]
    assert bench.edit.text() == ""


def test_the_enter_that_comes_after_the_silence_was_noticed_is_swallowed(bench: Bench) -> None:
    bench.button.setFocus()
    bench.type(CODE)
    bench.keys.settle()
    bench.enter(pause=80)
    assert bench.scans == [CODE]
    assert bench.pressed == []


def test_typing_by_hand_stays_typing(bench: Bench) -> None:
    bench.edit.setFocus()
    bench.type("nguyen van", pause=90)
    bench.enter(pause=300)
    bench.silence()
    assert bench.edit.text() == "nguyen van"
    assert bench.scans == []


def test_enter_by_hand_presses_a_focused_button(bench: Bench) -> None:
    bench.button.setFocus()
    bench.enter(pause=500)
    assert bench.pressed == ["button"]


def test_five_fast_keys_and_enter_reach_neither_form_nor_button(bench: Bench) -> None:
    bench.form.focus_first()
    bench.type("12121")
    bench.enter()
    bench.silence()
    assert (bench.pressed, bench.scans) == ([], [])


def test_a_scan_over_a_dialog_is_refused_aloud(bench: Bench, qtbot: QtBot) -> None:
    dialog = QDialog(bench.window)
    edit = QLineEdit(dialog)
    dialog.open()
    edit.setFocus()
    bench.type(CODE)
    bench.enter()
    assert (bench.scans, bench.refused) == ([], [True])
    assert edit.text() == ""
    dialog.reject()


def test_a_code_of_five_thousand_characters_is_one_scan(bench: Bench) -> None:
    bench.edit.setFocus()
    bench.type("x" + "0123456789" * 500, pause=1)
    bench.enter(pause=1)
    assert [len(scan) for scan in bench.scans] == [5001]
    assert bench.edit.text() == ""


@pytest.mark.parametrize(("pressed", "action"), list(TABLE.items()))
def test_each_key_of_the_table_does_its_deed(
    pressed: tuple[Qt.Key, Qt.KeyboardModifier], action: str, bench: Bench
) -> None:
    bench.button.setFocus()
    QTest.keyClick(bench.button, pressed[0], pressed[1])
    assert bench.acted == [action]


def test_each_f_key_has_a_twin_and_no_key_meets_an_input_tool() -> None:
    for (key, _mod), deed in TABLE.items():
        if not Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12:
            continue
        twins = [other for (other, _mod), same in TABLE.items() if same == deed and other != key]
        assert twins or deed in {"scan_field", "full_screen"}, deed
    for _key, modifiers in TABLE:
        assert not modifiers & Qt.KeyboardModifier.AltModifier
        assert not modifiers & Qt.KeyboardModifier.ShiftModifier


def test_ctrl_z_is_the_texts_own_while_a_text_is_edited(bench: Bench) -> None:
    bench.edit.setFocus()
    QTest.keyClicks(bench.edit, "a", delay=0)
    bench.silence()
    bench.edit.insert("b")
    QTest.keyClick(bench.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bench.acted == []
    bench.button.setFocus()
    QTest.keyClick(bench.button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bench.acted == ["undo"]


def test_a_burst_is_a_scan_also_when_the_widget_with_the_focus_was_hidden(bench: Bench) -> None:
    bench.button.setFocus()
    bench.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    bench.button.clearFocus()
    assert QApplication.focusWidget() is None
    bench.type(CODE)
    bench.enter()
    assert bench.scans == [CODE]
