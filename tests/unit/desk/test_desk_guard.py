"""The guard against a second dose: what other desks have open is refused here, in a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from desk.desk import open_desk
from desk.errors import Refused
from desk.guard import LINGER, PRESENT, REMEMBERED, Guard, HeldElsewhere, News
from immunization import entries
from immunization.entries import DeviceEnrolled, DoseGiven, DoseVoided
from immunization.ids import DeviceId, PersonId, SubjectId, derived
from tests.unit.desk.desk_world import (
    CENTRE,
    OTHER_DESK,
    OTHER_SITE,
    PRODUCT,
    THIS_DESK,
    SetClock,
    World,
    done,
    operator,
)

FOURTH = DeviceId(derived("test", "desk 4"))
ALL_HEARD = {THIS_DESK: 0.0, OTHER_DESK: 1.0}


def opened_by(person: PersonId, device: DeviceId = OTHER_DESK, since: float = 60.0) -> News:
    return News((HeldElsewhere(SubjectId(person), device, since, 100.0),), ALL_HEARD)


def nothing() -> News:
    return News((), ALL_HEARD)


def ready(world: World) -> PersonId:
    """Somebody who was screened and waits for the injection."""
    person = world.registered()
    world.bring_in(person)
    return person


def test_a_dose_is_refused_while_another_desk_has_the_person_open(world: World) -> None:
    person = ready(world)
    draft = world.dose(person)
    assert not world.desk.injection.objections(draft)

    world.desk.guard.heard(opened_by(person))

    found = world.desk.injection.objections(draft)
    assert [(one.force, one.code) for one in found] == [("refuse", "held")]
    card = world.desk.cards.of(person)
    assert card.held is not None
    assert card.held.vi.startswith("Bàn 2 đang mở người này để tiêm, từ 07:59. Chưa lưu gì.")
    with pytest.raises(Refused) as refused:
        done(world.desk.injection.save(draft))
    assert refused.value.sentence("vi") == card.held.vi
    assert world.desk.queues.rows("injection")[0].held_by == "Bàn 2"

    world.desk.guard.heard(nothing())

    assert not world.desk.injection.objections(draft)
    assert world.desk.cards.of(person).held is None
    done(world.desk.injection.save(draft))


def test_a_hold_that_nobody_renews_ends_by_itself_also_without_a_line(world: World) -> None:
    person = ready(world)
    world.desk.guard.heard(opened_by(person))

    world.clock.pass_by(seconds=99)
    assert world.desk.cards.of(person).held is not None
    world.clock.pass_by(seconds=1)
    assert world.desk.cards.of(person).held is None


def test_a_person_held_under_one_number_is_held_under_all(world: World) -> None:
    person, twin = ready(world), world.registered("079179000999")
    world.feed(person, entries.PersonLinked(same_as=twin, reason="thẻ"))

    world.desk.guard.heard(opened_by(twin))

    assert world.desk.cards.of(person).held is not None
    said: list[tuple[SubjectId, ...]] = []
    world.desk.guard.connect(THIS_DESK, said.append, lambda: None)
    world.desk.injection.hold(world.desk.cards.of(person))
    assert set(said[-1]) == {SubjectId(person), SubjectId(twin)}


def test_a_hold_outlives_the_restart_of_an_upstream_that_has_not_heard_its_desk_again(
    world: World,
) -> None:
    person = ready(world)
    guard = world.desk.guard
    guard.heard(opened_by(person))

    guard.heard(News((), {THIS_DESK: 0.0}))  # it was restarted, and knows of nobody else yet
    holder = guard.holder([SubjectId(person)])
    assert holder is not None
    assert holder.device == OTHER_DESK

    guard.heard(nothing())  # the other desk is back, and holds nobody
    assert guard.holder([SubjectId(person)]) is None


def test_a_hold_that_a_restarted_upstream_forgot_ends_with_its_lease(world: World) -> None:
    person = ready(world)
    guard = world.desk.guard
    guard.heard(opened_by(person))
    guard.heard(News((), {THIS_DESK: 0.0}))

    world.clock.pass_by(seconds=101)

    assert guard.holder([SubjectId(person)]) is None
    guard.heard(News((), {THIS_DESK: 0.0}))
    assert guard.holder([SubjectId(person)]) is None


def test_what_this_desk_holds_itself_stands_in_nobodys_way_here(world: World) -> None:
    person = ready(world)
    said: list[tuple[SubjectId, ...]] = []
    world.desk.guard.connect(THIS_DESK, said.append, lambda: None)
    world.desk.injection.hold(world.desk.cards.of(person))
    world.desk.guard.heard(opened_by(person, THIS_DESK))

    assert world.desk.cards.of(person).held is None
    world.desk.injection.let_go()
    assert said == [(), (SubjectId(person),), ()]


def test_after_a_dose_the_person_stays_held_until_the_others_have_it(clock: SetClock) -> None:
    guard, said = Guard(clock), list[tuple[SubjectId, ...]]()
    guard.connect(THIS_DESK, said.append, lambda: None)
    one, two = SubjectId("one"), SubjectId("two")
    guard.take([one])
    guard.let_go(given=True)
    guard.take([two])
    guard.let_go()
    assert said[1:] == [(one,), (one,), (two, one), (one,)]

    clock.pass_by(seconds=LINGER)
    guard.heard(nothing())
    assert said[-1] == ()


def test_screens_are_told_when_another_desk_opens_or_leaves_somebody(clock: SetClock) -> None:
    guard, told = Guard(clock), list[int]()
    guard.connect(THIS_DESK, lambda _: None, lambda: told.append(1))
    person = PersonId("p")
    for news in (nothing(), opened_by(person), opened_by(person), nothing()):
        guard.heard(news)
    assert len(told) == 2


def test_the_card_names_the_desks_that_were_not_heard_and_since_when(world: World) -> None:
    world.feed(FOURTH, DeviceEnrolled(name="Bàn 4", desk=4, key="00" * 32))
    person = world.registered()
    world.desk.guard.heard(News((), {**ALL_HEARD, FOURTH: 0.0}))
    assert world.desk.cards.of(person).knowledge.unchecked == ()

    world.clock.pass_by(minutes=1)
    world.synced()
    world.desk.guard.heard(News((), {OTHER_DESK: 61.0, FOURTH: PRESENT}))

    known = world.desk.cards.of(person).knowledge
    assert known.unchecked == ("Bàn 2",)
    assert known.sentence is not None
    assert known.sentence.vi == "Biết đến 08:01 hôm nay. Chưa đối chiếu với Bàn 2 từ 07:59."
    assert known.sentence.en.endswith("Not checked against Bàn 2 since 07:59.")


def test_without_a_line_no_other_desk_is_checked_against(world: World) -> None:
    person = world.registered()
    world.desk.guard.heard(News((), {OTHER_DESK: 0.0}))

    world.clock.pass_by(seconds=PRESENT + 1)

    assert world.desk.cards.of(person).knowledge.unchecked == ("Bàn 2",)


def test_a_desk_that_was_closed_or_is_out_of_use_is_not_missed(clock: SetClock) -> None:
    guard = Guard(clock)
    assert guard.unheard([OTHER_DESK]) is None
    guard.heard(News((), {OTHER_DESK: None, FOURTH: REMEMBERED + 1}))
    missed = guard.unheard([OTHER_DESK, FOURTH])
    assert missed is not None
    assert missed.devices == ()


def test_a_desk_that_gave_doses_today_is_missed_also_when_nobody_knows_since_when(
    world: World,
) -> None:
    person = world.registered()
    other = world.registered("079179000998", name="Lê Văn Đạt")
    world.feed(other, dose_of(world), device=OTHER_DESK)
    world.desk.guard.heard(News((), {THIS_DESK: 0.0}))

    known = world.desk.cards.of(person).knowledge
    assert known.unchecked == ("Bàn 2",)
    assert known.sentence is not None
    assert known.sentence.vi.endswith("Chưa đối chiếu với Bàn 2.")


def test_a_restart_of_the_upstream_does_not_let_a_missing_desk_be_forgotten(
    clock: SetClock,
) -> None:
    guard = Guard(clock)
    guard.heard(News((), {OTHER_DESK: 30.0}))
    clock.pass_by(seconds=30)
    guard.heard(News((), {}))
    missed = guard.unheard([OTHER_DESK])
    assert missed is not None
    assert missed.devices == (OTHER_DESK,)
    assert missed.since == clock.now() - timedelta(seconds=60)


# -- two doses recorded apart --


def dose_of(world: World, *, minutes: float = 0, product: str = PRODUCT) -> DoseGiven:
    at = world.clock.now() + timedelta(minutes=minutes)
    return DoseGiven(
        day=at.date(),
        product=product,
        lot="MT2611A",
        expiry=None,
        dose_kind="basic",
        number=1,
        volume=0.3,
        body_site="left_deltoid",
        route="intramuscular",
        given_at=at,
    )


def test_two_doses_recorded_apart_are_both_kept_and_shown_with_where_each_was_given(
    world: World,
) -> None:
    person = ready(world)
    done(world.desk.injection.save(world.dose(person)))
    assert world.desk.doubles.of_late() == ()

    world.feed(person, dose_of(world, minutes=2), device=OTHER_DESK)

    double = world.desk.doubles.of_late()[0]
    assert double.person == person
    assert [one.place for one in double.doses] == ["Bàn 1", "Bàn 2"]
    assert double.doses[1].where.vi == "08:02 ngày 23/11/2026, Bàn 2"
    assert "mũi 1" in double.doses[0].what.vi
    doses = [item for item in world.desk.cards.of(person).history if item.kind == "dose"]
    assert len(doses) == 2


def test_a_double_dose_is_gone_once_one_of_them_is_voided(world: World) -> None:
    person = ready(world)
    done(world.desk.injection.save(world.dose(person)))
    second = world.feed(person, dose_of(world, minutes=2), device=OTHER_DESK)[0]
    assert len(world.desk.doubles.of_late()) == 1

    world.feed(person, DoseVoided(dose=second, reason="twice"), device=OTHER_DESK)

    assert world.desk.doubles.of_late() == ()


def test_doses_of_linked_records_and_of_other_sites_are_of_one_human_being(world: World) -> None:
    person, twin = ready(world), world.registered("079179000999")
    done(world.desk.injection.save(world.dose(person)))
    world.feed(twin, dose_of(world, minutes=-600), site=OTHER_SITE, device=CENTRE)
    assert world.desk.doubles.of_late() == ()

    world.feed(person, entries.PersonLinked(same_as=twin, reason="thẻ"))

    assert [one.place for one in world.desk.doubles.of_late()[0].doses] == [OTHER_SITE, "Bàn 1"]


def test_a_second_dose_by_the_schedule_is_no_double(world: World) -> None:
    person = ready(world)
    done(world.desk.injection.save(world.dose(person)))
    earlier = dose_of(world)
    at = earlier.given_at - timedelta(days=28)
    world.feed(person, replace(earlier, day=at.date(), given_at=at), device=OTHER_DESK)
    assert world.desk.doubles.of_late() == ()


def test_a_guard_outlasts_the_operator(world: World) -> None:
    person = ready(world)
    world.desk.guard.heard(opened_by(person))
    supervisor = open_desk(
        world.store,
        world.clock,
        operator(role="supervisor"),
        world.catalogue,
        guard=world.desk.guard,
    )
    assert supervisor.cards.of(person).held is not None
