"""A desk's first start: the window that takes the one-time code, before a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from central import administration
from central.administration import Member
from desktop_app.desk_program import DeskProgram
from desktop_app.server_address import AddressWrong, place_of
from desktop_app.settings import Settings
from records import hub_place
from tests import writing
from tests.centres import Running
from tests.hubs import RunningHub
from ui.frame.join_site import JoinSite

PATIENCE_MS = 60_000
PASSWORD = "mat-khau-dai"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def nearby(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What is heard on the network; multicast itself has tests of its own."""
    found: dict[str, str] = {}

    def addresses(_self: object) -> Mapping[str, str]:
        return dict(found)

    monkeypatch.setattr("sync.nearby.Nearby.addresses", addresses)
    return found


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, nearby: dict[str, str]
) -> Iterator[DeskProgram]:
    del nearby
    made = DeskProgram(qapp, tmp_path / "desk", Settings(language="en", camera=""))
    (tmp_path / "desk").mkdir()
    with qtbot.waitSignal(made.opened, timeout=PATIENCE_MS):
        made.start()
    yield made
    made.stop()
    if made.sign_in is not None:
        made.sign_in.close()
    made.deleteLater()


def until(qtbot: QtBot, true: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE_MS)


def window(program: DeskProgram) -> JoinSite:
    assert program.joining is not None
    return program.joining.window


def join(program: DeskProgram, address: str, code: str) -> None:
    window(program).fill(address, code)
    window(program)._enter.click()


def said(program: DeskProgram) -> str:
    facts = window(program)._alert.alert()
    return facts.words if facts else ""


def place(program: DeskProgram) -> str:
    return program._entrance.place


def test_a_new_desk_joins_by_its_window_and_fetches_who_may_sign_in(
    running: Running, program: DeskProgram, qtbot: QtBot
) -> None:
    member = Member("hoa", "Lê Thị Mai Hoa", "nurse", PASSWORD)
    administration.add_staff(running.centre, writing.SITE, member)
    code = administration.issue_code(running.centre, writing.SITE)

    join(program, running.url.removeprefix("http://"), code)

    until(qtbot, lambda: place(program))
    assert place(program) == "Bàn 1 · TYT Thanh Bình"
    until(qtbot, lambda: not program.awaits_staff)
    assert program.sign_in is not None
    with qtbot.waitSignal(program.ready, timeout=PATIENCE_MS):
        program.sign_in.sign_in_asked.emit("hoa", PASSWORD)


def test_a_wrong_code_is_said_and_may_be_typed_again(
    running: Running, program: DeskProgram, qtbot: QtBot
) -> None:
    join(program, running.url, "0000-0000-0000-0000")
    until(qtbot, lambda: "code is wrong" in said(program))
    assert place(program) == ""

    join(program, running.url, administration.issue_code(running.centre, writing.SITE))
    until(qtbot, lambda: place(program))


def test_a_server_that_is_heard_is_offered_and_filled_in(
    running: Running, program: DeskProgram, nearby: dict[str, str], qtbot: QtBot
) -> None:
    nearby["ab" * 32] = running.url
    until(qtbot, lambda: window(program)._address.text() == running.url)
    assert window(program)._heard.chosen() == running.url


def test_a_scanned_code_of_another_server_is_refused_and_nothing_is_joined(
    running: Running, hub: RunningHub, program: DeskProgram, qtbot: QtBot
) -> None:
    del running
    assert hub.centre.hub is not None
    code = administration.issue_code(hub.centre, hub.centre.hub.site)

    join(program, hub_place.write(hub.url, "ab" * 32), code)
    until(qtbot, lambda: "not that of this QR code" in said(program))
    assert place(program) == ""

    join(program, hub_place.write(hub.url, hub.key.hex()), code)
    until(qtbot, lambda: place(program))


def test_the_camera_reads_a_servers_code_into_the_window(
    running: Running, program: DeskProgram, qtbot: QtBot
) -> None:
    text = hub_place.write(running.url, running.centre.key.public.hex())
    program._relay.code_came.emit("not a server")
    until(qtbot, lambda: said(program))
    program._relay.code_came.emit(text.encode())
    until(qtbot, lambda: window(program)._address.text() == text)

    join(program, text, administration.issue_code(running.centre, writing.SITE))
    until(qtbot, lambda: place(program))


@pytest.mark.parametrize("typed", ["", "x y", "ftp://a", "http://", "http://a/?q=1", "a" * 700])
def test_what_is_no_address_is_said_before_anybody_is_asked(
    typed: str, database_url: object
) -> None:
    del database_url
    with pytest.raises(AddressWrong):
        place_of(typed)
