"""Which revisions of the database this program knows, without importing alembic.

To add one: write the script in `migrations/versions`, add its number here, write the same
into `schema`, and give it a test; `tests/migrations` fails until all four agree.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

KNOWN: tuple[str, ...] = ("0001",)
HEAD = KNOWN[-1]


def current(connection: Connection) -> str | None:
    """Return the database's revision, or None if it has no tables of ours."""
    table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if connection.execute(text(table)).first() is None:
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
