"""What a start meets: each gets its sentence, and the file is left as it was."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from local_db import backup, checks, migrating, node, opening, revisions
from local_db.changes import Origin
from local_db.connecting import FILE, connect, writing_engine
from local_db.errors import (
    DiskFull,
    KeyMissing,
    MigrationFailed,
    MigrationNeeded,
    ReadOnlyFolder,
    StoreCorrupt,
    StoreLocked,
    StoreTooNew,
    WrongKey,
)
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from local_db.opening import Step
from local_db.shelf import DeskShelf
from local_db.store import Store
from records import journal, projection
from records.journal import JournalBroken
from records.seals import Head, Signed
from records.tallies import Tally, day_of, whole
from tests import writing
from tests.unit.local_db.conftest import Site, desk

PAGE = 4096
_NOBODY = 65_534
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="mode bits are POSIX's")


def opened(folder: Path, **settings: Any) -> Store:
    return Store.open(folder, FileKeys(folder), **settings)


def bare(folder: Path, *statements: str) -> None:
    """Do something to the closed file behind the program's back."""
    raw = connect(folder / FILE, FileKeys(folder).database_key())
    for statement in statements:
        raw.execute(statement)
    raw.close()


@pytest.fixture
def closed(site: Site, folder: Path) -> Path:
    """A database with a few entries in it, closed."""
    for number in range(1, 6):
        site.save(writing.registered(), writing.person(number))
    site.store.close()
    return folder


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)


Upgrade = Callable[..., None]


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Upgrade:
    """Give the program one more revision, of these statements."""

    def add(*statements: str) -> None:
        scripts = tmp_path / "scripts"
        shutil.copytree(migrating.SCRIPTS, scripts)
        (scripts / "versions" / "r_next.py").write_text(
            "from alembic import op\n"
            f"revision, down_revision = 'next', {revisions.HEAD!r}\n"
            f"def upgrade():\n    for one in {statements!r}:\n        op.execute(one)\n",
            "utf-8",
        )
        monkeypatch.setattr(migrating, "SCRIPTS", scripts)
        monkeypatch.setattr(revisions, "KNOWN", (*revisions.KNOWN, "next"))
        monkeypatch.setattr(revisions, "HEAD", "next")

    return add


NOTE = "ALTER TABLE kept ADD COLUMN note TEXT"


def refuses(folder: Path, error: type[Exception], **settings: Any) -> None:
    """Opening fails so, and the file is byte for byte what it was."""
    before = (folder / FILE).read_bytes()
    with pytest.raises(error):
        opened(folder, **settings)
    assert (folder / FILE).read_bytes() == before


@POSIX
def test_nobody_else_can_read_what_is_kept(site: Site, folder: Path) -> None:
    site.save(writing.registered(), writing.person(1))
    names = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    secret = {name: mode for name, mode in names.items() if name.startswith((FILE, "database."))}
    assert {FILE, f"{FILE}-wal", "database.key"} <= set(secret)
    assert set(secret.values()) == {0o600}


def test_the_file_shows_nothing_to_whoever_has_no_key(closed: Path) -> None:
    content = (closed / FILE).read_bytes()
    assert b"SQLite format" not in content
    assert b"0912000318" not in content


def test_writes_are_durable_and_read_beside(site: Site) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    for name, value in wanted.items():
        question = f"PRAGMA {name}"
        assert site.write(lambda c, q=question: c.execute(text(q)).scalar()) == value  # type: ignore[misc]


def test_only_what_the_upstream_has_does_not_wait_for_the_disk(site: Site) -> None:
    def level(connection: Connection) -> int:
        return int(connection.execute(text("PRAGMA synchronous")).scalar_one())

    origins: list[Origin] = ["desk", "feed", "sync", "feed", "rebuild", "feed", "desk"]
    levels = [site.store.write(level, origin=origin).result() for origin in origins]
    assert levels == [2, 1, 2, 1, 2, 1, 2]


def test_another_program_is_refused_until_this_one_closes(site: Site, folder: Path) -> None:
    with pytest.raises(StoreLocked):
        opened(folder)
    site.store.close()
    opened(folder).close()


