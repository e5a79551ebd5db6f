"""Keep the search index with the people: what triggers wrote down as due is taken in here.

The writer calls :func:`take_in` before each COMMIT, so the search and the tables always agree.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

_IS_DUE = "SELECT 1 FROM search_due LIMIT 1"
# Who is due and there now, less who is due and was in the index.
_SIZE = """INSERT INTO search_size (only, people)
    SELECT 1, come - gone FROM
    (SELECT count(*) AS come FROM search_due CROSS JOIN person AS p ON p.rowid = row),
    (SELECT count(*) AS gone FROM search_due CROSS JOIN person_words_docsize AS s ON s.id = row)
    WHERE true ON CONFLICT (only) DO UPDATE SET people = people + excluded.people"""
# The year of birth is one more word, so that "van 1979" is one question to one index.
_TAKE_IN = (
    _SIZE,
    "DELETE FROM person_words WHERE rowid IN (SELECT row FROM search_due)",
    "DELETE FROM person_digits WHERE rowid IN (SELECT row FROM search_due)",
    """INSERT INTO person_words(rowid, folded)
    SELECT p.rowid, p.folded || ' ' || coalesce(substr(p.birth, 1, 4), '')
    FROM search_due CROSS JOIN person AS p ON p.rowid = row""",
    """INSERT INTO person_digits(rowid, digits)
    SELECT p.rowid, p.digits FROM search_due CROSS JOIN person AS p ON p.rowid = row""",
    "DELETE FROM search_due",
)
_REFILL = (
    "INSERT INTO person_words(person_words) VALUES ('delete-all')",
    "INSERT INTO person_digits(person_digits) VALUES ('delete-all')",
    """INSERT INTO person_words(rowid, folded)
    SELECT rowid, folded || ' ' || coalesce(substr(birth, 1, 4), '') FROM person""",
    "INSERT INTO person_digits(rowid, digits) SELECT rowid, digits FROM person",
    "INSERT OR REPLACE INTO search_size (only, people) SELECT 1, count(*) FROM person",
    "DELETE FROM search_due",
)


def take_in(connection: Connection) -> None:
    """Bring the index up to what this transaction did to people."""
    # Asked at every save, so past SQLAlchemy: 5 µs and not 60.
    raw: Any = connection.connection.driver_connection
    if raw.execute(_IS_DUE).fetchone() is not None:
        for statement in _TAKE_IN:
            connection.exec_driver_sql(statement)


def refill(connection: Connection) -> None:
    """Empty the index and take in everybody."""
    for statement in _REFILL:
        connection.exec_driver_sql(statement)
