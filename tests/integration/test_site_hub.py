"""Two desks, their hub and the centre, over real HTTP."""

from __future__ import annotations

from sqlalchemy import select

from central import administration, tables
from central.centre import Centre
from records.lines import read_line
from tests import writing
from tests.centres import Desk, Running
from tests.hubs import HubDesk, RunningHub, eventually


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


def know_the_hub(hub: RunningHub, desk: HubDesk) -> None:
    """Wait until the hub has heard of a desk that joined at the centre."""
    eventually(lambda: len(administration.list_devices(hub.centre, writing.SITE)) > 1)


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
