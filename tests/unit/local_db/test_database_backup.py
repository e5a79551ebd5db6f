"""Copies of the database: encrypted, proved, bounded in number."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from local_db import backup, search
from local_db.connecting import FILE, connect
from local_db.errors import BackupFailed, DiskFull
from local_db.file_keys import FileKeys
from local_db.store import Store
from tests import writing
from tests.unit.local_db.conftest import Site


@pytest.fixture
def ticking() -> Iterator[datetime]:
    return (datetime(2026, 11, 23, 8, tzinfo=UTC) + timedelta(minutes=n) for n in range(99))


def test_a_copy_made_while_the_store_is_open_opens_and_finds_the_same(
    site: Site, tmp_path: Path
) -> None:
    site.save(writing.registered(), writing.person(1))
    copy = backup.make(site.store.path, site.store.key, why="test")
    elsewhere = tmp_path / "restored"
    elsewhere.mkdir()
    shutil.copy(copy, elsewhere / FILE)
    shutil.copy(site.store.path.parent / "database.key", elsewhere)
    store = Store.open(elsewhere, FileKeys(elsewhere))
    with store.read() as connection:
        assert [row.person for row in search.people(connection, "hong van")] == [writing.person(1)]
    store.close()


def test_a_copy_shows_nothing_to_whoever_has_no_key(site: Site) -> None:
    site.save(writing.registered(), writing.person(1))
    copy = backup.make(site.store.path, site.store.key, why="test")
    assert b"0912000318" not in copy.read_bytes()
    assert b"SQLite format" not in copy.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_the_oldest_copies_go_and_the_newest_stay(site: Site, ticking: Iterator[datetime]) -> None:
    made = [
        backup.make(site.store.path, site.store.key, why="test", now=lambda: next(ticking))
        for _ in range(5)
    ]
    assert backup.copies(site.store.path) == made[:1:-1]


def test_a_copy_that_is_not_whole_does_not_count(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise BackupFailed("damaged on the way")

    kept = backup.make(site.store.path, site.store.key, why="test")
    monkeypatch.setattr(backup, "_prove", refuse)
    with pytest.raises(BackupFailed):
        backup.make(site.store.path, site.store.key, why="test", keep=1)
    assert list((site.store.path.parent / backup.FOLDER).iterdir()) == [kept]


def test_a_copy_is_not_begun_where_there_is_no_room(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(DiskFull):
        backup.make(site.store.path, site.store.key, why="test")
    assert backup.copies(site.store.path) == []


def test_a_copy_keeps_the_key_of_its_source(site: Site) -> None:
    copy = backup.make(site.store.path, site.store.key, why="test")
    with pytest.raises(Exception, match="not a database"):
        connect(copy, b"x" * 32)
