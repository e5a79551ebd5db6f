"""A desk with its real, encrypted database, enrolled at a centre under test."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from central import administration
from desktop_app import carrying, upstream
from immunization.entries import Body
from immunization.ids import SiteCode
from local_db import node
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from local_db.store import Store
from records import journal
from sync.carrying.incoming import Taken
from sync.carrying.watching import UNWATCHED, Watch
from tests import writing
from tests.centres import Running


@dataclass
class CarryingDesk:
    """Its store, and a stick to put files on."""

    store: Store
    keys: FileKeys
    stick: Path
    site: SiteCode
    pen: writing.Pen
    written: list[bytes] = field(default_factory=list)

    @classmethod
    def join(
        cls, running: Running, folder: Path, number: int = 1, site: SiteCode = writing.SITE
    ) -> CarryingDesk:
        home, stick = folder / f"desk {number}", folder / "usb"
        stick.mkdir(exist_ok=True)
        keys = FileKeys(home)
        store = Store.open(home, keys)
        upstream.join(store, keys, running.url, administration.issue_code(running.centre, site))
        return cls(store, keys, stick, site, writing.Pen(number))

    @property
    def ledger(self) -> DeskLedger:
        return DeskLedger(self.store)

    @property
    def folder(self) -> Path:
        return self.store.path.parent

    def write(self, body: Body, about: str | None = None) -> None:
        written = self.pen.write(body, about or writing.person(1), site=self.site)
        author = self.ledger.author()
        self.store.write(lambda connection: journal.append(connection, author, [written])).result()
        self.written.append(written)

    def write_many(self, count: int) -> None:
        for number in range(count):
            self.write(writing.arrived(f"A{number:03}"), writing.person(number))

    def sync(self) -> None:
        upstream.exchange_all(self.store, self.keys)

    def export(
        self, name: str = "out", *, everything: bool = False, watch: Watch = UNWATCHED
    ) -> Path:
        path = self.stick / name
        carrying.export_entries(self.store, self.keys, path, watch, everything=everything)
        return path

    def take(self, path: Path) -> Taken:
        return carrying.import_file(self.store, self.keys, path)

    def position(self) -> int:
        with self.store.read() as connection:
            progress = node.find_progress(connection)
        return progress.position if progress else 0

    def holds(self, written: bytes) -> bool:
        from sqlalchemy import select

        from records import tables

        with self.store.read() as connection:
            query = select(tables.entry.c.seq).where(tables.entry.c.written == written)
            return connection.execute(query).first() is not None

    def close(self) -> None:
        self.store.close()
