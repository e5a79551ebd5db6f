"""Many desks come back at once: some are sent away, all are served, nothing is lost.

`dev.py bench herd` is the long form of it: 1,000 desks, in processes, on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from central.centre import Centre
from central.database import Database
from central.keys import make_key
from central.server import Server
from central.shedding import Shedding
from central.tables import feed
from desktop_app.bench import herd
from sync.client import Upstream
from sync.cycle import Cycle
from sync.errors import ServerBusy

DESKS, ENTRIES = 50, 12


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    database = Database(tmp_path / "centre.db")
    database.create()
    yield Centre(database, make_key())
    database.close()


def test_a_herd_is_spread_out_and_all_of_it_is_served(centre: Centre) -> None:
    comers = herd.herd(centre, DESKS, ENTRIES)
    server = Server(centre, load=Shedding(at_once=3, slowest=300))
    server.start()
    try:
        herd.run(server.url, comers)
    finally:
        server.stop()
    assert sum(comer.sent_away for comer in comers) > 0
    assert [comer.failed for comer in comers if comer.failed] == []
    assert all(comer.acknowledged and comer.done for comer in comers)
    assert sum(comer.ledger.waiting() for comer in comers) == 0
    # What others of the site had sent by then, and the centre's word about the site.
    assert {comer.ledger.pulled for comer in comers} <= {1 + n * ENTRIES for n in range(4)}
    with centre.database.reading() as connection:
        ids = select(func.count(), func.count(feed.c.entry_id.distinct()))
        count, different = connection.execute(ids).one()
    assert count == different == DESKS * ENTRIES + 13


def test_who_is_sent_away_is_told_so_under_the_servers_signature(centre: Centre) -> None:
    (comer,) = herd.herd(centre, 1, 1)
    server = Server(centre, load=Shedding(at_once=0))
    server.start()
    upstream = Upstream(server.url, comer.identity)
    try:
        with pytest.raises(ServerBusy) as raised:
            upstream.status()
        assert raised.value.retry_after >= 1
        # Signed: so the desk has learnt the time from it.
        assert upstream.offset is not None
    finally:
        upstream.close()
        server.stop()


def test_more_bodies_than_memory_is_given_for_are_sent_away(centre: Centre) -> None:
    (comer,) = herd.herd(centre, 1, ENTRIES)
    server = Server(centre, load=Shedding(in_hand=100))
    server.start()
    try:
        herd_of_one = Upstream(server.url, comer.identity)
        with pytest.raises(ServerBusy):
            Cycle(comer.ledger, herd_of_one, comer.identity.key).run()
        herd_of_one.close()
    finally:
        server.stop()
    assert comer.ledger.waiting() == ENTRIES
