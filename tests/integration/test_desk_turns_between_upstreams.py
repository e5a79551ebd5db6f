"""A desk with its real database, between the site's hub and the centre."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from central import administration, chains, relayed
from desk.clock import SystemClock
from desktop_app.line import DeskLine
from desktop_app.upstream import exchange_all, join
from immunization.ids import SiteCode
from local_db import node, standing, upstreams
from local_db.keys import KeyStore, keys_of
from local_db.ledger import DeskLedger
from local_db.store import Store
from local_db.upstreams import Upstream
from records import journal
from tests import writing
from tests.centres import Running
from tests.hubs import RunningHub, eventually
from ui.ports import LineState

PATIENCE = 20.0


@pytest.fixture(autouse=True)
def _key_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local_db.os_keys.OsKeys.usable", staticmethod(lambda: False))


@dataclass
class Place:
    """A desk's folder, opened."""

    store: Store
    keys: KeyStore
    pen: writing.Pen

    def save(self, number: str) -> None:
        written = self.pen.write(writing.arrived(number), writing.person(1))
        author = DeskLedger(self.store).author()
        self.store.write(lambda c: journal.append(c, author, [written]), origin="desk").result()

    @property
    def held(self) -> standing.Held:
        with self.store.read() as connection:
            return standing.held(connection)

    @property
    def waits_for_nothing_after_a_round(self) -> bool:
        exchange_all(self.store, self.keys)
        return self.held.waiting == 0

    @property
    def role(self) -> str:
        with self.store.read() as connection:
            return node.read(connection).upstream_role


@pytest.fixture
def place(tmp_path: Path, hub: RunningHub) -> Iterator[Place]:
    """A desk that joined at the hub."""
    folder = tmp_path / "desk"
    keys = keys_of(folder)
    store = Store.open(folder, keys)
    join(store, keys, hub.url, administration.issue_code(hub.centre, writing.SITE))
    yield Place(store, keys, writing.Pen(1))
    store.close()


def test_a_desk_goes_round_a_dead_hub_and_comes_back_without_gaps(
    running: Running, hub: RunningHub, place: Place
) -> None:
    place.save("A001")
    exchange_all(place.store, place.keys)
    assert (place.role, place.held.at_hub) == ("hub", 1)
    eventually(lambda: place.waits_for_nothing_after_a_round)
    hub.stop()
    place.save("A002")
    exchange_all(place.store, place.keys)
    assert (place.role, place.held.at_centre) == ("centre", 2)
    hub.start()
    place.save("A003")
    exchange_all(place.store, place.keys)
    assert (place.role, place.held.at_hub) == ("hub", 3)
    eventually(lambda: place.waits_for_nothing_after_a_round)


def test_what_went_straight_to_the_centre_goes_to_the_hub_too(
    running: Running, hub: RunningHub, place: Place
) -> None:
    place.save("A001")
    exchange_all(place.store, place.keys)
    eventually(lambda: place.waits_for_nothing_after_a_round)
    hub.stop()
    place.save("A002")
    exchange_all(place.store, place.keys)
    assert (place.role, place.held.at_centre) == ("centre", 2)
    hub.start()
    eventually(lambda: place.waits_for_nothing_after_a_round and place.role == "hub")
    author = DeskLedger(place.store).author()
    with hub.centre.database.reading() as connection:
        head = chains.head(connection, SiteCode(writing.SITE), author)
        piece = relayed.next_piece(connection, SiteCode(writing.SITE), author, 1)
    # With its seal: were the centre put back from a backup, the hub could bring it again.
    assert (head.seq, piece is not None) == (2, True)


def test_the_line_of_an_open_desk_turns_by_itself_and_says_what_it_reaches(
    running: Running, hub: RunningHub, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.route._REST", 0.2)
    monkeypatch.setattr("sync.loop.LOOK_AGAIN", 0.2)
    told: list[LineState] = []
    changed = threading.Condition()

    def heard(state: LineState) -> None:
        with changed:
            told.append(state)
            changed.notify_all()

    def wait_for(**wanted: str) -> None:
        with changed:
            told.clear()
            found = changed.wait_for(
                lambda: any(
                    all(getattr(one, name) == value for name, value in wanted.items())
                    for one in told
                ),
                PATIENCE,
            )
        assert found, told[-3:]

    line = DeskLine(place.store, place.keys, SystemClock(), heard)
    line.start()
    try:
        wait_for(kind="connected", hub="good", centre="good")
        place.save("A001")
        wait_for(kind="connected", hub="good", centre="good")
        hub.stop()
        place.save("A002")
        wait_for(kind="connected", hub="cut", centre="good")
        eventually(lambda: place.held.waiting == 0)
        hub.start()
        wait_for(kind="connected", hub="good", centre="good")
        assert place.role == "hub"
    finally:
        line.stop()


def test_each_upstream_has_a_position_of_its_own_and_a_new_hubs_receipts_count_anew(
    hub: RunningHub, place: Place
) -> None:
    place.save("A001")
    exchange_all(place.store, place.keys)
    ledger = DeskLedger(place.store)
    read = ledger.position()
    assert read > 0
    other = Upstream("hub", "ab" * 32, "http://127.0.0.1:1")
    with place.store.read() as connection:
        known = upstreams.known(connection)
    first = next(one for one in known if one.role == "hub")
    assert {one.role for one in known} == {"hub", "centre"}
    place.store.write(lambda c: upstreams.turn_to(c, other)).result()
    assert (ledger.position(), place.held.at_hub) == (0, 0)
    place.store.write(lambda c: upstreams.turn_to(c, first)).result()
    assert ledger.position() == read


def test_a_hub_that_the_feed_names_is_known_by_its_key(
    running: Running, hub: RunningHub, tmp_path: Path
) -> None:
    folder = tmp_path / "another"
    keys = keys_of(folder)
    store = Store.open(folder, keys)
    try:
        join(store, keys, running.url, administration.issue_code(running.centre, writing.SITE))
        exchange_all(store, keys)
        with store.read() as connection:
            known = {one.role: one for one in upstreams.known(connection)}
        assert known["hub"] == Upstream("hub", hub.key.hex())
        assert known["centre"].url == running.url
    finally:
        store.close()


@pytest.mark.parametrize("unsent", ["nothing", "an entry", "an entry of an earlier device"])
def test_a_desk_that_the_centre_revokes_is_destroyed_only_if_nothing_of_it_is_lacking(
    running: Running, tmp_path: Path, unsent: str
) -> None:
    folder = tmp_path / "revoked"
    keys = keys_of(folder)
    store = Store.open(folder, keys)
    destroyed, turned_away = threading.Event(), threading.Event()

    def heard(state: LineState) -> None:
        if state.kind == "stopped":
            turned_away.set()

    try:
        join(store, keys, running.url, administration.issue_code(running.centre, writing.SITE))
        place = Place(store, keys, writing.Pen(1))
        place.save("A001")
        assert place.waits_for_nothing_after_a_round
        administration.revoke_device(running.centre, DeskLedger(store).author().device, "mất máy")
        if unsent == "an entry":
            place.save("B001")
        elif unsent != "nothing":
            pen = writing.Pen(9)
            old = pen.write(writing.arrived("C001"), writing.person(2))
            store.write(lambda c: journal.append(c, pen.author, [old])).result()
        line = DeskLine(store, keys, SystemClock(), heard, destroy=destroyed.set)
        line.start()
        try:
            assert turned_away.wait(PATIENCE)
            assert unsent != "nothing" or destroyed.wait(PATIENCE)
        finally:
            line.stop()
        assert destroyed.is_set() == (unsent == "nothing")
    finally:
        store.close()
