"""The centre's database: SQLite in a file, or PostgreSQL by URL, under the same statements.

SQLite is one writer by construction: the engine that writes has one connection, and each
of its transactions begins as a writer's (``BEGIN IMMEDIATE``). PostgreSQL takes writers
side by side; what must not overlap locks its site's row (`central.sites`). Both wait for
the disk at commit.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from central import schema
from central.errors import DatabaseUnavailable

_PATIENCE = 30
"""Seconds to wait for another writer."""

_IDLE = 5.0
"""Seconds after which a connection of the pool may have gone away unnoticed."""


class Database:
    """Transactions on the centre's database; may be used from any thread."""

    def __init__(self, url: str | Path) -> None:
        address = _address(url)
        self.is_sqlite = address.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._write = _sqlite(address, "BEGIN IMMEDIATE", pool_size=1, max_overflow=0)
            self._look = self._read = _sqlite(address, "BEGIN", pool_size=8, max_overflow=8)
        else:
            self._write = self._read = _postgresql(address)
            self._look = self._read.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: committed at the end, rolled back by an exception.

        Raises DatabaseUnavailable where the database cannot be reached, and when on SQLite
        other writers do not end.
        """
        with _known_errors(), self._write.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and leaves it as it is."""
        with _known_errors(), self._read.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """For statements that each see one state of the database, and need not see the same.

        On PostgreSQL that spares the two turns in which a transaction begins and ends.
        """
        with _known_errors(), self._look.connect() as connection:
            yield connection

    def create(self) -> None:
        """Create the tables where there are none."""
        with self.writing() as connection:
            schema.create(connection)

    def check(self) -> None:
        """Bring the tables up to date; raises DatabaseTooNew or DatabaseNotCreated."""
        with self.writing() as connection:
            schema.check(connection)

    def close(self) -> None:
        """Close all connections."""
        self._write.dispose()
        self._read.dispose()


def _address(url: str | Path) -> URL:
    if isinstance(url, Path):
        return URL.create("sqlite", database=str(url))
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUnavailable("not a database URL") from error
    if address.get_backend_name() == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "sqlite":
        return address
    raise DatabaseUnavailable("neither SQLite nor PostgreSQL")


def _sqlite(address: URL, begin: str, *, pool_size: int, max_overflow: int) -> Engine:
    engine = create_engine(
        address,
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_timeout=_PATIENCE,
        connect_args={"timeout": _PATIENCE, "check_same_thread": False},
        hide_parameters=True,  # an error names the statement, not the person in it
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: object, _record: object) -> None:
        # The driver would begin transactions by its own rules; ours begin as said above.
        connection.isolation_level = None  # type: ignore[attr-defined]
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgresql(address: URL) -> Engine:
    engine = create_engine(
        address,
        pool_size=8,
        max_overflow=24,
        pool_timeout=_PATIENCE,
        hide_parameters=True,
    )
    _look_at_what_was_idle(engine)
    return engine


def _look_at_what_was_idle(engine: Engine) -> None:
    """Ask a connection whether it is still there, if it was not used for a while.

    Each time would be one of the few statements of a request; a server that goes away in between
    is met as one that goes away in the middle of a request, and its desk asks again.
    """

    @event.listens_for(engine, "checkin")
    def used(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def look(connection: DBAPIConnection, record: ConnectionPoolEntry, _fairy: object) -> None:
        if time.monotonic() - record.info.get("used", 0.0) > _IDLE and not _is_there(connection):
            raise DisconnectionError


def _is_there(connection: DBAPIConnection) -> bool:
    import psycopg

    try:
        connection.cursor().execute("SELECT 1")
        connection.rollback()
    except psycopg.Error:
        return False
    return True


@contextmanager
def _known_errors() -> Iterator[None]:
    try:
        yield
    except (OperationalError, PoolTimeout) as error:
        raise DatabaseUnavailable(type(error).__name__) from error
    except DatabaseError as error:
        if type(error) is not DatabaseError:
            raise  # what was asked was wrong, not the database
        raise DatabaseUnavailable("the file is damaged or is no database") from error
