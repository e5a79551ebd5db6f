"""A desk's real database, encrypted, in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection

from immunization.entries import Body
from immunization.ids import EntryId, SiteCode
from local_db import node
from local_db.file_keys import FileKeys
from local_db.node import Node
from local_db.store import Store
from records import journal, projection
from tests import writing

T = TypeVar("T")


def desk(number: int = 1) -> Node:
    """The desk that a test's database belongs to."""
    return Node(writing.device(number), 1, number, f"Bàn {number}", writing.SITE, "TYT Tân Phú")


@dataclass
class Site:
    """A store whose desk is enrolled, with that desk's pen and another's."""

    store: Store
    pen: writing.Pen
    other: writing.Pen

    def save(
        self, body: Body, about: str, *, id: EntryId | None = None, site: SiteCode = writing.SITE
    ) -> EntryId:
        """Save an entry of this desk."""
        written = self.pen.write(body, about, id=id, site=site)
        author = self.pen.author
        self.write(lambda c: journal.append(c, author, [written]))
        return id or writing.entry_id(self.pen.number * 100_000 + self.pen.seq)

    def hear(self, body: Body, about: str, *, site: SiteCode = writing.SITE) -> EntryId:
        """Take in an entry of another desk, as the feed brings it."""
        self.other.write(body, about, site=site)
        stored = self.other.written[-1]
        self.write(lambda c: projection.store(c, [(stored, None)]))
        return writing.entry_id(self.other.number * 100_000 + self.other.seq)

    def write(self, work: Callable[[Connection], T]) -> T:
        return self.store.write(work).result()

    def read(self, question: Callable[[Connection], T]) -> T:
        with self.store.read() as connection:
            return question(connection)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Nông trại" / "dữ liệu"


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    store = Store.open(folder, FileKeys(folder))
    store.write(lambda c: node.enrol(c, desk())).result()
    yield Site(store, writing.Pen(1), writing.Pen(2))
    store.close()
