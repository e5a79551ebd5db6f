"""A desk's disk is restored from a backup, or copied: nothing is lost, nothing counts twice.

Real databases, real HTTP. A desk's folder is copied as IT or a thief would copy it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from central import administration
from central.database import Database
from central.tables import ACCEPTED, feed
from desktop_app.upstream import connector, join
from immunization import entries
from immunization.entries import Body
from immunization.ids import EntryId
from local_db import epochs, node, standing
from local_db.connecting import FILE
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from local_db.store import Store
from records import journal, projection
from records import tables as records_tables
from records.lines import read_line
from sync.cycle import Cycle, Done
from tests import writing
from tests.centres import Running


@pytest.fixture
def database_url(tmp_path: Path) -> Path:
    """What is tested here does not depend on the kind of database."""
    path = tmp_path / "centre.db"
    database = Database(path)
    database.create()
    database.close()
    return path


def _save(connection: Connection, body: Body, about: str, id: EntryId) -> None:
    written = entries.write(
        body,
        id=id,
        at=writing.MORNING,
        lc=node.next_lc(connection),
        site=writing.SITE,
        about=about,
    )
    journal.append(connection, node.read(connection).author, [written])


@dataclass
class Pc:
    """A desk's folder, open: what it wrote is known here as well."""

    folder: Path
    writer: int
    store: Store = field(init=False)
    wrote: set[str] = field(default_factory=set)
    count: int = 0

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.store = Store.open(self.folder, FileKeys(self.folder))

    def write(self, *bodies: Body, about: str = writing.person(1)) -> None:
        """Save entries as a nurse does: in the epoch of the moment, one more on the clock."""
        for body in bodies:
            self.count += 1
            id = writing.entry_id(self.writer * 1_000_000 + self.count)
            self.store.write(partial(_save, body=body, about=about, id=id)).result()
            self.wrote.add(id)

    def arrivals(self, count: int, person: int = 1) -> None:
        letter = chr(ord("A") + self.writer)
        for _ in range(count):
            self.write(
                writing.arrived(f"{letter}{self.count + 1:03}"), about=writing.person(person)
            )

    def sync(self) -> Done:
        keys = FileKeys(self.folder)
        upstream = connector(self.store, keys)()
        try:
            return Cycle(DeskLedger(self.store), upstream, keys.device_key() or b"").run()
        finally:
            upstream.close()

    @property
    def epoch(self) -> int:
        with self.store.read() as connection:
            return node.read(connection).epoch

    @property
    def waiting(self) -> int:
        return DeskLedger(self.store).waiting()

    def ids(self) -> set[str]:
        with self.store.read() as connection:
            return set(connection.execute(select(records_tables.entry.c.entry_id)).scalars())

    def rows(self) -> dict[str, set[tuple[object, ...]]]:
        """All projected rows."""
        with self.store.read() as connection:
            return {
                table.name: {tuple(row) for row in connection.execute(select(table))}
                for table in records_tables.PROJECTED
            }

    def check(self) -> None:
        """No chain is broken, and a rebuild gives the same."""
        with self.store.read() as connection:
            for author in journal.authors(connection):
                assert journal.first_fault(connection, author) is None
        before = self.rows()
        self.store.write(projection.rebuild).result()
        assert self.rows() == before


@dataclass
class House:
    """The centre and the PCs at it."""

    running: Running
    tmp_path: Path
    pcs: list[Pc] = field(default_factory=list)

    def enrolled(self) -> Pc:
        pc = self.add(Pc(self.tmp_path / f"pc{len(self.pcs)}", len(self.pcs)))
        code = administration.issue_code(self.running.centre, writing.SITE)
        join(pc.store, FileKeys(pc.folder), self.running.url, code)
        return pc

    def add(self, pc: Pc) -> Pc:
        self.pcs.append(pc)
        return pc

    def backup(self, pc: Pc) -> Path:
        """Copy the folder of a PC, as it lies on the disk between two starts."""
        pc.store.close()
        copy = self.tmp_path / f"copy{len(list(self.tmp_path.iterdir()))}"
        shutil.copytree(pc.folder, copy)
        pc.open()
        return copy

    def restore(self, pc: Pc, backup: Path) -> None:
        pc.store.close()
        shutil.rmtree(pc.folder)
        shutil.copytree(backup, pc.folder)
        pc.open()

    def copy(self, pc: Pc) -> Pc:
        """Another PC with the disk of this one."""
        return self.add(Pc(self.backup(pc), len(self.pcs)))

    def settle(self) -> None:
        for _ in range(3):
            for pc in self.pcs:
                pc.sync()
        assert not any(pc.sync().epochs for pc in self.pcs)

    def accepted(self) -> list[str]:
        with self.running.centre.database.reading() as connection:
            query = select(feed.c.entry_id).where(feed.c.state == ACCEPTED)
            return list(connection.execute(query).scalars())

    def check(self, *, lost: frozenset[str] = frozenset()) -> None:
        """All that was written is at the centre once, and on every PC; all show the same."""
        at_centre = self.accepted()
        assert len(at_centre) == len(set(at_centre))
        wrote = {id for pc in self.pcs for id in pc.wrote} - lost
        assert wrote <= set(at_centre)
        for pc in self.pcs:
            assert pc.waiting == 0
            assert pc.ids() == set(at_centre)
            assert pc.rows() == self.pcs[0].rows()
            pc.check()

    def told(self) -> list[tuple[int, str]]:
        """What IT finds at the centre: new epochs, and why."""
        self.running.project()
        with self.running.centre.database.reading() as connection:
            begun = records_tables.epoch_begun.c
            return [(was, why) for was, why in connection.execute(select(begun.was, begun.why))]