def test_another_process_is_refused(site: Site, folder: Path) -> None:
    program = (
        "import sys, pathlib; from local_db.store import Store;"
        "from local_db.file_keys import FileKeys; folder = pathlib.Path(sys.argv[1]);"
        "Store.open(folder, FileKeys(folder))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], check=False, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "StoreLocked" in done.stderr


def test_a_refused_start_holds_nothing(closed: Path) -> None:
    bare(closed, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTooNew):
        opened(closed)
    bare(closed, "UPDATE alembic_version SET version_num = '0001'")
    opened(closed).close()


def test_a_database_of_a_newer_program_is_refused(closed: Path) -> None:
    bare(closed, "UPDATE alembic_version SET version_num = '9999'")
    refuses(closed, StoreTooNew)


def test_a_wrong_key_is_refused(closed: Path) -> None:
    (closed / "database.key").write_text("ab" * 32, "ascii")
    refuses(closed, WrongKey)


def test_a_missing_key_is_refused_and_no_new_one_made(closed: Path) -> None:
    (closed / "database.key").unlink()
    refuses(closed, KeyMissing)
    assert not (closed / "database.key").exists()


def test_a_damaged_first_page_is_not_taken_for_a_wrong_key(closed: Path) -> None:
    flip(closed / FILE, 2000)
    refuses(closed, StoreCorrupt)


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_damage_anywhere_is_met_before_work_begins(closed: Path, share: float) -> None:
    pages = (closed / FILE).stat().st_size // PAGE
    flip(closed / FILE, int(pages * share) * PAGE + 100)
    refuses(closed, StoreCorrupt)


def test_a_file_that_is_no_database_is_refused(closed: Path) -> None:
    (closed / FILE).write_bytes(os.urandom(3 * PAGE))
    refuses(closed, StoreCorrupt)


def test_a_cut_off_file_is_refused(closed: Path) -> None:
    content = (closed / FILE).read_bytes()
    (closed / FILE).write_bytes(content[: len(content) // 2])
    refuses(closed, StoreCorrupt)


def test_an_entry_altered_behind_the_programs_back_is_named(closed: Path) -> None:
    bare(
        closed,
        "DROP TRIGGER entry_refuses_update",
        "UPDATE entry SET written = CAST(replace(written, 'female', 'male') AS BLOB) WHERE seq = 3",
    )
    with pytest.raises(JournalBroken) as caught:
        opened(closed)
    assert caught.value.values["seq"] == 3


def test_an_older_database_is_backed_up_and_migrated(closed: Path, next_revision: Upgrade) -> None:
    next_revision(NOTE)
    steps: list[Step] = []
    store = opened(closed, progress=steps.append)
    with store.read() as connection:
        assert revisions.current(connection) == "next"
        connection.execute(text("SELECT note FROM kept"))
    store.close()
    assert [step.words for step in steps] == [opening.BACKING_UP, opening.MIGRATING]
    (copy,) = backup.copies(closed / FILE)
    raw = connect(copy, FileKeys(closed).database_key())
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    assert raw.execute("SELECT count(*) FROM entry").fetchone() == (5,)
    raw.close()


def held(folder: Path) -> dict[str, object]:
    """What sync goes by: the digest of a day, the chain's end, what is to be sent, the cursor."""
    store = opened(folder)
    ledger, day = DeskLedger(store), day_of(writing.entry_id(1))
    try:
        return {
            "digest": whole(DeskShelf(store).tallies([day])[day].values()),
            "head": ledger.head(),
            "unsent": [one.seq for one in ledger.unsent(count=100, size=100_000)],
            "receipt": ledger.receipt("centre"),
            "cursor": (ledger.position(), ledger.mark()),
        }
    finally:
        store.close()


def test_upgrade_loses_nothing_and_resends_nothing(
    closed: Path, next_revision: Upgrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(closed)
    ledger, other = DeskLedger(store), writing.Pen(2)
    other.write(writing.arrived("B001"), writing.person(1))
    ledger.take_page(other.written, 9, 77)
    own = ledger.author()
    head = Head(own.device, own.epoch, 3, ledger.chain_at(3))
    ledger.take_receipt("centre", Signed(head, bytes(64)))
    store.close()
    before = held(closed)
    assert (before["unsent"], before["cursor"]) == ([4, 5], (9, 77))
    assert before["digest"] != Tally()

    next_revision(NOTE)
    monkeypatch.setattr(projection, "VERSION", projection.VERSION + 1)
    assert held(closed) == before


def test_a_migration_that_fails_leaves_the_database_and_its_backup(
    closed: Path, next_revision: Upgrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_revision(NOTE, "SELECT nonsense")
    with pytest.raises(MigrationFailed) as caught:
        opened(closed)
    (copy,) = backup.copies(closed / FILE)
    assert copy.name in caught.value.detail
    raw = connect(closed / FILE, FileKeys(closed).database_key())
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    assert "note" not in [row[1] for row in raw.execute("PRAGMA table_info(kept)")]
    raw.close()
    monkeypatch.undo()
    opened(closed).close()


def test_who_may_not_migrate_is_told_so(closed: Path, next_revision: Upgrade) -> None:
    next_revision(NOTE)
    refuses(closed, MigrationNeeded, may_migrate=False)
    assert backup.copies(closed / FILE) == []


def test_a_damaged_database_is_not_migrated(closed: Path, next_revision: Upgrade) -> None:
    bare(closed, "DROP TRIGGER entry_refuses_update", "UPDATE entry SET lc = 9 WHERE seq = 1")
    next_revision(NOTE)
    refuses(closed, JournalBroken)
    assert backup.copies(closed / FILE) == []


def test_tables_of_other_folds_are_projected_anew(closed: Path) -> None:
    bare(
        closed, "UPDATE projection SET version = 0", "DELETE FROM person", "DELETE FROM search_due"
    )
    steps: list[Step] = []
    store = opened(closed, progress=steps.append)
    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar() == 5
        assert projection.version(connection) == projection.VERSION
    store.close()
    assert [(step.words, step.done) for step in steps] == [
        (opening.REBUILDING, 0),
        (opening.REBUILDING, 5),
    ]


def test_a_start_that_was_cut_off_while_making_the_database_is_made_good(folder: Path) -> None:
    folder.mkdir(parents=True)
    FileKeys(folder).make_database_key()
    (folder / FILE).touch()
    opened(folder).close()


def test_a_large_database_is_checked_within_a_bounded_time(site: Site) -> None:
    site.store.close()
    key = FileKeys(site.store.path.parent).database_key()
    engine = writing_engine(site.store.path, key)
    with engine.connect() as connection:
        with connection.begin():
            connection.exec_driver_sql(
                "CREATE TABLE padding AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
                "SELECT i + 1 FROM n WHERE i < 20000) SELECT i, randomblob(1000) AS filler FROM n"
            )
        assert checks.quick(connection, budget=0.0).is_complete is False
        connection.rollback()
        assert checks.whole(connection).is_complete is True


def test_a_full_disk_refuses_the_save_and_keeps_what_was_saved(site: Site) -> None:
    site.save(writing.registered(), writing.person(1))
    limit = site.write(lambda c: c.exec_driver_sql("PRAGMA page_count").scalar_one())
    site.write(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count = {limit}").scalar_one())
    fill(site)
    saved = site.read(lambda c: c.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())
    site.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1000000").scalar_one())
    site.pen.seq = saved
    site.save(writing.registered(), writing.person(999))
    fault = site.read(lambda c: journal.first_fault(c, site.pen.author))
    assert fault is None


def fill(site: Site) -> int:
    """Save until the disk is full; return how many entries were acknowledged."""
    for _ in range(5000):
        try:
            site.save(writing.registered(), writing.person(site.pen.seq + 1))
        except DiskFull:
            return site.pen.seq - 1
    raise AssertionError("the disk never ran full")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    mount = shutil.which("mount")
    disk = tmp_path / "disk"
    disk.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if mount is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("may not mount a small disk here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


def test_a_read_only_folder_is_refused_and_opens_once_it_can_be_written(small_disk: Path) -> None:
    opened(small_disk).close()
    remount(small_disk, "ro")
    refuses(small_disk, ReadOnlyFolder)
    remount(small_disk, "rw")
    opened(small_disk).close()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    with pytest.raises(ReadOnlyFolder):
        opened(tmp_path / "file" / "data")


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Own a folder as a user without rights; the superuser may write anything."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.iterdir()):
        os.chown(path, _NOBODY, _NOBODY)
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@POSIX
def test_a_database_file_that_cannot_be_written_is_refused(closed: Path) -> None:
    # Beside pytest's own folders, which nobody but their owner may enter.
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(closed, Path(place) / "data"))
        Path(place).chmod(0o755)
        (folder / FILE).chmod(0o400)
        with as_nobody(folder):
            refuses(folder, ReadOnlyFolder)


def test_a_disk_that_runs_full_under_the_pen_loses_nothing(small_disk: Path) -> None:
    store = opened(small_disk)
    store.write(lambda c: node.enrol(c, desk())).result()
    site = Site(store, writing.Pen(1), writing.Pen(2))
    saved = fill(site)
    count = "SELECT count(*) FROM entry"
    assert site.read(lambda c: c.exec_driver_sql(count).scalar_one()) == saved
    store.close()
    remount(small_disk, "size=30m")
    again = opened(small_disk)
    with again.read() as connection:
        assert connection.exec_driver_sql(count).scalar_one() == saved
    again.close()
