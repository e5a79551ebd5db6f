"""Two sites as runs begin with, made once and copied: a centre, desks that joined it, hubs.

They joined over the very lines that runs go over: so each knows its upstream by the address
that it will have.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from central import administration, joining
from central.centre import Centre
from central.database import Database
from central.keys import load_or_make_key
from central.server import Server
from desktop_app.commands.hub import open_hub
from desktop_app.upstream import exchange_all, join
from immunization.ids import SiteCode
from local_db.file_keys import FileKeys
from local_db.store import Store
from tests.faults.layout import CENTRE, SITES, hub_of, line
from tests.faults.proxy import Link


class Template:
    """The folders of a centre and its desks, once with hubs and once without."""

    def __init__(self, folder: Path, lines: Mapping[str, Link]) -> None:
        self._folder = folder
        self._lines = lines
        plain = folder / "plain"
        (plain / CENTRE).mkdir(parents=True)
        with serving(plain / CENTRE, lines) as centre:
            for code, desks in SITES.items():
                administration.add_site(centre, code, f"Trạm {code}")
                for desk in desks:
                    self._join_desk(plain / desk, centre, code)
        shutil.copytree(plain, folder / "hubs")
        self._with_hubs = folder / "hubs"
        with serving(self._with_hubs / CENTRE, lines) as centre:
            for code, desks in SITES.items():
                hub = hub_of(desks[0])
                join_hub(self._with_hubs / hub, centre, code, lines[line(hub, CENTRE)].url)
                for desk in desks:
                    _exchange(self._with_hubs / desk)

    def node(self, name: str, *, with_hubs: bool) -> Path:
        """The folder of a node."""
        return (self._with_hubs if with_hubs else self._folder / "plain") / name

    def _join_desk(self, folder: Path, centre: Centre, code: SiteCode) -> None:
        keys = FileKeys(folder)
        store = Store.open(folder, keys)
        try:
            url = self._lines[line(folder.name, CENTRE)].url
            join(store, keys, url, administration.issue_code(centre, code))
            exchange_all(store, keys)
        finally:
            store.close()


def join_hub(folder: Path, centre: Centre, code: SiteCode, url: str) -> None:
    """Make a new hub of a site, as `bantiem hub join` does."""
    folder.mkdir(exist_ok=True)
    database = Database(folder / "hub.db")
    try:
        key = load_or_make_key(folder / "hub.key")
        given = administration.issue_code(centre, code, role="hub")
        joining.join(database, key, url, given, "Máy chủ trạm")
    finally:
        database.close()


@contextmanager
def serving(folder: Path, lines: Mapping[str, Link]) -> Iterator[Centre]:
    """Serve a centre in this process at the end of the lines that lead to one."""
    database = Database(folder / "centre.db")
    database.create()
    centre = Centre(database, load_or_make_key(folder / "centre.key"))
    server = Server(centre)
    for name, link in lines.items():
        if name.endswith(f" {CENTRE}"):
            link.target = server.port
    server.start()
    try:
        yield centre
    finally:
        server.stop()
        database.close()


@contextmanager
def serving_hub(folder: Path, lines: Mapping[str, Link]) -> Iterator[str]:
    """Serve a hub in this process at the end of the lines that lead to it; yield its key."""
    with open_hub(folder) as hub:
        server = Server(hub)
        for name, link in lines.items():
            if name.endswith(f" {folder.name}"):
                link.target = server.port
        server.start()
        try:
            yield hub.key.public.hex()
        finally:
            server.stop()


def _exchange(folder: Path) -> None:
    keys = FileKeys(folder)
    store = Store.open(folder, keys)
    try:
        exchange_all(store, keys)
    finally:
        store.close()


def working_folder() -> str:
    """Make a folder for runs: in memory where the system has such a place.

    What is tested is what programs write and sync, and in which order; a power cut is played.
    """
    memory = Path("/dev/shm")  # noqa: S108 (a file system, not a file)
    place = str(memory) if memory.is_dir() else None
    return tempfile.mkdtemp(prefix="bantiem-faults-", dir=place)
