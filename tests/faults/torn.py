"""Play a power cut on the files of a dead process: tear what it had not synced.

Of the write-ahead log the frames after the last that was synced become whatever a disk may hold
there. In the database file a page of which the log has a newer version, synced and not yet folded
in, may be half written: SQLite has to bring it back from the log. The index of the log is gone.
"""

from __future__ import annotations

import random
import struct
from pathlib import Path
from typing import Final

from tests.faults.fsync import Durable, durable

_HEADER: Final = 32
_FRAME: Final = 24
_SECTOR: Final = 512
_MOST_FRAMES: Final = 4
_PAGES_TORN: Final = 3


def cut_power(database: Path, how: str, seed: int) -> bool:
    """Tear a database that no process has open; tell whether it could be done.

    ``how`` is one of `tests.faults.faults.TEARS`.
    """
    held, log = durable(database), database.with_name(f"{database.name}-wal")
    if held is None or not log.exists():
        return False
    written = log.read_bytes()
    if len(written) >= _HEADER:
        page = _page_size(written)
        safe = written[: _HEADER + held.frames * (_FRAME + page)]
        if len(safe) == _HEADER + held.frames * (_FRAME + page):
            dice = random.Random(seed)
            log.write_bytes(safe + _tail(written, safe, page, how, dice))
            _tear_pages(database, safe, page, held, dice)
    database.with_name(f"{database.name}-shm").unlink()
    return True


def _page_size(log: bytes) -> int:
    size: int = struct.unpack(">I", log[8:12])[0]
    return 65_536 if size == 1 else size


def _tail(written: bytes, safe: bytes, page: int, how: str, dice: random.Random) -> bytes:
    """Return what lies where nothing was synced yet."""
    size = dice.randint(1, _MOST_FRAMES) * (_FRAME + page) - dice.choice((0, 1, _SECTOR, page))
    unsynced = written[len(safe) :]
    match how:
        case "zeros":
            return unsynced[: size // 2] + bytes(size)
        case "noise":
            return dice.randbytes(size)
        case "half a page":
            half = unsynced or safe[_HEADER : _HEADER + _FRAME + page]
            return half[: len(half) // 2 // _SECTOR * _SECTOR + dice.randrange(_SECTOR)]
        case "an old page":
            return safe[_HEADER : _HEADER + size]
        case _:
            return b""


def _tear_pages(database: Path, log: bytes, page: int, held: Durable, dice: random.Random) -> None:
    """Write some sectors of pages that were on their way from the log into the database."""
    step = _FRAME + page
    newer = {
        struct.unpack(">I", log[at : at + 4])[0]: log[at + _FRAME : at + step]
        for at in range(_HEADER + held.folded * step, len(log), step)
    }
    with database.open("r+b") as file:
        pages = file.seek(0, 2) // page
        there = sorted(number for number in newer if 1 <= number <= pages)
        for number in dice.sample(there, min(len(there), _PAGES_TORN)):
            for sector in range(0, page, _SECTOR):
                if dice.random() < 0.5:
                    file.seek((number - 1) * page + sector)
                    file.write(newer[number][sector : sector + _SECTOR])
