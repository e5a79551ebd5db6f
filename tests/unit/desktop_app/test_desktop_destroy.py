"""A revoked desk's program destroys its data when it is told to, and says so at the sign-in."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.desk_program import DeskProgram
from desktop_app.settings import Settings
from immunization.ids import SiteCode
from local_db import node, wiping
from local_db.connecting import FILE
from local_db.file_keys import FileKeys
from local_db.store import Store
from records import journal
from sync.carrying.keys import public_of
from tests import writing

PATIENCE_MS = 20_000
KEY = public_of(b"c" * 32).hex()


def desk_in(folder: Path, *, waiting: int) -> FileKeys:
    """Leave the data of an enrolled desk of which the centre lacks some entries."""
    keys = FileKeys(folder)
    store = Store.open(folder, keys)
    own = node.Node(writing.device(1), 1, 1, "Bàn 1", SiteCode("75-001"), "TYT Tân Phú")
    own = replace(own, upstream="http://127.0.0.1:9", upstream_key=KEY, centre_key=KEY)
    store.write(lambda connection: node.enrol(connection, own)).result()
    pen = writing.Pen(1)
    batch = [pen.write(writing.arrived(f"A{at}"), writing.person(at)) for at in range(waiting)]
    store.write(lambda connection: journal.append(connection, own.author, batch)).result()
    store.close()
    keys.keep_device_key(b"d" * 32)
    return keys


def told_to_destroy(qapp: QApplication, qtbot: QtBot, folder: Path) -> str:
    """Open the program, tell it to destroy; return what it then says."""
    program = DeskProgram(qapp, folder, Settings(language="en"))
    try:
        with qtbot.waitSignal(program.opened, timeout=PATIENCE_MS):
            program.start()
        with qtbot.waitSignal(program.failed, timeout=PATIENCE_MS) as said:
            program._relay.destroy_asked.emit()
        assert not program.is_open
        sentence: str = said.args[0]
        return sentence
    finally:
        program.stop()
        if program.sign_in is not None:
            program.sign_in.close()
        program.deleteLater()


def test_data_and_keys_go_and_the_sign_in_says_so(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    keys = desk_in(tmp_path, waiting=0)
    assert told_to_destroy(qapp, qtbot, tmp_path) == wiping.Wiped.text.en
    assert not (tmp_path / FILE).exists()
    assert keys.device_key() is None


def test_a_desk_that_wrote_meanwhile_keeps_everything(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    keys = desk_in(tmp_path, waiting=2)
    assert "has not acknowledged 2 entries" in told_to_destroy(qapp, qtbot, tmp_path)
    store = Store.open(tmp_path, keys)
    with store.read() as connection:
        assert journal.count(connection) == 2
    store.close()
