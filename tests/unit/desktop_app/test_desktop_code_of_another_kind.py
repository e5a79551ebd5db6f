"""A one-time code of the other kind is refused, and the right one then does what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from central import administration
from central.centre import Centre
from central.server import Server
from desktop_app.command_line import main
from desktop_app.commands.centre import open_centre
from immunization.ids import SiteCode

SITE = SiteCode("75-001")


@pytest.fixture(autouse=True)
def no_key_store_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local_db.os_keys.OsKeys.usable", staticmethod(lambda: False))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Centre, str]]:
    with open_centre(tmp_path / "centre") as centre:
        administration.add_site(centre, SITE, "TYT xã Thanh Bình")
        server = Server(centre)
        server.start()
        try:
            yield centre, server.url
        finally:
            server.stop()


def run(folder: Path, *words: str) -> int:
    return main(["--data", str(folder), "--language", "en", *words])


def test_a_desks_code_makes_no_hub_and_a_hubs_code_then_does(
    served: tuple[Centre, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    centre, url = served
    folder = tmp_path / "hub"

    assert run(folder, "hub", "join", url, administration.issue_code(centre, SITE)) == 1
    assert "This code is for a desk" in capsys.readouterr().err
    code = administration.issue_code(centre, SITE, role="hub")
    assert run(folder, "hub", "join", url, code) == 0
    key = (folder / "hub.key").read_text("ascii")
    for where in (("--host", "PC của trạm"), ("--port", "99999")):
        assert run(folder, "hub", "qr", *where) == 1
        assert "This is not an address" in capsys.readouterr().err
    assert run(folder, "hub", "qr", "--host", "192.168.1.5") == 0
    assert run(folder, "hub", "join", url, administration.issue_code(centre, SITE)) == 0
    assert (folder / "hub.key").read_text("ascii") == key


def test_a_hubs_code_makes_no_desk_and_a_desks_code_then_does(
    served: tuple[Centre, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    centre, url = served
    folder = tmp_path / "desk"

    code = administration.issue_code(centre, SITE, role="hub")
    assert run(folder, "enrol", url, code) == 1
    assert "Ask IT for a new one" in capsys.readouterr().err
    assert run(folder, "enrol", url, administration.issue_code(centre, SITE)) == 0
    key = (folder / "device.key").read_text("ascii")
    code = administration.issue_code(centre, SITE, role="hub")
    assert run(folder, "enrol", url, code) == 0  # it stays the desk that it is, in a new epoch
    assert (folder / "device.key").read_text("ascii") == key
