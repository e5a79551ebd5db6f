"""Bring a database of an older version to this one, by alembic, one transaction a revision."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from sqlalchemy import Connection

from local_db.errors import MigrationFailed

SCRIPTS = Path(__file__).parent / "migrations"


def configuration(connection: Connection) -> Config:
    """Return alembic's configuration over an open connection; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(connection: Connection, backup: Path, to: str = "head") -> None:
    """Migrate to a revision. Raises MigrationFailed, naming the backup; the rest is undone."""
    from alembic import command

    try:
        command.upgrade(configuration(connection), to)
    except Exception as error:
        if connection.in_transaction():
            connection.rollback()
        raise MigrationFailed(f"{type(error).__name__}; backup: {backup.name}") from error
    if connection.in_transaction():
        connection.commit()
