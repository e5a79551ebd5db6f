"""Comparing over real HTTP: what was lost behind the program's back is named, and comes back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from central import chains, digest
from immunization.ids import EntryId, derived
from records.journal import Author
from records.lines import read_line
from records.tallies import day_of
from sync.held import Place
from sync.mending import DeskMender
from sync.reconciling import Agreement, Reconciler
from tests import writing
from tests.centres import Desk, Running
from tests.memory_shelf import MemoryShelf

COUNT = 40


def days_of(desk: Desk) -> list[int]:
    return sorted({day_of(id) for id in desk.ledger.ids()})


def compared(desk: Desk) -> Agreement:
    return reconciler_of(desk).run(days_of(desk))


def reconciler_of(desk: Desk) -> Reconciler:
    upstream = desk.upstream()
    mender = DeskMender(desk.ledger, upstream, desk.key)
    return Reconciler(mender, MemoryShelf(desk.ledger), upstream)


def two_desks(running: Running) -> tuple[Desk, Desk]:
    first, second = running.enrol(), running.enrol(name="Bàn 2")
    for number in range(COUNT):
        body = writing.dose() if number % 4 else writing.arrived(f"A{number:03}")
        first.write(body, writing.person(number))
        second.write(writing.registered(), writing.person(number))
    for _ in range(2):
        for desk in (first, second):
            desk.cycle().run()
    return first, second


def lose(running: Running, desk: Desk, seqs: Sequence[int]) -> None:
    """Delete rows of the inbox past the trigger that forbids it, as a hand in the database may."""
    where = "device_id = :device AND seq = :seq"
    with running.centre.database.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER feed_keeps_DELETE"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for seq in seqs:
            gone = connection.execute(
                text(f"DELETE FROM feed WHERE {where}"),  # noqa: S608
                {"device": desk.ledger.device, "seq": seq},
            )
            assert gone.rowcount == 1


def held(running: Running, desk: Desk) -> dict[int, bytes]:
    with running.centre.database.reading() as connection:
        author = Author(desk.ledger.device, desk.ledger.epoch)
        return chains.held(connection, desk.site, author, 1, COUNT)


def test_nodes_that_hold_the_same_agree_in_one_small_request(running: Running) -> None:
    first, second = two_desks(running)
    for desk in (first, second):
        found = compared(desk)
        assert found.is_equal
        assert found == Agreement(len(desk.ledger.ids()))


@pytest.mark.parametrize(
    "lost", [[7], [3, 4, 20], [1, COUNT - 1, COUNT], list(range(1, COUNT + 1))]
)
def test_rows_lost_at_the_centre_are_named_and_sent_again(
    running: Running, lost: list[int]
) -> None:
    first, second = two_desks(running)
    before = held(running, first)
    lose(running, first, lost)

    found = compared(first)

    assert found.mended == tuple(Place(first.ledger.device, 1, seq) for seq in lost)
    assert found.left == ()
    assert held(running, first) == before
    for desk in (first, second):
        desk.cycle().run()
        assert compared(desk).is_equal


def test_another_desk_names_what_the_centre_lost_and_cannot_send_it(running: Running) -> None:
    first, second = two_desks(running)
    lose(running, first, [5])
    found = compared(second)
    assert found.ahead == (Place(first.ledger.device, 1, 5),)
    assert found.is_equal


def test_what_was_lost_at_the_desk_is_fetched_again(running: Running) -> None:
    first, second = two_desks(running)
    kept = dict(second.ledger.others)
    own = [id for id, one in kept.items() if one.device == first.ledger.device]
    for id in own[3:9]:
        del second.ledger.others[id]

    found = compared(second)

    assert {place.seq for place in found.mended} == {kept[id].seq for id in own[3:9]}
    assert found.left == ()
    assert second.ledger.others == kept
    assert compared(second).is_equal


def test_an_altered_entry_is_named_and_left_for_it(running: Running) -> None:
    _, second = two_desks(running)
    id, stored = next(iter(second.ledger.others.items()))
    altered = stored.written.replace(b'"lc":', b'"lc": ')
    second.ledger.others[id] = type(stored)(stored.device, stored.epoch, stored.seq, altered)
    found = compared(second)
    assert found.left == (Place(stored.device, stored.epoch, stored.seq),)
    assert not found.is_equal


def test_other_bytes_are_not_taken_for_what_was_lost(running: Running) -> None:
    first, _ = two_desks(running)
    lose(running, first, [9])
    kept = first.ledger.own[8]
    first.ledger.own[8] = type(kept)(kept.device, kept.epoch, kept.seq, kept.written + b" ")
    with pytest.raises(Exception, match="forked"):
        compared(first)
    assert 9 not in held(running, first)


def test_a_refused_entry_is_no_difference_once_its_refusal_is_known(running: Running) -> None:
    first, _ = two_desks(running)
    first.write(writing.dose(day=writing.DAY.replace(year=2027)), writing.person(1))
    first.cycle().run()
    id = read_line(first.ledger.own[-1]).entry.id
    found = reconciler_of(first).compare(days_of(first))[0]
    assert set(found.there) == {id}, "the memory shelf keeps no refusals: the real one does"
    again = compared(first)
    assert again.left == ()


def test_entries_are_given_by_their_ids_only_to_their_site(running: Running) -> None:
    first, _ = two_desks(running)
    ids = [*first.ledger.ids()][:5]
    with running.centre.database.reading() as connection:
        found = digest.by_ids(connection, first.site, [*ids, EntryId(derived("test", "none"))])
    assert {read_line(one).entry.id for one in found} == set(ids)
