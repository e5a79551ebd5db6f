"""Every database that was ever released opens with this version, and holds what it held."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from local_db import node, revisions, search
from local_db.file_keys import FileKeys
from local_db.store import Store
from records import journal
from tests.migrations import released

RELEASED = sorted(path for path in released.FOLDER.glob("*") if path.is_dir())


@pytest.fixture(params=["as written today", *RELEASED], ids=lambda one: Path(one).name)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    if isinstance(request.param, Path):
        shutil.copytree(request.param, folder)
    else:
        released.make(folder)
    return folder


def test_a_released_database_opens_and_holds_what_it_held(folder: Path) -> None:
    store = Store.open(folder, FileKeys(folder))
    with store.read() as connection:
        assert revisions.current(connection) == revisions.HEAD
        assert journal.count(connection) == 5 * released.PEOPLE
        own = node.read(connection)
        assert journal.first_fault(connection, own.author) is None
        assert len(search.people(connection, "hong van")) == released.PEOPLE
    store.close()
