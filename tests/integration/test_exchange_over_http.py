"""Desks and the centre over real HTTP, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from central import administration, tables
from central.centre import Centre
from central.errors import UnknownDevice
from immunization import entries
from immunization.entries import EntryRefused
from immunization.ids import DeviceId, EntryId, PersonId, SubjectId
from records import tables as records_tables
from records.lines import read_line
from sync import wire
from sync.answers import Gap
from sync.enrolment import enrol
from sync.errors import (
    CodeRefused,
    DeviceRevoked,
    DeviceUnknown,
    ForkedChain,
    ServerBroken,
    ServerRefused,
    ServerUnreachable,
    SyncError,
)
from tests import writing
from tests.bad_line import bad_line
from tests.centres import OTHER_SITE, Desk, Running
from tests.memory_ledger import MemoryLedger


def inbox_count(centre: Centre, desk: Desk) -> int:
    """How many entries of a desk the centre holds, in whatever state."""
    query = select(func.count()).where(tables.feed.c.device_id == desk.identity.device)
    with centre.database.reading() as connection:
        return connection.execute(query).scalar_one()


def refusals(desk: Desk) -> list[EntryRefused]:
    """The refusals that have come to a desk."""
    lines = [read_line(one) for one in desk.ledger.others.values()]
    return [line.body for line in lines if isinstance(line.body, EntryRefused)]


def fork_of(desk: Desk, keep: int) -> Desk:
    """The same desk restored from a backup that held its first entries."""
    twin = MemoryLedger(device=desk.ledger.device)
    twin.own = desk.ledger.own[:keep]
    twin.chain = desk.ledger.chain[:keep]
    return Desk(twin, desk.key, desk.identity, desk.url, desk.number, desk.clock)


# -- pushing and pulling ------------------------------------------------------------------


def test_what_one_desk_writes_another_reads(running: Running) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    one.write(writing.registered())
    one.write(writing.arrived())
    done = one.cycle().run()
    assert (done.pushed, done.is_caught_up, one.ledger.waiting()) == (2, True, 0)
    two.cycle().run()
    assert one.ledger.ids() <= two.ledger.ids()


def test_a_desk_learns_of_its_site_its_staff_and_its_desks(running: Running) -> None:
    member = administration.Member("lan", "Lê Thị Lan", "nurse", "mat-khau-dai")
    administration.add_staff(running.centre, writing.SITE, member)
    desk = running.enrol()
    desk.cycle().run()
    kinds = sorted(read_line(one).entry.kind for one in desk.ledger.others.values())
    assert kinds == ["device.enrolled", "site.described", "staff.registered"]


def test_a_second_round_with_nothing_new_moves_nothing(running: Running) -> None:
    desk = running.enrol()
    desk.write(writing.registered())
    cycle = desk.cycle()
    cycle.run()
    done = cycle.run()
    assert (done.pushed, done.pulled) == (0, 0)


def test_back_and_resubmit_creates_one_dose(running: Running) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    written = one.write(writing.dose())
    one.cycle().run()
    two.append(written)
    two.cycle().run()
    running.project()
    with running.centre.database.reading() as connection:
        count = select(func.count()).select_from(records_tables.dose)
        assert connection.execute(count).scalar_one() == 1
    assert (inbox_count(running.centre, one), inbox_count(running.centre, two)) == (1, 1)
    assert two.ledger.waiting() == 0


def test_progress_equals_server_count(running: Running) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    for number in range(1_203):
        one.write(writing.arrived(f"A{number:04}"))
    one.cycle().run()
    seen: list[tuple[int, int]] = []
    cycle = two.cycle()
    cycle.report = lambda progress: seen.append((progress.position, progress.head))
    cycle.run()
    pulls = [one for one in seen if one[1]]
    assert [position for position, _ in pulls] == sorted(position for position, _ in pulls)
    assert pulls[-1] == (pulls[-1][1], pulls[-1][1])
    assert len(pulls) > 1


def test_nothing_new_answer_is_cheap(running: Running) -> None:
    desk = running.enrol()
    desk.cycle().run()
    with bad_line(running.url) as line:
        cycle = desk.cycle(line.url)
        cycle.run()
        before = line.bytes_up + line.bytes_down
        cycle.run()
        assert line.bytes_up + line.bytes_down - before <= 1_000


# -- once, whatever happens to the answer --------------------------------------------------


def test_an_answer_that_is_lost_neither_loses_nor_doubles(running: Running) -> None:
    desk = running.enrol()
    desk.write(writing.registered())
    desk.write(writing.dose())
    with bad_line(running.url) as line:
        line.break_next("drop answer", times=2)
        cycle = desk.cycle(line.url)
        with pytest.raises(ServerUnreachable):
            cycle.run()
        assert line.answers_cut == 2
        assert (inbox_count(running.centre, desk), desk.ledger.waiting()) == (2, 2)
        cycle.run()
    assert (inbox_count(running.centre, desk), desk.ledger.waiting()) == (2, 0)


def test_an_old_connection_that_was_closed_is_no_failure(running: Running) -> None:
    desk = running.enrol()
    with bad_line(running.url) as line:
        cycle = desk.cycle(line.url)
        cycle.run()
        desk.write(writing.registered())
        line.break_next("drop answer")
        cycle.run()
    assert desk.ledger.waiting() == 0


def test_cursor_moves_only_with_acknowledged_data(running: Running) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    for number in range(40):
        one.write(writing.arrived(f"A{number:03}"))
    one.cycle().run()
    with bad_line(running.url) as line:
        for fault in ("half answer", "drop answer", "refuse"):
            line.break_next(fault, times=2)
            before = two.ledger.position()
            with pytest.raises(SyncError):
                two.cycle(line.url).run()
            assert two.ledger.position() == before
            line.break_next("none")
        two.cycle(line.url).run()
    assert one.ledger.ids() <= two.ledger.ids()


def test_a_batch_that_overlaps_what_is_held_changes_nothing_twice(running: Running) -> None:
    desk = running.enrol()
    for number in range(5):
        desk.write(writing.arrived(f"A{number:03}"))
    upstream = desk.upstream()
    own = desk.ledger.own
    upstream.push(own[:3], desk.ledger.chain_at(0), desk.seal(own[2]))
    answer = upstream.push(own[1:], desk.ledger.chain_at(1), desk.seal(own[4]))
    assert answer.receipt.head == desk.ledger.head()
    again = upstream.push(own[:2], desk.ledger.chain_at(0), desk.seal(own[1]))
    assert again.receipt.head == desk.ledger.head()
    assert inbox_count(running.centre, desk) == 5


def test_a_server_that_restarts_goes_on_where_it_was(running: Running) -> None:
    desk = running.enrol()
    desk.write(writing.registered())
    cycle = desk.cycle()
    cycle.run()
    running.restart()
    desk.write(writing.arrived())
    cycle.run()
    assert (inbox_count(running.centre, desk), desk.ledger.waiting()) == (2, 0)


# -- chains that do not hold ---------------------------------------------------------------


def test_a_fork_is_refused_and_what_was_held_stays(running: Running) -> None:
    desk = running.enrol()
    for number in range(3):
        desk.write(writing.arrived(f"A{number:03}"))
    twin = fork_of(desk, keep=1)
    desk.cycle().run()
    twin.pen.seq = 50
    twin.write(writing.arrived("B001"))
    with pytest.raises(ForkedChain):
        twin.cycle().pusher.push(lambda _: None)
    # Also where it does not overlap: the chain before it is another one.
    longer = fork_of(desk, keep=3)
    longer.ledger.chain[2] = b"\x00" * 32
    longer.pen.seq = 60
    longer.write(writing.arrived("B002"))
    (new,) = longer.ledger.own[3:]
    with pytest.raises(ForkedChain):
        longer.upstream().push([new], longer.ledger.chain_at(3), longer.seal(new))
    assert inbox_count(running.centre, desk) == 3


def test_a_restored_copy_that_only_lags_learns_it_by_its_receipt(running: Running) -> None:
    desk = running.enrol()
    for number in range(3):
        desk.write(writing.arrived(f"A{number:03}"))
    twin = fork_of(desk, keep=2)
    desk.cycle().run()
    assert twin.cycle().run().epochs == 1
    assert twin.ledger.waiting() == 0
    assert twin.ledger.ids() >= {read_line(one).entry.id for one in desk.ledger.own}


def test_a_gap_is_answered_by_what_is_held(running: Running) -> None:
    desk = running.enrol()
    for number in range(4):
        desk.write(writing.arrived(f"A{number:03}"))
    upstream = desk.upstream()
    own = desk.ledger.own
    upstream.push(own[:1], desk.ledger.chain_at(0), desk.seal(own[0]))
    with pytest.raises(Gap) as raised:
        upstream.push(own[2:], desk.ledger.chain_at(2), desk.seal(own[3]))
    assert (raised.value.held.seq, raised.value.held.chain) == (1, desk.ledger.chain_at(1))
    assert inbox_count(running.centre, desk) == 1


def test_a_seal_over_something_else_is_refused(running: Running) -> None:
    desk = running.enrol()
    desk.write(writing.arrived())
    desk.write(writing.arrived("A002"))
    own = desk.ledger.own
    with pytest.raises(ServerRefused, match="bad-seal"):
        desk.upstream().push(own, desk.ledger.chain_at(0), desk.seal(own[0]))
    assert inbox_count(running.centre, desk) == 0


def test_entries_of_another_device_are_refused(running: Running) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    one.write(writing.arrived())
    own = one.ledger.own
    with pytest.raises(ServerRefused, match="malformed"):
        two.upstream().push(own, one.ledger.chain_at(0), one.seal(own[0]))


# -- poison ------------------------------------------------------------------------------


def test_poison_record_is_parked_and_queue_continues(running: Running) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    good = [one.write(writing.registered())]
    one.append(b"\x00 not an entry \xff")
    malformed = one.pen.write(writing.arrived(), writing.person(1))
    one.append(malformed.replace(b'"number":"A001"', b'"number":["A001"]'))
    one.write(writing.dose(day=date(2031, 1, 1)))
    one.write(writing.arrived(), site=OTHER_SITE)
    one.write(entries.DeviceRevoked(reason="I say so"))
    good.append(one.write(writing.arrived("A777")))
    done = one.cycle().run()
    assert [(result.seq, result.code) for result in done.standing_out] == [
        (2, "unreadable"),
        (3, "malformed-body"),
        (4, "dose-in-future"),
        (5, "wrong-site"),
        (6, "centre-only"),
    ]
    assert one.ledger.waiting() == 0
    assert inbox_count(running.centre, one) == 7
    two.cycle().run()
    theirs = [stored for stored in two.ledger.others.values() if stored.device == one.ledger.device]
    assert [stored.written for stored in theirs] == good


def test_rejected_record_stays_visible_to_its_author(running: Running) -> None:
    desk = running.enrol()
    written = desk.write(writing.dose(day=date(2031, 1, 1)))
    desk.cycle().run()
    (refused,) = refusals(desk)
    assert (refused.device, refused.seq, refused.code) == (desk.ledger.device, 1, "dose-in-future")
    assert refused.entry == read_line(desk.ledger.own[0]).entry.id
    assert desk.ledger.own[0].written == written


def test_one_broken_record_does_not_stop_the_rest(running: Running) -> None:
    desk = running.enrol()
    for number in range(30):
        about = writing.person(number)
        if number == 17:
            desk.write(writing.lot(doses=10**30), about)
        desk.write(writing.registered(), about)
    done = desk.cycle().run()
    assert [result.code for result in done.standing_out] == ["not-projectable"]
    running.project()
    with running.centre.database.reading() as connection:
        people = select(func.count()).select_from(records_tables.person)
        assert connection.execute(people).scalar_one() == 30


def test_an_id_that_is_taken_by_another_entry_is_refused(running: Running) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    id = EntryId(writing.entry_id(42))
    one.ledger.append(one.pen.write(writing.arrived("A001"), writing.person(1), id=id))
    two.ledger.append(two.pen.write(writing.arrived("B001"), writing.person(1), id=id))
    assert one.cycle().run().standing_out == ()
    (result,) = two.cycle().run().standing_out
    assert (result.outcome, result.code) == ("quarantined", "id-taken")
    assert [refused.code for refused in refusals(two)] == ["id-taken"]


def test_the_same_entry_twice_in_a_batch_is_a_duplicate(running: Running) -> None:
    desk = running.enrol()
    desk.append(desk.write(writing.arrived()))
    (result,) = desk.cycle().run().standing_out
    assert (result.seq, result.outcome, result.code) == (2, "duplicate", "")
    assert desk.ledger.waiting() == 0


def test_what_stood_out_is_told_again_with_a_repeated_batch(running: Running) -> None:
    desk = running.enrol()
    desk.write(writing.arrived())
    desk.append(b"poison")
    own = desk.ledger.own
    upstream = desk.upstream()
    first = upstream.push(own, desk.ledger.chain_at(0), desk.seal(own[1]))
    again = upstream.push(own, desk.ledger.chain_at(0), desk.seal(own[1]))
    assert first.results == again.results == (wire.Result(2, "quarantined", "unreadable"),)
    desk.cycle().run()
    assert len(refusals(desk)) == 1


def test_only_recording_site_or_supervisor_may_void(running: Running) -> None:
    administration.add_site(running.centre, OTHER_SITE, "TYT Tân Phú")
    add = administration.add_staff
    member = administration.Member
    nurse = add(running.centre, OTHER_SITE, member("an", "An", "nurse", "mat-khau-dai"))
    chief = add(running.centre, OTHER_SITE, member("binh", "Bình", "supervisor", "mat-khau-dai"))
    here, there = running.enrol(), running.enrol(OTHER_SITE, "Bàn 1 nơi khác")
    doses = [entries.read(here.write(writing.dose(number=n))).id for n in (1, 2, 3)]
    here.cycle().run()
    running.project()
    here.write(entries.DoseVoided(dose=doses[0], reason="twice"))
    assert here.cycle().run().standing_out == ()
    for staff, dose in ((nurse, doses[1]), (chief, doses[2])):
        there.pen.lc += 1
        there.pen.seq += 1
        there.ledger.append(
            entries.write(
                entries.DoseVoided(dose=dose, reason="wrong_person"),
                id=EntryId(writing.entry_id(900 + there.pen.seq)),
                at=writing.MORNING,
                lc=there.pen.lc,
                site=OTHER_SITE,
                about=writing.person(1),
                by=staff,
            )
        )
    (result,) = there.cycle().run().standing_out
    assert (result.seq, result.code) == (1, "void-elsewhere")
    running.project()
    with running.centre.database.reading() as connection:
        rows = connection.execute(
            select(records_tables.dose.c.dose_id, records_tables.dose.c.void_reason)
        )
        assert {row.dose_id: row.void_reason for row in rows} == {
            doses[0]: "twice",
            doses[1]: None,
            doses[2]: "wrong_person",
        }


def test_tombstone_beats_late_edit(running: Running) -> None:
    here, late = running.enrol(), running.enrol(name="Bàn 2")
    dose = entries.read(here.write(writing.dose())).id
    here.cycle().run()
    late.pen.lc = here.pen.lc
    late.write(writing.reaction(dose))
    here.write(entries.DoseVoided(dose=dose, reason="not_injected"))
    here.cycle().run()
    running.project()
    late.cycle().run()
    running.project()
    with running.centre.database.reading() as connection:
        found = connection.execute(select(records_tables.dose.c.void_reason)).scalars().all()
    assert found == ["not_injected"]


def test_a_kind_of_the_future_is_kept_and_passed_on(running: Running) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    written = one.pen.write(writing.arrived(), writing.person(1))
    future = written.replace(b"visit.arrived", b"visit.teleported")
    one.ledger.append(future)
    assert one.cycle().run().standing_out == ()
    two.cycle().run()
    assert future in [stored.written for stored in two.ledger.others.values()]
    running.project()


# -- what cannot wait ----------------------------------------------------------------------


def test_a_serious_reaction_goes_first_and_is_known_when_its_chain_brings_it(
    running: Running,
) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    for number in range(3):
        one.write(writing.arrived(f"A{number:03}"))
    written = one.write(writing.reaction(writing.entry_id(1), "serious"))
    upstream = one.upstream()
    answer = upstream.urgent(one.ledger.unsent_urgent()[0])
    assert answer.outcome == "accepted"
    assert upstream.urgent(one.ledger.unsent_urgent()[0]).outcome == "duplicate"
    two.cycle().run()
    assert written in [stored.written for stored in two.ledger.others.values()]
    done = one.cycle().run()
    assert (done.urgent, done.pushed, done.standing_out) == (1, 4, ())
    assert inbox_count(running.centre, one) == 4


def test_an_urgent_entry_that_differs_from_its_chain_is_a_fork(running: Running) -> None:
    desk = running.enrol()
    desk.write(writing.reaction(writing.entry_id(1), "serious"))
    upstream = desk.upstream()
    upstream.urgent(desk.ledger.own[0])
    twin = fork_of(desk, keep=0)
    twin.pen.seq = 70
    twin.write(writing.reaction(writing.entry_id(2), "serious"))
    with pytest.raises(ForkedChain):
        twin.upstream().push(
            twin.ledger.own, twin.ledger.chain_at(0), twin.seal(twin.ledger.own[0])
        )
    with pytest.raises(ForkedChain):
        twin.upstream().urgent(twin.ledger.own[0])


def test_only_what_is_about_a_reaction_may_go_ahead_of_its_chain(running: Running) -> None:
    desk = running.enrol()
    desk.write(writing.arrived())
    desk.write(writing.dose())
    with pytest.raises(ServerRefused, match="malformed"):
        desk.upstream().urgent(desk.ledger.own[1])
    assert inbox_count(running.centre, desk) == 0


# -- clocks, replays, revocations ------------------------------------------------------------


@pytest.mark.parametrize("hours", [-30, -3, 5, 24 * 365])
def test_a_clock_off_by_hours_is_corrected_and_reported(running: Running, hours: int) -> None:
    desk = running.enrol()
    desk.write(writing.registered())
    wrong = running.clock.seconds() + hours * 3_600
    upstream = desk.upstream()
    upstream.line.now = lambda: wrong
    upstream.status()
    assert upstream.offset == pytest.approx(-hours * 3_600, abs=2)
    upstream.line.offset = None
    page = upstream.page(0, 10)
    assert page.head > 0
    assert upstream.offset == pytest.approx(-hours * 3_600, abs=2)


def test_a_request_that_was_overheard_is_not_served_again(running: Running) -> None:
    desk = running.enrol()
    upstream = desk.upstream()
    upstream.line.randomness = bytes
    upstream.page(0, 1)
    with pytest.raises(ServerBroken, match="replayed"):
        upstream.page(0, 1)


def test_a_request_of_yesterday_is_refused_with_the_time(running: Running) -> None:
    desk = running.enrol()
    upstream = desk.upstream()
    upstream.page(0, 1)
    running.clock.move(hours=2)
    upstream.line.now = (running.clock.now - timedelta(hours=2)).timestamp
    upstream.page(0, 1)
    assert upstream.offset == pytest.approx(7_200, abs=2)


def test_a_revoked_desk_is_refused_and_keeps_what_it_has(running: Running) -> None:
    desk, other = running.enrol(), running.enrol(name="Bàn 2")
    desk.write(writing.registered())
    administration.revoke_device(running.centre, desk.ledger.device, "mất máy")
    with pytest.raises(DeviceRevoked):
        desk.cycle().run()
    assert desk.ledger.waiting() == 1
    other.cycle().run()
    kinds = [read_line(one).entry.kind for one in other.ledger.others.values()]
    assert "device.revoked" in kinds
    with pytest.raises(UnknownDevice):
        administration.revoke_device(running.centre, DeviceId(writing.device(99)), "lost")


def test_a_desk_that_nobody_enrolled_is_unknown(running: Running) -> None:
    desk = running.enrol()
    stranger = fork_of(desk, keep=0)
    stranger.identity = type(desk.identity)(
        writing.device(50), desk.key, desk.identity.upstream_key
    )
    with pytest.raises(DeviceUnknown):
        stranger.cycle().run()


# -- enrolment -----------------------------------------------------------------------------


def test_a_code_is_good_for_one_device(running: Running) -> None:
    code = administration.issue_code(running.centre, writing.SITE)
    first = enrol(running.url, code, "Bàn 1", b"\x01" * 32)
    again = enrol(running.url, code.lower(), "Bàn 1", b"\x01" * 32)
    assert (first.device, first.desk, first.site_name) == (again.device, 1, "TYT Thanh Bình")
    with pytest.raises(CodeRefused):
        enrol(running.url, code, "Bàn 2", b"\x02" * 32)
    second = administration.issue_code(running.centre, writing.SITE)
    assert enrol(running.url, second, "Bàn 2", b"\x02" * 32).desk == 2


def test_a_code_expires(running: Running) -> None:
    code = administration.issue_code(running.centre, writing.SITE, timedelta(hours=1))
    running.clock.move(hours=1, seconds=1)
    with pytest.raises(CodeRefused):
        enrol(running.url, code, "Bàn 1", b"\x01" * 32)


def test_a_wrong_code_is_refused(running: Running) -> None:
    with pytest.raises(CodeRefused):
        enrol(running.url, "0000-0000-0000-0000", "Bàn 1", b"\x01" * 32)


# -- other sites ---------------------------------------------------------------------------


def test_a_site_that_asks_for_a_person_gets_what_was_and_what_comes(running: Running) -> None:
    administration.add_site(running.centre, OTHER_SITE, "TYT Tân Phú")
    here, there = running.enrol(), running.enrol(OTHER_SITE, "Bàn xa")
    for number in (1, 2):
        here.write(writing.registered(), writing.person(number))
    here.cycle().run()
    running.project()
    there.cycle().run([SubjectId(writing.person(1))])
    running.project()
    here.write(writing.dose(), writing.person(1))
    here.write(writing.dose(number=2), writing.person(2))
    here.cycle().run()
    running.project()
    there.cycle().run()
    abouts = {
        PersonId(line.entry.about)
        for line in map(read_line, there.ledger.others.values())
        if line.entry.site == writing.SITE
    }
    kinds = [
        line.entry.kind
        for line in map(read_line, there.ledger.others.values())
        if line.entry.site == writing.SITE
    ]
    assert (abouts, sorted(kinds)) == ({writing.person(1)}, ["dose.given", "person.registered"])


def test_the_time_of_a_signature_is_the_centres(running: Running) -> None:
    status = running.enrol().upstream().status()
    assert datetime.fromtimestamp(status.time / 1000, UTC) == running.clock.now
