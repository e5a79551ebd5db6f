"""The lists of the screens, over entries as they really come."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from immunization import entries, ids
from immunization.ids import DeviceId, EntryId, SiteCode, SubjectId
from local_db import node, queries, standing
from local_db.errors import NotEnrolled
from local_db.ledger import DeskLedger
from local_db.queries import Stage
from records.seals import Holder, Signed
from tests import writing
from tests.unit.local_db.conftest import Site

DAY = writing.DAY
OTHER_DAY = DAY + timedelta(days=1)
ELSEWHERE = SiteCode("01-002")


def walk(site: Site, number: int, *bodies: entries.Body) -> None:
    """Register a person and let them go through these steps."""
    site.save(writing.registered(f"Người {number}"), writing.person(number))
    for body in bodies:
        site.save(body, writing.person(number))


def give(site: Site, number: int) -> EntryId:
    walk(site, number, writing.arrived(f"A{number:03}"), writing.screened())
    return site.save(writing.dose(), writing.person(number))


def names(site: Site, stage: Stage, day: date = DAY) -> list[str]:
    return [row.name for row in site.read(lambda c: queries.queue(c, writing.SITE, day, stage))]


def test_the_queue_of_a_stage_is_who_is_there_longest_first(site: Site) -> None:
    walk(site, 1, writing.arrived("A001"))
    walk(site, 2, writing.arrived("A002"), writing.screened())
    walk(site, 3, writing.arrived("A003"))
    assert names(site, "screening") == ["Người 1", "Người 3"]
    assert names(site, "injection") == ["Người 2"]
    assert names(site, "screening", OTHER_DAY) == []
    (row,) = site.read(lambda c: queries.queue(c, writing.SITE, DAY, "injection"))
    assert (row.number, row.sex, row.birth, row.conclusion) == (
        "A002",
        "female",
        "1979-03-12",
        "vaccinate",
    )


def test_somebody_whose_registration_has_not_come_yet_is_in_the_queue_all_the_same(
    site: Site,
) -> None:
    site.hear(writing.arrived("B001"), writing.person(9))
    assert names(site, "screening") == [""]


def test_the_counts_are_of_this_site_and_day(site: Site) -> None:
    give(site, 1)
    walk(site, 2, writing.arrived("A002"))
    walk(site, 3, writing.arrived("A003"), writing.screened("delay"))
    site.hear(writing.arrived("Z001"), writing.person(4), site=ELSEWHERE)
    given_at = int(writing.MORNING.timestamp())
    counts = site.read(lambda c: queries.stage_counts(c, writing.SITE, DAY, given_at))
    assert counts == queries.StageCounts(3, 1, 0, 1, 1, overdue=0, reactions=0)
    later = given_at + 30 * 60
    assert site.read(lambda c: queries.stage_counts(c, writing.SITE, DAY, later)).overdue == 1
    empty = site.read(lambda c: queries.stage_counts(c, writing.SITE, OTHER_DAY, later))
    assert empty == queries.StageCounts(0, 0, 0, 0, 0, 0, 0)


def test_who_is_observed_is_listed_with_the_dose_until_let_go(site: Site) -> None:
    dose = give(site, 1)
    site.save(writing.reaction(dose), writing.person(1))
    (row,) = site.read(lambda c: queries.observed(c, writing.SITE, DAY))
    start = int(writing.MORNING.timestamp())
    assert (row.dose, row.product, row.severity) == (dose, "comirnaty", "mild")
    assert (row.given_at, row.until) == (start, start + 30 * 60)
    site.save(entries.ObservationEnded(day=DAY, dose=dose), writing.person(1))
    assert site.read(lambda c: queries.observed(c, writing.SITE, DAY)) == []


def test_the_days_list_shows_the_dose_that_counts(site: Site) -> None:
    dose = give(site, 1)
    walk(site, 2, writing.arrived("A002"), writing.screened("delay"))
    rows = site.read(lambda c: queries.day_list(c, writing.SITE, DAY))
    assert [(row.name, row.stage, row.dose, row.lot) for row in rows] == [
        ("Người 2", "done", None, None),
        ("Người 1", "observation", dose, "MT2611A"),
    ]
    site.save(entries.DoseVoided(dose=dose, reason="wrong_lot"), writing.person(1))
    rows = site.read(lambda c: queries.day_list(c, writing.SITE, DAY))
    assert [row.dose for row in rows] == [None, None]
    doses = site.read(lambda c: queries.day_doses(c, writing.SITE, DAY))
    assert [(row.dose, row.void_reason) for row in doses] == [(dose, "wrong_lot")]


def test_a_lot_counts_what_came_and_what_was_used_and_not_voided(site: Site) -> None:
    about = ids.lot_at_site(writing.SITE, "comirnaty", "MT2611A")
    site.save(writing.lot(doses=60), about)
    site.save(writing.lot(doses=30), about)
    give(site, 1)
    voided = give(site, 2)
    site.save(entries.DoseVoided(dose=voided, reason="twice"), writing.person(2))
    (lot,) = site.read(lambda c: queries.lots(c, writing.SITE))
    assert (lot.received, lot.used, lot.expiry) == (90, 1, date(2027, 1, 31))
    assert site.read(lambda c: queries.lots(c, ELSEWHERE)) == []


def test_staff_are_found_by_their_login(site: Site) -> None:
    nurse = entries.StaffRegistered(login="van", name="Vân", role="nurse", password="$argon2id$x")
    site.hear(nurse, writing.number_id("staf", 1))
    site.hear(msgspec.structs.replace(nurse, login="lan"), writing.number_id("staf", 2))
    (member,) = site.read(lambda c: queries.staff_of_login(c, "van"))
    assert (member.name, member.role, member.active) == ("Vân", "nurse", True)
    assert [one.login for one in site.read(queries.staff)] == ["lan", "van"]
    assert site.read(lambda c: queries.staff_of_login(c, "VAN' OR 1=1 --")) == []


def test_devices_are_named(site: Site) -> None:
    desk = entries.DeviceEnrolled(name="PC-TRAM-7", desk=2, key="ab" * 32)
    site.hear(desk, writing.device(2))
    assert site.read(lambda c: queries.devices(c, writing.SITE)) == {writing.device(2): "Bàn 2"}


def receipt(site: Site, holder: Holder, seq: int) -> None:
    own = DeskLedger(site.store)
    head = msgspec.structs.replace(own.head(), seq=seq, chain=own.chain_at(seq))
    own.take_receipt(holder, Signed(head, b"s" * 64))


def refusal(entry: EntryId) -> entries.EntryRefused:
    return entries.EntryRefused(
        entry=entry, device=DeviceId(writing.device(1)), epoch=1, seq=1, code="unknown-lot"
    )


def test_a_refused_entry_says_why_and_stays_visible(site: Site) -> None:
    mine = site.save(writing.arrived(), writing.person(1))
    site.hear(refusal(mine), writing.number_id("refu", 1))
    (found,) = site.read(standing.refused)
    assert found == standing.Refused(mine, SubjectId(writing.person(1)), "unknown-lot")


def test_the_figures_of_the_desks_own_entries(site: Site) -> None:
    for number in (1, 2, 3):
        site.save(writing.arrived(f"A00{number}"), writing.person(number))
    assert site.read(standing.held) == standing.Held(3, None, 0, 0)
    site.write(lambda c: node.point_to(c, "https://hub", "hub", None))
    receipt(site, "hub", 3)
    receipt(site, "centre", 2)
    held = site.read(standing.held)
    assert (held, held.waiting) == (standing.Held(3, 3, 2, 0), 1)


def test_another_hub_has_not_what_the_last_one_had(site: Site) -> None:
    site.save(writing.arrived(), writing.person(1))
    site.write(lambda c: node.point_to(c, "https://hub", "hub", None))
    receipt(site, "hub", 1)
    own = DeskLedger(site.store)
    assert own.unsent(count=9, size=9999) == []
    site.write(lambda c: node.point_to(c, "https://other", "hub", None))
    assert [one.seq for one in own.unsent(count=9, size=9999)] == [1]


def test_what_only_the_hub_holds_goes_to_the_centre(site: Site) -> None:
    site.save(writing.arrived(), writing.person(1))
    receipt(site, "hub", 1)
    assert [one.seq for one in DeskLedger(site.store).unsent(count=9, size=9999)] == [1]


def test_before_enrolment_there_is_nobody(site: Site) -> None:
    site.write(lambda c: c.exec_driver_sql("DELETE FROM node"))
    assert site.read(node.find) is None
    assert site.read(standing.held) == standing.Held(0, None, 0, 0)
    assert site.read(standing.refused) == []
    with pytest.raises(NotEnrolled):
        site.read(node.read)
