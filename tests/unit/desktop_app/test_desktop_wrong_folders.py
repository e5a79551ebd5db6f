"""Commands on a folder that is not the one that was meant: a sentence, and nothing is made."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from desktop_app.command_line import main
from local_db.keys import keys_of
from local_db.store import Store
from records import passwords

AT_A_CENTRE = (
    ("serve", "--port", "0"),
    ("add-staff", "T01", "hoa", "Nguyễn Thị Hòa"),
    ("code", "T01"),
    ("devices", "T01"),
    ("revoke", "0" * 36, "mất"),
    ("recall", "comirnaty", "FA1234", "lỗi"),
    ("badge", "T01", "badges.pdf"),
    ("export", "T01", "out"),
    ("import", "out"),
)
AT_A_DESK = (
    ("sync",),
    ("carry", "export", "out"),
    ("carry", "import", "out"),
    ("journal", "verify"),
    ("journal", "show"),
    ("rebuild",),
    ("badge", "badges.pdf"),
    ("backup",),
    ("upstream", "list"),
)


def run(folder: Path, *words: str) -> int:
    return main(["--data", str(folder), "--language", "en", *words])


def pipe(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    """Let a command read this from its standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(sent), "utf-8"))


@pytest.fixture(autouse=True)
def no_key_store_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local_db.os_keys.OsKeys.usable", staticmethod(lambda: False))


@pytest.mark.parametrize("words", AT_A_CENTRE, ids=lambda words: words[0])
def test_no_centre_is_made_where_one_was_to_be_found(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "Trung tâm cũ"

    assert run(folder, "centre", *words) == 1

    assert "There is no centre's database here yet. Nothing was made." in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize("words", AT_A_DESK, ids=" ".join)
def test_no_desk_is_made_where_one_was_to_be_found(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "Dữ liệu cũ"

    assert run(folder, *words) == 1

    assert "no desk's data in the folder" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("centre", "add-site", "T01", "Trạm"),
        ("hub", "join", "http://127.0.0.1:9", "K7QF-9T2M-AAAA-BBBB"),
    ],
)
@pytest.mark.parametrize("below", ["", "below"])
def test_a_file_in_the_place_of_a_data_folder_is_said(
    words: tuple[str, ...], below: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ghi chú.txt"
    file.write_text("x")

    assert run(file / below, *words) == 1

    assert "cannot be opened" in capsys.readouterr().err


def test_a_centre_whose_key_is_gone_gets_no_other_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "centre", "add-site", "T01", "Trạm") == 0
    (tmp_path / "centre.key").rename(tmp_path / "kept")

    assert run(tmp_path, "centre", "code", "T01") == 1
    assert run(tmp_path, "centre", "add-site", "T02", "Trạm") == 1

    assert "No new key was made" in capsys.readouterr().err
    assert not (tmp_path / "centre.key").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is no folder is another error")
def test_a_backup_that_has_no_place_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Store.open(tmp_path, keys_of(tmp_path)).close()
    (tmp_path / "backups").write_text("not a folder")

    assert run(tmp_path, "backup") == 1

    assert capsys.readouterr().err.strip()


@pytest.mark.parametrize("command", [("enrol",), ("hub", "join")])
@pytest.mark.parametrize(
    ("address", "code", "says"),
    [
        ("", "K7QF-9T2M-AAAA-BBBB", "This is not an address"),
        ("http://192.168.1.20: 8444", "K7QF-9T2M-AAAA-BBBB", "This is not an address"),
        ("http://192.168.1.20:99999", "K7QF-9T2M-AAAA-BBBB", "This is not an address"),
        ("192.168.1.20:8444", "K7QF", "The enrolment code is wrong"),
        ("bantiem:hub?url=x", "K7QF-9T2M-AAAA-BBBB", "This does not name a site's hub"),
    ],
)
def test_what_was_typed_wrong_to_join_is_said_before_anything_is_made(
    command: tuple[str, ...],
    address: str,
    code: str,
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "bàn 1"

    assert run(folder, *command, address, code) == 1

    assert says in capsys.readouterr().err
    assert not folder.exists()


def test_a_password_comes_over_a_pipe_with_or_without_windows_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = ("centre", "add-staff", "T01", "hoa", "Nguyễn Thị Hòa")
    assert run(tmp_path, "centre", "add-site", "T01", "Trạm") == 0
    kept: list[str] = []

    def hashed(password: str) -> str:
        kept.append(password)
        return "$argon2id$"

    monkeypatch.setattr(passwords, "hashed", hashed)
    for sent in ("mật khẩu\n".encode(), "\ufeffmật khẩu\r\n".encode(), "mật khẩu".encode()):
        pipe(monkeypatch, sent)
        assert run(tmp_path, *add) == 0
    assert kept == ["mật khẩu"] * 3


def test_a_password_of_another_code_page_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "centre", "add-site", "T01", "Trạm") == 0
    pipe(monkeypatch, "mật khẩu dài".encode("utf-16"))

    assert run(tmp_path, "centre", "add-staff", "T01", "hoa", "Hoa") == 1

    assert "Nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [("journal", "verify"), ("centre", "devices", "T01"), ("hub", "status"), ("trust",)],
    ids=" ".join,
)
def test_a_folder_that_cannot_be_looked_into_is_said(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / ("x" * 300), *words) == 1
    assert "cannot be looked into" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["", "postgresql://h:port/db", "mysql://h/db", "centre.db"])
def test_an_address_of_a_database_that_is_none_makes_no_other_one(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "centre", "--database", url, "add-site", "T01", "Trạm") == 1
    assert "database cannot be opened" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["", "4f0c", "x" * 64])
def test_a_hub_needs_an_address_and_a_key(
    key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "upstream", "add", "192.168.1.20:8444", key) == 1
    assert "does not name a site's hub" in capsys.readouterr().err
    assert run(tmp_path, "upstream", "add", "", "0" * 64) == 1
    assert "This is not an address" in capsys.readouterr().err
