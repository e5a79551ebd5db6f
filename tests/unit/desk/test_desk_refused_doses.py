"""A dose that a hub let pass and the centre refused: it stays, says so, and is decided about."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from desk.card import HistoryItem
from immunization.entries import DoseGiven, DoseVoided, EntryRefused
from immunization.ids import DeviceId, EntryId, PersonId, derived
from tests.unit.desk.desk_world import LOT, OTHER_DESK, PRODUCT, THIS_DESK, World, done


def dose_of(world: World, *, ahead: int = 0) -> DoseGiven:
    now = world.clock.now()
    return DoseGiven(
        day=(now + timedelta(days=ahead)).date(),
        product=PRODUCT,
        lot=LOT,
        expiry=None,
        dose_kind="basic",
        number=1,
        volume=0.3,
        body_site="left_deltoid",
        route="intramuscular",
        given_at=now,
    )


def refuse(
    world: World, entry: EntryId, code: str = "dose-in-future", by: DeviceId = OTHER_DESK
) -> None:
    body = EntryRefused(entry=entry, device=by, epoch=1, seq=1, code=code, detail="")
    world.feed(derived("refusal", entry, by), body)


def dose_item(world: World, person: PersonId) -> HistoryItem:
    return next(item for item in world.desk.cards.of(person).history if item.kind == "dose")


@pytest.fixture
def person(world: World) -> PersonId:
    return world.registered()


def test_another_desks_refused_dose_says_so_on_the_card_and_before_the_supervisor(
    world: World, person: PersonId
) -> None:
    (dose,) = world.feed(person, dose_of(world, ahead=1), device=OTHER_DESK)
    assert world.desk.refused.of_late() == ()

    refuse(world, dose)

    item = dose_item(world, person)
    assert item.standing is not None
    assert item.standing.words.vi == "Bị từ chối: ngày tiêm ở tương lai"
    assert "Trung tâm chưa tính mũi này" in item.lines[-1].vi
    (found,) = world.desk.refused.of_late()
    assert (found.person, found.desk, found.why.vi) == (person, "Bàn 2", "ngày tiêm ở tương lai")


def test_a_refused_dose_still_counts_at_the_site_so_that_nobody_injects_again(
    world: World, person: PersonId
) -> None:
    (dose,) = world.feed(person, dose_of(world), device=OTHER_DESK)
    before = world.desk.cards.of(person).verdict

    refuse(world, dose)

    assert world.desk.cards.of(person).verdict == before


def test_a_refused_dose_that_was_voided_is_decided(world: World, person: PersonId) -> None:
    world.to_observation(person)
    dose = world.desk.cards.of(person).dose_today
    assert dose is not None
    refuse(world, dose, by=THIS_DESK)
    assert len(world.desk.refused.of_late()) == 1

    desk = world.as_operator("supervisor")
    done(desk.injection.void(desk.new_form(), person, dose, "not_injected", "sai ngày"))

    assert desk.refused.of_late() == ()


def test_a_void_that_the_centre_refused_says_so_on_its_dose(world: World, person: PersonId) -> None:
    (dose,) = world.feed(person, dose_of(world), device=OTHER_DESK)
    body = DoseVoided(dose=dose, reason="not_injected", note=None)
    (void,) = world.feed(person, body, device=OTHER_DESK)

    refuse(world, void, "void-elsewhere")

    lines = dose_item(world, person).lines
    assert "Trung tâm không nhận việc huỷ" in lines[-1].vi


def test_a_refusal_of_another_entry_with_the_same_id_is_not_the_doses(
    world: World, person: PersonId
) -> None:
    (dose,) = world.feed(person, replace(dose_of(world)), device=OTHER_DESK)

    refuse(world, dose, "id-taken", by=THIS_DESK)

    standing = dose_item(world, person).standing
    assert standing is not None
    assert standing.stop != "refused"
    assert world.desk.refused.of_late() == ()
