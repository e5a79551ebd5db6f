"""Taking a page of the feed: in one piece if nobody waits, else the nurse's save goes first."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Connection

from local_db import ledger as ledger_module
from local_db import node, queries, search, writer
from local_db.changes import Changes
from local_db.ledger import DeskLedger
from records import journal
from records.lines import StoredEntry
from tests import writing
from tests.unit.local_db.conftest import Site

WAIT = 10.0


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, site: Site) -> list[StoredEntry]:
    monkeypatch.setattr(ledger_module, "PIECE", 2)
    for spell in ("SPELL", "LONG_SPELL"):
        monkeypatch.setattr(ledger_module, spell, 10 * WAIT)
    for number in range(1, 6):
        site.other.write(writing.registered(), writing.person(number))
        site.other.write(writing.arrived(f"B00{number}"), writing.person(number))
    return site.other.written


def test_a_page_is_one_commit_when_nobody_waits(site: Site, page: list[StoredEntry]) -> None:
    heard: list[Changes] = []
    site.store.on_change(heard.append)
    DeskLedger(site.store).take_page(page, 10)
    assert [(len(one.subjects), one.origin) for one in heard] == [(5, "feed")]


def test_a_page_that_takes_long_is_cut_so_that_no_save_waits_for_all_of_it(
    site: Site, page: list[StoredEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "SPELL", 0.0)
    site.store.write(journal.count).result()  # somebody is at work
    heard: list[Changes] = []
    site.store.on_change(heard.append)
    ledger = DeskLedger(site.store)
    ledger.take_page(page, 10)
    assert len(heard) == 5
    assert (ledger.position(), site.read(journal.count)) == (10, 10)


def test_a_page_is_cut_less_often_where_nobody_has_saved_for_a_while(
    site: Site, page: list[StoredEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "SPELL", 0.0)
    monkeypatch.setattr(writer, "REST", 0.0)
    heard: list[Changes] = []
    site.store.on_change(heard.append)
    DeskLedger(site.store).take_page(page, 10)
    assert len(heard) == 1


def test_a_save_goes_between_the_pieces_of_a_page(
    site: Site, page: list[StoredEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = DeskLedger(site.store)
    positions: list[int] = []
    real = ledger_module.store_piece
    written = site.pen.write(writing.registered(), writing.person(9))

    def save(connection: Connection) -> None:
        own = node.find_progress(connection)
        positions.append(own.position if own else -1)
        journal.append(connection, site.pen.author, [written])

    def piece(connection: Connection, entries: list[StoredEntry]) -> None:
        real(connection, entries)
        if not positions and not site.store.is_wanted:
            site.store.write(save)

    monkeypatch.setattr(ledger_module, "store_piece", piece)
    heard: list[Changes] = []
    site.store.on_change(heard.append)
    ledger.take_page(page, 10)
    assert [one.origin for one in heard] == ["feed", "desk", "feed"]
    assert positions == [0]
    assert ledger.position() == 10
    assert site.read(journal.count) == 11


def test_a_page_that_fails_in_the_middle_moves_nothing_it_has_not_stored(
    site: Site, page: list[StoredEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = DeskLedger(site.store)
    real = ledger_module.store_piece
    pieces = iter(range(99))

    def piece(connection: Connection, entries: list[StoredEntry]) -> None:
        if next(pieces) == 3:
            raise ZeroDivisionError
        real(connection, entries)

    monkeypatch.setattr(ledger_module, "store_piece", piece)
    with pytest.raises(ZeroDivisionError):
        ledger.take_page(page, 10)
    assert (ledger.position(), site.read(journal.count)) == (0, 0)
    ledger.take_page(page, 10)
    assert (ledger.position(), site.read(journal.count)) == (10, 10)


def test_a_page_moves_the_logical_clock(site: Site, page: list[StoredEntry]) -> None:
    DeskLedger(site.store).take_page(page, 10)
    assert site.read(node.next_lc) == 11


def test_an_unreadable_entry_is_kept_byte_for_byte(site: Site) -> None:
    broken = StoredEntry(writing.device(2), 1, 1, b"\x00 not an entry")
    for _ in range(2):
        DeskLedger(site.store).take_page([broken], 1)
    rows = site.read(lambda c: c.exec_driver_sql("SELECT written FROM unreadable").all())
    assert [bytes(row[0]) for row in rows] == [b"\x00 not an entry"]


def test_pages_are_taken_while_others_read(site: Site, page: list[StoredEntry]) -> None:
    ledger = DeskLedger(site.store)
    with site.store.read() as connection:
        assert journal.count(connection) == 0
        taking = threading.Thread(target=ledger.take_page, args=(page, 10))
        taking.start()
        taking.join(WAIT)
        assert not taking.is_alive()
        assert journal.count(connection) == 0
    assert site.read(journal.count) == 10


def test_roster_usable_during_download(site: Site) -> None:
    names = {7: "Trần Vũ", 33: "Phan Văn Sáu"}
    for number in range(1, 41):
        name = names.get(number, "Lê Văn Đạt")
        site.other.write(writing.registered(name), writing.person(number))
    ledger, people = DeskLedger(site.store), site.other.written
    ledger.take_page(people[:20], 20)

    found = site.read(lambda c: search.people(c, "tran vu"))
    assert [one.person for one in found] == [writing.person(7)]
    site.save(writing.arrived("A007"), writing.person(7))
    # Somebody of whom the register has not come yet is received all the same.
    site.save(writing.arrived("A033"), writing.person(33))
    assert site.read(lambda c: search.people(c, "phan sau")) == []
    assert site.read(search.count) == 20

    ledger.take_page(people[20:], 40)
    found = site.read(lambda c: search.people(c, "phan sau"))
    assert [one.person for one in found] == [writing.person(33)]
    assert site.read(search.count) == 40
    queue = site.read(lambda c: queries.queue(c, writing.SITE, writing.DAY, "screening"))
    assert {one.person for one in queue} == {writing.person(7), writing.person(33)}
