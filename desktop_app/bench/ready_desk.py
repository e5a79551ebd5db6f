"""A desk's data folder with a register of people in it, made once and kept in the user's cache.

Making a million people takes minutes; so the folder is kept under a name that says what made
it (tables, folds, people), and made anew when any of those has changed. Benchmarks that only
read use it where it lies; those that write get a copy.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from desk.clock import SystemClock
from desk.desk import Desk, open_desk
from desk.staff import operator_of
from desktop_app import settings
from desktop_app.bench.figures import say
from desktop_app.demo.story import LOGIN, PASSWORD, PRODUCT, SITE, SITE_NAME
from desktop_app.folders import APPLICATION
from desktop_app.rehearsal import people as made_up
from immunization import entries, ids
from immunization.entries import (
    Body,
    LotReceived,
    PersonRegistered,
    SiteDescribed,
    StaffRegistered,
)
from immunization.ids import DeviceId, EntryId, PersonId, StaffId
from immunization.rulebook import default_catalogue
from local_db import node, queries, rebuilding, revisions
from local_db.file_keys import FileKeys
from local_db.node import Node
from local_db.store import Store
from records import bulk, passwords, projection, tables

Row = tuple[object, ...]
Saying = tuple[str, Body]

DEVICE: Final = DeviceId(ids.derived("bench", "desk"))
NURSE: Final = StaffId(ids.derived("bench", "nurse"))
LOT: Final = "MT2611A"
LOT_ID: Final = ids.lot_at_site(SITE, PRODUCT, LOT)
_CENTRE: Final = DeviceId(ids.derived("bench", "centre"))
_WRITTEN: Final = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
NEVER: Final = date(2098, 12, 31)
_PIECE: Final = 5_000
_NOWHERE: Final = "http://127.0.0.1:9"
_FORM: Final = "1"
"""Raise it whenever this module makes something else."""


def folder_with(people: int) -> Path:
    """Return a data folder with so many people; look at it and leave it as it is."""
    folder = cache() / f"{people}-{_made_by()}"
    if not folder.exists():
        say(f"Making {people:,} people, once, in {folder}")
        begun = time.monotonic()
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=cache()))
        make(unfinished, people)
        unfinished.replace(folder)
        say(f"Made in {time.monotonic() - begun:.0f} s")
    return folder


@contextmanager
def copy_with(people: int) -> Iterator[Path]:
    """Give a copy of such a folder to write into; it goes afterwards.

    Its upstream does not answer, as on a day without a network.
    """
    ready = folder_with(people)
    with tempfile.TemporaryDirectory(prefix="copy-", dir=cache()) as place:
        folder = Path(place) / "desk"
        shutil.copytree(ready, folder)
        keys = FileKeys(folder)
        keys.keep_device_key(os.urandom(32))
        settings.keep(folder, settings.Settings(camera=""))
        with opened(folder) as store:
            pinned = os.urandom(32).hex()
            store.write(lambda at: node.point_to(at, _NOWHERE, "centre", pinned)).result()
        yield folder


def up_to_date(folder: Path) -> None:
    """Let the desk of a folder have read its feed a moment ago."""
    with opened(folder) as store:
        now = SystemClock().now()
        store.write(lambda at: node.synced(at, now, timedelta()), origin="sync").result()


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """Give the open store of a folder."""
    store = Store.open(folder, FileKeys(folder))
    try:
        yield store
    finally:
        store.close()


def desk_of(store: Store) -> Desk:
    """Return the desk with its nurse signed in."""
    with store.read() as connection:
        member = queries.staff_of_login(connection, LOGIN)[0]
    return open_desk(store, SystemClock(), operator_of(member), default_catalogue())


def cache() -> Path:
    """Return where ready folders lie: the user's cache, outside the tree."""
    from platformdirs import user_cache_path

    path = user_cache_path(APPLICATION, appauthor=False) / "bench"
    path.mkdir(parents=True, exist_ok=True)
    return path


def make(folder: Path, people: int) -> None:
    """Fill an empty folder: an enrolled desk, its site, a nurse, a lot, the people."""
    with opened(folder) as store:
        store.write(_enrol).result()
        rows = _rows(_sayings(people))
        while piece := list(islice(rows, _PIECE)):
            store.write(_inserting(piece)).result()
        store.write(rebuilding.rebuild).result()


def subject_of(person: PersonRegistered, place: int) -> PersonId:
    """Return the id of a person of the register; ``place`` counts from 0."""
    if person.numbers:
        return ids.person_of_number(person.numbers[0].system, person.numbers[0].value)
    return PersonId(ids.derived("bench person", str(place)))


def _made_by() -> str:
    """Return what tells this making from another: the tables, the folds, the people."""
    with (
        tempfile.TemporaryDirectory() as place,
        opened(Path(place)) as store,
        store.read() as connection,
    ):
        definitions = connection.exec_driver_sql("SELECT sql FROM sqlite_master ORDER BY name")
        tables_made = [str(row[0]) for row in definitions]
    some = [repr(person) for person in made_up.people(100)]
    made_by = "\n".join([_FORM, str(projection.VERSION), revisions.HEAD, *tables_made, *some])
    return hashlib.sha256(made_by.encode()).hexdigest()[:12]


def _enrol(connection: Connection) -> None:
    desk = Node(DEVICE, 1, 1, "Bàn 1", SITE, SITE_NAME)
    node.enrol(connection, desk)


def _sayings(people: int) -> Iterator[Saying]:
    password = passwords.hashed(PASSWORD)
    yield ids.derived("site", SITE), SiteDescribed(name=SITE_NAME)
    nurse = StaffRegistered(
        login=LOGIN, name="Lê Thị Mai Hoa", role="nurse", password=password, title="ĐD."
    )
    yield NURSE, nurse
    lot = LotReceived(product=PRODUCT, lot=LOT, expiry=NEVER, doses=10_000_000)
    yield LOT_ID, lot
    for place, person in enumerate(made_up.people(people)):
        yield subject_of(person, place), person


def _rows(sayings: Iterator[Saying]) -> Iterator[Row]:
    """Yield rows of the journal, as if a feed had brought what the centre wrote."""
    for lc, (about, body) in zip(count(1), sayings, strict=False):
        id = EntryId(ids.derived("bench entry", str(lc)))
        written = entries.write(body, id=id, at=_WRITTEN, lc=lc, site=SITE, about=about)
        kind = entries.read(written).kind
        yield about, id, _CENTRE, 1, lc, kind, lc, written, None


def _inserting(piece: list[Row]) -> Callable[[Connection], None]:
    return lambda connection: bulk.insert(connection, tables.entry, piece)
