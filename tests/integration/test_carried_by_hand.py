"""What a desk carries on a stick arrives once, whatever came by the line as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from central import administration, carried, carried_feed, relayed
from central import feed as feed_rows
from central.carried import Supervision
from central.tables import feed
from desk.standing import standings_of
from immunization import entries
from immunization.entries import DeviceHandedOver
from immunization.ids import DeviceId
from local_db import node, upstreams
from local_db.reads import Place
from records.journal import Author
from records.lines import read_line
from records.seals import Signed
from sync.carrying.errors import (
    CarriedAltered,
    CarriedByRevoked,
    CarriedCut,
    CarriedForOthers,
    CarriedGap,
    CarriedOtherSite,
    CarriedUnknownSender,
    CarriedWrongPlace,
    CarryCancelled,
    NothingToCarry,
)
from sync.carrying.keys import public_of
from sync.carrying.watching import Watch
from sync.errors import DeviceRevoked
from tests import writing
from tests.centres import OTHER_SITE, Running
from tests.hubs import RunningHub, eventually
from tests.integration.carrying_desk import CarryingDesk

Join = Callable[..., CarryingDesk]


@pytest.fixture
def join(running: Running, tmp_path: Path) -> Iterator[Join]:
    desks: list[CarryingDesk] = []

    def one(number: int = 1, **options: object) -> CarryingDesk:
        desks.append(CarryingDesk.join(running, tmp_path, number, **options))  # type: ignore[arg-type]
        return desks[-1]

    yield one
    for desk in desks:
        desk.close()


def held(running: Running, device: DeviceId) -> list[bytes]:
    """What the centre has of a device, in the order of its feed."""
    with running.centre.database.reading() as connection:
        query = select(feed.c.written).where(feed.c.device_id == device).order_by(feed.c.position)
        return [bytes(one) for one in connection.execute(query).scalars()]


def rows(running: Running) -> int:
    with running.centre.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(feed)).scalar_one()


def said_of(running: Running, device: DeviceId) -> list[DeviceHandedOver]:
    """What the centre says was handed over of a device."""
    with running.centre.database.reading() as connection:
        rows = feed_rows.read(connection, writing.SITE, 0, 1000).entries
    lines = [read_line(one) for one in rows]
    return [
        one.body
        for one in lines
        if str(one.entry.about) == device and isinstance(one.body, DeviceHandedOver)
    ]


def bring(
    running: Running, path: Path, supervision: Supervision | None = None
) -> tuple[carried.Taken, Path]:
    """Import a file at the centre; return what it brought and the file of receipts."""
    taken = carried.import_file(running.centre, path, supervision=supervision)
    receipts = path.with_name(path.name + carried.RECEIPTS)
    carried.write_receipts(running.centre, taken, receipts)
    return taken, receipts


def test_what_waits_is_carried_and_acknowledged_by_receipts(running: Running, join: Join) -> None:
    desk = join()
    desk.write_many(3)
    taken, receipts = bring(running, desk.export())
    assert (taken.entries, taken.new, taken.refused) == (3, 3, 0)
    assert held(running, desk.ledger.author().device) == desk.written
    assert desk.ledger.waiting() == 3
    back = desk.take(receipts)
    assert (back.kind, back.acknowledged, back.may_destroy) == ("receipts", 3, False)
    assert desk.ledger.waiting() == 0
    with pytest.raises(NothingToCarry):
        desk.export("again")


def test_a_file_taken_twice_or_after_the_line_changes_nothing_twice(
    running: Running, join: Join
) -> None:
    desk = join()
    desk.write_many(4)
    early = desk.export("early")
    desk.sync()
    desk.write_many(2)
    late = desk.export("late")
    for path in (early, late, early, late):
        bring(running, path)
    desk.sync()
    assert held(running, desk.ledger.author().device) == desk.written
    assert desk.ledger.waiting() == 0


def test_a_file_before_the_line_changes_nothing_twice(running: Running, join: Join) -> None:
    desk = join()
    desk.write_many(4)
    bring(running, desk.export())
    desk.sync()
    assert held(running, desk.ledger.author().device) == desk.written


def test_receipts_of_another_desk_are_not_taken(running: Running, join: Join) -> None:
    desk, other = join(1), join(2)
    desk.write_many(1)
    _, receipts = bring(running, desk.export())
    with pytest.raises(CarriedForOthers):
        other.take(receipts)


def test_a_cancelled_export_is_gone_on_with(join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.carrying.outgoing.MAX_ENTRIES", 2)
    desk = join()
    desk.write_many(6)
    told: list[tuple[int, int]] = []
    watch = Watch(lambda done, total: told.append((done, total)), lambda: len(told) == 2)
    with pytest.raises(CarryCancelled):
        desk.export(watch=watch)
    unfinished = desk.stick / "out.unfinished"
    begun = unfinished.read_bytes()
    path = desk.export()
    assert told == [(0, 6), (2, 6)]
    assert path.read_bytes().startswith(begun)
    assert not unfinished.exists()


def test_progress_goes_once_from_nothing_to_all(running: Running, join: Join) -> None:
    desk = join()
    desk.write_many(3)
    told: list[float] = []
    watch = Watch(lambda done, total: told.append(done / total))
    carried.import_file(running.centre, desk.export(), watch)
    assert told == sorted(told)
    assert len(told) == 4
    assert (told[0] < 0.5, told[-1]) == (True, 1)


def test_nothing_of_a_file_that_is_cut_or_altered_is_taken(
    running: Running, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.carrying.outgoing.MAX_ENTRIES", 2)
    desk = join()
    desk.write_many(6)
    path = desk.export()
    whole, before = path.read_bytes(), rows(running)
    for content, error in (
        (whole[:-1], CarriedCut),
        (whole[: len(whole) * 2 // 3], CarriedCut),
        (whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:], CarriedAltered),
    ):
        path.write_bytes(content)
        with pytest.raises(error):
            bring(running, path)
        assert rows(running) == before
    path.write_bytes(whole)
    bring(running, path)
    assert held(running, desk.ledger.author().device) == desk.written


def test_a_file_for_another_centre_is_refused(running: Running, join: Join, tmp_path: Path) -> None:
    from central.centre import Centre
    from central.keys import make_key

    desk = join()
    desk.write_many(1)
    path = desk.export()
    stranger = Centre(running.centre.database, make_key(), running.clock)
    with pytest.raises(CarriedForOthers):
        carried.import_file(stranger, path)


def test_entries_that_come_before_the_file_must_be_there(running: Running, join: Join) -> None:
    desk, old = join(1), rows(running)
    desk.write_many(2)
    _, receipts = bring(running, desk.export("one"))
    desk.take(receipts)
    desk.write_many(1)
    later = desk.export("two")
    everything = desk.export("all", everything=True)
    author = desk.ledger.author()
    with running.centre.database.writing() as connection:
        lose(connection)
    with pytest.raises(CarriedGap):
        bring(running, later)
    bring(running, everything)
    assert held(running, author.device) == desk.written
    assert rows(running) == old + 3


def lose(connection: object) -> None:
    """Let the centre be restored from a backup of before: it holds nothing of desks."""
    from sqlalchemy import Connection

    assert isinstance(connection, Connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TRIGGER feed_keeps_DELETE")
    else:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    connection.exec_driver_sql("DELETE FROM feed WHERE device_id IN (SELECT device_id FROM node)")
    connection.exec_driver_sql(
        "DELETE FROM node_head WHERE device_id IN (SELECT device_id FROM node)"
    )


def test_a_revoked_desk_keeps_its_entries_and_hands_them_over(running: Running, join: Join) -> None:
    desk = join()
    desk.write_many(2)
    author = desk.ledger.author()
    administration.revoke_device(running.centre, author.device, "lost")
    with pytest.raises(DeviceRevoked):
        desk.sync()
    assert desk.ledger.waiting() == 2
    path = desk.export()
    with pytest.raises(CarriedByRevoked):
        bring(running, path)
    assert held(running, author.device) == []
    _, receipts = bring(running, path, Supervision("mất máy, đã tìm thấy"))
    assert held(running, author.device) == desk.written
    assert said_of(running, author.device) == [
        DeviceHandedOver(reason="mất máy, đã tìm thấy", epoch=author.epoch, seq=2, refused=0)
    ]
    bring(running, path, Supervision("lần nữa"))
    assert len(said_of(running, author.device)) == 1
    desk.write_many(1)
    assert not desk.take(receipts).may_destroy
    _, receipts = bring(running, desk.export("rest"), Supervision("rest"))
    assert desk.take(receipts).may_destroy


def test_what_a_revoked_desk_wrote_later_is_kept_and_counts_only_if_that_is_said(
    running: Running, join: Join
) -> None:
    desk = join()
    running.clock.now = writing.MORNING.replace(minute=2, second=30)
    administration.revoke_device(running.centre, desk.ledger.author().device, "lost")
    desk.write_many(4)  # at minutes 1 to 4
    taken, receipts = bring(running, desk.export(), Supervision("found again"))
    assert (taken.new, taken.refused) == (4, 2)
    assert held(running, desk.ledger.author().device) == desk.written
    back = desk.take(receipts)
    assert (back.refused, back.may_destroy) == (2, True)

    other = join(2)
    administration.revoke_device(running.centre, other.ledger.author().device, "lost")
    other.write_many(4)
    taken, _ = bring(running, other.export("other"), Supervision("seen by me", also_later=True))
    assert (taken.new, taken.refused) == (4, 0)


def test_setting_the_clock_back_after_a_revocation_gains_nothing(
    running: Running, join: Join
) -> None:
    desk = join()
    running.clock.now = writing.MORNING.replace(minute=2, second=30)
    administration.revoke_device(running.centre, desk.ledger.author().device, "lost")
    desk.write_many(3)  # at minutes 1 to 3
    taken, _ = bring(running, desk.export(), Supervision("found again"))
    assert (taken.new, taken.refused) == (3, 1)
    desk.pen = writing.Pen(77)  # its clock was set back: at minutes 1 and 2 again
    desk.write_many(2)
    taken, _ = bring(running, desk.export("rest"), Supervision("the rest"))
    assert (taken.new, taken.refused) == (2, 3)


def test_a_hub_takes_a_file_and_relays_it_and_its_receipts_are_its_own(
    running: Running, hub: RunningHub, join: Join
) -> None:
    desk = join()
    author = desk.ledger.author()
    desk.sync()
    eventually(lambda: len(administration.list_devices(hub.centre, writing.SITE)) > 1)
    desk.write_many(3)
    path = desk.export()
    taken = carried.import_file(hub.centre, path)
    assert taken.new == 3
    receipts = path.with_name("receipts")
    carried.write_receipts(hub.centre, taken, receipts)
    with pytest.raises(CarriedUnknownSender):
        desk.take(receipts)
    desk.store.write(
        lambda connection: node.point_to(connection, hub.url, "hub", hub.key.hex())
    ).result()
    assert not desk.take(receipts).may_destroy
    at_hub = desk.ledger.receipt("hub")
    assert at_hub is not None
    assert (at_hub.seq, desk.ledger.waiting()) == (3, 3)
    eventually(lambda: held(running, author.device) == desk.written)
    eventually(lambda: bool(relayed_receipts(hub, author)))
    carried.write_receipts(hub.centre, taken, receipts)
    desk.take(receipts)
    assert desk.ledger.waiting() == 0


def relayed_receipts(hub: RunningHub, author: Author) -> Signed | None:
    """What the hub has of the centre for a chain."""
    with hub.centre.database.reading() as connection:
        return relayed.receipt(connection, author)


def test_a_new_desk_takes_the_register_from_a_file(
    running: Running, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.carried_feed.MAX_ENTRIES", 2)
    first = join(1)
    first.write_many(5)
    first.sync()
    new = join(2)
    path = new.stick / "register"
    head = carried_feed.export_feed(running.centre, writing.SITE, path)
    taken = new.take(path)
    assert taken.kind == "feed"
    assert new.position() == head
    assert all(new.holds(one) for one in first.written)
    # What comes after it comes by the line, from there.
    first.write_many(1)
    first.sync()
    new.sync()
    assert new.holds(first.written[-1])
    at = new.position()
    new.take(path)
    assert new.position() == at


def test_a_register_of_the_centre_moves_no_position_of_the_hub(
    running: Running, join: Join
) -> None:
    first, new = join(1), join(2)
    first.write_many(2)
    first.sync()
    path = new.stick / "register"
    head = carried_feed.export_feed(running.centre, writing.SITE, path)
    hub = upstreams.Upstream("hub", "ab" * 32, "http://127.0.0.1:9")
    centre_key = running.centre.key.public
    centre = upstreams.Upstream("centre", centre_key.hex(), running.url)
    new.store.write(lambda connection: upstreams.turn_to(connection, hub)).result()
    new.take(path)
    assert new.position() == 0
    assert all(new.holds(one) for one in first.written)
    # But that of the centre's own feed, to which the desk may turn again.
    new.store.write(lambda connection: upstreams.turn_to(connection, centre)).result()
    assert new.position() == head


def test_a_register_is_for_the_desks_of_its_site(running: Running, join: Join) -> None:
    administration.add_site(running.centre, OTHER_SITE, "TYT Khác")
    here, other, third = join(1), join(2, site=OTHER_SITE), join(3)
    path = here.stick / "register"
    device = here.ledger.author().device
    carried_feed.export_feed(running.centre, writing.SITE, path, device=device)
    here.take(path)
    for desk in (other, third):
        with pytest.raises(CarriedForOthers):
            desk.take(path)
    both = here.stick / "both"
    carried_feed.export_feed(running.centre, writing.SITE, both)
    third.take(both)
    with pytest.raises(CarriedWrongPlace):
        carried.import_file(running.centre, both)


def test_a_register_of_another_site_is_refused_even_for_this_desk(
    running: Running, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    administration.add_site(running.centre, OTHER_SITE, "TYT Khác")
    desk = join(1)
    own = public_of(desk.keys.device_key() or b"")
    monkeypatch.setattr(carried_feed, "_readers", lambda *_: [own])
    path = desk.stick / "register"
    carried_feed.export_feed(running.centre, OTHER_SITE, path)
    with pytest.raises(CarriedOtherSite):
        desk.take(path)


def test_another_desk_of_the_site_sees_what_was_carried(running: Running, join: Join) -> None:
    writer, reader, late = join(1), join(2), join(3)
    writer.sync()
    reader.sync()
    writer.write_many(3)
    path = writer.export()
    at = reader.position()
    assert reader.take(path).stored == 3
    assert reader.take(path).stored == 3
    assert reader.position() == at
    assert all(reader.holds(one) for one in writer.written)
    bring(running, path)
    reader.sync()
    assert reader.position() > at
    with pytest.raises(CarriedUnknownSender):
        late.take(path)
    with pytest.raises(CarriedWrongPlace):
        writer.take(path)


def test_what_another_desk_carried_here_is_not_green_before_the_centre_has_it(
    running: Running, join: Join
) -> None:
    writer, reader = join(1), join(2)
    writer.sync()
    reader.sync()
    writer.write_many(1)
    reader.take(writer.export())
    author, id = writer.ledger.author(), entries.read(writer.written[0]).id

    def stop() -> str:
        with reader.store.read() as connection:
            found = standings_of(connection, {id: Place(author.device, author.epoch, 1)})
        return found[id].stop

    assert held(running, author.device) == []
    assert stop() == "desk"
    writer.sync()
    reader.sync()
    assert stop() == "centre"
