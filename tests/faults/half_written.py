"""Die in the middle of a write: half of a page is handed to the system, and then nothing more.

SQLite's file system layer lets its system calls be replaced (`sqlite3_vfs.xSetSystemCall`). Where
the library cannot be asked for it, nothing is replaced and nobody dies.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from typing import Any, Final

_CALLS: Final = (b"pwrite", b"pwrite64")
"""How a library is built decides which it has; the other is refused."""
_POINTERS_BEFORE: Final = 16
"""xOpen and what follows it up to xSetSystemCall, with pNext, zName and pAppData before."""

_Write = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_longlong
)
_SetCall = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("pointers", ctypes.c_void_p * _POINTERS_BEFORE),
        ("set_system_call", ctypes.c_void_p),
    )


class Writes:
    """The writes of one SQLite library in this process. ``die`` ends the process at once."""

    def __init__(self, module: Any, die: Callable[[], None]) -> None:
        self._die, self._left = die, 0
        self._written = _Write(self._write)  # kept, or it would be freed under SQLite
        self._vfs = _vfs_of(module)

    def arm(self, left: int) -> None:
        """Die in the ``left``-th write from now on; 0: in none."""
        if self._vfs is not None:
            self._left = left
            self._set(ctypes.cast(self._written, ctypes.c_void_p) if left > 0 else None)

    def _set(self, call: ctypes.c_void_p | None) -> None:
        assert self._vfs is not None
        set_call = _SetCall(self._vfs.set_system_call)
        for name in _CALLS:
            set_call(ctypes.addressof(self._vfs), name, call)

    def _write(self, file: int, data: int, size: int, at: int) -> int:
        page = ctypes.string_at(data, size)
        self._left -= 1
        if self._left == 0:
            os.pwrite(file, page[: size // 2], at)
            self._die()
        return os.pwrite(file, page, at)


def _vfs_of(module: Any) -> _Vfs | None:
    """Return the file system layer of the library behind a Python module, or None."""
    if os.name != "posix":
        return None
    try:
        find = ctypes.CDLL(module.__file__).sqlite3_vfs_find
    except (AttributeError, OSError):
        return None
    find.restype, find.argtypes = ctypes.POINTER(_Vfs), [ctypes.c_char_p]
    found = find(None)
    return found.contents if found and found.contents.version >= 3 else None
