"""A badge changes the user quickly, and what the one before had half entered stays theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.staff import Operator
from desktop_app.desk_program import DeskProgram
from desktop_app.settings import Settings
from immunization.text import Text
from tests.unit.desktop_app.staffed_desk import HOA, NAM, PASSWORD, badge_of, desk_in
from ui.frame.ask_dialogs import ClosingDialog
from ui.frame.change_user import ChangeUser
from ui.ports import ScannerState

PATIENCE_MS = 30_000


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[DeskProgram]:
    desk_in(tmp_path)
    made = DeskProgram(qapp, tmp_path, Settings(language="en", camera=""))
    with qtbot.waitSignal(made.opened, timeout=PATIENCE_MS):
        made.start()
    yield made
    made.stop()
    if made.sign_in is not None:
        made.sign_in.close()
    made.deleteLater()


def begin(program: DeskProgram, qtbot: QtBot, operator: Operator) -> None:
    assert program.sign_in is not None
    with qtbot.waitSignal(program.ready, timeout=PATIENCE_MS):
        program.sign_in.sign_in_asked.emit(operator.login, PASSWORD)


def until(qtbot: QtBot, true: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE_MS)


def asked(program: DeskProgram, qtbot: QtBot, code: str) -> ChangeUser:
    program._relay.code_came.emit(code)
    until(qtbot, lambda: isinstance(QApplication.activeModalWidget(), ChangeUser))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ChangeUser)
    return dialog


def change(program: DeskProgram, qtbot: QtBot, operator: Operator) -> None:
    dialog = asked(program, qtbot, badge_of(operator))
    with qtbot.waitSignal(program.ready, timeout=PATIENCE_MS):
        dialog.password_given.emit(PASSWORD)


def name_typed(program: DeskProgram) -> str:
    assert program.workplace is not None
    return program.workplace.presenters.reception.form.name


def half_enter(program: DeskProgram, name: str) -> None:
    assert program.workplace is not None
    place = program.workplace
    place.presenter.register_asked()
    edit = place.pages.reception.form.fields["name"].edit
    edit.setText(name)
    edit.textEdited.emit(name)
    assert place.half_entered()


def test_what_is_half_entered_waits_unsaved_for_who_entered_it(
    program: DeskProgram, qtbot: QtBot
) -> None:
    begin(program, qtbot, HOA)
    half_enter(program, "Nguyễn Văn Dở")

    change(program, qtbot, NAM)

    assert program.desk is not None
    assert program.desk.station.operator == NAM
    assert name_typed(program) == ""
    change(program, qtbot, HOA)
    assert program.desk.station.operator == HOA
    assert name_typed(program) == "Nguyễn Văn Dở"
    assert program.window is not None
    assert program.window.isVisible()


def test_a_code_goes_to_the_user_of_now_only(program: DeskProgram, qtbot: QtBot) -> None:
    begin(program, qtbot, HOA)
    half_enter(program, "Nguyễn Văn Dở")
    first = program.workplace
    change(program, qtbot, NAM)
    assert first is not None
    assert program.workplace is not None

    program._relay.code_came.emit("001202000000||Họ Tên Mẫu|15052002|Nam|Phường X|20042021")

    until(qtbot, lambda: name_typed(program) == "Họ Tên Mẫu")
    assert first.presenters.reception.form.name == "Nguyễn Văn Dở"
    page = first.pages.reception
    assert not page.conflict.isVisibleTo(page)  # it was not even asked


def test_the_waiting_room_keeps_its_screen_whoever_works(
    program: DeskProgram, qtbot: QtBot
) -> None:
    begin(program, qtbot, HOA)
    assert program.workplace is not None
    program.workplace.show_wall()

    change(program, qtbot, NAM)

    assert program.workplace.shows_wall()


def test_nobody_can_save_in_the_window_that_steps_aside(program: DeskProgram, qtbot: QtBot) -> None:
    begin(program, qtbot, HOA)
    half_enter(program, "Nguyễn Văn Dở")
    aside = program.window
    change(program, qtbot, NAM)
    assert aside is not None
    assert not aside.isEnabled()

    change(program, qtbot, HOA)
    assert program.window is aside
    assert aside.isEnabled()


def test_a_wrong_password_changes_nobody_and_staying_keeps_everything(
    program: DeskProgram, qtbot: QtBot
) -> None:
    begin(program, qtbot, HOA)
    half_enter(program, "Nguyễn Văn Dở")
    dialog = asked(program, qtbot, badge_of(NAM))
    dialog.password_given.emit("sai")

    until(qtbot, lambda: dialog._alert.alert() is not None)
    dialog.reject()
    assert program.desk is not None
    assert program.desk.station.operator == HOA
    assert name_typed(program) == "Nguyễn Văn Dở"


def test_ones_own_badge_asks_nothing(program: DeskProgram, qtbot: QtBot) -> None:
    begin(program, qtbot, HOA)
    assert program.workplace is not None
    page = program.workplace.pages.reception

    program._relay.code_came.emit(badge_of(HOA))

    until(qtbot, lambda: page.notice.isVisibleTo(page))
    assert QApplication.activeModalWidget() is None


def test_who_signs_out_with_something_half_entered_finds_it_again(
    program: DeskProgram, qtbot: QtBot
) -> None:
    begin(program, qtbot, HOA)
    half_enter(program, "Nguyễn Văn Dở")
    assert program.window is not None

    program.window.account_asked.emit()

    assert program.sign_in is not None
    begin(program, qtbot, HOA)
    assert name_typed(program) == "Nguyễn Văn Dở"


def test_closing_asks_while_somebodys_work_waits(program: DeskProgram, qtbot: QtBot) -> None:
    begin(program, qtbot, HOA)
    half_enter(program, "Nguyễn Văn Dở")
    change(program, qtbot, NAM)
    assert program.window is not None

    program.window.close_asked.emit()

    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ClosingDialog)
    dialog.reject()
    assert program.window is not None


def test_a_badge_at_the_sign_in_screen_chooses_who_and_asks_the_password(
    program: DeskProgram, qtbot: QtBot
) -> None:
    screen = program.sign_in
    assert screen is not None
    until(qtbot, lambda: program._entrance.hears_badges)

    program._relay.code_came.emit(badge_of(NAM))

    until(qtbot, lambda: screen.login() == "nam")
    assert program.desk is None


def test_who_comes_to_the_desk_is_told_at_once_that_the_scanner_is_gone(
    program: DeskProgram, qtbot: QtBot
) -> None:
    gone = ScannerState("missing", "Xenon", Text(vi="Không thấy", en="Gone"))
    program._relay.scanner_told.emit(gone)

    begin(program, qtbot, HOA)

    assert program.window is not None
    assert "scanner" in [one.key for one in program.window.status.statements()]
