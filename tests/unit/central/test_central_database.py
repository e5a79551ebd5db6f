"""The centre's database: created once, never rewritten, refused when it is not ours."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DatabaseError

from central import administration, nodes, register, schema, sites, tables
from central.centre import Centre
from central.database import Database
from central.errors import (
    DatabaseNotCreated,
    DatabaseTooNew,
    DatabaseUnavailable,
    KeyFileWrong,
    SiteExists,
    UnknownSite,
    WeakPassword,
)
from central.keys import load_key, load_or_make_key
from central.nonces import Nonces, NoncesFull
from immunization.entries import IdentityNumber, PersonRegistered
from immunization.ids import SiteCode, person_of_number
from records import tables as records_tables
from records.lines import read_line
from sync.limits import CLOCK_WINDOW
from tests import writing


def test_creating_twice_changes_nothing(centre: Centre) -> None:
    centre.database.create()
    centre.database.check()
    with centre.database.reading() as connection:
        assert sites.codes(connection) == [writing.SITE]


@pytest.mark.parametrize("statement", ["UPDATE feed SET seq = 9", "DELETE FROM feed"])
def test_the_inbox_is_append_only(centre: Centre, statement: str) -> None:
    with pytest.raises(DatabaseError), centre.database.writing() as connection:
        connection.execute(text(statement))
    with centre.database.reading() as connection:
        assert sites.head(connection, writing.SITE) == 1


def test_a_database_of_a_newer_version_is_refused_and_left_alone(centre: Centre) -> None:
    version = update(tables.schema_version)
    with centre.database.writing() as connection:
        connection.execute(version.values(version=schema.VERSION + 1))
    with pytest.raises(DatabaseTooNew):
        centre.database.check()
    with centre.database.writing() as connection:
        assert schema.version(connection) == schema.VERSION + 1
        connection.execute(version.values(version=schema.VERSION))


def test_a_database_without_tables_is_not_a_centre(tmp_path: Path) -> None:
    database = Database(tmp_path / "empty.db")
    with pytest.raises(DatabaseNotCreated):
        database.check()
    database.close()


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "postgresql://127.0.0.1:1/x"])
def test_a_database_that_is_not_there_is_said_in_words(url: str) -> None:
    with pytest.raises(DatabaseUnavailable):
        Database(url).create()


def test_a_file_that_is_no_database_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "centre.db"
    path.write_bytes(b"not a database" * 100)
    database = Database(path)
    with pytest.raises(DatabaseUnavailable):
        database.create()
    database.close()
    assert path.read_bytes() == b"not a database" * 100


def test_every_key_of_the_shared_tables_holds_what_a_distributed_database_needs() -> None:
    lies_by = {
        "feed": "site", "feed_site": "site", "node_head": "site", "progress": "site",
        "subscription": "subject",
    }  # fmt: skip
    for name, column in lies_by.items():
        table = tables.metadata.tables[name]
        unique = [one for one in table.constraints if hasattr(one, "columns") and one.columns]
        for constraint in unique:
            if type(constraint).__name__ in {"PrimaryKeyConstraint", "UniqueConstraint"}:
                assert column in constraint.columns, (name, constraint)
        assert not table.foreign_keys
    assert not set(tables.metadata.tables) & set(records_tables.metadata.tables)


# -- the key -------------------------------------------------------------------------------


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "centre.key"
    key = load_or_make_key(path)
    assert load_or_make_key(path) == load_key(path) == key
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert key.private.hex() not in repr(key)


@pytest.mark.parametrize("content", ["", "zz", "00" * 31])
def test_a_broken_key_is_not_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "centre.key"
    path.write_text(content, encoding="ascii")
    with pytest.raises(KeyFileWrong):
        load_or_make_key(path)
    assert path.read_text(encoding="ascii") == content


# -- administration ------------------------------------------------------------------------


def test_a_site_is_added_once(centre: Centre) -> None:
    with pytest.raises(SiteExists):
        administration.add_site(centre, writing.SITE, "Lần nữa")
    with pytest.raises(UnknownSite):
        administration.issue_code(centre, SiteCode("99-999"))


def test_a_password_is_kept_as_argon2id(centre: Centre) -> None:
    from argon2 import PasswordHasher

    from central import feed

    member = administration.Member("lan", "Lê Thị Lan", "nurse", "mat-khau-dai", "ĐD")
    staff = administration.add_staff(centre, writing.SITE, member)
    with centre.database.reading() as connection:
        stored = feed.read(connection, writing.SITE, 1, 10).entries[0]
    line = read_line(stored)
    password = line.body.password  # type: ignore[union-attr]
    assert line.entry.about == str(staff)
    assert password.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PasswordHasher().verify(password, "mat-khau-dai")
    assert b"mat-khau-dai" not in stored.written


def test_a_short_password_is_refused(centre: Centre) -> None:
    with pytest.raises(WeakPassword):
        administration.add_staff(
            centre, writing.SITE, administration.Member("a", "A", "nurse", "1234567")
        )


def test_a_register_names_people_as_a_desk_would(centre: Centre) -> None:
    from central import feed

    people = [
        PersonRegistered(name="Lê Văn Đạt", numbers=(IdentityNumber("cccd", "075090000123"),)),
        PersonRegistered(name="Không Có Số"),
    ]
    told: list[int] = []
    assert register.load(centre, writing.SITE, iter(people), told.append) == 2
    assert told == [2]
    with centre.database.reading() as connection:
        stored = feed.read(connection, writing.SITE, 1, 10).entries
    abouts = [read_line(one).entry.about for one in stored]
    assert str(person_of_number("cccd", "075090000123")) in abouts
    assert abouts == sorted(abouts)
    assert [one.seq for one in stored] == [2, 3]
    with pytest.raises(UnknownSite):
        register.load(centre, SiteCode("99-999"), people)


# -- nonces --------------------------------------------------------------------------------


def test_a_nonce_is_new_once_within_the_window() -> None:
    nonces = Nonces()
    assert nonces.is_new("a", "x", 0)
    assert not nonces.is_new("a", "x", 2 * CLOCK_WINDOW - 1)
    assert nonces.is_new("b", "x", 1)
    assert nonces.is_new("a", "x", 2 * CLOCK_WINDOW + 1)


def test_nonces_take_bounded_memory_and_forget_the_oldest_first() -> None:
    nonces = Nonces(capacity=3)
    for number in range(3):
        assert nonces.is_new("a", str(number), number)
    with pytest.raises(NoncesFull):
        nonces.is_new("a", "more", 3)
    assert nonces.is_new("a", "more", 2 * CLOCK_WINDOW + 0.5)
    assert not nonces.is_new("a", "1", 2 * CLOCK_WINDOW + 0.5)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_connection_that_was_lost_while_a_question_was_asked_is_not_asked_again(
    centre: Centre, caplog: pytest.LogCaptureFixture
) -> None:
    with centre.database.looking() as connection:
        own = connection.connection.driver_connection.info.backend_pid  # type: ignore[union-attr]
        with centre.database.looking() as another:
            another.exec_driver_sql(f"SELECT pg_terminate_backend({own:d}, 5000)")
        with pytest.raises(DatabaseUnavailable):
            nodes.find(connection, "nobody")
    with centre.database.looking() as connection:
        assert nodes.find(connection, "nobody") is None
    assert not [one for one in caplog.records if one.levelname == "ERROR"]
