"""Do once, before the children are forked, what each of them would do at its first steps.

A program that runs for a second spends most of it on beginnings: modules that are imported at
their first use, statements that are compiled once. So the process from which all are forked
lives through a small day first, and engines of one kind share the statements they compile.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import tempfile
import time
from collections.abc import Hashable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from desktop_app.upstream import DeskBook, exchange_all
from local_db import rebuilding
from local_db.file_keys import FileKeys
from local_db.store import Store
from records import journal
from sync.route import Way
from tests.faults import audit
from tests.faults.faults import VERBS
from tests.faults.layout import CENTRE, hub_of
from tests.faults.network import Network
from tests.faults.nurse import Diary, Nurse, SkewedClock
from tests.faults.server_file import CentreFile, HubFile
from tests.faults.template import Template, serving, serving_hub

_STATEMENTS = 3_000
_PATIENCE = 10.0
_Key = tuple[Hashable, ...]


def share_statements() -> None:
    """From now on let engines of one kind of database know each other's compiled statements."""
    shared: dict[tuple[object, ...], _OfOneKind] = {}

    def compiled(engine: Engine) -> _OfOneKind:
        dialect = engine.dialect
        kind = (type(dialect), dialect.paramstyle, getattr(dialect.dbapi, "__name__", ""))
        return shared.setdefault(kind, _OfOneKind())

    def ignored(_engine: Engine, _cache: object) -> None:
        """An engine is made with an empty one of its own."""

    Engine._compiled_cache = property(compiled, ignored)  # type: ignore[assignment]


class _OfOneKind:
    """Compiled statements without the dialect object that stands first in their keys."""

    def __init__(self) -> None:
        self._cache: LRUCache[_Key, Any] = LRUCache(_STATEMENTS)

    def get(self, key: _Key) -> Any:
        return self._cache.get(key[1:])

    def __setitem__(self, key: _Key, compiled: Any) -> None:
        self._cache[key[1:]] = compiled

    def clear(self) -> None:
        self._cache.clear()


def live_through_a_day() -> None:
    """Do in this process, in small, what desks, centre and harness do in a run."""
    folder = Path(tempfile.mkdtemp(prefix="bantiem-warm-"))
    network = Network()
    logging.disable()
    try:
        template = Template(folder / "site", network.lines)
        desks = [template.node(name, with_hubs=True) for name in ("desk1", "desk2")]
        centre = template.node(CENTRE, with_hubs=True)
        hub = template.node(hub_of("desk1"), with_hubs=True)
        with serving(centre, network.lines):
            with serving_hub(hub, network.lines) as key:
                for desk in desks:
                    _a_day_at(desk, Way("hub", key, network.hub_url(desk.name)))
                _wait_for(hub)
            for desk in desks:
                _look_at(desk)
        file = CentreFile(centre / "centre.db")
        file.audits()
        file.close()
    finally:
        logging.disable(logging.NOTSET)
        network.close()
        shutil.rmtree(folder, ignore_errors=True)


def _a_day_at(folder: Path, hub: Way) -> None:
    keys = FileKeys(folder)
    store = Store.open(folder, keys)
    DeskBook(store).turn_to(hub)
    nurse = Nurse(store, SkewedClock(), Diary(folder / "diary.txt"))
    for verb in ("open", *dict.fromkeys(VERBS)):
        nurse.act(verb, 1)
        if verb in {"open", "serious"}:
            exchange_all(store, keys)
    nurse.poison("unknown kind")
    exchange_all(store, keys)
    store.close()


def _wait_for(hub: Path) -> None:
    """Wait until a hub has sent up all that it was given, or as long as that may take."""
    file, end = HubFile(hub / "hub.db"), time.monotonic() + _PATIENCE
    while file.standing().waiting and time.monotonic() < end:
        time.sleep(0.02)
    file.audit()
    file.close()


def _look_at(folder: Path) -> None:
    keys = FileKeys(folder)
    store = Store.open(folder, keys)
    exchange_all(store, keys)
    with store.read() as connection:
        audit.journal_of(connection)
        audit.projected(connection)
        for author in journal.authors(connection):
            journal.first_fault(connection, author)
    with contextlib.suppress(audit.Rolled):
        store.write(audit.rebuilt(rebuilding.rebuild)).result()
    store.close()
