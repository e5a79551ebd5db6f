"""From SQLite's result codes to errors with a sentence (https://www.sqlite.org/rescode.html)."""

from __future__ import annotations

import shutil
from pathlib import Path

from local_db.errors import (
    DiskFailing,
    DiskFull,
    ReadOnlyFolder,
    StoreCorrupt,
    StoreError,
    StoreLocked,
)

NOT_A_DATABASE = 26

_MEANINGS: dict[int, type[StoreError]] = {
    3: ReadOnlyFolder,  # SQLITE_PERM
    5: StoreLocked,  # SQLITE_BUSY
    6: StoreLocked,  # SQLITE_LOCKED
    8: ReadOnlyFolder,  # SQLITE_READONLY
    10: DiskFailing,  # SQLITE_IOERR
    11: StoreCorrupt,  # SQLITE_CORRUPT
    13: DiskFull,  # SQLITE_FULL
    14: ReadOnlyFolder,  # SQLITE_CANTOPEN
    NOT_A_DATABASE: StoreCorrupt,
}
_HARDLY_ANY = 64 * 1024


def code_of(error: BaseException) -> int | None:
    """Return SQLite's primary result code, or None if the error is not SQLite's."""
    original = getattr(error, "orig", None) or error
    code = getattr(original, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def translated(error: BaseException, folder: Path) -> BaseException:
    """Return what an error means to the user; one that is not the environment's stays itself."""
    meaning = _MEANINGS.get(code_of(error) or 0)
    if meaning is None:
        return error
    # A full disk shows as an I/O error where SQLite extends the shared-memory file.
    if meaning is DiskFailing and shutil.disk_usage(folder).free < _HARDLY_ANY:
        meaning = DiskFull
    known = meaning(str(getattr(error, "orig", None) or error))
    known.__cause__ = error
    return known
