"""The store: one writer, readers that cannot write, and what is told after a commit."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from immunization.ids import SubjectId
from local_db import node
from local_db.changes import Changes
from local_db.connecting import connect
from local_db.errors import StoreClosed, StoreError
from local_db.file_keys import FileKeys
from local_db.store import Store
from local_db.write_ahead_log import WriteAheadLog
from records import journal
from tests import writing
from tests.unit.local_db.conftest import Site

WAIT = 10.0


def put(name: str) -> Callable[[Connection], None]:
    def work(connection: Connection) -> None:
        connection.execute(text("INSERT INTO kept VALUES (:name, x'00')"), {"name": name})

    return work


def kept(site: Site) -> list[str]:
    return site.read(lambda c: list(c.execute(text("SELECT name FROM kept")).scalars()))


def test_what_was_written_is_there_after_opening_again(site: Site, folder: Path) -> None:
    site.write(put("a"))
    site.store.close()
    store = Store.open(folder, FileKeys(folder))
    with store.read() as connection:
        assert connection.execute(text("SELECT name FROM kept")).scalar() == "a"
    store.close()


def test_work_that_fails_leaves_nothing_and_says_why(site: Site) -> None:
    def fail(connection: Connection) -> None:
        put("half")(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        site.write(fail)
    assert kept(site) == []
    site.write(put("next"))
    assert kept(site) == ["next"]


def test_the_future_resolves_only_after_the_commit(site: Site) -> None:
    site.write(put("a"))
    raw = connect(site.store.path, site.store.key)
    assert raw.execute("SELECT count(*) FROM kept").fetchone() == (1,)
    raw.close()


def test_a_reader_cannot_write(site: Site) -> None:
    def delete(connection: Connection) -> None:
        connection.execute(text("DELETE FROM node"))

    with pytest.raises((DBAPIError, StoreError)):
        site.read(delete)


def test_a_reader_sees_one_moment(site: Site) -> None:
    with site.store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM kept")).scalar() == 0
        site.write(put("meanwhile"))
        assert connection.execute(text("SELECT count(*) FROM kept")).scalar() == 0
    assert kept(site) == ["meanwhile"]


def test_many_threads_read_at_once(site: Site) -> None:
    site.write(put("a"))
    answers: list[list[str]] = []
    threads = [threading.Thread(target=lambda: answers.append(kept(site))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert answers == [["a"]] * 12


def test_what_a_nurse_waits_for_goes_before_what_runs_in_the_background(site: Site) -> None:
    begun, go = threading.Event(), threading.Event()
    order: list[str] = []
    wanted = [site.store.is_wanted]

    def first(_: Connection) -> None:
        begun.set()
        assert go.wait(WAIT)

    blocker = site.store.write(first, background=True)
    assert begun.wait(WAIT)
    background = site.store.write(lambda _: order.append("background"), background=True)
    wanted.append(site.store.is_wanted)
    nurse = site.store.write(lambda _: order.append("nurse"))
    wanted.append(site.store.is_wanted)
    go.set()
    for future in (blocker, background, nurse):
        future.result(WAIT)
    assert order == ["nurse", "background"]
    assert wanted == [False, False, True]


def test_a_quiet_moment_folds_the_log_into_the_file(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded = threading.Event()
    real = WriteAheadLog.fold_in

    def fold_in(log: WriteAheadLog, connection: Connection) -> None:
        real(log, connection)
        folded.set()

    monkeypatch.setattr(WriteAheadLog, "fold_in", fold_in)

    def much(connection: Connection) -> None:
        for number in range(400):
            put(str(number))(connection)

    site.write(much)
    assert folded.wait(WAIT)
    alone = tmp_path / "without its log.db"
    shutil.copy(site.store.path, alone)
    raw = connect(alone, site.store.key)
    assert raw.execute("SELECT count(*) FROM kept").fetchone() == (400,)
    raw.close()


def test_a_long_backlog_folds_the_log_in_beside_a_writer_that_works(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WriteAheadLog, "is_long", True)
    site.write(put("a"))
    site.store.write(put("b")).result()
    working, may_end = threading.Event(), threading.Event()

    def save(connection: Connection) -> None:
        put("c")(connection)
        working.set()
        may_end.wait(WAIT)

    saving = site.store.write(save)
    assert working.wait(WAIT)
    site.store.fold_log_in()
    may_end.set()
    saving.result(WAIT)
    alone = tmp_path / "without its log.db"
    shutil.copy(site.store.path, alone)
    raw = connect(alone, site.store.key)
    assert raw.execute("SELECT name FROM kept").fetchall() == [("a",), ("b",)]
    raw.close()


def test_a_commit_tells_whom_it_was_about_and_where_from(site: Site) -> None:
    heard: list[Changes] = []
    stop = site.store.on_change(heard.append)
    site.save(writing.registered(), writing.person(1))
    site.store.write(put("a"), origin="sync").result()
    stop()
    site.save(writing.arrived(), writing.person(1))
    assert heard == [
        Changes(frozenset({SubjectId(writing.person(1))}), "desk"),
        Changes(frozenset(), "sync"),
    ]


def test_what_did_not_happen_is_not_told_later(site: Site) -> None:
    heard: list[Changes] = []
    site.store.on_change(heard.append)
    written = site.pen.write(writing.registered(), writing.person(1))

    def fail(connection: Connection) -> None:
        journal.append(connection, site.pen.author, [written])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        site.write(fail)
    site.write(put("a"))
    assert heard == [Changes(frozenset(), "desk")]


def test_a_listener_that_fails_stops_neither_the_save_nor_the_others(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Changes] = []

    def deaf(_: Changes) -> None:
        raise ZeroDivisionError

    site.store.on_change(deaf)
    site.store.on_change(heard.append)
    site.write(put("a"))
    assert len(heard) == 1
    assert "a listener failed" in caplog.text


def test_closing_finishes_what_a_nurse_waits_for_and_refuses_the_rest(site: Site) -> None:
    begun, go = threading.Event(), threading.Event()

    def first(_: Connection) -> None:
        begun.set()
        assert go.wait(WAIT)

    site.store.write(first)
    assert begun.wait(WAIT)
    nurse = site.store.write(put("nurse"))
    background = site.store.write(put("background"), background=True)
    closing = threading.Thread(target=site.store.close)
    closing.start()
    while True:
        try:
            site.store.write(put("late")).cancel()
        except StoreClosed:
            break
    go.set()
    closing.join(WAIT)
    assert nurse.result(WAIT) is None
    with pytest.raises(StoreClosed):
        background.result(WAIT)


def test_work_that_does_not_end_is_interrupted_and_rolled_back(site: Site) -> None:
    begun = threading.Event()
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"

    def work(connection: Connection) -> None:
        put("never")(connection)
        begun.set()
        connection.execute(text(endless))

    future = site.store.write(work)
    assert begun.wait(WAIT)
    site.store.close(timeout=0.2)
    assert future.exception(WAIT) is not None


def test_a_closed_store_answers_with_a_sentence(site: Site) -> None:
    site.store.close()
    site.store.close()
    with pytest.raises(StoreClosed):
        site.store.write(put("a"))
    with pytest.raises(StoreClosed):
        kept(site)


def test_the_logical_clock_is_ahead_of_all_that_was_seen(site: Site) -> None:
    assert site.read(node.next_lc) == 1
    site.save(writing.registered(), writing.person(1))
    assert site.read(node.next_lc) == 2
    site.write(lambda c: node.saw(c, 40))
    site.write(lambda c: node.saw(c, 30))
    assert site.read(node.next_lc) == 41
    site.write(lambda c: node.saw(c, 2**53))
    assert site.read(node.next_lc) == 2**53


def test_the_start_is_not_slowed_by_the_database() -> None:
    program = (
        "import sys, local_db.store, local_db.keys, local_db.errors, local_db.changes;"
        "heavy = {'sqlalchemy', 'sqlcipher3', 'alembic', 'keyring', 'records'} & set(sys.modules);"
        "sys.exit(f'{heavy}' if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_opening_an_up_to_date_database_does_not_import_alembic(site: Site, folder: Path) -> None:
    site.store.close()
    program = (
        "import sys, pathlib; from local_db.store import Store; "
        "from local_db.file_keys import FileKeys; folder = pathlib.Path(sys.argv[1]); "
        "Store.open(folder, FileKeys(folder)).close(); "
        "sys.exit('alembic' in sys.modules or 'sqlalchemy.orm' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=True)
