"""Encrypted copies of the database, under the same key, proved before they count.

SQLite's backup interface copies page by page, so a copy has the same rows under the same
row numbers (which the search relies on; VACUUM INTO would renumber them).
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local_db.connecting import connect
from local_db.errors import BackupFailed, DiskFull
from local_db.sqlite_errors import translated

FOLDER = "backups"
KEPT = 3

_SPARE = 16 * 1024 * 1024
_PAGES = 4096


def make(
    path: Path,
    key: bytes,
    *,
    why: str,
    keep: int = KEPT,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Path:
    """Copy the database at ``path`` beside it and return the copy.

    It may be open and written meanwhile. The oldest copies beyond ``keep`` go, but only once
    the new one was proved. Raises DiskFull or BackupFailed.
    """
    folder = path.parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{path.stem}-{now():%Y%m%dT%H%M%S%f}-{why}.db"
    _see_that_there_is_room(path, folder)
    unfinished = target.with_suffix(".unfinished")
    try:
        _copy(path, unfinished, key)
        unfinished.replace(target)
    except Exception as error:
        unfinished.unlink(missing_ok=True)
        known = translated(error, folder)
        if known is error and not isinstance(error, OSError | BackupFailed):
            raise
        raise (known if known is not error else BackupFailed(str(error))) from error
    for old in copies(path)[keep:]:
        old.unlink()
    return target


def copies(path: Path) -> list[Path]:
    """Return the copies of a database, the newest first."""
    return sorted((path.parent / FOLDER).glob(f"{path.stem}-*.db"), reverse=True)


def _see_that_there_is_room(path: Path, folder: Path) -> None:
    needed = sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*")) + _SPARE
    if shutil.disk_usage(folder).free < needed:
        raise DiskFull("no room for a backup")


def _copy(path: Path, target: Path, key: bytes) -> None:
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with contextlib.closing(connect(path, key)) as source:
        with contextlib.closing(connect(target, key)) as copy:
            source.backup(copy, pages=_PAGES)
        # Opened anew: what is proved is what lies on the disk.
        with contextlib.closing(connect(target, key)) as copy:
            _prove(source, copy)


def _prove(source: Any, copy: Any) -> None:
    answer = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise BackupFailed(str(answer)[:200])
    count = "SELECT count(*) FROM entry"
    if copy.execute(count).fetchone()[0] > source.execute(count).fetchone()[0]:
        raise BackupFailed("the copy holds more than its source")
