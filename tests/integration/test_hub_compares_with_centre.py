"""A hub and its centre compare what they hold over real HTTP; a centre restored from a backup."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from central import (
    administration,
    agreements,
    hub_shelf,
    hub_status,
    nodes,
    relayed,
    sites,
    tables,
)
from central.administration import Member
from central.agreements import Agreement as Kept
from central.centre import Centre
from central.hub import move_to, read_up_to
from central.hub_mending import HubMender
from central.hub_shelf import HubShelf
from central.relay_down import Down
from central.relay_up import Up
from immunization.ids import DeviceId, SiteCode
from records.journal import Author
from records.lines import read_line
from records.tallies import day_of
from sync import comparing
from sync.client import Identity, Upstream
from sync.comparing import Verdict
from sync.errors import DeviceRevoked, OtherFeed
from sync.held import Place
from sync.point import Point
from sync.reconciling import Agreement, Reconciler
from sync.wire import Page
from tests import writing
from tests.centres import Desk, Running
from tests.hubs import HubDesk, RunningHub, eventually

SITE = SiteCode(writing.SITE)
COUNT = 12


def ids_held(centre: Centre) -> set[str]:
    kept = tables.feed.c
    query = select(kept.entry_id).where(kept.state == tables.ACCEPTED, kept.code.is_(None))
    with centre.database.reading() as connection:
        return {str(id) for id in connection.execute(query).scalars()}


def are_alike(running: Running, hub: RunningHub) -> bool:
    return ids_held(running.centre) == ids_held(hub.centre)


def is_read_to_its_end(running: Running, hub: RunningHub) -> bool:
    with running.centre.database.reading() as connection:
        end = sites.head(connection, SITE)
    with hub.centre.database.reading() as connection:
        return read_up_to(connection).position == end and not behind(hub)


def behind(hub: RunningHub) -> list[Author]:
    with hub.centre.database.reading() as connection:
        return relayed.behind(connection, SITE)


def compared(running: Running, hub: RunningHub) -> Agreement:
    """Compare all days once, while the hub's own threads go on."""
    eventually(lambda: is_read_to_its_end(running, hub))
    own = hub.centre.hub
    assert own is not None
    identity = Identity(own.author.device, hub.centre.key.private, own.centre_key)
    upstream = Upstream(own.centre_url, identity, now=hub.clock.seconds)
    try:
        with hub.centre.database.reading() as connection:
            horizon = hub_shelf.look(connection, SITE)
        mender = HubMender(hub.centre, own, upstream, horizon)
        shelf = HubShelf(hub.centre.database, SITE, horizon)
        days = {day_of(id) for id in ids_held(running.centre) | ids_held(hub.centre)}
        return Reconciler(mender, shelf, upstream).run(sorted(days))
    finally:
        upstream.close()


def lose(centre: Centre, desk: Desk, seqs: Sequence[int]) -> None:
    """Delete rows of an inbox past the trigger that forbids it, as a disk's fault may."""
    with centre.database.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER IF EXISTS feed_keeps_DELETE"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for seq in seqs:
            where = {"device": desk.ledger.device, "seq": seq}
            gone = connection.execute(
                text("DELETE FROM feed WHERE device_id = :device AND seq = :seq"), where
            )
            assert gone.rowcount == 1


def a_day(hub: RunningHub, running: Running) -> HubDesk:
    """A desk that wrote in three rounds, each sealed for itself, and all is at the centre."""
    desk = hub.enrol()
    for number in range(COUNT):
        desk.write(writing.arrived(f"A{number:03}"), writing.person(number))
        if number % 4 == 3:
            desk.by_hub().run()
    eventually(lambda: not behind(hub))
    eventually(lambda: are_alike(running, hub))
    return desk


def places(desk: Desk, seqs: Sequence[int]) -> tuple[Place, ...]:
    return tuple(Place(desk.ledger.device, desk.ledger.epoch, seq) for seq in seqs)


