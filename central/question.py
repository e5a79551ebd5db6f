"""A question to the centre's database, compiled once and asked past SQLAlchemy.

Most requests are from desks that know everything already, and are answered from one row.
SQLAlchemy takes longer for such a question than PostgreSQL and the way to it together: so the
statement is written with SQLAlchemy, which knows the tables, and asked without it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect

from central.errors import DatabaseUnavailable

Row = tuple[Any, ...]


class Question:
    """A SELECT with named values (``bindparam``), for SQLite and PostgreSQL alike."""

    __slots__ = ("_statement", "_texts")

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._texts: dict[str, str] = {}

    def one(self, connection: Connection, **values: object) -> Row | None:
        """Return the first row in the database's own values; raises DatabaseUnavailable."""
        raw: Any = connection.connection.driver_connection
        driver = connection.dialect.loaded_dbapi
        cursor = raw.cursor()
        try:
            cursor.execute(self._text(connection.dialect), values)
            row: Row | None = cursor.fetchone()
        except driver.OperationalError as error:
            # SQLAlchemy did not see it, and would give the lost connection to the next.
            connection.invalidate(error)
            raise DatabaseUnavailable(type(error).__name__) from error
        finally:
            cursor.close()
        return row

    def _text(self, dialect: Dialect) -> str:
        text = self._texts.get(dialect.name)
        if text is None:
            named = sqlite.dialect(paramstyle="named") if dialect.name == "sqlite" else dialect
            text = self._texts[dialect.name] = str(self._statement.compile(dialect=named))
        return text
