from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, update

from immunization.entries import UnreadableEntry
from records import journal, projection, seals, tables
from tests.writing import Pen, arrived, dose, entry_id, person, registered, screened

PRIVATE = bytes(range(32))
PUBLIC = Ed25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()


def write_day(connection: Connection, pen: Pen) -> None:
    for body in (registered(), arrived(), screened(), dose()):
        journal.append(connection, pen.author, [pen.write(body, person())])


def test_sequence_numbers_start_at_one_and_have_no_gaps(connection: Connection) -> None:
    pen = Pen()
    write_day(connection, pen)
    assert [stored.seq for stored in journal.read(connection, pen.author)] == [1, 2, 3, 4]


def test_entries_are_read_back_byte_for_byte(connection: Connection) -> None:
    pen = Pen()
    write_day(connection, pen)
    assert list(journal.read(connection, pen.author)) == pen.written
    assert list(journal.read(connection, pen.author, after=1, limit=2)) == pen.written[1:3]


def test_the_same_entry_twice_takes_one_place(connection: Connection) -> None:
    pen = Pen()
    written = pen.write(dose(), person(), id=entry_id(7))
    first, _ = journal.append(connection, pen.author, [written])
    second, outcome = journal.append(connection, pen.author, [written])
    assert first == second
    assert outcome.new == ()


def test_the_same_entry_twice_in_one_batch_takes_one_place(connection: Connection) -> None:
    pen = Pen()
    written = pen.write(dose(), person(), id=entry_id(7))
    end, outcome = journal.append(connection, pen.author, [written, written])
    assert end.seq == 1
    assert len(outcome.new) == 1


def test_bytes_that_are_not_an_entry_are_not_appended(connection: Connection) -> None:
    pen = Pen()
    with pytest.raises(UnreadableEntry):
        journal.append(connection, pen.author, [b"{}"])
    assert journal.count(connection) == 0


def test_others_entries_do_not_stand_in_the_own_chain(connection: Connection) -> None:
    own, other = Pen(1), Pen(2)
    write_day(connection, own)
    other.write(registered("Lê Văn Đạt"), person(2))
    projection.store(connection, [(stored, None) for stored in other.written])
    assert len(list(journal.read(connection, own.author))) == 4
    assert journal.authors(connection) == [own.author]


def test_a_whole_journal_has_no_fault(connection: Connection) -> None:
    pen = Pen()
    write_day(connection, pen)
    end = journal.head(connection, pen.author)
    journal.add_seal(connection, seals.sign_head(PRIVATE, "seal", end))
    assert journal.first_fault(connection, pen.author, PUBLIC) is None
    assert journal.first_fault(connection, pen.author, PUBLIC, tail=2) is None


@pytest.mark.parametrize("seq", [1, 3, 4])
def test_altered_bytes_are_named_by_their_place(connection: Connection, seq: int) -> None:
    pen = Pen()
    write_day(connection, pen)
    altered = pen.written[seq - 1].written.replace(b"2026-11-23", b"2026-11-22", 1)
    connection.execute(
        update(tables.entry).where(tables.entry.c.seq == seq).values(written=altered)
    )
    fault = journal.first_fault(connection, pen.author)
    assert fault is not None
    assert fault.seq == seq


def test_a_missing_entry_is_named_by_its_place(connection: Connection) -> None:
    pen = Pen()
    write_day(connection, pen)
    connection.execute(delete(tables.entry).where(tables.entry.c.seq == 2))
    fault = journal.first_fault(connection, pen.author)
    assert fault is not None
    assert (fault.seq, fault.what) == (2, "entry 2 is missing")


def test_a_cut_end_shows_by_the_seal_over_it(connection: Connection) -> None:
    pen = Pen()
    write_day(connection, pen)
    end = journal.head(connection, pen.author)
    journal.add_seal(connection, seals.sign_head(PRIVATE, "seal", end))
    connection.execute(delete(tables.entry).where(tables.entry.c.seq == 4))
    fault = journal.first_fault(connection, pen.author)
    assert fault is not None
    assert fault.seq == 4


def test_a_chain_computed_anew_after_tampering_does_not_carry_the_old_seal(
    connection: Connection,
) -> None:
    pen = Pen()
    write_day(connection, pen)
    journal.add_seal(
        connection, seals.sign_head(PRIVATE, "seal", journal.head(connection, pen.author))
    )
    forged = Pen()
    connection.execute(delete(tables.entry))
    projection.rebuild(connection)
    for body in (registered("Lê Văn Đạt"), arrived(), screened(), dose()):
        journal.append(connection, forged.author, [forged.write(body, person())])
    fault = journal.first_fault(connection, pen.author)
    assert fault is not None
    assert fault.what == "the seal at this entry is over another chain"


def test_a_seal_by_another_key_is_a_fault(connection: Connection) -> None:
    pen = Pen()
    write_day(connection, pen)
    end = journal.head(connection, pen.author)
    journal.add_seal(connection, seals.sign_head(bytes(32), "seal", end))
    fault = journal.first_fault(connection, pen.author, PUBLIC)
    assert fault is not None
    assert fault.what == "the seal at this entry has a wrong signature"


def test_columns_that_contradict_the_bytes_are_a_fault(connection: Connection) -> None:
    pen = Pen()
    write_day(connection, pen)
    connection.execute(update(tables.entry).where(tables.entry.c.seq == 3).values(lc=99))
    fault = journal.first_fault(connection, pen.author)
    assert fault is not None
    assert fault.seq == 3
