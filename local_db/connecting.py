"""Encrypted connections: SQLCipher with a raw key, under SQLAlchemy's sqlite dialect.

A raw key needs no derivation, so opening takes under a millisecond. Two kinds: the one
that writes, and those that only read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from local_db import write_ahead_log

FILE = "bantiem.db"

_BUSY_SECONDS = 10.0
_WRITER_CACHE_KB = 32_768
_READER_CACHE_KB = 8_192
_READERS_KEPT = 4
_READERS_AT_ONCE = 16
_KEPT_STATEMENTS = 256
_MINUTE = 60.0


def connect(path: Path, key: bytes, *, cache_kb: int = _READER_CACHE_KB) -> Any:
    """Return a bare SQLCipher connection in autocommit; SQLAlchemy wraps it."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(
        str(path),
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_KEPT_STATEMENTS,
    )
    try:
        # First of all, or it writes what it thinks of a wrong key to standard error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA cache_size = -{cache_kb}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def writing_engine(path: Path, key: bytes) -> Engine:
    """Return an engine whose transactions take the write lock when they begin."""

    def creator() -> Any:
        connection = connect(path, key, cache_kb=_WRITER_CACHE_KB)
        connection.execute(f"PRAGMA wal_autocheckpoint = {write_ahead_log.LATEST_AT}")
        connection.execute(f"PRAGMA journal_size_limit = {write_ahead_log.LARGEST}")
        return connection

    return _engine(creator, "BEGIN IMMEDIATE", poolclass=NullPool)


def reading_engine(path: Path, key: bytes) -> Engine:
    """Return an engine for any thread whose connections cannot write.

    Each transaction sees one moment of the database.
    """

    def creator() -> Any:
        connection = connect(path, key)
        connection.execute("PRAGMA query_only = ON")
        return connection

    return _engine(
        creator,
        "BEGIN",
        poolclass=QueuePool,
        pool_size=_READERS_KEPT,
        max_overflow=_READERS_AT_ONCE - _READERS_KEPT,
        pool_timeout=_MINUTE,
    )


def _engine(creator: Any, begin: str, **pool: Any) -> Engine:
    from sqlcipher3 import dbapi2

    engine = create_engine("sqlite://", module=dbapi2, creator=creator, **pool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Past SQLAlchemy: a save is a handful of statements, and this one needs no result.
        connection.connection.driver_connection.execute(begin)  # type: ignore[union-attr]

    return engine
