"""Two desks, their hub and the centre, over real HTTP."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from central import administration, brought, nodes, relayed, rules, tables
from central.centre import Centre
from immunization.ids import SiteCode, SubjectId
from records.lines import read_line
from records.seals import Head, Signed
from sync.client import Known, Upstream
from sync.errors import DeviceRevoked, ServerBroken, ServerRefused, ServerUnreachable
from tests import writing
from tests.centres import OTHER_SITE, Desk, Running
from tests.hubs import HubDesk, RunningHub, eventually, make_hub


def held(centre: Centre, desk: Desk) -> list[bytes]:
    """What a server holds of a desk, in the order of its chain."""
    kept = tables.feed.c
    query = select(kept.written).where(kept.device_id == desk.identity.device).order_by(kept.seq)
    with centre.database.reading() as connection:
        return [bytes(one) for one in connection.execute(query).scalars()]


def own(desk: Desk) -> list[bytes]:
    return [one.written for one in desk.ledger.own]


def kinds(desk: Desk) -> set[str]:
    return {read_line(one).entry.kind for one in desk.ledger.others.values()}


def is_known(centre: Centre, desk: Desk) -> bool:
    with centre.database.reading() as connection:
        return nodes.find(connection, desk.identity.device) is not None


def is_revoked(hub: RunningHub, desk: Desk) -> bool:
    with hub.centre.database.reading() as connection:
        found = nodes.find(connection, desk.identity.device)
    return found is not None and found.revoked


def relay_is_through(hub: RunningHub) -> bool:
    with hub.centre.database.reading() as connection:
        return not relayed.behind(connection, SiteCode(writing.SITE))


@contextmanager
def monkeypatched(module: object, name: str, value: object) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, value)
        yield


def know_the_hub(hub: RunningHub, desk: HubDesk) -> None:
    """Wait until the hub has heard of a desk that joined at the centre."""
    eventually(lambda: is_known(hub.centre, desk))


def test_a_desk_sees_anothers_work_through_the_hub_and_the_centre_gets_it(
    running: Running, hub: RunningHub
) -> None:
    one, two = hub.enrol(), hub.enrol()
    one.write(writing.registered())
    one.write(writing.dose())
    one.by_hub().run()
    two.by_hub().run()
    assert one.ledger.ids() <= two.ledger.ids()
    eventually(lambda: held(running.centre, one) == own(one))


def test_what_only_the_hub_holds_is_not_central_until_the_centres_receipt_came(
    running: Running, hub: RunningHub
) -> None:
    desk = hub.enrol()
    running.server.stop()
    desk.write(writing.dose())
    cycle = desk.by_hub()
    cycle.run()
    at_hub = desk.ledger.receipt("hub")
    assert at_hub is not None
    assert (at_hub.seq, desk.ledger.waiting()) == (1, 1)
    running.restart()
    eventually(lambda: held(running.centre, desk) == own(desk))
    eventually(lambda: cycle.run() is not None and desk.ledger.waiting() == 0)
    of_centre = desk.ledger.receipt("centre")
    assert of_centre is not None
    assert of_centre.seq == 1


def test_a_desk_learns_through_the_hub_what_the_centre_has_of_the_others(
    running: Running, hub: RunningHub
) -> None:
    one, two = hub.enrol(), hub.enrol()
    running.server.stop()
    one.write(writing.dose())
    one.by_hub().run()
    cycle = two.by_hub()
    cycle.run()
    assert one.ledger.ids() <= two.ledger.ids()
    assert one.ledger.head() not in two.ledger.told
    running.restart()
    eventually(lambda: cycle.run() is not None and one.ledger.head() in two.ledger.told)


def test_what_a_desk_knows_of_the_others_is_not_said_again_and_itself_is_none_of_them(
    hub: RunningHub,
) -> None:
    one, two = hub.enrol(), hub.enrol()
    for desk in (one, two):
        desk.write(writing.dose())
        desk.by_hub().run()
    eventually(lambda: relay_is_through(hub))
    assert two.hub_identity is not None
    upstream = Upstream(hub.url, two.hub_identity, now=two.clock.seconds)
    two.opened.append(upstream)

    def others(known: int | None) -> dict[str, int]:
        page = upstream.page(0, 10, known=Known(others=known))
        return {each.device: each.seq for each in page.others}

    said = others(0)
    assert said[one.identity.device] == 1
    assert two.identity.device not in said
    assert others(sum(said.values())) == {}
    assert others(None) == {}


def test_a_hub_that_makes_up_what_the_centre_has_of_the_others_is_not_believed(
    hub: RunningHub,
) -> None:
    one, two = hub.enrol(), hub.enrol()
    one.write(writing.dose())
    one.by_hub().run()
    eventually(lambda: relay_is_through(hub))
    with hub.centre.database.writing() as connection:
        author = one.ledger.author()
        signed = relayed.receipt(connection, author)
        assert signed is not None
        made_up = Signed(Head(author.device, 1, 7, signed.head.chain), signed.signature)
        relayed.keep_receipt(connection, made_up)
    with pytest.raises(ServerBroken):
        two.by_hub().run()
    assert two.ledger.told == []


def test_a_hub_works_without_the_centre_and_hands_on_what_it_took_when_the_line_is_back(
    running: Running, hub: RunningHub
) -> None:
    first = hub.enrol()
    first.by_hub().run()
    running.server.stop()
    one, two = hub.enrol(), hub.enrol()
    for number in range(3):
        one.write(writing.arrived(f"A{number:03}"))
        one.by_hub().run()
    two.write(writing.registered())
    two.by_hub().run()
    one.by_hub().run()
    assert two.ledger.ids() - one.ledger.ids() == set()
    assert one.ledger.waiting() == 3
    running.restart()
    eventually(lambda: held(running.centre, one) == own(one))
    eventually(lambda: held(running.centre, two) == own(two))


def test_a_desk_goes_straight_to_the_centre_when_the_hub_is_dead_and_comes_back(
    running: Running, hub: RunningHub
) -> None:
    desk, other = hub.enrol(), hub.enrol()
    desk.write(writing.registered())
    desk.by_hub().run()
    eventually(lambda: held(running.centre, desk) == own(desk))
    hub.stop()
    desk.write(writing.dose())
    with pytest.raises(ServerUnreachable):
        desk.by_hub().run()
    desk.direct().run()
    assert desk.ledger.waiting() == 0
    hub.start()
    desk.write(writing.arrived("A002"))
    desk.by_hub().run()
    eventually(lambda: held(running.centre, desk) == own(desk))
    eventually(lambda: held(hub.centre, desk) == own(desk))
    other.by_hub().run()
    assert desk.ledger.ids() <= other.ledger.ids()


def test_what_goes_both_ways_is_there_once(running: Running, hub: RunningHub) -> None:
    desk, other = hub.enrol(), hub.enrol()
    eventually(lambda: len(administration.list_devices(running.centre, writing.SITE)) == 3)
    running.server.stop()
    for number in range(5):
        desk.write(writing.arrived(f"A{number:03}"))
    desk.by_hub().run()
    hub.stop()
    running.restart()
    desk.write(writing.dose())
    desk.direct().run()
    assert held(running.centre, desk) == own(desk)
    hub.start()
    desk.by_hub().run()
    eventually(lambda: relay_is_through(hub))
    eventually(lambda: held(hub.centre, desk) == own(desk))
    assert held(running.centre, desk) == own(desk)
    other.by_hub().run()
    other.direct().run()
    other.by_hub().run()
    assert desk.ledger.ids() <= other.ledger.ids()


def test_revocation_and_staff_reach_desks_through_a_hub_without_the_internet(
    running: Running, hub: RunningHub
) -> None:
    desk, lost = hub.enrol_at_centre(), hub.enrol_at_centre()
    know_the_hub(hub, desk)
    member = administration.Member("lan", "Lê Thị Lan", "nurse", "mat-khau-dai")
    administration.add_staff(running.centre, writing.SITE, member)
    administration.revoke_device(running.centre, lost.identity.device, "bị mất")
    eventually(lambda: is_revoked(hub, lost))
    running.server.stop()
    desk.by_hub().run()
    assert {"staff.registered", "device.revoked"} <= kinds(desk)
    lost.write(writing.dose())
    with pytest.raises(DeviceRevoked):
        lost.by_hub().run()
    assert lost.ledger.waiting() == 1


def test_what_a_hub_took_before_it_heard_of_a_revocation_reaches_the_centre(
    running: Running, hub: RunningHub
) -> None:
    desk = hub.enrol()
    desk.by_hub().run()
    eventually(lambda: is_known(running.centre, desk))
    running.server.stop()
    desk.write(writing.dose())
    desk.by_hub().run()
    administration.revoke_device(running.centre, desk.identity.device, "bị mất")
    running.restart()
    eventually(lambda: held(running.centre, desk) == own(desk))


def test_a_hub_that_lost_its_database_is_replaced_and_gets_from_the_desk_what_it_had_promised(
    running: Running, hub: RunningHub, tmp_path: Path
) -> None:
    desk, other = hub.enrol(), hub.enrol()
    desk.write(writing.registered())
    desk.by_hub().run()
    eventually(lambda: held(running.centre, desk) == own(desk))
    running.server.stop()
    desk.write(writing.dose())
    desk.by_hub().run()
    hub.stop()
    running.restart()
    (tmp_path / "new").mkdir()
    fresh = make_hub(running, tmp_path / "new", hub.clock, hub.centre.key)
    try:
        desk.hub_url = other.hub_url = fresh.url
        eventually(lambda: is_known(fresh.centre, desk) and is_known(fresh.centre, other))
        desk.positions["hub"] = (0, 0)
        desk.ledger.feed_position = desk.ledger.feed_mark = 0
        assert desk.by_hub().run().pushed > 0
        eventually(lambda: held(running.centre, desk) == own(desk))
        other.by_hub().run()
        assert desk.ledger.ids() <= other.ledger.ids()
    finally:
        fresh.close()


def test_what_the_rules_refuse_is_refused_by_the_centre_and_told_through_the_hub(
    running: Running, hub: RunningHub
) -> None:
    desk, other = hub.enrol(), hub.enrol()
    desk.append(b"no entry")
    desk.write(writing.dose(), site=SiteCode("75-002"))
    desk.write(writing.registered())
    desk.by_hub().run()
    eventually(lambda: held(running.centre, desk) == own(desk))
    eventually(lambda: desk.by_hub().run() is not None and "entry.refused" in kinds(desk))
    other.by_hub().run()
    assert "dose.given" not in kinds(other)
    assert "person.registered" in kinds(other)


def test_what_a_hub_set_aside_and_the_centre_accepts_reaches_the_other_desks(
    running: Running, hub: RunningHub
) -> None:
    desk, other = hub.enrol(), hub.enrol()
    running.server.stop()
    written = desk.write(writing.registered())
    # As if the hub were an older program that cannot read this body.
    with monkeypatched(rules, "fits", lambda _line, _written: False):
        desk.by_hub().run()
    other.by_hub().run()
    assert "person.registered" not in kinds(other)
    running.restart()
    eventually(lambda: held(running.centre, desk) == [written])
    eventually(lambda: other.by_hub().run() is not None and "person.registered" in kinds(other))


def test_an_urgent_entry_goes_past_the_backlog_through_the_hub(
    running: Running, hub: RunningHub
) -> None:
    desk = hub.enrol()
    eventually(lambda: is_known(running.centre, desk))
    desk.write(writing.registered())
    serious = desk.write(writing.reaction(writing.entry_id(1), "serious"))
    cycle = desk.by_hub()
    cycle.pusher.push = lambda *_args: None  # type: ignore[method-assign]
    cycle.run()
    eventually(lambda: held(running.centre, desk) == [serious])
    desk.by_hub().run()
    eventually(lambda: held(running.centre, desk) == own(desk))


def test_a_serious_event_reaches_the_other_desks_over_the_lan_without_the_internet(
    running: Running, hub: RunningHub
) -> None:
    one, two = hub.enrol(), hub.enrol()
    for desk in (one, two):
        desk.by_hub().run()
    running.server.stop()
    one.write(writing.dose())
    one.write(writing.reaction(writing.entry_id(1), "serious"))
    one.by_hub().run()
    two.by_hub().run()
    assert "reaction.reported" in kinds(two)


def test_a_desk_may_not_carry_anothers_entries(running: Running, hub: RunningHub) -> None:
    one, two = hub.enrol_at_centre(), hub.enrol_at_centre()
    one.write(writing.dose())
    carried = Desk(one.ledger, one.key, two.identity, running.url, 9, running.clock)
    stranger = Upstream(running.url, two.identity, now=running.clock.seconds)
    try:
        entry = one.ledger.own[0]
        with pytest.raises(ServerRefused, match="malformed"):
            stranger.push([entry], one.ledger.chain_at(0), carried.seal(entry))
    finally:
        stranger.close()


def test_a_subject_that_a_desk_asks_for_comes_from_another_site_through_the_hub(
    running: Running, hub: RunningHub
) -> None:
    administration.add_site(running.centre, OTHER_SITE, "TYT Khác")
    far = running.enrol(OTHER_SITE)
    far.write(writing.registered(), writing.person(5))
    far.cycle().run()
    desk = hub.enrol()
    desk.by_hub().run([SubjectId(writing.person(5))])
    eventually(lambda: desk.by_hub().run() is not None and "person.registered" in kinds(desk), 15)


def twin_of(desk: HubDesk) -> HubDesk:
    """The same desk from a copy of its disk."""
    ledger = copy.deepcopy(desk.ledger)
    twin = HubDesk(ledger, desk.key, desk.identity, desk.url, desk.number + 50, desk.clock)
    twin.hub_identity, twin.hub_url = desk.hub_identity, desk.hub_url
    twin.at, twin.positions = desk.at, dict(desk.positions)
    return twin


def accepted(centre: Centre, written: bytes) -> int:
    """How often a feed has an entry."""
    kept = tables.feed.c
    query = select(kept.position).where(kept.written == written, kept.state == tables.ACCEPTED)
    with centre.database.reading() as connection:
        return len(connection.execute(query).all())


def test_of_two_copies_of_a_disk_one_at_the_hub_and_one_at_the_centre_nothing_is_lost(
    running: Running, hub: RunningHub
) -> None:
    desk, other = hub.enrol(), hub.enrol()
    desk.write(writing.registered())
    desk.by_hub().run()
    eventually(lambda: desk.by_hub().run() is not None and desk.ledger.waiting() == 0)
    running.server.stop()
    twin = twin_of(desk)
    here = [desk.write(writing.arrived("A001")), desk.write(writing.arrived("A002"))]
    desk.by_hub().run()
    hub.stop()
    running.restart()
    there = twin.write(writing.dose())
    twin.direct().run()
    hub.start()
    eventually(lambda: accepted(hub.centre, there) == 1)
    desk.by_hub().run()
    for written in (*here, there):
        eventually(lambda written=written: accepted(running.centre, written) == 1)  # type: ignore[misc]
        eventually(lambda written=written: accepted(hub.centre, written) == 1)  # type: ignore[misc]
    eventually(lambda: desk.by_hub().run() is not None and desk.ledger.waiting() == 0)
    other.by_hub().run()
    assert desk.ledger.ids() | twin.ledger.ids() <= other.ledger.ids()
    eventually(lambda: relay_is_through(hub))


def test_a_branch_at_the_centre_that_no_feed_shows_does_not_hold_the_hubs_desk_up(
    running: Running, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.relay_up._FORKED_AGAIN", 0.1)
    desk = hub.enrol()
    desk.write(writing.registered())
    desk.by_hub().run()
    eventually(lambda: desk.by_hub().run() is not None and desk.ledger.waiting() == 0)
    running.server.stop()
    twin = twin_of(desk)
    here = desk.write(writing.arrived("A001"))
    desk.by_hub().run()
    hub.stop()
    running.restart()
    twin.append(b"no entry")
    twin.direct().run()
    hub.start()
    eventually(lambda: desk.by_hub().run() is not None and desk.ledger.waiting() == 0, 20)
    assert accepted(running.centre, here) == accepted(hub.centre, here) == 1


def test_what_a_hub_brought_does_not_come_down_to_it_again(
    running: Running, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[bytes] = []
    store = brought.store

    def watched(*args: object) -> bool:
        came.extend(one.written for one in args[2])  # type: ignore[attr-defined]
        return store(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("central.relay_down.brought.store", watched)
    desk, straight = hub.enrol(), hub.enrol_at_centre()
    for number in range(40):
        desk.write(writing.arrived(f"A{number:03}"))
    desk.by_hub().run()
    eventually(lambda: held(running.centre, desk) == own(desk))
    last = straight.write(writing.registered(), writing.person(9))
    straight.direct().run()
    eventually(lambda: last in came)
    assert sum(written in came for written in own(desk)) == 0
