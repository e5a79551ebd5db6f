"""Project all tables anew, and fill the search anew with them."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from local_db import indexing
from records import projection


def rebuild(connection: Connection, progress: Callable[[int], None] | None = None) -> int:
    """Drop what is projected and fold every subject again; return how many there were.

    In the caller's transaction, so a power cut leaves the tables as they were.
    """
    done = projection.rebuild(connection, progress)
    indexing.refill(connection)
    return done
