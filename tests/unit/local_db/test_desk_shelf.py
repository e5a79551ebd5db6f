"""What a desk counts of a day when it compares with its upstream, over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import uuid_utils
from sqlalchemy import Connection

from immunization import entries
from immunization.ids import DeviceId, EntryId, derived
from local_db import node
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from local_db.shelf import DeskShelf
from local_db.store import Store
from records import journal, projection
from records.lines import StoredEntry
from records.seals import Head, Signed
from records.tallies import Tallies, day_of, fingerprint, whole
from tests import writing

OWN, OTHER = DeviceId(derived("t", "own")), DeviceId(derived("t", "other"))
CENTRE = DeviceId(derived("t", "centre"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path, FileKeys(tmp_path))
    desk = node.Node(OWN, 1, 1, "Bàn 1", writing.SITE, "TYT")
    opened.write(lambda connection: node.enrol(connection, desk)).result()
    yield opened
    opened.close()


def written(body: entries.Body, number: int = 1) -> bytes:
    return entries.write(
        body,
        id=EntryId(str(uuid_utils.uuid7())),
        at=datetime(2026, 11, 23, 8, tzinfo=UTC),
        lc=number,
        site=writing.SITE,
        about=writing.person(number),
    )


def test_counted_is_what_the_upstream_must_hold_as_well(store: Store) -> None:
    own = [written(writing.dose(), number) for number in range(1, 6)]
    theirs = [written(writing.arrived(f"A{number:03}"), number) for number in range(1, 4)]

    def fill(connection: Connection) -> None:
        journal.append(connection, node.read(connection).author, own)
        for seq, one in enumerate(theirs, 1):
            projection.store(connection, [(StoredEntry(OTHER, 1, seq, one), None)])

    store.write(fill).result()
    today = day_of(entries.read(own[0]).id)
    shelf, ledger = DeskShelf(store), DeskLedger(store)

    assert set(shelf.tallies([today])[today]) == {"visit.arrived"}, "nothing is acknowledged"

    ledger.take_receipt("centre", _signed(ledger, 4))
    refusal = entries.EntryRefused(
        entry=entries.read(own[1]).id, device=OWN, epoch=1, seq=2, code="wrong-site"
    )
    said = written(refusal, 9)
    store.write(
        lambda connection: projection.store(connection, [(StoredEntry(CENTRE, 1, 1, said), None)])
    ).result()

    expected = Tallies()
    for kind, one in [
        *[("dose.given", own[at]) for at in (0, 2, 3)],
        *[("visit.arrived", one) for one in theirs],
        ("entry.refused", said),
    ]:
        expected.add(kind, one)
    found = shelf.tallies([today - 1, today])
    assert found == {today - 1: {}, today: expected.by_kind()}
    assert whole(found[today].values()).count == 7

    names = shelf.names(today, "dose.given")
    assert {name.place.seq: name.is_counted for name in names.values()} == {
        1: True, 2: False, 3: True, 4: True, 5: False,
    }  # fmt: skip
    first = names[entries.read(own[0]).id]
    assert (first.place.device, first.print) == (OWN, fingerprint(own[0]))


def test_only_the_days_that_were_asked_for_are_looked_at(store: Store) -> None:
    one = written(writing.dose())
    store.write(
        lambda connection: projection.store(connection, [(StoredEntry(OTHER, 1, 1, one), None)])
    ).result()
    today = day_of(entries.read(one).id)
    long_ago = (date(2020, 1, 1) - date(1970, 1, 1)).days
    found = DeskShelf(store).tallies([long_ago, today - 1, today + 1])
    assert found == {long_ago: {}, today - 1: {}, today + 1: {}}


def _signed(ledger: DeskLedger, seq: int) -> Signed:
    author = ledger.author()
    return Signed(Head(author.device, author.epoch, seq, ledger.chain_at(seq)), bytes(64))
