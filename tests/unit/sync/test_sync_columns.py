"""Entries as columns of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.lines import StoredEntry
from sync import columns, packing, wire
from tests import writing

stored = st.builds(
    StoredEntry,
    device=st.integers(1, 4).map(writing.device),
    epoch=st.integers(1, 3),
    seq=st.integers(1, 2**53),
    written=st.binary(min_size=1, max_size=50),
)


@given(st.lists(stored, max_size=60))
def test_entries_of_any_order_come_back_the_same(entries: list[StoredEntry]) -> None:
    page = columns.page_of(entries, time=1, after=0, until=60, head=60)
    assert columns.entries_of(packing.unpack(wire.Page, packing.pack(page))) == entries


def test_a_writer_is_named_once() -> None:
    pen = writing.Pen(1)
    for _ in range(50):
        pen.write(writing.arrived(), writing.person(1))
    page = columns.page_of(pen.written, time=1, after=0, until=50, head=50)
    assert len(page.writers) == 1
    assert set(page.steps) == {1}


columns_of_anything = st.builds(
    wire.Page,
    time=st.just(1),
    after=st.just(0),
    next=st.just(9),
    head=st.just(9),
    writers=st.lists(st.just(wire.Writer(writing.device(1), 1)), max_size=2),
    writer=st.lists(st.integers(0, 3), max_size=4),
    steps=st.lists(st.integers(-(2**63), 2**63 - 1), max_size=4),
    entries=st.lists(st.binary(min_size=1, max_size=5), max_size=4),
)


@given(columns_of_anything)
def test_columns_that_do_not_fit_together_are_malformed(page: wire.Page) -> None:
    try:
        entries = columns.entries_of(page)
    except wire.Malformed:
        return
    assert len(entries) == len(page.entries) == len(page.steps)
    assert all(1 <= one.seq <= 2**53 for one in entries)


def test_columns_of_different_lengths_are_malformed() -> None:
    page = wire.Page(time=1, after=0, next=1, head=1, entries=[b"x"])
    with pytest.raises(wire.Malformed):
        columns.entries_of(page)
