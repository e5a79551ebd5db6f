"""The command line on real folders: enrol, sync, prove the journal, and say what is wrong."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from central import administration, chains, nodes
from central.nodes import Node
from central.server import Server
from desktop_app.command_line import main
from desktop_app.commands.centre import open_centre
from desktop_app.commands.journal import line_for_people
from immunization.ids import SiteCode
from local_db.keys import keys_of
from local_db.store import Store
from records.lines import StoredEntry
from records.seals import Head
from tests.writing import Pen, arrived, device, person

SITE = SiteCode("75-001")


@pytest.fixture(autouse=True)
def no_key_store_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local_db.os_keys.OsKeys.usable", staticmethod(lambda: False))


def run(folder: Path, *words: str) -> int:
    return main(["--data", str(folder), "--language", "en", *words])


def test_a_desk_joins_fetches_and_proves_its_journal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    centre_folder, desk = tmp_path / "centre", tmp_path / "Nông trại"
    assert run(centre_folder, "centre", "add-site", SITE, "Trạm Y tế xã Thanh Bình") == 0
    with open_centre(centre_folder) as centre:
        code = administration.issue_code(centre, SITE)
        server = Server(centre)
        server.start()
        try:
            assert run(desk, "enrol", server.url, code) == 0
            assert run(desk, "sync") == 0
        finally:
            server.stop()
    assert "Bàn 1, Trạm Y tế xã Thanh Bình" in capsys.readouterr().out
    assert run(desk, "journal", "verify") == 0
    assert run(desk, "journal", "show") == 0
    assert run(desk, "rebuild") == 0
    assert "2 entries in all" in capsys.readouterr().out


def test_the_desks_of_a_site_are_listed_with_what_is_held_of_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "centre", "add-site", SITE, "Trạm Y tế xã Thanh Bình") == 0
    one, other = device(1), device(2)
    with open_centre(tmp_path) as centre, centre.database.writing() as connection:
        for number, desk in enumerate((one, other), 1):
            made = Node(desk, SITE, f"PC-{number}", number, bytes(32), revoked=False)
            nodes.add(connection, made, datetime.now(UTC))
        for epoch, seq in ((1, 30), (7, 12)):
            chains.move_head(connection, SITE, Head(one, epoch, seq, bytes(32)))
    assert run(tmp_path, "centre", "revoke", other, "bị mất") == 0
    capsys.readouterr()

    assert run(tmp_path, "centre", "devices", SITE) == 0

    assert capsys.readouterr().out.splitlines() == [
        f"desk  1  {one}  held up to 12 of epoch 7  PC-1",
        f"desk  2  {other}  REVOKED, nothing held  PC-2",
    ]


def test_a_wrong_code_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    centre_folder = tmp_path / "centre"
    run(centre_folder, "centre", "add-site", SITE, "Trạm")
    with open_centre(centre_folder) as centre:
        server = Server(centre)
        server.start()
        try:
            assert run(tmp_path / "desk", "enrol", server.url, "AAAA-BBBB-CCCC-DDDD") == 1
        finally:
            server.stop()
    said = capsys.readouterr().err
    assert said.strip()
    assert "Traceback" not in said


def test_a_lost_key_is_said_and_nothing_is_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = tmp_path / "desk"
    Store.open(desk, keys_of(desk)).close()
    before = (desk / "bantiem.db").read_bytes()
    shutil.move(desk / "database.key", tmp_path / "elsewhere.key")
    assert run(desk, "journal", "verify") == 1
    assert capsys.readouterr().err.strip()
    assert (desk / "bantiem.db").read_bytes() == before
    assert not (desk / "database.key").exists()


def test_an_entry_is_printed_readably_and_garbage_as_what_it_is() -> None:
    pen = Pen()
    pen.write(arrived(), person())
    line = line_for_people(pen.written[0])
    assert "visit.arrived" in line
    assert '"number":"A001"' in line
    assert "cannot be read" in line_for_people(StoredEntry(device(), 1, 2, b"\x00"))


def test_words_that_are_no_command_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refused:
        run(tmp_path, "inject")
    assert refused.value.code == 2
