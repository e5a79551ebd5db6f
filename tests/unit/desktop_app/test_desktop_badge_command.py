"""``bantiem badge`` and ``bantiem centre badge``: the centre's badges are known at a desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central import administration, roster
from central.server import Server
from desk.badges import Badges, new_badge
from desk.identify import StaffScanned
from desk.staff import Operator
from desktop_app.command_line import main
from desktop_app.commands.centre import open_centre
from immunization.ids import SiteCode
from local_db.file_keys import FileKeys
from local_db.store import Store

SITE = SiteCode("75-001")


def run(folder: Path, *words: str) -> int:
    return main(["--data", str(folder), "--language", "en", *words])


def test_badges_of_the_centre_and_of_a_desk_are_printed_and_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hall, desk, file = tmp_path / "centre", tmp_path / "Nông trại", tmp_path / "thẻ.pdf"
    FileKeys(desk).make_database_key()
    with open_centre(hall) as centre:
        administration.add_site(centre, SITE, "TYT xã Thanh Bình")
        member = administration.Member("hoa", "Lê Thị Mai Hoa", "nurse", "mật khẩu dài", "ĐD.")
        administration.add_staff(centre, SITE, member)
        code = administration.issue_code(centre, SITE)
        server = Server(centre)
        server.start()
        try:
            assert run(desk, "enrol", server.url, code) == 0
            assert run(desk, "sync") == 0
        finally:
            server.stop()
        (found,) = roster.of_site(centre, SITE)[1]
        key = Ed25519PrivateKey.from_private_bytes(centre.key.private)
    capsys.readouterr()

    assert run(hall, "centre", "badge", SITE, str(file), "hoa") == 0
    assert file.read_bytes().startswith(b"%PDF")
    assert run(desk, "badge", str(file)) == 0
    assert run(desk, "badge", str(file), " HOA") == 0
    assert run(desk, "badge", str(file), "hoa", "ai") == 1
    assert run(hall, "centre", "badge", SITE, str(file), "hoa", "ai") == 1
    assert "Nothing was printed" in capsys.readouterr().err

    operator = Operator(found.id, found.login, found.name, found.title, found.role)
    store = Store.open(desk, FileKeys(desk))
    try:
        badge = new_badge(operator, key, date(2026, 11, 23))
        assert isinstance(Badges(store).scanned(badge.code), StaffScanned)
    finally:
        store.close()
