"""A question to the database, compiled once and asked past SQLAlchemy.

What a save or a card asks is a dozen rows by their keys. SQLAlchemy takes some 65 µs for each
such question, compiled or not, SQLite 5 µs: so the statement is written with SQLAlchemy, which
knows the tables, and asked without it. The answers are plain tuples of SQLite's own values:
text, whole numbers, bytes; a truth is 0 or 1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select
from sqlalchemy.dialects import sqlite

Row = tuple[Any, ...]

# A list of values is handed over as one JSON text, so that the statement stays the same.
_LIST: Final = re.compile(r"\(__\[POSTCOMPILE_(\w+)\]\)")


class Question:
    """A SELECT with named values: ``bindparam("person")``; lists are marked as expanding.

    To be asked within a transaction, as `Store.read` and `Store.write` give it.
    """

    __slots__ = ("_fixed", "_statement", "_text")

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._text = ""
        self._fixed: dict[str, Any] = {}

    def all(self, connection: Connection, **values: object) -> list[Row]:
        """Return all rows."""
        raw: Any = connection.connection.driver_connection
        rows: list[Row] = raw.execute(self._compiled(), self._given(values)).fetchall()
        return rows

    def one(self, connection: Connection, **values: object) -> Row | None:
        """Return the first row, or None if there is none."""
        raw: Any = connection.connection.driver_connection
        row: Row | None = raw.execute(self._compiled(), self._given(values)).fetchone()
        return row

    def value(self, connection: Connection, **values: object) -> Any:
        """Return the first value of the first row, or None if there is none."""
        row = self.one(connection, **values)
        return None if row is None else row[0]

    def column(self, connection: Connection, **values: object) -> list[Any]:
        """Return the first value of each row."""
        return [row[0] for row in self.all(connection, **values)]

    def _compiled(self) -> str:
        # At the first question and not when this is made: the window is being painted then.
        if not self._text:
            compiled = self._statement.compile(dialect=sqlite.dialect(paramstyle="named"))
            self._fixed = {
                name: value for name, value in compiled.params.items() if value is not None
            }
            self._text = _LIST.sub(r"(SELECT value FROM json_each(:\1))", str(compiled))
        return self._text

    def _given(self, values: dict[str, object]) -> dict[str, object]:
        given = {name: _plain(value) for name, value in values.items()}
        return {**self._fixed, **given} if self._fixed else given


def _plain(value: object) -> object:
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return json.dumps(list(value))
    return value
