"""What happens between a folder and an open store.

In this order: one program only; was it being wiped; the key; does it decrypt; is it ours and
not too new; is it whole; is it of this version, else back it up and migrate; are its tables
projected by these folds, else project them anew. Whatever fails, the file is left as it was.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, Engine

from immunization.text import Text
from local_db import checks, rebuilding, revisions, schema, wiping, witness
from local_db.connecting import FILE, connect, reading_engine, writing_engine
from local_db.errors import (
    MigrationNeeded,
    ReadOnlyFolder,
    StoreCorrupt,
    StoreTooNew,
    WrongKey,
)
from local_db.folder_lock import FolderLock
from local_db.keys import KeyStore
from local_db.sqlite_errors import NOT_A_DATABASE, code_of, translated
from records import projection

_MARK = "bantiem.mark"

BACKING_UP = Text(vi="Đang sao lưu dữ liệu trước khi nâng cấp", en="Backing up before the upgrade")
MIGRATING = Text(vi="Đang nâng cấp dữ liệu", en="Upgrading the data")
REBUILDING = Text(vi="Đang lập lại các bảng từ nhật ký", en="Projecting the tables anew")


class Step(Struct, frozen=True):
    """Something that takes long while a store opens; ``done`` counts subjects where it can."""

    words: Text
    done: int | None = None


Report = Callable[[Step], None]


class Opened(Struct, frozen=True):
    """An open folder: the engines over its database, and the lock on it."""

    path: Path
    key: bytes
    writing: Engine
    reading: Engine
    lock: FolderLock

    def translate(self, error: BaseException) -> BaseException:
        """Return what an error means to the user."""
        return translated(error, self.path.parent)

    def close(self) -> None:
        """Let go of the file."""
        self.reading.dispose()
        self.writing.dispose()
        self.lock.release()


def open_folder(
    folder: Path, keys: KeyStore, *, may_migrate: bool, report: Report | None
) -> Opened:
    """Open or make the database of a folder; see the module and `local_db.store`."""
    _make_folder(folder)
    lock = FolderLock(folder)
    with contextlib.ExitStack() as undo:
        undo.callback(lock.release)
        if wiping.is_begun(folder):
            wiping.go_on(folder, keys)
            raise wiping.Wiped
        path = folder / FILE
        is_new = not path.exists() or path.stat().st_size == 0
        key = keys.make_database_key() if is_new else keys.database_key()
        opened = Opened(path, key, writing_engine(path, key), reading_engine(path, key), lock)
        undo.callback(opened.reading.dispose)
        try:
            _prepare(opened, is_new=is_new, may_migrate=may_migrate, report=report or _unheard)
        except Exception as error:
            known = opened.translate(error)
            if known is error:
                raise
            raise known from error
        undo.pop_all()
    return opened


def _prepare(opened: Opened, *, is_new: bool, may_migrate: bool, report: Report) -> None:
    mark = opened.path.parent / _MARK
    if is_new:
        _make_file(opened.path)
        mark.write_text(_mark_of(opened.key), "ascii")
    _see_that_it_can_be_written(opened.path)
    budget = checks.BUDGET_AFTER_A_CUT if _was_cut(opened.path) else checks.BUDGET
    _see_that_it_decrypts(opened.path, opened.key, mark)
    with opened.writing.connect() as connection:
        _set_wal(connection)
        with connection.begin():
            revision = revisions.current(connection)
            if revision is None:
                _create(connection)
        if revision is not None:
            _bring_up_to_date(connection, opened, revision, may_migrate=may_migrate, report=report)
            checks.quick(connection, budget)
        with connection.begin():
            if projection.version(connection) != projection.VERSION:
                report(Step(REBUILDING, 0))
                rebuilding.rebuild(connection, lambda done: report(Step(REBUILDING, done)))
            _see_that_it_is_the_one_known_here(connection, opened)


def _see_that_it_is_the_one_known_here(connection: Connection, opened: Opened) -> None:
    folder = opened.path.parent
    why = witness.doubt(folder, opened.key, connection)
    if why is not None:
        from local_db import epochs

        epochs.begin(connection, why)


def _see_that_it_decrypts(path: Path, key: bytes, mark: Path) -> None:
    try:
        with contextlib.closing(connect(path, key)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master")
    except Exception as error:
        if code_of(error) != NOT_A_DATABASE:
            raise
        # A damaged first page and a wrong key look the same to SQLCipher; the mark tells.
        kept = mark.read_text("ascii") if mark.exists() else ""
        if hmac.compare_digest(kept, _mark_of(key)):
            raise StoreCorrupt("the first page does not decrypt") from error
        raise WrongKey("the first page does not decrypt") from error


def _bring_up_to_date(
    connection: Connection, opened: Opened, revision: str, *, may_migrate: bool, report: Report
) -> None:
    if revision == revisions.HEAD:
        return
    if revision not in revisions.KNOWN:
        raise StoreTooNew(f"revision {revision}, this program knows {revisions.HEAD}")
    if not may_migrate:
        raise MigrationNeeded(f"revision {revision}")
    from local_db import backup, migrating

    checks.whole(connection)
    report(Step(BACKING_UP))
    kept = backup.make(opened.path, opened.key, why=f"before-{revisions.HEAD}")
    report(Step(MIGRATING))
    migrating.migrate(connection, kept)


def _was_cut(path: Path) -> bool:
    """Tell whether the program that had the file open last did not close it."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _create(connection: Connection) -> None:
    schema.create(connection)
    projection.mark_version(connection)


def _set_wal(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    mode = raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]  # type: ignore[union-attr]
    if mode != "wal":
        raise ReadOnlyFolder(f"journal mode {mode}")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnlyFolder(type(error).__name__) from error


def _make_file(path: Path) -> None:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _see_that_it_can_be_written(path: Path) -> None:
    # SQLite opens what it may only read without a word, and fails at the first save.
    try:
        with path.open("ab"):
            pass
    except OSError as error:
        raise ReadOnlyFolder(type(error).__name__) from error


def _mark_of(key: bytes) -> str:
    """Return what tells this key from another without telling the key (a random 256-bit one)."""
    return hmac.new(key, b"bantiem database key", hashlib.sha256).hexdigest()


def _unheard(step: Step) -> None:
    """Nobody listens."""
