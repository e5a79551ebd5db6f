"""Injection: the vial, what speaks against a dose, and taking it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk.errors import (
    FieldMissing,
    NoSuchDose,
    ReasonMissing,
    RecordedElsewhere,
    Refused,
)
from desk.unconfirmed import FIELDS, note
from immunization.entries import DoseGiven, LotReceived, VoidReason
from immunization.ids import LotId, PersonId, derived, lot_at_site
from immunization.labels import VOID_REASONS as REASONS
from immunization.observation import ObservationOutOfRange
from immunization.rulebook import default_catalogue
from immunization.vaccines import Vaccine
from tests.unit.desk.desk_world import (
    LOT_ID,
    OTHER_SITE,
    PRODUCT,
    SITE,
    World,
    done,
    walk_in,
)


def codes(world: World, person: PersonId, **changes: object) -> list[tuple[str, str]]:
    draft = world.dose(person, **changes)
    return [(one.force, one.code) for one in world.desk.injection.objections(draft)]


def ready(world: World) -> PersonId:
    person = world.registered()
    world.bring_in(person)
    return person


def test_form_is_filled_with_the_dose_that_is_due(world: World) -> None:
    form = world.desk.injection.open(ready(world))

    assert form.due is not None
    assert (form.dose_kind, form.number, form.volume_words.vi) == ("basic", 1, "0,3 ml")
    assert form.vial is not None
    assert (form.vial.lot, form.vial.left, form.vial.doses) == ("MT2611A", 6, 6)
    assert form.vaccinator == world.desk.station.operator.id
    assert form.observe_minutes == 30
    assert form.observed is not None
    assert "not confirmed" in form.observed.en


def test_nothing_speaks_against_the_dose_that_is_due(world: World) -> None:
    assert codes(world, ready(world)) == []


def test_a_dose_takes_one_from_the_vial_and_from_the_lot(world: World) -> None:
    person = ready(world)
    world.inject(person)

    vial = world.desk.injection.vial()

    assert vial is not None
    assert (vial.left, vial.lot_left) == (5, 119)


def test_without_a_vial_nothing_is_recorded(world: World) -> None:
    person = ready(world)
    draft = world.dose(person, lot=None)

    assert [o.code for o in world.desk.injection.objections(draft)] == ["no_vial"]
    with pytest.raises(Refused, match="no vial"):
        done(world.desk.injection.save(draft))


def test_an_expired_lot_is_refused_on_the_tray_and_in_the_dose(world: World) -> None:
    person = ready(world)
    old = lot_at_site(SITE, PRODUCT, "CU2601")
    world.feed(old, LotReceived(product=PRODUCT, lot="CU2601", expiry=date(2026, 11, 22), doses=6))

    with pytest.raises(Refused, match="expired"):
        done(world.desk.injection.take_vial(old))
    assert ("refuse", "expired") in codes(world, person, lot=old)
    with pytest.raises(Refused):
        world.inject(person, lot=old, reason="không có lô khác")


def test_a_lot_that_never_came_here_cannot_be_taken(world: World) -> None:
    with pytest.raises(Refused):
        done(world.desk.injection.take_vial(LotId(derived("test", "a lot"))))


def test_a_vial_past_its_open_life_is_refused(world: World) -> None:
    person = ready(world)
    world.clock.pass_by(hours=5, minutes=31)
    vial = world.desk.injection.vial()
    assert vial is not None
    assert vial.state == "soon"

    world.clock.pass_by(minutes=29)

    vial = world.desk.injection.vial()
    assert vial is not None
    assert vial.state == "past"
    assert ("refuse", "vial_past") in codes(world, person)
    world.fresh_vial()
    assert codes(world, person) == []


def test_the_last_dose_of_a_vial_is_announced_and_an_extra_one_is_recorded(world: World) -> None:
    states = []
    for n in range(7):
        person = world.registered(f"0311790045{n:02}")
        world.to_observation(person)
        vial = world.desk.injection.vial()
        assert vial is not None
        states.append(vial.state)

    assert states[3:] == ["open", "last_dose", "empty", "empty"]


def test_a_dose_dated_tomorrow_is_refused_whatever_the_reason(world: World) -> None:
    person = ready(world)
    tomorrow = world.clock.now() + timedelta(days=1)

    assert codes(world, person, given_at=tomorrow)[0] == ("refuse", "future")
    with pytest.raises(Refused, match="after today"):
        world.inject(person, given_at=tomorrow, reason="nhầm ngày")


def test_a_second_dose_on_the_same_day_asks_for_a_reason(world: World) -> None:
    person = world.registered()
    world.to_observation(person)

    assert ("ask", "same_day") in codes(world, person)
    with pytest.raises(ReasonMissing) as asked:
        world.inject(person)
    assert "Có phải ghi hai lần không?" in asked.value.sentence("vi")
    saved = world.inject(person, reason="mũi trước tiêm hỏng")
    assert saved.again is False
    assert world.desk.day.figures().vaccinated == 1


def test_a_dose_within_the_interval_asks_for_a_reason(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    world.clock.pass_by(days=10)
    world.synced()
    world.fresh_vial()
    world.bring_in(person)

    assert codes(world, person, dose_kind="basic", number=2) == [("ask", "too_early")]
    with pytest.raises(ReasonMissing):
        world.inject(person)
    done(
        world.desk.injection.save(
            world.dose(person, dose_kind="basic", number=2, reason="đi công tác dài ngày")
        )
    )


def test_a_dose_without_screening_asks_for_a_reason(world: World) -> None:
    person = world.registered()
    world.arrive(person)

    assert codes(world, person) == [("ask", "not_screened")]


def test_a_dose_against_the_screening_asks_for_a_reason(world: World) -> None:
    person = world.registered()
    world.arrive(person)
    world.screen(person, yes={"2": "sốt"})

    assert ("ask", "screened_out") in codes(world, person)


def test_a_dose_for_somebody_of_unknown_history_asks_for_a_reason(world: World) -> None:
    saved = done(world.desk.reception.register_and_arrive(walk_in(world.desk)))
    assert saved.person is not None
    world.screen(saved.person)

    assert codes(world, saved.person) == [("ask", "unknown_history")]
    with pytest.raises(ReasonMissing):
        world.inject(saved.person)
    world.inject(saved.person, reason="khai chưa tiêm mũi nào")


def test_another_vaccine_in_the_vial_is_asked_about(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    world.clock.pass_by(days=30)
    world.synced()
    other = lot_at_site(SITE, "abdala", "AB1")
    world.feed(other, LotReceived(product="abdala", lot="AB1", expiry=date(2027, 5, 1), doses=10))
    done(world.desk.injection.take_vial(other))
    world.bring_in(person)

    assert ("ask", "other_product") in codes(world, person)


def test_a_lot_that_the_books_say_is_used_up_is_asked_about(world: World) -> None:
    person = ready(world)
    small = lot_at_site(SITE, PRODUCT, "NHO1")
    world.feed(small, LotReceived(product=PRODUCT, lot="NHO1", expiry=date(2027, 5, 1), doses=1))
    done(world.desk.injection.take_vial(small))
    assert codes(world, person) == []
    world.inject(person)

    other = world.registered("031179001111")
    world.bring_in(other)
    assert codes(world, other) == [("ask", "lot_empty")]


@pytest.mark.parametrize("volume", [None, 0.0, -1.0, 30.0])
def test_an_impossible_volume_is_refused(world: World, volume: float | None) -> None:
    assert ("refuse", "volume") in codes(world, ready(world), volume=volume)


def test_an_impossible_length_of_observation_is_refused(world: World) -> None:
    person = ready(world)

    with pytest.raises(ObservationOutOfRange):
        world.inject(person, observe_minutes=0)


def test_a_reason_of_five_thousand_characters_is_refused_with_a_sentence(world: World) -> None:
    person = ready(world)

    with pytest.raises(FieldMissing):
        world.inject(person, reason="x" * 5000)


@pytest.mark.parametrize("reason", list(REASONS))
def test_voiding_brings_the_person_back_to_the_injection(world: World, reason: VoidReason) -> None:
    person = world.registered()
    saved = world.to_observation(person)
    desk = world.desk

    voided = done(desk.injection.void(desk.new_form(), person, saved.entry, reason, "ghi chú"))

    assert voided.what.vi == f"Huỷ mũi: {REASONS[reason].vi.lower()}"
    card = desk.cards.of(person)
    assert (card.stage, card.dose_today, card.verdict.kind) == ("injection", None, "vaccinate")
    assert desk.observation.board() == ()


@pytest.mark.parametrize(("reason", "left"), [("wrong_person", 5), ("not_injected", 6)])
def test_a_voided_dose_left_the_vial_unless_nobody_was_injected(
    world: World, reason: VoidReason, left: int
) -> None:
    person = world.registered()
    saved = world.to_observation(person)
    desk = world.desk

    done(desk.injection.void(desk.new_form(), person, saved.entry, reason))

    vial = desk.injection.vial()
    assert vial is not None
    assert vial.left == left


def test_form_comes_back_filled_as_the_voided_dose_was(world: World) -> None:
    person = ready(world)
    saved = world.inject(person, body_site="right_deltoid", observe_minutes=45)
    desk = world.desk
    done(desk.injection.void(desk.new_form(), person, saved.entry, "wrong_lot"))

    form = desk.injection.again(person, saved.entry)

    assert (form.body_site, form.observe_minutes, form.redo_of) == (
        "right_deltoid", 45, saved.entry
    )  # fmt: skip
    assert form.form != saved.entry
    world.inject(person)
    assert [item.kind for item in desk.cards.of(person).history].count("dose") == 2


def test_other_as_a_reason_to_void_needs_words(world: World) -> None:
    person = world.registered()
    saved = world.to_observation(person)
    desk = world.desk

    with pytest.raises(ReasonMissing):
        done(desk.injection.void(desk.new_form(), person, saved.entry, "other"))


def test_a_dose_is_voided_once(world: World) -> None:
    person = world.registered()
    saved = world.to_observation(person)
    desk = world.desk
    form = desk.new_form()
    done(desk.injection.void(form, person, saved.entry, "twice"))

    assert done(desk.injection.void(form, person, saved.entry, "twice")).again
    with pytest.raises(NoSuchDose):
        done(desk.injection.void(desk.new_form(), person, saved.entry, "twice"))


def test_only_the_recording_site_or_a_supervisor_voids_a_dose(world: World) -> None:
    """open-msupply #7285: another store could un-give a dose that it had not given."""
    person = world.registered()
    (dose,) = world.feed(
        person,
        DoseGiven(
            day=date(2026, 10, 26),
            product=PRODUCT,
            lot="MT2610C",
            expiry=date(2027, 1, 31),
            dose_kind="basic",
            number=1,
            volume=0.3,
            body_site="left_deltoid",
            route="intramuscular",
            given_at=world.clock.now() - timedelta(days=28),
        ),
        site=OTHER_SITE,
    )
    desk = world.desk
    with pytest.raises(RecordedElsewhere):
        done(desk.injection.void(desk.new_form(), person, dose, "wrong_person"))

    supervisor = world.as_operator("supervisor")
    done(supervisor.injection.void(supervisor.new_form(), person, dose, "wrong_person"))

    (item,) = [item for item in desk.cards.of(person).history if item.kind == "dose"]
    assert item.void is not None


