"""Whatever came in whatever order: the encrypted tables equal a rebuild, and the search too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from local_db import indexing, rebuilding, search
from local_db.file_keys import FileKeys
from local_db.store import Store
from records import projection, tables
from records.lines import StoredEntry
from tests import writing

Shown = dict[str, object]


class RolledBackError(Exception):
    """Ends an example: the next one begins with an empty database again."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("rebuild")
    store = Store.open(folder, FileKeys(folder))
    yield store
    store.close()


def shown(connection: Connection) -> Shown:
    """All that a screen could show, without the order of rows in the file."""
    state: Shown = {
        table.name: sorted(map(repr, connection.execute(select(table))))
        for table in tables.PROJECTED
    }
    for typed in ("le", "dat", "vu tran", "0900", "0912"):
        state[typed] = sorted(row.person for row in search.people(connection, typed))
    return state


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(written=writing.days(), data=st.data())
def test_the_tables_equal_a_rebuild_in_any_order_of_arrival(
    store: Store, written: list[StoredEntry], data: st.DataObject
) -> None:
    arrival = data.draw(st.permutations(written))
    size = data.draw(st.integers(1, 7))
    states: list[Shown] = []

    def work(connection: Connection) -> None:
        for at in range(0, len(arrival), size):
            page = [(stored, None) for stored in arrival[at : at + size]]
            projection.store(connection, page)
            indexing.take_in(connection)
        states.append(shown(connection))
        rebuilding.rebuild(connection)
        states.append(shown(connection))
        raise RolledBackError

    with pytest.raises(RolledBackError):
        store.write(work).result()
    assert states[0] == states[1]
