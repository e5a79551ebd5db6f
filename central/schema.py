"""Create the centre's tables, and know their version.

The desk's databases are thousands and are migrated where nobody watches: they have alembic.
The centre is one, upgraded by IT: it has a version number and a list of steps. To change
a table: raise :data:`VERSION`, add the step from the version before, write its test.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, insert, inspect, select, update

from central import tables
from central.errors import DatabaseNotCreated, DatabaseTooNew
from records import projection
from records import tables as records_tables

VERSION: Final = 1

STEPS: Final[dict[int, Callable[[Connection], None]]] = {}
"""What brings a database of a version to the next one; each in one transaction."""

_SQLITE = (
    """CREATE TRIGGER feed_keeps_{what} BEFORE {what} ON feed
       BEGIN SELECT RAISE(ABORT, 'the inbox is append-only'); END""",
)
_SQLITE_OF_HUB = """
    CREATE TRIGGER feed_keeps_UPDATE BEFORE UPDATE OF site, device_id, seq, written ON feed
    BEGIN SELECT RAISE(ABORT, 'the inbox is append-only'); END
"""
_POSTGRESQL = """
    CREATE FUNCTION feed_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the inbox is append-only'; END $$;
    CREATE TRIGGER feed_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON feed
    FOR EACH STATEMENT EXECUTE FUNCTION feed_is_append_only();
"""


def create(connection: Connection) -> None:
    """Create what is missing; a database that is there already stays as it is."""
    if version(connection) is not None:
        return
    records_tables.metadata.create_all(connection)
    tables.metadata.create_all(connection)
    _refuse_changes(connection)
    projection.mark_version(connection)
    connection.execute(insert(tables.schema_version).values(only=1, version=VERSION))


def version(connection: Connection) -> int | None:
    """Return the version of the tables, or None if there are none."""
    if not inspect(connection).has_table(tables.schema_version.name):
        return None
    return connection.execute(select(tables.schema_version.c.version)).scalar_one_or_none()


def check(connection: Connection) -> None:
    """Bring the tables to this version; raises DatabaseTooNew or DatabaseNotCreated."""
    found = version(connection)
    if found is None:
        raise DatabaseNotCreated
    if found > VERSION:
        raise DatabaseTooNew(f"version {found}; this program knows {VERSION}")
    for step in range(found, VERSION):
        STEPS[step](connection)
        connection.execute(update(tables.schema_version).values(version=step + 1))
    if projection.version(connection) != projection.VERSION:
        projection.rebuild(connection)


def let_rows_move(connection: Connection) -> None:
    """Let a hub move what the centre decides about otherwise; what was written stays as it is."""
    connection.exec_driver_sql("DROP TRIGGER feed_keeps_UPDATE")
    connection.exec_driver_sql(_SQLITE_OF_HUB)


def _refuse_changes(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(_SQLITE[0].format(what=what))
    else:
        connection.exec_driver_sql(_POSTGRESQL)
