"""Ten desks that write into one hub's SQLite at once; a desk that had no line for thirty days."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from central import tables
from central.centre import Centre
from central.database import Database
from immunization import entries
from immunization.ids import EntryId
from records import tables as records_tables
from tests import writing
from tests.centres import NOW, Desk, Running
from tests.hubs import HubDesk, RunningHub, eventually

DESKS, PIECES, SIZE = 10, 4, 5
DAYS, A_DAY = 30, 10


@pytest.fixture
def database_url(tmp_path: Path) -> Path:
    """A hub's database is SQLite; what is asked here of the centre depends on no kind."""
    path = tmp_path / "centre.db"
    database = Database(path)
    database.create()
    database.close()
    return path


def positions(centre: Centre) -> list[int]:
    kept = tables.feed.c
    query = select(kept.position).where(kept.site == writing.SITE).order_by(kept.position)
    with centre.database.reading() as connection:
        return list(connection.execute(query).scalars())


def count_of(centre: Centre, desk: Desk) -> int:
    query = select(func.count()).where(tables.feed.c.device_id == desk.identity.device)
    with centre.database.reading() as connection:
        return int(connection.execute(query).scalar_one())


def push_in_pieces(desk: HubDesk) -> None:
    cycle = desk.by_hub()
    for piece in range(PIECES):
        for number in range(SIZE):
            about = writing.person(desk.number * 1_000 + piece * SIZE + number)
            desk.write(writing.registered(), about)
        cycle.run()


def test_ten_desks_write_at_once_into_one_hub_and_all_see_all(
    running: Running, hub: RunningHub
) -> None:
    desks = [hub.enrol() for _ in range(DESKS)]
    with ThreadPoolExecutor(DESKS) as pool:
        for pushed in [pool.submit(push_in_pieces, desk) for desk in desks]:
            pushed.result()
    for desk in desks:
        desk.by_hub().run()
    everybodys = set().union(*(desk.ledger.ids() for desk in desks))
    assert len(everybodys) >= DESKS * PIECES * SIZE
    assert all(desk.ledger.ids() == everybodys for desk in desks)
    there = positions(hub.centre)
    assert there == list(range(1, len(there) + 1))
    eventually(lambda: all(count_of(running.centre, one) == PIECES * SIZE for one in desks))


def test_thirty_days_without_a_line_arrive_whole_and_count_on_their_days(
    running: Running,
) -> None:
    desk, other = running.enrol(), running.enrol(name="Bàn 2")
    pen, begin = desk.pen, NOW - timedelta(days=DAYS)
    for number in range(DAYS * A_DAY):
        at = begin + timedelta(days=number // A_DAY, minutes=number % A_DAY)
        pen.lc, pen.seq = pen.lc + 1, pen.seq + 1
        desk.ledger.append(
            entries.write(
                writing.dose(day=at.date()),
                id=EntryId(writing.entry_id(pen.number * 100_000 + pen.seq)),
                at=at,
                lc=pen.lc,
                site=writing.SITE,
                about=writing.person(number),
            )
        )
    done = desk.cycle().run()
    assert (done.pushed, done.standing_out) == (DAYS * A_DAY, ())
    assert desk.ledger.waiting() == 0
    running.project()
    dose = records_tables.dose.c
    query = select(dose.day, func.count()).group_by(dose.day)
    with running.centre.database.reading() as connection:
        days = {str(day): count for day, count in connection.execute(query)}
    assert days == {f"{begin + timedelta(days=day):%Y-%m-%d}": A_DAY for day in range(DAYS)}
    other.cycle().run()
    assert desk.ledger.ids() <= other.ledger.ids()