def test_a_dose_nobody_knows_cannot_be_voided(world: World) -> None:
    person = ready(world)
    desk = world.desk

    with pytest.raises(NoSuchDose):
        done(desk.injection.void(desk.new_form(), person, desk.new_form(), "twice"))
    with pytest.raises(NoSuchDose):
        desk.injection.again(person, desk.new_form())


def test_who_is_not_injected_is_recorded_with_the_reason(world: World) -> None:
    person = ready(world)
    desk = world.desk

    saved = done(desk.injection.not_given(desk.new_form(), person, "refused", "sợ kim"))

    assert saved.what.vi == "Không tiêm"
    card = desk.cards.of(person)
    assert card.stage == "done"
    (item,) = [item for item in card.history if item.kind == "not_given"]
    assert item.lines[0].vi == "Từ chối tiêm: sợ kim"
    assert desk.day.figures().not_given == 1


def test_not_injecting_needs_a_reason(world: World) -> None:
    person = ready(world)
    desk = world.desk

    with pytest.raises(FieldMissing):
        desk.injection.not_given(desk.new_form(), person, "")
    with pytest.raises(ReasonMissing):
        desk.injection.not_given(desk.new_form(), person, "other", " ")


def test_the_vial_survives_a_restart(world: World) -> None:
    world.to_observation(world.registered())

    vial = world.as_operator("nurse").injection.vial()

    assert vial is not None
    assert (vial.lot_id, vial.left) == (LOT_ID, 5)


