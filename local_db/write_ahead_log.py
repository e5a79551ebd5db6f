"""When SQLite's write-ahead log is folded into the database file.

Left alone, SQLite does it within the commit that makes the log a thousand pages long: every
eightieth save would wait some 20 ms for it. So the writer does it when nobody has asked for
anything for a moment, and SQLite only where that moment does not come.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

_log = logging.getLogger(__name__)

LATEST_AT: Final = 4_000
"""Pages (16 MB) at which SQLite does it by itself, moment or not."""

LARGEST: Final = 64 * 1024 * 1024
"""Bytes that the log's file keeps for its next use; what is more is given back."""

_DUE_AFTER: Final = 300


class WriteAheadLog:
    """Counts what was changed since the log was folded in; the writer thread only."""

    def __init__(self) -> None:
        self._changes = 0
        self._folded_at = 0

    @property
    def is_due(self) -> bool:
        """Whether the log has grown enough to use the next quiet moment."""
        return self._changes - self._folded_at > _DUE_AFTER

    def grew(self, connection: Connection) -> None:
        """Take note of a commit."""
        self._changes = _raw(connection).total_changes
        if self._changes < self._folded_at:
            self._folded_at = 0  # the connection was made anew and counts from nothing

    def fold_in(self, connection: Connection) -> None:
        """Fold the log in as far as no reader needs it; a failure waits for the next commit."""
        self._folded_at = self._changes
        try:
            _raw(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except dbapi2.Error as error:
            _log.warning("the write-ahead log was not folded in: %s", error)


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection
