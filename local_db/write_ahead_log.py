"""When SQLite's write-ahead log is folded into the database file.

Left alone, SQLite does it within the commit that makes the log a thousand pages long: every
eightieth save would wait some 20 ms for it. So the writer does it when nobody has asked for
anything for a moment. While a long backlog is stored that moment does not come: then whoever
stores it folds the log in between two of its transactions, by a connection of its own, and a
save goes on meanwhile. SQLite does it within a commit only where neither was enough.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlcipher3 import dbapi2

_log = logging.getLogger(__name__)

LATEST_AT: Final = 16_000
"""Pages (64 MB) at which SQLite does it by itself, moment or not."""

LARGEST: Final = 64 * 1024 * 1024
"""Bytes that the log's file keeps for its next use; what is more is given back."""

_DUE_AFTER: Final = 300
_LONG_AFTER: Final = 25_000
"""Changed rows, with those of the indexes: some 3,000 people, or 20 to 40 MB of the log."""


class WriteAheadLog:
    """Counts what was changed since the log was folded in."""

    def __init__(self) -> None:
        self._changes = 0
        self._folded_at = 0

    @property
    def is_due(self) -> bool:
        """Whether the log has grown enough to use the next quiet moment."""
        return self._changes - self._folded_at > _DUE_AFTER

    @property
    def is_long(self) -> bool:
        """Whether the log has grown so far that it should not wait for a quiet moment."""
        return self._changes - self._folded_at > _LONG_AFTER

    def grew(self, connection: Connection) -> None:
        """Take note of a commit."""
        self._changes = _raw(connection).total_changes
        if self._changes < self._folded_at:
            self._folded_at = 0  # the connection was made anew and counts from nothing

    def fold_in(self, connection: Connection) -> None:
        """Fold the log in as far as no reader needs it; a failure waits for the next commit."""
        self._fold_in(_raw(connection))

    def fold_in_beside(self, engine: Engine) -> None:
        """Do the same from any thread by a new connection of a writing engine.

        The writer can go on meanwhile: only one who adds to the log all the time would let it
        grow for ever, so background work waits for this.
        """
        connection = engine.raw_connection()
        try:
            self._fold_in(connection.driver_connection)
        finally:
            connection.close()

    def _fold_in(self, raw: Any) -> None:
        self._folded_at = self._changes
        try:
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except dbapi2.Error as error:
            _log.warning("the write-ahead log was not folded in: %s", error)


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection
