"""A desk that saves without end and says so after each commit; made to be killed."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from immunization import entries, ids
from immunization.entries import Body
from immunization.ids import DeviceId, EntryId, SiteCode
from local_db import node
from local_db.file_keys import FileKeys
from local_db.node import Node
from local_db.store import Store
from records import journal

SITE = SiteCode("75-001")
DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DESK = Node(DeviceId(str(uuid.UUID(int=1))), 1, 1, "Bàn 1", SITE, "TYT Tân Phú")


def visit(number: int) -> tuple[str, list[Body]]:
    """What one person's visit writes, in four saves."""
    value = f"075179{number:06}"
    return ids.person_of_number("cccd", value), [
        entries.PersonRegistered(
            name=f"Nguyễn Thị Vân {number}", numbers=(entries.IdentityNumber("cccd", value),)
        ),
        entries.VisitArrived(day=DAY, number=f"A{number:03}"),
        entries.ScreeningCompleted(day=DAY, form="x", conclusion="vaccinate", proposal="vaccinate"),
        entries.DoseGiven(
            day=DAY,
            product="comirnaty",
            lot="MT2611A",
            expiry=None,
            dose_kind="basic",
            number=1,
            volume=0.3,
            body_site="left_deltoid",
            route="intramuscular",
            given_at=NOW,
        ),
    ]


def save(body: Body, about: str, id: EntryId, connection: Connection) -> None:
    """Append one entry as the desk does."""
    lc = node.next_lc(connection)
    written = entries.write(body, id=id, at=NOW, lc=lc, site=SITE, about=about)
    journal.append(connection, DESK.author, [written])


def main(folder: Path, number: int) -> None:
    """Open, enrol at the first start, then save people from ``number`` on until killed."""
    store = Store.open(folder, FileKeys(folder))
    with store.read() as connection:
        is_enrolled = node.find(connection) is not None
    if not is_enrolled:
        store.write(lambda c: node.enrol(c, DESK)).result()
    while True:
        number += 1
        about, steps = visit(number)
        for body in steps:
            id = EntryId(str(uuid.uuid4()))
            work: Callable[[Connection], None] = partial(save, body, about, id)
            store.write(work).result()
            print(id, flush=True)


def breed(folder: Path) -> None:
    """For each number on standard input fork a desk, say its id, and how it ended when it did.

    What takes long, the imports, so happens once (POSIX).
    """
    for line in sys.stdin:
        desk = os.fork()
        if desk == 0:
            print("desk", os.getpid(), flush=True)
            main(folder, int(line))
        _, status = os.waitpid(desk, 0)
        print("dead", os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        main(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        breed(Path(sys.argv[1]))
