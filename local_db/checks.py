"""Whether the database is whole.

Every page of SQLCipher carries a keyed checksum (HMAC-SHA-512) that is verified whenever the
page is read: damage cannot be read as data, only be met late. So a start reads what the day
begins with, and the whole is read where there is time for it.

At a start: the structure, as far as a bounded time allows (a site's first thousands of
people entirely; more after a cut of power), and the last entries of the own chain. Before a
migration, in a backup and by `bantiem journal verify`: everything.
"""

from __future__ import annotations

import time
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection

from local_db import node
from local_db.errors import StoreCorrupt
from records import journal
from records.journal import Fault, JournalBroken

TAIL: Final = 200
"""So many entries at the end of the chain are proved at every start (some 10 ms)."""

BUDGET: Final = 0.025
"""Seconds given to SQLite's own check of the structure at a start."""

BUDGET_AFTER_A_CUT: Final = 0.25
"""The same where the program had not closed the database: a cut of power, or a crash."""

_INTERRUPTED = 9
# SQLite asks every so many steps (pages and rows it looks at) whether to go on; each time Python
# must have its turn, which at a start another thread has that imports.
_STEPS = 500


class Checked(Struct, frozen=True):
    """What a check looked at. ``is_complete``: the whole structure, not only a part."""

    is_complete: bool
    fault: Fault | None = None


def quick(connection: Connection, budget: float = BUDGET) -> Checked:
    """Check what a start can afford. Raises StoreCorrupt or JournalBroken."""
    with connection.begin():
        is_complete = _structure(connection, budget)
        _chain(connection, TAIL)
    return Checked(is_complete)


def whole(connection: Connection) -> Checked:
    """Check structure and chain from the beginning. Raises StoreCorrupt or JournalBroken."""
    with connection.begin():
        _structure(connection, None)
        _chain(connection, None)
    return Checked(is_complete=True)


def _structure(connection: Connection, budget: float | None) -> bool:
    raw: Any = connection.connection.driver_connection
    if budget is not None:
        end = time.perf_counter() + budget
        raw.set_progress_handler(lambda: int(time.perf_counter() > end), _STEPS)
    try:
        answer = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
    except Exception as error:
        if getattr(error, "sqlite_errorcode", 0) == _INTERRUPTED:
            return False
        raise
    finally:
        raw.set_progress_handler(None, 0)
    if answer != "ok":
        raise StoreCorrupt(str(answer)[:200])
    return True


def _chain(connection: Connection, tail: int | None) -> None:
    own = node.find(connection)
    if own is None:
        return
    fault = journal.first_fault(connection, own.author, tail=tail)
    if fault is not None:
        raise JournalBroken(fault.what, seq=fault.seq)
