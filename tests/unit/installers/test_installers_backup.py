"""IT copies a desk's database from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app import command_line


def test_a_copy_is_made_beside_an_open_database_and_its_place_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from local_db.keys import keys_of
    from local_db.store import Store

    store = Store.open(tmp_path, keys_of(tmp_path))
    try:
        assert command_line.main(["--data", str(tmp_path), "backup"]) == 0
    finally:
        store.close()
    copy = Path(capsys.readouterr().out.strip())
    assert copy.parent == tmp_path / "backups"
    assert copy.read_bytes()[:6] != b"SQLite"


def test_without_a_database_a_sentence_says_so_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.main(["--data", str(tmp_path / "none"), "--language", "en", "backup"]) == 1
    assert "There is no desk's data in the folder" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
