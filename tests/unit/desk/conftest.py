from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_db.file_keys import FileKeys
from local_db.store import Store
from tests.unit.desk.desk_world import SetClock, World, open_world


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an enrolled desk, made once: each test works on a copy of its own."""
    folder = tmp_path_factory.mktemp("prepared")
    store = Store.open(folder, FileKeys(folder))
    open_world(store, SetClock()).prepare()
    store.close()
    return folder


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def store(prepared: Path, tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "desk"
    shutil.copytree(prepared, folder)
    opened = Store.open(folder, FileKeys(folder))
    yield opened
    opened.close()


@pytest.fixture
def world(store: Store, clock: SetClock) -> World:
    """Desk 1 of a site with two desks, one lot of vaccine, a vial on the tray, a fresh feed."""
    return open_world(store, clock)
