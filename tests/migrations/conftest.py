"""Encrypted databases at any revision, made without the program's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from local_db.connecting import FILE, writing_engine
from local_db.file_keys import FileKeys
from local_db.migrating import migrate

Upgrade = Callable[[str], None]


@pytest.fixture
def key(tmp_path: Path) -> bytes:
    return FileKeys(tmp_path).make_database_key()


@pytest.fixture
def bare(tmp_path: Path, key: bytes) -> Iterator[Connection]:
    """A database with nothing in it, where the store would look for one."""
    with writing_engine(tmp_path / FILE, key).connect() as connection:
        yield connection


@pytest.fixture
def upgrade(bare: Connection) -> Upgrade:
    return lambda to: migrate(bare, Path("no backup"), to)
