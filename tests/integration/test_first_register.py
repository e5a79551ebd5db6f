"""A new desk receives its register, is killed in the middle of it, and goes on where it was.

The desk is a process of its own, as `desktop_app.bench.first_register` starts it; somebody
works at it meanwhile.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection

from central import administration, register
from central.administration import Member
from central.centre import Centre
from central.database import Database
from central.keys import make_key
from central.server import Server
from desktop_app.demo.story import LOGIN, PASSWORD
from desktop_app.rehearsal.people import people as made_up
from desktop_app.upstream import join
from local_db import rebuilding, search
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from local_db.store import Store
from records import tables
from sync.limits import MAX_ENTRIES
from tests import writing

MOST_MEMORY = 300e6

Told = dict[str, float]


@dataclass
class Served:
    """A centre on loopback with a nurse and a register."""

    url: str
    centre: Centre


@contextmanager
def served(folder: Path, people: int) -> Iterator[Served]:
    database = Database(folder / "centre.db")
    database.create()
    centre = Centre(database, make_key())
    administration.add_site(centre, writing.SITE, "TYT Thanh Bình")
    nurse = Member(LOGIN, "Lê Thị Mai Hoa", "nurse", PASSWORD, "ĐD.")
    administration.add_staff(centre, writing.SITE, nurse)
    register.load(centre, writing.SITE, made_up(people))
    server = Server(centre)
    server.start()
    yield Served(server.url, centre)
    server.stop()
    database.close()


def new_desk(centre: Served, folder: Path) -> Path:
    with open_desk(folder) as store:
        code = administration.issue_code(centre.centre, writing.SITE)
        join(store, FileKeys(folder), centre.url, code)
    return folder


@contextmanager
def open_desk(folder: Path) -> Iterator[Store]:
    store = Store.open(folder, FileKeys(folder))
    yield store
    store.close()


@contextmanager
def receiving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Iterator[Told]]]:
    """A desk's process that receives; it is dead afterwards."""
    words = [sys.executable, "-m", "desktop_app.bench.register_desk", str(folder)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process, (json.loads(line) for line in process.stdout if line.endswith("\n"))
    finally:
        process.kill()
        process.communicate()


def projected(connection: Connection) -> dict[str, set[tuple[object, ...]]]:
    return {
        table.name: {tuple(row) for row in connection.execute(table.select())}
        for table in tables.PROJECTED
    }


@pytest.mark.parametrize(
    ("people", "cuts"), [(6_000, 1), pytest.param(60_000, 4, marks=pytest.mark.long)]
)
def test_a_register_goes_on_where_it_was_cut_and_misses_nobody(
    tmp_path: Path, people: int, cuts: int
) -> None:
    with served(tmp_path, people) as centre:
        folder = new_desk(centre, tmp_path / "bàn")
        stored = 0.0
        for cut in range(1, cuts + 1):
            with receiving(folder) as (process, lines):
                for told in lines:
                    stored = goes_on(stored, told, people)
                    if stored >= people * cut / (cuts + 1):
                        process.kill()
                        break
            with open_desk(folder) as store:
                # A page whose telling was cut off may be there besides; never less.
                assert stored <= DeskLedger(store).position() <= stored + MAX_ENTRIES
                with store.read() as connection:
                    assert 0 < search.count(connection) < people
        with receiving(folder) as (_, lines):
            for told in lines:
                if "seconds" in told:
                    break
                stored = goes_on(stored, told, people)
        assert told["rss"] < MOST_MEMORY
        with open_desk(folder) as store:
            with store.read() as connection:
                assert search.count(connection) == people
                before = projected(connection)
            assert len(before["person"]) == people
            store.write(rebuilding.rebuild).result()
            with store.read() as connection:
                assert projected(connection) == before
                assert search.count(connection) == people


def goes_on(stored: float, told: Told, people: int) -> float:
    """Hold what a desk tells of its progress to the server's count; return where it stands."""
    assert stored <= told["position"]
    if told["head"]:
        assert people < told["head"] <= people + 100
        assert told["position"] <= told["head"]
    assert told["position"] - stored <= 2 * MAX_ENTRIES
    return told["position"]
