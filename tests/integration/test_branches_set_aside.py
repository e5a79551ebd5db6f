"""A branch that a hub sets aside, and what its desk has brought again under another epoch."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from central import arrivals, brought, sites
from central.rules import Terms
from central.tables import ACCEPTED
from central.tables import feed as feed_table
from records.lines import StoredEntry
from tests import writing
from tests.hubs import RunningHub

BRANCHED = 2
"""The number from which on the two copies of the disk differ."""


@pytest.fixture(params=["sqlite"])
def database_url(database_url: object) -> object:
    """What is tested is the hub's own database."""
    return database_url


def at(epoch: int, seq: int, written: bytes) -> StoredEntry:
    return StoredEntry(writing.device(1), epoch, seq, written)


def desks_bring(hub: RunningHub, *entries: StoredEntry) -> None:
    assert hub.centre.hub is not None
    with hub.centre.database.writing() as connection:
        site = sites.lock(connection, hub.centre.hub.site)
        arrivals.store(connection, site, entries, hub.clock(), Terms(at_hub=True))
        sites.save(connection, site)


def comes_down(hub: RunningHub, *entries: StoredEntry) -> None:
    assert hub.centre.hub is not None
    with hub.centre.database.writing() as connection:
        brought.store(connection, hub.centre.hub.site, entries, hub.clock())


def counting(hub: RunningHub) -> Sequence[bytes]:
    kept = feed_table.c
    query = select(kept.written).where(kept.state == ACCEPTED).order_by(kept.position)
    with hub.centre.database.reading() as connection:
        return [bytes(written) for written in connection.execute(query).scalars()]


@pytest.fixture
def branch() -> list[bytes]:
    """What one copy wrote: the first before the disk was copied, the others after it."""
    pen = writing.Pen()
    return [pen.write(writing.arrived(f"A{n:03}"), writing.person(n)) for n in range(4)]


@pytest.fixture
def other() -> bytes:
    """What the other copy wrote under the number from which on they differ."""
    return writing.Pen(number=2).write(writing.arrived("B001"), writing.person(9))


def test_what_was_brought_again_counts_when_the_branch_is_set_aside(
    hub: RunningHub, branch: list[bytes], other: bytes
) -> None:
    hub.stop()
    before = list(counting(hub))
    desks_bring(hub, *(at(1, seq, one) for seq, one in enumerate(branch, 1)))
    again = [at(7, seq, one) for seq, one in enumerate(branch[BRANCHED - 1 :], 1)]
    desks_bring(hub, *again)
    assert counting(hub) == [*before, *branch]

    comes_down(hub, at(1, BRANCHED, other))

    assert sorted(counting(hub)) == sorted([*before, *branch, other])


def test_a_page_that_brings_the_other_branch_and_this_one_again_brings_both(
    hub: RunningHub, branch: list[bytes], other: bytes
) -> None:
    hub.stop()
    before = list(counting(hub))
    desks_bring(hub, *(at(1, seq, one) for seq, one in enumerate(branch, 1)))
    again = [at(7, seq, one) for seq, one in enumerate(branch[BRANCHED - 1 :], 1)]

    comes_down(hub, at(1, BRANCHED, other), *again)

    assert sorted(counting(hub)) == sorted([*before, *branch, other])


def test_what_was_a_duplicate_here_and_counts_at_the_centre_counts_here_too(
    hub: RunningHub, branch: list[bytes], other: bytes
) -> None:
    hub.stop()
    before = list(counting(hub))
    desks_bring(hub, *(at(1, seq, one) for seq, one in enumerate(branch, 1)))
    comes_down(hub, at(1, BRANCHED, other))
    again = [at(7, seq, one) for seq, one in enumerate(branch[BRANCHED - 1 :], 1)]
    desks_bring(hub, *again)
    comes_down(hub, *again)
    comes_down(hub, *again)

    assert sorted(counting(hub)) == sorted([*before, *branch, other])