def test_a_hub_and_a_centre_that_hold_the_same_agree(running: Running, hub: RunningHub) -> None:
    a_day(hub, running)
    found = compared(running, hub)
    assert found.is_equal
    assert found.entries == len(ids_held(running.centre))


@pytest.mark.parametrize("lost", [[6], [2, 3, 11], list(range(1, COUNT + 1))])
def test_what_the_centre_lost_comes_back_from_the_hub_under_the_desks_own_seals(
    running: Running, hub: RunningHub, lost: list[int]
) -> None:
    desk = a_day(hub, running)
    lose(running.centre, desk, lost)
    found = compared(running, hub)
    assert (found.mended, found.left) == (places(desk, lost), ())
    assert {read_line(one).entry.id for one in desk.ledger.own} <= ids_held(running.centre)
    assert compared(running, hub).is_equal


def test_what_the_hub_lost_comes_back_from_the_centre_and_to_the_other_desks(
    running: Running, hub: RunningHub
) -> None:
    desk, other = a_day(hub, running), hub.enrol()
    lose(hub.centre, desk, [5, 6])
    found = compared(running, hub)
    assert (found.mended, found.left) == (places(desk, [5, 6]), ())
    assert compared(running, hub).is_equal
    other.by_hub().run()
    assert desk.ledger.ids() <= other.ledger.ids()


def test_what_the_centre_refused_is_no_difference(running: Running, hub: RunningHub) -> None:
    desk = a_day(hub, running)
    desk.write(writing.dose(day=writing.DAY.replace(year=2027)), writing.person(1))
    desk.by_hub().run()
    eventually(lambda: are_alike(running, hub))
    found = compared(running, hub)
    assert found.is_equal
    assert not found.ahead


def test_what_the_centre_has_not_acknowledged_yet_is_no_difference(
    running: Running, hub: RunningHub
) -> None:
    desk = a_day(hub, running)
    with hub.centre.database.reading() as connection:
        horizon = hub_shelf.look(connection, SITE)
    running.server.stop()
    desk.write(writing.dose())
    desk.by_hub().run()
    with hub.centre.database.reading() as connection:
        later = hub_shelf.look(connection, SITE)
    day = day_of(read_line(desk.ledger.own[-1]).entry.id)
    for moment in (horizon, later):
        tallies = HubShelf(hub.centre.database, SITE, moment).tallies([day])[day]
        assert "dose.given" not in tallies
        names = HubShelf(hub.centre.database, SITE, moment).names(day, "dose.given")
        assert [name.is_counted for name in names.values()] == [False]