def test_the_form_says_what_of_the_product_no_text_confirms(world: World) -> None:
    lot = lot_at_site(SITE, "vero_cell", "VC2609")
    received = LotReceived(product="vero_cell", lot="VC2609", expiry=date(2027, 5, 31), doses=10)
    world.feed(lot, received)
    done(world.desk.injection.take_vial(lot))
    person = world.registered()
    world.bring_in(person)

    form = world.desk.injection.open(person)

    assert {"volume_ml", "open_life_hours"} <= set(form.not_confirmed)
    assert form.note is not None
    assert form.note.en == (
        "Vero Cell (Sinopharm BIBP): no Vietnamese text confirms the age, the volume, "
        "doses in a vial, how long an open vial keeps. Please see the leaflet of the lot."
    )
    assert form.vial is not None
    assert form.vial.discard_at is None


@pytest.mark.parametrize("vaccine", default_catalogue().vaccines, ids=lambda one: one.code)
def test_every_field_that_is_not_confirmed_has_its_words_or_is_a_code(vaccine: Vaccine) -> None:
    assert set(vaccine.unconfirmed) <= {*FIELDS, "cvx", "eu_mp", "eu_ma", "icd11"}
    assert (note(vaccine) is None) == (not FIELDS.keys() & {*vaccine.unconfirmed})
