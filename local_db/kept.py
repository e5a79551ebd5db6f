"""What a desk keeps for itself between starts: never synchronised, and no part of the journal."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select

from local_db.question import Question
from local_db.tables import kept

T = TypeVar("T")

_VALUE = Question(select(kept.c.value).where(kept.c.name == bindparam("name")))


def get(connection: Connection, name: str, type: type[T]) -> T | None:
    """Return what is kept under a name, or None: also when another version wrote it otherwise.

    Bytes that are no such text are None too: nothing kept here is a reason not to open.
    """
    value = _VALUE.value(connection, name=name)
    if value is None:
        return None
    try:
        return msgspec.json.decode(value, type=type)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def put(connection: Connection, name: str, value: msgspec.Struct | None) -> None:
    """Keep a value under a name, in place of what was there; None forgets it."""
    connection.execute(delete(kept).where(kept.c.name == name))
    if value is not None:
        connection.execute(insert(kept).values(name=name, value=msgspec.json.encode(value)))
