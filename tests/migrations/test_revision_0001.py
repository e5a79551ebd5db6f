"""The first revision: what the tables refuse, and that every constraint has a name."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tests.migrations.conftest import Upgrade

ENTRY = "INSERT INTO entry VALUES ('s', 'e', 'd', 1, :seq, 'k', 1, x'00', x'01')"


@pytest.fixture
def first(bare: Connection, upgrade: Upgrade) -> Connection:
    upgrade("0001")
    return bare


@pytest.mark.parametrize("statement", ["UPDATE entry SET kind = 'x'", "DELETE FROM entry"])
def test_the_journal_refuses_what_is_not_an_insert(first: Connection, statement: str) -> None:
    first.execute(text(ENTRY), {"seq": 1})
    with pytest.raises(IntegrityError, match="only ever added to"):
        first.execute(text(statement))
    assert first.execute(text("SELECT kind FROM entry")).scalar() == "k"


def test_the_journal_refuses_to_replace_an_entry(first: Connection) -> None:
    first.execute(text(ENTRY), {"seq": 1})
    with pytest.raises(IntegrityError):
        first.execute(text(ENTRY.replace("INSERT", "INSERT OR REPLACE")), {"seq": 2})


def test_seals_stay_as_they_are(first: Connection) -> None:
    first.execute(text("INSERT INTO seal VALUES ('d', 1, 1, x'00', x'01')"))
    for statement in ("UPDATE seal SET seq = 2", "DELETE FROM seal"):
        with pytest.raises(IntegrityError, match="only ever added to"):
            first.execute(text(statement))


def test_two_entries_cannot_take_one_place_in_a_chain(first: Connection) -> None:
    first.execute(text(ENTRY), {"seq": 1})
    with pytest.raises(IntegrityError):
        first.execute(text(ENTRY.replace("'e'", "'f'")), {"seq": 1})


def test_a_database_belongs_to_one_desk(first: Connection) -> None:
    values = "'d', 1, 1, '', '', '', '', '', NULL, NULL, 0, 0, 0, NULL, NULL"
    row = f"INSERT INTO node VALUES (:id, {values})"  # noqa: S608
    first.execute(text(row), {"id": 1})
    with pytest.raises(IntegrityError):
        first.execute(text(row), {"id": 2})


def test_every_constraint_has_a_name(first: Connection) -> None:
    for (sql,) in first.execute(text("SELECT sql FROM sqlite_master WHERE type = 'table'")):
        for line in (sql or "").splitlines():
            if line.strip().startswith(("PRIMARY KEY", "UNIQUE", "CHECK", "FOREIGN KEY")):
                raise AssertionError(line)