def test_a_running_hub_compares_by_itself_and_writes_down_what_came_of_it(
    running: Running, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_day(hub, running)
    # A hub compares the days next to its own: what the centre says has ids of the real one.
    hub.clock.now = datetime.now(UTC)
    monkeypatch.setattr(comparing, "FIRST", 0.01)
    hub.stop()
    hub.start()
    eventually(lambda: agreement(hub) is not None)
    kept = agreement(hub)
    assert kept is not None
    assert (kept.mended, kept.lost, kept.ahead) == (0, "", 0)
    assert kept.entries > 0


def agreement(hub: RunningHub) -> Kept | None:
    with hub.centre.database.reading() as connection:
        return agreements.find(connection)


class Backup:
    """A copy of the centre's database as it was, and its return."""

    def __init__(self, running: Running, path: Path, to: Path) -> None:
        self._running, self._path, self._to = running, path, to
        _copied(path, to)

    def restore(self) -> None:
        """Put it back while the server is stopped."""
        self._running.server.stop()
        self._running.centre.database.close()
        with (
            closing(sqlite3.connect(self._to)) as copy,
            closing(sqlite3.connect(self._path)) as now,
        ):
            copy.backup(now)


def _copied(of: Path, to: Path) -> None:
    with closing(sqlite3.connect(of)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


def hire(running: Running, login: str) -> None:
    member = Member(login, "Lê Thị Lan", "nurse", "mat-khau-dai")
    administration.add_staff(running.centre, SITE, member)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("grown", [0, COUNT + 3])
def test_what_a_restored_centre_lost_comes_back_though_nobody_writes(
    running: Running, hub: RunningHub, tmp_path: Path, grown: int
) -> None:
    desk = hub.enrol()
    desk.write(writing.registered())
    desk.by_hub().run()
    eventually(lambda: not behind(hub))
    backup = Backup(running, tmp_path / "centre.db", tmp_path / "backup.db")
    for number in range(COUNT):
        desk.write(writing.arrived(f"A{number:03}"), writing.person(number))
    desk.by_hub().run()
    eventually(lambda: not behind(hub))
    eventually(lambda: is_read_to_its_end(running, hub))
    all_of_it = {read_line(one).entry.id for one in desk.ledger.own}

    backup.restore()
    for number in range(grown):
        hire(running, f"lan{number}")  # its feed grows beyond what the hub has read
    running.restart()

    eventually(lambda: all_of_it <= ids_held(running.centre))
    eventually(lambda: is_read_to_its_end(running, hub))
    eventually(lambda: are_alike(running, hub))
    eventually(lambda: compared(running, hub).is_equal)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_restored_centre_hears_from_its_hub_whom_it_had_enrolled_and_revoked(
    running: Running, hub: RunningHub, tmp_path: Path
) -> None:
    lost = hub.enrol_at_centre()
    eventually(lambda: is_read_to_its_end(running, hub))
    backup = Backup(running, tmp_path / "centre.db", tmp_path / "backup.db")
    kept = hub.enrol_at_centre()
    administration.revoke_device(running.centre, lost.identity.device, "bị mất")
    eventually(lambda: is_read_to_its_end(running, hub))

    backup.restore()
    assert states(running.centre).get(lost.identity.device) is False
    running.restart()

    wanted = {lost.identity.device: True, kept.identity.device: False}
    eventually(lambda: wanted.items() <= states(running.centre).items())
    lost.write(writing.dose())
    with pytest.raises(DeviceRevoked):
        lost.direct().run()
    kept.write(writing.arrived("A001"))
    assert kept.direct().run().is_caught_up
    assert kept.ledger.waiting() == 0


def states(centre: Centre) -> dict[DeviceId, bool]:
    """The site's devices, and whether each is revoked."""
    with centre.database.reading() as connection:
        return {one.device: one.revoked for one in nodes.of_site(connection, SITE)}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_hub_that_had_not_read_what_it_brought_notices_that_the_centre_lost_it(
    running: Running, hub: RunningHub, tmp_path: Path
) -> None:
    desk = hub.enrol()
    desk.write(writing.registered())
    desk.by_hub().run()
    eventually(lambda: is_read_to_its_end(running, hub))
    backup = Backup(running, tmp_path / "centre.db", tmp_path / "backup.db")
    running.server.stop()
    for number in range(COUNT):
        desk.write(writing.arrived(f"A{number:03}"), writing.person(number))
    desk.by_hub().run()
    hub.stop()
    running.restart()
    up, down = ways_of(hub, desk)
    while up.step():
        pass  # brought and acknowledged, and the feed not read since
    assert not behind(hub)

    backup.restore()
    running.restart()
    with pytest.raises(OtherFeed):
        down.step()
    while up.step():
        pass

    assert {read_line(one).entry.id for one in desk.ledger.own} <= ids_held(running.centre)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_one_desk_goes_on_to_bring_does_not_hide_what_was_lost_of_another(
    running: Running, hub: RunningHub, tmp_path: Path
) -> None:
    one, two = hub.enrol(), hub.enrol()
    one.write(writing.registered())
    one.by_hub().run()
    eventually(lambda: is_read_to_its_end(running, hub))
    backup = Backup(running, tmp_path / "centre.db", tmp_path / "backup.db")
    running.server.stop()
    one.write(writing.arrived("A001"), writing.person(1))
    one.by_hub().run()
    for number in range(COUNT):
        two.write(writing.arrived(f"B{number:03}"), writing.person(50 + number))
    hub.stop()
    running.restart()
    up, down = ways_of(hub, one)
    while up.step():
        pass
    backup.restore()
    hub.start()
    two.by_hub().run()  # brings the feed beyond where it ended when the first was acknowledged
    hub.stop()
    running.restart()

    with pytest.raises(OtherFeed):
        up.step()
    with pytest.raises(OtherFeed):
        down.step()
    while up.step():
        pass

    wrote = [*one.ledger.own, *two.ledger.own]
    assert {read_line(entry).entry.id for entry in wrote} <= ids_held(running.centre)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_page_that_was_asked_for_before_the_reading_began_anew_does_not_move_it_on(
    running: Running, hub: RunningHub
) -> None:
    desk = a_day(hub, running)
    hub.stop()
    hire(running, "lan")
    own = hub.centre.hub
    assert own is not None
    identity = Identity(own.author.device, hub.centre.key.private, own.centre_key)
    upstream = BeganAnewMeanwhile(own.centre_url, identity, now=hub.clock.seconds)
    upstream.hub = hub.centre
    desk.opened.append(upstream)

    assert Down(hub.centre, own, upstream).step()

    with hub.centre.database.reading() as connection:
        assert read_up_to(connection) == Point()


class BeganAnewMeanwhile(Upstream):
    """The centre, where the way up sets a branch aside while the way down waits for a page."""

    hub: Centre

    def page(self, *place: Any, **asked: Any) -> Page:
        answer = super().page(*place, **asked)
        with self.hub.database.writing() as connection:
            move_to(connection, Point())
        return answer


def ways_of(hub: RunningHub, desk: HubDesk) -> tuple[Up, Down]:
    """The two ways of a hub whose own threads have ended; what they open ends with the desk."""
    own = hub.centre.hub
    assert own is not None
    identity = Identity(own.author.device, hub.centre.key.private, own.centre_key)
    upstream = Upstream(own.centre_url, identity, now=hub.clock.seconds)
    desk.opened.append(upstream)
    return Up(hub.centre, own, upstream, 0.0, lambda: None), Down(hub.centre, own, upstream)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_desk_notices_that_a_restored_centre_gave_its_position_to_others(
    running: Running, tmp_path: Path
) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    one.cycle().run()
    backup = Backup(running, tmp_path / "centre.db", tmp_path / "backup.db")
    two.write(writing.arrived("A001"))
    two.cycle().run()
    one.cycle().run()
    backup.restore()
    for number in range(5):
        hire(running, f"lan{number}")
    running.restart()
    assert "staff.registered" not in kinds(one)

    with pytest.raises(OtherFeed):
        one.cycle().run()
    one.cycle().run()

    held = [one for one in kinds(one) if one == "staff.registered"]
    assert len(held) == 5


def kinds(desk: Desk) -> list[str]:
    return [read_line(one).entry.kind for one in desk.ledger.others.values()]


def test_a_hub_says_what_waits_and_what_the_last_comparison_came_to(
    running: Running, hub: RunningHub
) -> None:
    desk, own = a_day(hub, running), hub.centre.hub
    assert own is not None
    running.server.stop()
    desk.write(writing.dose())
    desk.by_hub().run()
    lost = Verdict(9, lost=places(desk, [3, 4]))
    with hub.centre.database.writing() as connection:
        agreements.keep(connection, lost, hub.clock())
    with hub.centre.database.reading() as connection:
        found = hub_status.read(connection, own)
    assert (found.waiting, found.chains) == (1, 1)
    assert found.lines()[-1].endswith(f"MISSING: {desk.ledger.device}/1: 3-4")
    assert json.dumps(found.members())
