"""A site as runs begin with: a centre and desks that joined it, made once and copied."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from central import administration
from central.centre import Centre
from central.database import Database
from central.keys import load_or_make_key
from central.server import Server
from desktop_app.upstream import exchange_all, join
from immunization.ids import SiteCode
from local_db.file_keys import FileKeys
from local_db.store import Store

SITE: Final = SiteCode("31-THANHBINH")
MOST_DESKS: Final = 3


class Template:
    """The folder of a site with ``MOST_DESKS`` desks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.centre = folder / "centre"
        self.centre.mkdir(parents=True)
        database = Database(self.centre / "centre.db")
        database.create()
        centre = Centre(database, load_or_make_key(self.centre / "centre.key"))
        administration.add_site(centre, SITE, "TYT xã Thanh Bình")
        server = Server(centre)
        server.start()
        try:
            for number in range(1, MOST_DESKS + 1):
                self._join(self.desk(number), server.url, administration.issue_code(centre, SITE))
        finally:
            server.stop()
            database.close()
        self._port = server.port

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve the centre again where the desks joined it."""
        database = Database(self.centre / "centre.db")
        centre = Centre(database, load_or_make_key(self.centre / "centre.key"))
        server = Server(centre, port=self._port)
        server.start()
        try:
            yield
        finally:
            server.stop()
            database.close()

    def desk(self, number: int) -> Path:
        """The folder of a desk."""
        return self.folder / f"desk-{number}"

    @staticmethod
    def _join(folder: Path, url: str, code: str) -> None:
        keys = FileKeys(folder)
        store = Store.open(folder, keys)
        try:
            join(store, keys, url, code)
            exchange_all(store, keys)
        finally:
            store.close()


def working_folder() -> str:
    """Make a folder for runs: in memory where the system has such a place.

    What is tested is that processes die at any moment, not that a disk keeps what it was given.
    """
    memory = Path("/dev/shm")  # noqa: S108 (a file system, not a file)
    place = str(memory) if memory.is_dir() else None
    return tempfile.mkdtemp(prefix="bantiem-faults-", dir=place)
