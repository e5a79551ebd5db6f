"""The desk's database keeps the contract of every ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from immunization.ids import EntryId
from local_db import node
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from local_db.node import Node
from local_db.store import Store
from records import journal, tables
from tests import writing
from tests.contract.ledger_contract import LedgerContract


class DeskHome:
    """A desk's real database, encrypted, in a temporary folder."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.ledger = DeskLedger(store)

    def append(self, written: bytes) -> None:
        author = self.ledger.author()
        self.store.write(lambda c: journal.append(c, author, [written])).result()

    def holds(self, entry: EntryId) -> bool:
        with self.store.read() as connection:
            ids = connection.execute(select(tables.entry.c.entry_id)).scalars()
            return entry in set(ids)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[DeskHome]:
    store = Store.open(tmp_path, FileKeys(tmp_path))
    desk = Node(writing.device(7), 1, 1, "Bàn 1", writing.SITE, "TYT Tân Phú")
    store.write(lambda c: node.enrol(c, desk)).result()
    yield DeskHome(store)
    store.close()


class TestDeskLedger(LedgerContract):
    """The contract, over the real store."""
