"""The whole database as this version of the program makes it anew.

A new database is made from this, without alembic, and marked with the newest revision; an
older one comes here by its migrations. That both end at the same is a test.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from local_db import revisions, tables
from records import tables as records_tables

# The journal is only ever added to: the database itself refuses the rest. One thing may
# change: an own entry is carried into a later epoch, and a seal over it that the upstream did
# not take goes (`local_db.epochs`). Its bytes stay the same.
_CARRIED = """ WHEN NOT (
    new.epoch > old.epoch AND old.chain IS NOT NULL AND new.chain IS NOT NULL
    AND new.subject = old.subject AND new.entry_id = old.entry_id
    AND new.device_id = old.device_id AND new.kind = old.kind AND new.lc = old.lc
    AND new.written = old.written
)"""
_LEFT = """ WHEN NOT EXISTS (
    SELECT 1 FROM node WHERE device_id = old.device_id AND epoch > old.epoch
)"""
_GUARDS = tuple(
    f"""CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table}{unless}
BEGIN
    SELECT RAISE(ABORT, 'the journal is only ever added to');
END"""
    for table, verb, unless in (
        ("entry", "UPDATE", _CARRIED),
        ("entry", "DELETE", ""),
        ("seal", "UPDATE", ""),
        ("seal", "DELETE", _LEFT),
    )
)

# Names by the beginnings of their words, in any order: every beginning of one to six letters
# has a list of its own, so that a dense one ("nguy", a third of the country) is walked only as
# far as the screen shows. Numbers by any three digits in a row or more. Neither keeps a copy
# of the text.
_SEARCH = (
    "CREATE INDEX ix_person_folded ON person (folded)",
    """CREATE VIRTUAL TABLE person_words USING fts5(
    folded, content='', contentless_delete=1, detail=none,
    prefix='1 2 3 4 5 6', tokenize='ascii'
)""",
    """CREATE VIRTUAL TABLE person_digits USING fts5(
    digits, content='', contentless_delete=1, tokenize='trigram'
)""",
)

# A trigger writes down whose words are due; the writer takes them in once, before COMMIT. Taking
# them in row by row, by the triggers themselves, costs ten times as much: FTS5 writes out what
# it has gathered at each savepoint, and a statement with triggers is one.
_DUE = "INSERT OR IGNORE INTO search_due (row) VALUES"
_TRIGGERS = (
    f"""CREATE TRIGGER person_added AFTER INSERT ON person
BEGIN
    {_DUE} (new.rowid);
END""",
    f"""CREATE TRIGGER person_removed AFTER DELETE ON person
BEGIN
    {_DUE} (old.rowid);
END""",
    f"""CREATE TRIGGER person_changed AFTER UPDATE ON person
BEGIN
    {_DUE} (old.rowid), (new.rowid);
END""",
)


def create(connection: Connection) -> None:
    """Make all tables of an empty database, in the caller's transaction."""
    records_tables.metadata.create_all(connection)
    tables.metadata.create_all(connection)
    for statement in (*_GUARDS, *_SEARCH, *_TRIGGERS):
        connection.execute(text(statement))
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": revisions.HEAD})
