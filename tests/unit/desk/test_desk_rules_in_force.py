"""What the centre rules holds at the desk: documents from the next sign-in, recalls at once."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files

import pytest

from desk.desk import open_desk
from desk.errors import Refused
from immunization.entries import DoseGiven, LotReceived, RecallIssued, RulesIssued
from immunization.ids import PersonId, derived, lot_at_site
from immunization.rulebook import default_catalogue
from tests.unit.desk.desk_world import CENTRE, LOT, PRODUCT, SITE, World, done

SCHEDULE = (files("immunization") / "rules" / "covid19_schedule.toml").read_text(encoding="utf-8")


def issue(world: World, text: str, version: int) -> None:
    text = text.replace("version = 1", f"version = {version}")
    body = RulesIssued(document="covid-19/schedule", version=version, text=text)
    world.feed(derived("rules", "covid-19/schedule"), body)


def sign_in_again(world: World) -> None:
    desk = world.desk
    world.desk = open_desk(world.store, world.clock, desk.station.operator, default_catalogue())


def elsewhere(world: World, person: PersonId, days_ago: int) -> None:
    """A dose that another site gave, as the centre's feed brings it."""
    day = world.clock.now() - timedelta(days=days_ago)
    body = DoseGiven(
        day=day.date(), product=PRODUCT, lot="MT2610C", expiry=None, dose_kind="basic", number=1,
        volume=0.3, body_site="left_deltoid", route="intramuscular", given_at=day,
    )  # fmt: skip
    world.feed(person, body, device=CENTRE)


def test_a_dispatch_that_lengthens_an_interval_holds_from_the_next_sign_in(world: World) -> None:
    person = world.registered()
    elsewhere(world, person, days_ago=30)
    assert world.desk.cards.of(person).verdict.kind == "vaccinate"

    longer = SCHEDULE.replace("min_days = 21", "min_days = 42", 1)
    issue(world, longer.replace("min_days = 28", "min_days = 42"), 2)
    assert world.desk.cards.of(person).verdict.kind == "vaccinate"  # nothing changes under hands
    sign_in_again(world)

    verdict = world.desk.cards.of(person).verdict
    assert verdict.kind == "delay"
    assert "bản 2" in verdict.data[1].vi
    assert "từ trung tâm" in verdict.data[1].vi


def test_rules_of_a_newer_format_are_left_aside_and_said(world: World) -> None:
    person = world.registered()
    elsewhere(world, person, days_ago=30)
    issue(world, SCHEDULE.replace("issued =", "format = 2\nissued =", 1), 2)
    sign_in_again(world)
    verdict = world.desk.cards.of(person).verdict
    assert verdict.kind == "vaccinate"
    assert any("chưa đọc được" in line.vi for line in verdict.data)


def test_a_recalled_lot_is_refused_and_may_be_used_when_the_recall_is_lifted(world: World) -> None:
    person = world.registered()
    world.bring_in(person)
    world.fresh_vial()
    about = derived("recall", PRODUCT, LOT)
    world.feed(about, RecallIssued(product=PRODUCT, lot=LOT, reason="vỏ lọ nứt"))
    with pytest.raises(Refused) as refused:
        world.inject(person)
    assert "thu hồi" in refused.value.sentence("vi")
    with pytest.raises(Refused) as not_opened:
        world.fresh_vial()
    assert "thu hồi" in not_opened.value.sentence("vi")
    world.feed(about, RecallIssued(product=PRODUCT, lot=LOT, reason="vỏ lọ nứt", lifted=True))
    world.inject(person)
    assert any(isinstance(one, DoseGiven) for one in world.bodies(person))


def test_a_site_of_the_routine_programme_gives_the_vaccine_of_the_vial(world: World) -> None:
    child = world.registered("031326004512", name="Lê Gia Hân", birth="2026-02-10")
    about = lot_at_site(SITE, "measles", "MV2601")
    world.feed(
        about,
        LotReceived(product="measles", lot="MV2601", expiry=date(2027, 6, 30), doses=50),
    )
    card = world.desk.cards.of(child)
    assert card.verdict.kind == "vaccinate"  # measles at 9 months; no COVID-19 vaccine at her age
    assert card.verdict.due is not None
    assert card.verdict.due.product == "measles"

    world.arrive(child)
    world.screen(child)
    done(world.desk.injection.take_vial(about))
    form = world.desk.injection.open(child)
    assert form.due is not None
    assert form.due.product == "measles"
    assert (form.route, form.volume) == ("subcutaneous", 0.5)
    world.inject(child, route=form.route)
    assert world.desk.cards.of(child).stage == "observation"
