"""Project all tables anew, and fill the search anew in one go rather than row by row."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

from local_db.schema import SEARCH_TRIGGERS
from records import projection

_REFILL = (
    "INSERT INTO person_words(person_words) VALUES ('delete-all')",
    "INSERT INTO person_digits(person_digits) VALUES ('delete-all')",
    "INSERT INTO person_words(rowid, folded) SELECT rowid, folded FROM person",
    "INSERT INTO person_digits(rowid, digits) SELECT rowid, digits FROM person",
)


def rebuild(connection: Connection, progress: Callable[[int], None] | None = None) -> int:
    """Drop what is projected and fold every subject again; return how many there were.

    In the caller's transaction, so a power cut leaves the tables as they were.
    """
    for name in SEARCH_TRIGGERS:
        connection.execute(text(f"DROP TRIGGER {name}"))
    done = projection.rebuild(connection, progress)
    for statement in _REFILL:
        connection.execute(text(statement))
    for statement in SEARCH_TRIGGERS.values():
        connection.execute(text(statement))
    return done
