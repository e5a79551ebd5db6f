"""What a played power cut takes from a database: what was not synced, and nothing else."""

from __future__ import annotations

import _sqlite3
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.faults import TEARS
from tests.faults.fsync import durable, note_durability
from tests.faults.half_written import Writes
from tests.faults.torn import cut_power

ROWS, FOLDED = 200, 50


def left_by_a_dead_process(folder: Path, level: str) -> Path:
    """Copy the files of a database in use, some of it folded in and some not."""
    alive, dead = folder / "alive", folder / "dead"
    alive.mkdir()
    connection = sqlite3.connect(alive / "some.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {level}")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    note_durability(connection, alive / "some.db")
    connection.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, words TEXT)")
    reader = sqlite3.connect(alive / "some.db", isolation_level=None)
    for number in range(ROWS):
        connection.execute("INSERT INTO kept VALUES (?, ?)", (number, "x" * 300))
        if number == FOLDED - 1:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM kept").fetchone()
        if number == ROWS // 2:
            # No farther than the reader has seen.
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    connection.execute("UPDATE kept SET words = 'y' WHERE number < 10")
    shutil.copytree(alive, dead)
    reader.close()
    connection.close()
    return dead / "some.db"


def rows_of(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (count,) = connection.execute("SELECT count(*) FROM kept").fetchone()
        return int(count)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("how", TEARS)
def test_what_was_synced_survives_however_the_rest_is_torn(
    tmp_path: Path, how: str, seed: int
) -> None:
    database = left_by_a_dead_process(tmp_path, "FULL")
    before = database.read_bytes()
    assert cut_power(database, how, seed)
    assert database.read_bytes() != before
    assert rows_of(database) == ROWS


def test_what_a_commit_did_not_wait_for_is_gone(tmp_path: Path) -> None:
    database = left_by_a_dead_process(tmp_path, "NORMAL")
    assert cut_power(database, "nothing", 1)
    assert rows_of(database) == FOLDED


def test_a_database_of_which_nothing_is_known_is_left_alone(tmp_path: Path) -> None:
    database = left_by_a_dead_process(tmp_path, "FULL")
    held = durable(database)
    assert held is not None
    assert 0 < held.folded < held.frames
    note = database.with_name("some.db.synchronous")
    note.write_text("")
    assert not cut_power(database, "zeros", 1)
    note.unlink()
    assert not cut_power(database, "zeros", 1)
    assert rows_of(database) == ROWS


@pytest.mark.parametrize("index", [b"", bytes(3), bytes(32_768)])
def test_what_was_synced_survives_a_cut_while_the_log_is_read_again_after_another(
    tmp_path: Path, index: bytes
) -> None:
    database = left_by_a_dead_process(tmp_path, "FULL")
    # As SQLite has it from opening the files until it has been through the log.
    database.with_name("some.db-shm").write_bytes(index)
    assert not cut_power(database, "nothing", 1)
    assert rows_of(database) == ROWS


@pytest.mark.skipif(os.name != "posix", reason="SQLite on Windows has no such calls to replace")
@pytest.mark.parametrize("which", [1, 2, 3])
def test_a_process_dies_in_the_middle_of_a_write(tmp_path: Path, which: int) -> None:
    alive, dead = tmp_path / "alive", tmp_path / "dead"
    alive.mkdir()
    connection = sqlite3.connect(alive / "some.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, words TEXT)")
    connection.execute("INSERT INTO kept VALUES (1, 'x')")
    writes = Writes(_sqlite3, lambda: ignored(shutil.copytree(alive, dead)))
    writes.arm(which)
    connection.execute("INSERT INTO kept VALUES (2, 'y')")  # a header and a page
    connection.execute("INSERT INTO kept VALUES (3, 'z')")
    writes.arm(0)
    connection.execute("INSERT INTO kept VALUES (4, 'w')")
    connection.close()
    assert rows_of(alive / "some.db") == 4
    assert rows_of(dead / "some.db") == (1 if which < 3 else 2)


def ignored(_made: object) -> None:
    """In life the process is dead by now."""
