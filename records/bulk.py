"""Plain statements with plain tuples, past the statement compiler.

Projecting writes a few rows into a dozen tables for every page of entries, and reads what was
there before. Compiling each statement and naming each value costs more than SQLite does
(measured: a third of the time of a page, half of that of a save), so statements are made here
once and given tuples.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

Row = tuple[object, ...]

_MARKS = {"qmark": "?", "format": "%s", "pyformat": "%s"}


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows given in the order of the table's columns."""
    _change(connection, _insertion(table, connection.dialect.paramstyle), list(rows))


def delete(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Delete rows by their primary keys; a row begins with its key."""
    length = len(table.primary_key.columns)
    keys = [row[:length] for row in rows]
    _change(connection, _deletion(table, connection.dialect.paramstyle), keys)


def ask(connection: Connection, statement: str, values: Row) -> Sequence[Any]:
    """Return all rows that a plain SELECT gives; its values stand as ``?``."""
    if _is_sqlite(connection):
        try:
            rows: Sequence[Any] = _raw(connection).execute(statement, values).fetchall()
        except _errors(connection) as error:
            raise _wrapped(connection, statement, error) from error
        return rows
    mark = _MARKS[connection.dialect.paramstyle]
    return connection.exec_driver_sql(statement.replace("?", mark), values).fetchall()


def _change(connection: Connection, statement: str, rows: list[Row]) -> None:
    if _is_sqlite(connection):
        try:
            _raw(connection).executemany(statement, rows)
        except _errors(connection) as error:
            raise _wrapped(connection, statement, error) from error
    else:
        connection.exec_driver_sql(statement, rows)


# SQLite answers in 5 µs what takes SQLAlchemy 30 to hand through; on PostgreSQL, where the answer
# takes ten times as long, SQLAlchemy's care for broken connections is worth that.
def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _raw(connection: Connection) -> Any:
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.driver_connection


def _errors(connection: Connection) -> type[Exception]:
    errors: type[Exception] = connection.dialect.loaded_dbapi.Error
    return errors


def _wrapped(connection: Connection, statement: str, error: Exception) -> Exception:
    # As SQLAlchemy would, but without the values: they are personal data and may reach a log.
    return DBAPIError.instance(
        statement,
        None,
        error,
        _errors(connection),
        hide_parameters=True,
        dialect=connection.dialect,
    )


@lru_cache(maxsize=64)
def _insertion(table: Table, style: str) -> str:
    names = ", ".join(column.name for column in table.columns)
    marks = ", ".join([_MARKS[style]] * len(table.columns))
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 (our own names)


@lru_cache(maxsize=64)
def _deletion(table: Table, style: str) -> str:
    keys = " AND ".join(f"{key.name} = {_MARKS[style]}" for key in table.primary_key)
    return f"DELETE FROM {table.name} WHERE {keys}"  # noqa: S608 (our own names)