@pytest.fixture
def house(running: Running, tmp_path: Path) -> Iterator[House]:
    house = House(running, tmp_path)
    yield house
    for pc in house.pcs:
        pc.store.close()


def test_a_restored_desk_fetches_back_what_the_lost_disk_had_sent(house: House) -> None:
    pc = house.enrolled()
    pc.arrivals(3)
    pc.sync()
    backup = house.backup(pc)
    pc.arrivals(4)
    pc.sync()
    house.restore(pc, backup)
    done = pc.sync()
    assert done.epochs == 1
    assert pc.epoch > 1
    assert pc.ids() >= pc.wrote
    house.check()
    assert house.told() == [(1, "forked")]


def test_what_was_written_after_the_restore_and_before_it_is_all_kept(house: House) -> None:
    pc, other = house.enrolled(), house.enrolled()
    pc.arrivals(3)
    pc.sync()
    pc.arrivals(2)  # not yet sent when the backup is made
    backup = house.backup(pc)
    pc.arrivals(4)
    pc.sync()
    house.restore(pc, backup)
    pc.arrivals(6)
    pc.arrivals(2, person=2)
    pc.sync()
    house.settle()
    house.check()
    assert other.ids() == pc.ids()
    assert len(house.told()) == 1


def test_a_desk_restored_again_and_again_begins_an_epoch_each_time(house: House) -> None:
    pc = house.enrolled()
    backups = [house.backup(pc)]
    for turn in range(4):
        pc.arrivals(3)
        pc.sync()
        backups.append(house.backup(pc))
        pc.arrivals(2)
        pc.sync()
        house.restore(pc, backups[turn // 2])
        pc.arrivals(1)
        pc.sync()
    house.settle()
    house.check()
    assert len(house.told()) == 4


def test_both_copies_of_a_disk_go_on_and_nothing_of_either_is_lost(house: House) -> None:
    pc = house.enrolled()
    pc.arrivals(3)
    pc.sync()
    pc.arrivals(2)
    twin = house.copy(pc)
    pc.arrivals(5)
    twin.arrivals(7, person=2)
    pc.sync()
    assert twin.sync().epochs == 1
    house.settle()
    house.check()
    assert pc.epoch == 1
    assert twin.epoch > 1
    assert house.told() == [(1, "forked")]


def test_copies_that_take_turns_and_copies_of_copies_come_together(house: House) -> None:
    first = house.enrolled()
    first.arrivals(2)
    second = house.copy(first)
    third = house.copy(second)
    for turn in range(3):
        for pc in (first, second, third):
            pc.arrivals(turn + 1, person=pc.writer + 1)
            pc.sync()
        if turn == 1:
            fourth = house.copy(third)
            fourth.arrivals(2, person=9)
    house.settle()
    house.check()
    assert len({pc.epoch for pc in house.pcs}) == 4


def test_a_copy_notices_before_it_has_written_anything(house: House) -> None:
    pc = house.enrolled()
    pc.arrivals(2)
    pc.sync()
    twin = house.copy(pc)
    pc.arrivals(3)
    pc.sync()
    assert twin.sync().epochs == 1
    house.settle()
    house.check()


def test_a_serious_reaction_of_a_copy_goes_ahead_in_its_new_epoch(house: House) -> None:
    pc = house.enrolled()
    pc.arrivals(1)
    pc.sync()
    twin = house.copy(pc)
    pc.write(writing.dose())
    pc.write(writing.reaction(writing.entry_id(1), "serious"))
    pc.sync()
    twin.write(writing.dose(), about=writing.person(2))
    twin.write(writing.reaction(writing.entry_id(2), "serious"), about=writing.person(2))
    done = twin.sync()
    assert done.epochs == 1
    house.settle()
    house.check()


def test_what_the_other_copy_sent_ahead_and_the_feed_is_past_is_fetched_back(house: House) -> None:
    pc = house.enrolled()
    pc.arrivals(1)
    pc.sync()
    twin = house.copy(pc)
    pc.write(writing.dose())
    pc.write(writing.reaction(writing.entry_id(1), "serious"))
    upstream = connector(pc.store, FileKeys(pc.folder))()
    (urgent,) = DeskLedger(pc.store).unsent_urgent()
    upstream.urgent(urgent)
    upstream.close()
    assert twin.sync().epochs == 0  # no chain moved yet
    twin.arrivals(3, person=2)
    assert twin.sync().epochs == 1
    assert read_line(urgent).entry.id in twin.ids()
    house.settle()
    house.check()


def test_what_the_other_copy_sent_ahead_reaches_the_one_that_keeps_the_epoch(house: House) -> None:
    pc = house.enrolled()
    pc.arrivals(1)
    pc.sync()
    twin = house.copy(pc)
    pc.write(writing.dose())
    pc.write(writing.reaction(writing.entry_id(1), "serious"))
    upstream = connector(pc.store, FileKeys(pc.folder))()
    (urgent,) = DeskLedger(pc.store).unsent_urgent()
    upstream.urgent(urgent)
    upstream.close()
    twin.arrivals(1, person=2)
    assert twin.sync().epochs == 0
    assert read_line(urgent).entry.id in twin.ids()
    assert pc.sync().epochs == 1
    house.settle()
    house.check()


def test_the_figures_count_what_was_written_before_the_new_epoch(house: House) -> None:
    pc = house.enrolled()
    pc.arrivals(3)
    pc.sync()
    twin = house.copy(pc)
    pc.arrivals(1)
    pc.sync()
    twin.arrivals(2)
    twin.sync()
    with twin.store.read() as connection:
        held = standing.held(connection)
        begun = epochs.last_begun(connection)
    assert held == standing.Held(saved=6, at_hub=None, at_centre=6, refused=0)
    assert begun is not None
    assert (begun.epoch, begun.why) == (twin.epoch, "forked")


def test_an_older_database_is_noticed_when_it_is_opened_without_any_network(house: House) -> None:
    pc = house.enrolled()
    pc.arrivals(3)
    pc.sync()
    pc.store.close()
    older = pc.folder / FILE
    backup = older.read_bytes()
    pc.open()
    pc.arrivals(4)
    pc.sync()
    pc.store.close()
    for log in pc.folder.glob(f"{FILE}-*"):
        log.unlink()
    older.write_bytes(backup)
    pc.open()
    assert pc.epoch > 1
    begun = pc.epoch
    pc.arrivals(2)
    pc.store.close()
    pc.open()
    assert pc.epoch == begun
    assert pc.sync().epochs == 0
    house.check()
    assert house.told() == [(1, "older")]


def test_a_cut_between_the_new_epoch_and_the_fetching_back_loses_nothing(house: House) -> None:
    pc = house.enrolled()
    pc.arrivals(3)
    pc.sync()
    backup = house.backup(pc)
    pc.arrivals(4)
    pc.sync()
    house.restore(pc, backup)
    pc.arrivals(2)
    assert DeskLedger(pc.store).begin_epoch()
    pc.store.close()
    pc.open()
    pc.sync()
    house.check()


def test_an_entry_carried_on_keeps_its_bytes(house: House) -> None:
    pc = house.enrolled()
    pc.arrivals(5)
    before = DeskLedger(pc.store).unsent(count=9, size=99_999)
    assert DeskLedger(pc.store).begin_epoch()
    after = DeskLedger(pc.store).unsent(count=9, size=99_999)
    assert [one.written for one in after[:-1]] == [one.written for one in before]
    assert read_line(after[-1]).entry.kind == "epoch.begun"
    assert {one.epoch for one in after} == {pc.epoch}
    pc.check()


def test_a_server_that_takes_nothing_of_any_epoch_is_not_followed_for_ever(house: House) -> None:
    pc = house.enrolled()
    pc.arrivals(1)
    ledger = DeskLedger(pc.store)
    assert [ledger.begin_epoch() for _ in range(4)] == [True, True, False, False]
    assert pc.ids() >= pc.wrote
