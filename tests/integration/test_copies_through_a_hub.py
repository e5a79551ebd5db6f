"""Two copies of one desk, one of them behind a hub that had no line: both come to the centre."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from sqlalchemy import select

from central.database import Database
from central.tables import ACCEPTED, feed
from sync.errors import SyncError
from tests import writing
from tests.centres import Running
from tests.hubs import HubDesk, RunningHub, eventually


@pytest.fixture
def database_url(tmp_path: Path) -> Path:
    """What is tested here does not depend on the kind of database."""
    path = tmp_path / "centre.db"
    database = Database(path)
    database.create()
    database.close()
    return path


def copy_of(hub: RunningHub, desk: HubDesk) -> HubDesk:
    """The same disk in another PC."""
    twin = HubDesk(copy.deepcopy(desk.ledger), desk.key, desk.identity, desk.url, 70, desk.clock)
    twin.hub_identity, twin.hub_url = desk.hub_identity, desk.hub_url
    twin.at, twin.positions = desk.at, dict(desk.positions)
    twin.pen.seq = twin.pen.lc = 50
    hub.desks.append(twin)
    return twin


def accepted(running: Running) -> list[str]:
    with running.centre.database.reading() as connection:
        query = select(feed.c.entry_id).where(feed.c.state == ACCEPTED)
        return list(connection.execute(query).scalars())


def ids_of(written: list[bytes]) -> set[str]:
    return {read_line_id(one) for one in written}


def read_line_id(written: bytes) -> str:
    from immunization import entries

    return entries.read(written).id


def test_what_a_hub_took_from_one_copy_and_the_centre_from_the_other_is_all_kept(
    running: Running, hub: RunningHub
) -> None:
    desk = hub.enrol_at_centre()
    desk.direct().run()
    wrote = [desk.write(writing.arrived(f"A{number:03}")) for number in range(2)]
    desk.direct().run()
    eventually(lambda: _goes_through(desk))
    twin = copy_of(hub, desk)
    running.server.stop()
    wrote += [desk.write(writing.arrived(f"A{number:03}")) for number in range(2, 5)]
    desk.by_hub().run()
    hub.stop()
    running.restart()
    wrote += [twin.write(writing.arrived(f"B{number:03}")) for number in range(4)]
    twin.direct().run()
    hub.start()

    def both_are_through() -> bool:
        for one in (desk, twin):
            for cycle in (one.by_hub, one.direct):
                try:
                    cycle().run()
                except SyncError:
                    return False
        return not desk.ledger.waiting() and not twin.ledger.waiting()

    eventually(both_are_through, 20)
    at_centre = accepted(running)
    assert len(at_centre) == len(set(at_centre))
    assert ids_of(wrote) <= set(at_centre)
    eventually(lambda: both_are_through() and desk.ledger.ids() == twin.ledger.ids(), 20)
    assert ids_of(wrote) <= desk.ledger.ids()
    assert {desk.ledger.epoch, twin.ledger.epoch} != {1}


def _goes_through(desk: HubDesk) -> bool:
    try:
        desk.by_hub().run()
    except SyncError:
        return False
    return True
