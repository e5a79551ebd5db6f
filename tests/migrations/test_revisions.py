"""Alembic's scripts, the schema made anew and the models all say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

from local_db import revisions, schema, tables
from local_db.migrating import SCRIPTS, configuration
from records import tables as records_tables
from tests.migrations.conftest import Upgrade

# Kept for finding people on this desk only; the centre's models know nothing of them.
LOCAL = {"ix_person_folded"}
OURS = re.compile(r"^\s*(?:from|import) (?:local_db|records|immunization)", re.MULTILINE)
SEARCH = re.compile(r"person_(?:words|digits)(?:_\w+)?|alembic_version|sqlite_\w+")


def definitions(connection: Connection) -> dict[str, str]:
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    rows = connection.exec_driver_sql(query)
    return {name: " ".join(sql.split()).replace("( ", "(").replace(" )", ")") for name, sql in rows}


def models() -> MetaData:
    together = MetaData(naming_convention=records_tables.metadata.naming_convention)
    for metadata in (records_tables.metadata, tables.metadata):
        for table in metadata.tables.values():
            table.to_metadata(together)
    return together


def is_compared(_: Any, name: str | None, kind: str, *__: Any) -> bool:
    return not (name in LOCAL or (kind == "table" and SEARCH.fullmatch(name or "")))


def test_the_newest_revision_equals_the_models(bare: Connection, upgrade: Upgrade) -> None:
    upgrade("head")
    context = MigrationContext.configure(
        bare, opts={"include_object": is_compared, "compare_type": True}
    )
    assert compare_metadata(context, models()) == []


def test_a_migrated_database_equals_one_made_anew(bare: Connection, upgrade: Upgrade) -> None:
    upgrade("head")
    migrated = definitions(bare)
    bare.rollback()
    for name in [name for name in migrated if not SEARCH.fullmatch(name)]:
        kind = bare.exec_driver_sql(
            "SELECT type FROM sqlite_master WHERE name = ?", (name,)
        ).scalar()
        if kind == "table":
            bare.exec_driver_sql(f"DROP TABLE {name}")
    for name in ("person_words", "person_digits", "alembic_version"):
        bare.exec_driver_sql(f"DROP TABLE {name}")
    schema.create(bare)
    assert definitions(bare) == migrated


def test_every_script_is_listed_and_the_list_ends_at_the_newest(bare: Connection) -> None:
    scripts = ScriptDirectory.from_config(configuration(bare))
    found = [script.revision for script in scripts.walk_revisions()][::-1]
    assert tuple(found) == revisions.KNOWN
    assert scripts.get_current_head() == revisions.HEAD


@pytest.mark.parametrize("revision", revisions.KNOWN)
def test_each_revision_is_reached_from_nothing(
    bare: Connection, upgrade: Upgrade, revision: str
) -> None:
    upgrade(revision)
    assert revisions.current(bare) == revision


@pytest.mark.parametrize("revision", revisions.KNOWN)
def test_each_revision_has_a_test_of_its_own(revision: str) -> None:
    assert (Path(__file__).parent / f"test_revision_{revision}.py").exists()


def test_scripts_know_nothing_of_the_program() -> None:
    for script in [SCRIPTS / "env.py", *(SCRIPTS / "versions").glob("*.py")]:
        text = script.read_text("utf-8")
        assert not re.search(
            r"^\s*(?:from|import) (?:local_db|records|immunization)", text, re.MULTILINE
        )
