"""One program at a time: a lock on a file beside the database.

The operating system lets go of it when the process ends, however it ends.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from local_db.errors import ReadOnlyFolder, StoreLocked

_FILE = "bantiem.lock"


class FolderLock:
    """Held from construction to :meth:`release`. Raises StoreLocked or ReadOnlyFolder."""

    def __init__(self, folder: Path) -> None:
        try:
            self._handle = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise ReadOnlyFolder(type(error).__name__) from error
        try:
            _lock(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise StoreLocked(_FILE) from error

    def release(self) -> None:
        """Let others open the folder."""
        os.close(self._handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
