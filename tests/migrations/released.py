"""Make a database as this version of the program writes it, to be kept as a fixture.

Run at each release: ``python -m tests.migrations.released 1.2.0``. What it makes stands in
`tests/migrations/released/` from then on, and `test_released_databases` opens it with every
later version. Its key lies beside it: there is nobody in it who exists.
"""

from __future__ import annotations

import sys
from pathlib import Path

from local_db import node
from local_db.file_keys import FileKeys
from local_db.node import Node
from local_db.store import Store
from records import journal, projection
from tests import writing

FOLDER = Path(__file__).parent / "released"
PEOPLE = 5


def make(folder: Path) -> None:
    """Make a small database of every kind of entry that tests know."""
    store = Store.open(folder, FileKeys(folder))
    desk = Node(writing.device(1), 1, 1, "Bàn 1", writing.SITE, "TYT Tân Phú")
    store.write(lambda c: node.enrol(c, desk)).result()
    own, other = writing.Pen(1), writing.Pen(2)
    for number in range(1, PEOPLE + 1):
        about = writing.person(number)
        dose = writing.entry_id(number)
        own.write(writing.registered(), about)
        own.write(writing.arrived(f"A{number:03}"), about)
        own.write(writing.screened(), about)
        own.write(writing.dose(), about, id=dose)
        other.write(writing.reaction(dose), about)
    written = [stored.written for stored in own.written]
    heard = [(stored, None) for stored in other.written]
    store.write(lambda c: journal.append(c, own.author, written)).result()
    store.write(lambda c: projection.store(c, heard)).result()
    store.close()


if __name__ == "__main__":
    make(FOLDER / sys.argv[1])
