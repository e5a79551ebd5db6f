"""What a hub brought is not sent down to it, unless it may have lost it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from central.carriers import Carriers
from immunization.ids import DeviceId
from records.journal import Author
from records.lines import StoredEntry
from tests import writing

HUB = DeviceId(writing.device(90))
AUTHOR = Author(writing.device(1), 1)


def entry(seq: int, epoch: int = 1) -> StoredEntry:
    return StoredEntry(AUTHOR.device, epoch, seq, b"x")


def left(carriers: Carriers, life: int = 7) -> list[int]:
    found = carriers.without_own(HUB, life, [entry(seq) for seq in range(1, 21)])
    return [one.seq for one in found]


def test_what_was_brought_in_pieces_is_left_out() -> None:
    carriers = Carriers()
    carriers.brought(HUB, 7, AUTHOR, 3, 5)
    carriers.brought(HUB, 7, AUTHOR, 6, 10)
    assert left(carriers) == [1, 2, *range(11, 21)]
    assert carriers.without_own(HUB, 7, [entry(4, epoch=2)]) == [entry(4, epoch=2)]


def test_what_was_brought_in_another_life_is_sent() -> None:
    carriers = Carriers()
    carriers.brought(HUB, 7, AUTHOR, 1, 20)
    assert left(carriers, life=8) == list(range(1, 21))
    carriers.brought(HUB, 8, AUTHOR, 5, 5)
    assert len(left(carriers, life=8)) == 19
    assert len(left(carriers, life=7)) == 20


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 9)), max_size=8))
def test_nothing_is_left_out_that_was_not_brought(pieces: list[tuple[int, int]]) -> None:
    carriers = Carriers()
    brought: set[int] = set()
    for first, more in pieces:
        carriers.brought(HUB, 7, AUTHOR, first, first + more)
        brought |= set(range(first, first + more + 1))
    assert set(range(1, 21)) - brought <= set(left(carriers))
