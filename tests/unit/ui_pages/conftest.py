from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from local_db.file_keys import FileKeys
from local_db.store import Store
from tests.unit.desk.desk_world import SetClock, World, open_world
from tests.unit.ui_pages.nurse import Nurse

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an enrolled desk, made once: each test works on a copy of its own."""
    folder = tmp_path_factory.mktemp("enrolled")
    store = Store.open(folder, FileKeys(folder))
    open_world(store, SetClock()).prepare()
    store.close()
    return folder


@pytest.fixture
def world(enrolled: Path, tmp_path: Path) -> Iterator[World]:
    """Desk 1 of a site with two desks, one lot of vaccine, a vial on the tray, a fresh feed."""
    folder = tmp_path / "desk"
    shutil.copytree(enrolled, folder)
    store = Store.open(folder, FileKeys(folder))
    yield open_world(store, SetClock())
    store.close()


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    from ui.kit.theme import put_on
    from ui.translation import install

    put_on(qapp, "light")
    install(qapp, "vi")
    yield qapp
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def nurse(dressed: QApplication, world: World) -> Iterator[Nurse]:
    """A nurse before the real windows over a real desk; work is done at once."""
    nurse = Nurse(world)
    yield nurse
    nurse.leave()
