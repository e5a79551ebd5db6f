"""The commands that carry by hand, from a desk to a centre and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from central import administration
from central.centre import Centre
from central.server import Server
from desktop_app.command_line import main
from desktop_app.commands.centre import open_centre
from local_db import node
from local_db.file_keys import FileKeys
from local_db.store import Store
from records import journal
from tests import writing


def join(centre: Centre, data: Path) -> None:
    """Make a data folder a desk of the centre's site, and record three entries there."""
    server = Server(centre)
    server.start()
    try:
        FileKeys(data).make_database_key()
        code = administration.issue_code(centre, writing.SITE)
        assert main(["--data", str(data), "enrol", server.url, code]) == 0
    finally:
        server.stop()
    store = Store.open(data, FileKeys(data))
    with store.read() as connection:
        author = node.read(connection).author
    pen = writing.Pen(1)
    batch = [pen.write(writing.arrived(f"A{at}"), writing.person(at)) for at in range(3)]
    store.write(lambda connection: journal.append(connection, author, batch)).result()
    store.close()


def test_entries_go_to_the_centre_and_receipts_come_back_and_a_revoked_desk_is_wiped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, hall, stick = tmp_path / "desk", tmp_path / "centre", tmp_path / "out"
    with open_centre(hall) as centre:
        administration.add_site(centre, writing.SITE, "TYT Tân Phú")
        join(centre, desk)
        device = administration.list_devices(centre, writing.SITE)[0].device
    at_desk = ["--language", "en", "--data", str(desk), "carry"]
    at_centre = ["--language", "en", "--data", str(hall), "centre"]
    assert main([*at_desk, "export", str(stick)]) == 0
    assert main([*at_centre, "revoke", device, "lost"]) == 0
    capsys.readouterr()
    assert main([*at_centre, "import", str(stick)]) == 1
    assert "was revoked" in capsys.readouterr().err
    assert main([*at_centre, "import", "--supervised", "found again", str(stick)]) == 0
    assert "3 entries in the file, 3 new, 0 refused" in capsys.readouterr().out
    assert main([*at_desk, "import", f"{stick}.receipts"]) == 0
    assert "the data here is destroyed" in capsys.readouterr().out
    assert not (desk / "bantiem.db").exists()
    assert not (desk / "database.key").exists()


def test_a_register_goes_to_a_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk, hall, stick = tmp_path / "desk", tmp_path / "centre", tmp_path / "register"
    with open_centre(hall) as centre:
        administration.add_site(centre, writing.SITE, "TYT Tân Phú")
        join(centre, desk)
    assert main(["--data", str(hall), "centre", "export", writing.SITE, str(stick)]) == 0
    assert main(["--language", "en", "--data", str(desk), "carry", "import", str(stick)]) == 0
    assert "Took 2 entries of the site." in capsys.readouterr().out


def test_a_file_that_is_none_of_ours_is_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hall, stick = tmp_path / "centre", tmp_path / "diary"
    stick.write_text("Dear diary")
    with open_centre(hall) as centre:
        administration.add_site(centre, writing.SITE, "TYT Tân Phú")
    words = ["--language", "en", "--data", str(hall), "centre", "import", str(stick)]
    assert main(words) == 1
    assert "This is not a file of Bàn Tiêm." in capsys.readouterr().err
