"""Whatever becomes of a file on its way, the centre takes all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from central import administration, carried
from central.centre import Centre
from central.database import Database
from central.keys import make_key
from central.server import Server
from central.tables import feed
from sync.carrying import heading
from sync.carrying.errors import CarryError
from tests import writing
from tests.centres import Clock, Running
from tests.integration.carrying_desk import CarryingDesk

Mangle = Callable[[bytes], bytes]


@dataclass
class Sent:
    """A centre, and a file of six batches that it has not taken yet."""

    centre: Centre
    content: bytes
    path: Path

    def rows(self) -> int:
        with self.centre.database.reading() as connection:
            return connection.execute(select(func.count()).select_from(feed)).scalar_one()


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sent]:
    folder = tmp_path_factory.mktemp("mangled")
    database = Database(folder / "centre.db")
    database.create()
    centre = Centre(database, make_key(), Clock())
    administration.add_site(centre, writing.SITE, "TYT Thanh Bình")
    server = Server(centre)
    server.start()
    desk = CarryingDesk.join(Running(centre, server, Clock()), folder)
    server.stop()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sync.carrying.outgoing.MAX_ENTRIES", 2)
        desk.write_many(12)
        path = desk.export()
    desk.close()
    yield Sent(centre, path.read_bytes(), path)
    database.close()


def pieces(content: bytes) -> list[bytes]:
    """The heading and the chunks of a file."""
    at = len(heading.MAGIC)
    at += 4 + int.from_bytes(content[at : at + 4])
    found = [content[:at]]
    while at < len(content):
        size = 4 + int.from_bytes(content[at : at + 4])
        found.append(content[at : at + size])
        at += size
    return found


def cut(at: float) -> Mangle:
    return lambda content: content[: int(at * (len(content) - 1))]


def flipped(at: float, bit: int) -> Mangle:
    def mangle(content: bytes) -> bytes:
        altered = bytearray(content)
        altered[int(at * (len(content) - 1))] ^= 1 << bit
        return bytes(altered)

    return mangle


def shuffled(order: list[int]) -> Mangle:
    def mangle(content: bytes) -> bytes:
        head, *chunks = pieces(content)
        return head + b"".join(chunks[at % len(chunks)] for at in order)

    return mangle


def zeroed(at: float, length: int) -> Mangle:
    def mangle(content: bytes) -> bytes:
        start = int(at * (len(content) - 1))
        return content[:start] + bytes(length) + content[start + length :]

    return mangle


places = st.floats(0, 1, exclude_max=True)
mangled = st.one_of(
    st.builds(cut, places),
    st.builds(flipped, places, st.integers(0, 7)),
    st.builds(shuffled, st.lists(st.integers(0, 6), max_size=9)),
    st.builds(zeroed, places, st.integers(1, 512)),
)


@given(mangle=mangled)
@settings(max_examples=150, deadline=None)
def test_a_file_that_is_not_as_it_was_written_leaves_nothing_behind(
    sent: Sent, mangle: Mangle
) -> None:
    content = mangle(sent.content)
    if content == sent.content:
        return
    before = sent.rows()
    sent.path.write_bytes(content)
    with pytest.raises(CarryError):
        carried.import_file(sent.centre, sent.path)
    assert sent.rows() == before


@pytest.mark.long
@given(mangle=mangled)
@settings(max_examples=5_000, deadline=None)
def test_it_leaves_nothing_behind_in_thousands_of_ways(sent: Sent, mangle: Mangle) -> None:
    content = mangle(sent.content)
    if content == sent.content:
        return
    before = sent.rows()
    sent.path.write_bytes(content)
    with pytest.raises(CarryError):
        carried.import_file(sent.centre, sent.path)
    assert sent.rows() == before
