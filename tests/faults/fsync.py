"""How far a database is safe on its disk: what a process synced, seen from what it leaves.

SQLite's index of the write-ahead log (the ``-shm`` file) says how many frames of the log belong to
committed transactions, and how many of them were folded into the database. With
``synchronous=FULL`` the log is synced before the first number grows, so all beyond it was
never promised; with less, only what was folded in was synced. (SQLite, "WAL-mode File Format",
sections 2.1 and 2.3.)
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_LEVEL: Final = "synchronous"
_FULL: Final = 2
_SHM_HEADER: Final = 48
_FOLDED_AT: Final = 96
_IS_WRITTEN: Final = 12
_MX_FRAME, _SALTS = slice(16, 20), slice(32, 40)


@dataclass(frozen=True, slots=True)
class Durable:
    """What of a log is on the disk: ``frames`` committed and synced, ``folded`` into the file."""

    frames: int
    folded: int


def note_durability(raw: Any, database: Path) -> None:
    """Write down beside a database whether its writer waits for the disk at each commit."""
    (level,) = raw.execute("PRAGMA synchronous").fetchone()
    _note(database).write_text(str(level))


def durable(database: Path) -> Durable | None:
    """Return how far a dead process's database is safe, or None where that cannot be told."""
    shm, note = database.with_name(f"{database.name}-shm"), _note(database)
    level = note.read_text() if note.exists() else ""
    if not shm.exists() or not level:
        return None  # it died before it had said how it writes
    index = shm.read_bytes()[: _FOLDED_AT + 4]
    first, second = index[:_SHM_HEADER], index[_SHM_HEADER : 2 * _SHM_HEADER]
    if len(index) < _FOLDED_AT + 4 or first[_SALTS] != second[_SALTS]:
        return None  # it died in the moment in which the log begins anew
    if not (first[_IS_WRITTEN] and second[_IS_WRITTEN]):
        return None  # it died while it read the log again: the index does not yet speak of it
    # The second is written first: what it counts is synced.
    frames = max(_number(first[_MX_FRAME]), _number(second[_MX_FRAME]))
    folded = min(_number(index[_FOLDED_AT:]), frames)
    return Durable(frames if int(level) >= _FULL else folded, folded)


def _number(four: bytes) -> int:
    number: int = struct.unpack("=I", four)[0]
    return number


def _note(database: Path) -> Path:
    return database.with_name(f"{database.name}.{_LEVEL}")
