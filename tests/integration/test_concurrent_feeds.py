"""Many write into one feed while others read it: nobody steps over a position."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from central import administration, register, tables
from central.projector import Projector
from immunization.entries import IdentityNumber, PersonRegistered
from immunization.ids import SubjectId
from records.lines import StoredEntry, read_line
from tests import writing
from tests.centres import OTHER_SITE, Desk, Running

WRITERS = 3


def push_in_pieces(desk: Desk, pieces: int, size: int) -> None:
    cycle = desk.cycle()
    for piece in range(pieces):
        for number in range(size):
            about = writing.person(desk.number * 100_000 + piece * 100 + number)
            desk.write(writing.registered(), about)
        cycle.run()


def pull_until(desk: Desk, over: threading.Event) -> None:
    """Pull again and again, and once more when all is over."""
    cycle = desk.cycle()
    while not over.is_set():
        cycle.run()
    cycle.run()


@pytest.mark.parametrize("pieces", [6, pytest.param(100, marks=pytest.mark.long)])
def test_late_committed_rows_reach_every_reader(running: Running, pieces: int) -> None:
    administration.add_site(running.centre, OTHER_SITE, "TYT Tân Phú")
    writers = [running.enrol(name=f"Bàn {number}") for number in range(WRITERS)]
    reader, far = running.enrol(name="Bàn đọc"), running.enrol(OTHER_SITE, "Bàn xa")
    wanted = [
        SubjectId(writing.person(desk.number * 100_000 + piece * 100))
        for desk in writers
        for piece in range(pieces)
    ]
    far.cycle().run(list(wanted))
    over = threading.Event()
    with ThreadPoolExecutor(WRITERS + 2) as pool:
        reading = [pool.submit(pull_until, desk, over) for desk in (reader, far)]
        pushing = [pool.submit(push_in_pieces, desk, pieces, 7) for desk in writers]
        for push in pushing:
            push.result()
        Projector(running.centre).catch_up()
        over.set()
        for read in reading:
            read.result()
    written = {one for desk in writers for one in ids_of(desk)}
    assert len(written) == WRITERS * pieces * 7
    assert written <= reader.ledger.ids()
    assert {read_line(one).entry.about for one in far_entries(far)} == set(wanted)
    assert positions(running) == list(range(1, len(positions(running)) + 1))


def ids_of(desk: Desk) -> list[str]:
    return [read_line(one).entry.id for one in desk.ledger.own]


def far_entries(far: Desk) -> list[StoredEntry]:
    stored = far.ledger.others.values()
    return [one for one in stored if read_line(one).entry.site == writing.SITE]


def positions(running: Running) -> list[int]:
    query = (
        select(tables.feed.c.position)
        .where(tables.feed.c.site == writing.SITE)
        .order_by(tables.feed.c.position)
    )
    with running.centre.database.reading() as connection:
        return list(connection.execute(query).scalars())


def test_a_register_and_desks_write_into_one_feed_at_once(running: Running) -> None:
    desk, reader = running.enrol(), running.enrol(name="Bàn 2")
    people = [
        PersonRegistered(
            name="Trần Văn Đạt",
            numbers=(IdentityNumber("cccd", f"0750900{number:05}"),),
            source="register",
        )
        for number in range(3_000)
    ]
    with ThreadPoolExecutor(2) as pool:
        loading = pool.submit(register.load, running.centre, writing.SITE, people)
        pushing = pool.submit(push_in_pieces, desk, 5, 3)
        assert loading.result() == 3_000
        pushing.result()
    reader.cycle().run()
    assert len(reader.ledger.others) >= 3_015
    assert set(ids_of(desk)) <= reader.ledger.ids()
