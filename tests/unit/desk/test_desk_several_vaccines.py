"""A child who gets several vaccines in one visit, out of several open vials."""

from __future__ import annotations

from datetime import date, timedelta

from desk.observation import ReactionDraft
from desk.person_file import read_file
from desk.serious_report import report_of
from immunization.entries import DoseGiven, LotReceived, ObservationEnded
from immunization.ids import LotId, PersonId, lot_at_site
from local_db import adverse
from tests.unit.desk.desk_world import MORNING, SITE, World, done

LOTS = {"je": "JE2604", "measles": "MV2511", "bcg": "BC2601", "bopv": "BP2603"}


def received(world: World, *products: str) -> None:
    """Lots of the routine programme, in the site's refrigerator."""
    for product in products:
        body = LotReceived(product=product, lot=LOTS[product], expiry=date(2027, 5, 31), doses=40)
        world.feed(lot(product), body)


def lot(product: str) -> LotId:
    return lot_at_site(SITE, product, LOTS[product])


def child(world: World, birth: str = "2025-11-12") -> PersonId:
    """Just over a year old: measles and Japanese encephalitis are due."""
    return world.registered("001225000001", name="Lò Văn Pao", sex="male", birth=birth)


def take(world: World, product: str) -> None:
    done(world.desk.injection.take_vial(lot(product)))


def test_after_one_vaccine_the_other_that_is_due_may_follow_in_the_same_visit(
    world: World,
) -> None:
    received(world, "je", "measles")
    person = child(world)
    world.bring_in(person)
    card = world.desk.cards.of(person)
    assert {title.en for title in card.still_due} == {"Japanese encephalitis", "Measles, rubella"}
    take(world, "je")
    world.inject(person)

    card = world.desk.cards.of(person)

    assert (card.stage, card.may_inject) == ("observation", True)
    assert [title.en for title in card.still_due] == ["Measles, rubella"]
    assert (card.verdict.kind, card.verdict.due and card.verdict.due.product) == (
        "vaccinate",
        "measles",
    )
    assert card.verdict.because[1].en == "Already given today: JEVAX (viêm não Nhật Bản)."
    take(world, "measles")
    world.inject(person)
    given = [body.product for body in world.bodies(person) if isinstance(body, DoseGiven)]
    assert given == ["je", "measles"]
    done_now = world.desk.cards.of(person)
    assert (done_now.may_inject, done_now.verdict.kind) == (False, "nothing_due")
    assert done_now.verdict.title.en == "Vaccinated today: 2 doses"


def test_the_vial_of_the_dose_just_given_asks_for_another(world: World) -> None:
    received(world, "je", "measles")
    person = child(world)
    world.bring_in(person)
    take(world, "je")
    world.inject(person)

    form = world.desk.injection.open(person)

    assert form.lot is None
    assert form.other_vial is not None
    assert "Measles, rubella" in form.other_vial.en
    assert (form.due and form.due.product, form.volume, form.route) == (
        "measles",
        0.5,
        "subcutaneous",
    )


def test_the_same_vaccine_twice_on_one_day_still_asks_for_a_reason(world: World) -> None:
    received(world, "je", "measles")
    person = child(world)
    world.bring_in(person)
    take(world, "je")
    world.inject(person)
    codes = {one.code for one in world.desk.injection.objections(world.dose(person, lot=lot("je")))}
    assert "same_day" in codes
    take(world, "measles")
    assert not {
        one.code for one in world.desk.injection.objections(world.dose(person))
    } & {"same_day", "too_early"}  # fmt: skip


def test_a_live_vaccine_soon_after_another_asks_for_a_reason_and_names_the_rule(
    world: World,
) -> None:
    received(world, "measles", "bcg")
    person = child(world, "2026-02-10")
    given = (MORNING - timedelta(days=10)).date()
    world.feed(
        person,
        DoseGiven(
            day=given, product="bcg", lot="BC1", expiry=None, dose_kind="basic", number=1,
            volume=0.1, body_site="left_deltoid", route="intradermal",
            given_at=MORNING - timedelta(days=10),
        ),
    )  # fmt: skip
    world.bring_in(person)
    take(world, "measles")
    (found,) = world.desk.injection.objections(world.dose(person))
    assert (found.force, found.code) == ("ask", "too_early")
    assert found.text.en == (
        "BCG (lao) on 13/11/2026. These two are given on one day or at least 28 days apart."
    )


def test_the_observation_is_over_when_it_is_over_after_every_dose(world: World) -> None:
    received(world, "je", "measles")
    person = child(world)
    world.bring_in(person)
    take(world, "je")
    world.inject(person, observe_minutes=60)
    take(world, "measles")
    world.clock.pass_by(minutes=5)
    world.inject(person, observe_minutes=30)

    (row,) = world.desk.observation.board()
    assert f"{row.until:%H:%M}" == "09:00"
    assert [dose.lot for dose in world.desk.observation.one(person).doses] == ["JE2604", "MV2511"]
    world.clock.pass_by(minutes=54)
    done(world.desk.observation.end(world.desk.new_form(), person, "Gia đình xin về"))
    (ended,) = [one for one in world.bodies(person) if isinstance(one, ObservationEnded)]
    assert ended.early_reason == "Gia đình xin về"
    assert world.desk.observation.board() == ()


def test_who_was_let_go_does_not_come_back_when_the_last_dose_is_taken_back(
    world: World,
) -> None:
    received(world, "je", "measles")
    person = child(world)
    world.bring_in(person)
    take(world, "je")
    world.inject(person)
    take(world, "measles")
    world.clock.pass_by(minutes=1)
    world.inject(person)
    world.clock.pass_by(minutes=31)
    done(world.desk.observation.end(world.desk.new_form(), person))
    last = world.desk.cards.of(person).dose_today
    assert last is not None
    done(world.desk.injection.void(world.desk.new_form(), person, last, "not_injected"))
    assert world.desk.observation.board() == ()


def test_a_vial_set_aside_is_taken_up_again_and_not_opened_twice(world: World) -> None:
    received(world, "measles", "bopv")
    take(world, "measles")
    person = child(world)
    world.bring_in(person)
    world.inject(person)
    world.clock.pass_by(minutes=3)
    take(world, "bopv")
    world.clock.pass_by(minutes=3)
    take(world, "measles")

    vial = world.desk.injection.vial()

    assert vial is not None
    assert (vial.product, vial.left, f"{vial.opened_at:%H:%M}") == ("measles", 9, "08:00")
    opened = [row for row in world.desk.vials.today() if row.lot == LOTS["measles"]]
    assert len(opened) == 1


def test_a_vial_set_aside_is_not_taken_up_when_it_was_thrown_away_or_is_past_its_time(
    world: World,
) -> None:
    received(world, "measles", "bcg", "bopv")
    take(world, "measles")
    take(world, "bcg")
    take(world, "bopv")
    (thrown,) = [row for row in world.desk.vials.today() if row.lot == LOTS["measles"]]
    done(world.desk.vials.discard(world.desk.new_form(), thrown.vial, "broken"))
    world.clock.pass_by(hours=7)  # BCG lives six hours
    for product in ("measles", "bcg"):
        take(world, product)
        vial = world.desk.injection.vial()
        assert vial is not None
        assert f"{vial.opened_at:%H:%M}" == "15:00"


def test_the_day_s_list_names_all_vaccines_of_a_visit(world: World) -> None:
    received(world, "je", "measles")
    person = child(world)
    world.bring_in(person)
    for product in ("je", "measles"):
        take(world, product)
        world.inject(person)
        world.clock.pass_by(minutes=1)
    (row,) = world.desk.day.rows()
    assert row.dose_words is not None
    assert row.dose_words.vi == "JEVAX (viêm não Nhật Bản), MVVAC (sởi)"
    figures = world.desk.day.figures()
    assert (figures.vaccinated, [one.doses for one in figures.lots]) == (1, [1, 1])


def test_a_reaction_counts_for_every_lot_of_the_visit(world: World) -> None:
    received(world, "je", "measles")
    person = child(world)
    world.bring_in(person)
    for product in ("je", "measles"):
        take(world, product)
        world.inject(person)
    draft = ReactionDraft(world.desk.new_form(), person, symptoms=("rash",))
    done(world.desk.observation.report(draft))
    with world.store.read() as connection:
        rows = adverse.reactions_by_lot(connection, SITE, world.clock.today())
    assert {row.lot: (row.people, row.reactions) for row in rows} == {
        "JE2604": (1, 1),
        "MV2511": (1, 1),
    }


def test_anaphylaxis_speaks_against_every_vaccine_of_the_visit(world: World) -> None:
    received(world, "je", "measles")
    person = child(world)
    world.bring_in(person)
    for product in ("je", "measles"):
        take(world, product)
        world.inject(person)
    draft = ReactionDraft(world.desk.new_form(), person, symptoms=("anaphylaxis",))
    done(world.desk.observation.report(draft))
    world.clock.pass_by(days=40)
    world.bring_in(person)
    take(world, "je")
    codes = [one.code for one in world.desk.injection.objections(world.dose(person))]
    assert "contraindicated" in codes


def test_a_reaction_may_belong_to_any_dose_that_counts_the_latest_first(world: World) -> None:
    received(world, "je", "measles")
    person = child(world)
    week = (MORNING - timedelta(days=40)).date()
    earlier = DoseGiven(
        day=week, product="bcg", lot="BC1", expiry=None, dose_kind="basic", number=1,
        volume=0.1, body_site="left_deltoid", route="intradermal",
        given_at=MORNING - timedelta(days=40), place="Mông trái",
    )  # fmt: skip
    world.feed(person, earlier)
    world.bring_in(person)
    for product in ("je", "measles"):
        take(world, product)
        world.inject(person)
        world.clock.pass_by(minutes=2)
    measles, je, bcg = world.desk.observation.doses_of(person)
    assert [one.product_name for one in (measles, je, bcg)] == [
        "MVVAC (sởi)", "JEVAX (viêm não Nhật Bản)", "BCG (lao)",
    ]  # fmt: skip
    assert (je.place.en, bcg.place.en, je.lot) == ("left deltoid", "Mông trái", "JE2604")

    done(world.desk.injection.void(world.desk.new_form(), person, measles.id, "not_injected"))

    assert [one.id for one in world.desk.observation.doses_of(person)] == [je.id, bcg.id]
    world.clock.pass_by(days=60)
    assert [one.id for one in world.desk.observation.doses_of(person)] == [je.id]
    world.clock.pass_by(days=60)
    assert [one.id for one in world.desk.observation.doses_of(person)] == [je.id]


def test_the_dose_that_is_meant_heads_the_report_and_the_others_of_the_visit_follow(
    world: World,
) -> None:
    received(world, "je", "measles")
    person = child(world)
    world.bring_in(person)
    for product in ("je", "measles"):
        take(world, product)
        world.inject(person)
        world.clock.pass_by(minutes=2)
    _, je = world.desk.observation.doses_of(person)
    form = world.desk.new_form()

    done(world.desk.observation.report(ReactionDraft(form, person, je.id, ("anaphylaxis",))))

    with world.store.read() as connection:
        file = read_file(connection, person)
        (reaction,) = file.person.reactions.values()
        desk = world.desk
        report = report_of(
            connection, file, reaction, desk.station, world.catalogue, world.clock.now()
        )
    dose, others = report["dose"], report["others"]
    assert isinstance(dose, dict)
    assert isinstance(others, list)
    assert dose["lot"] == "JE2604"
    assert "MV2511" in str(others)
    assert "JE2604" not in str(others)


def test_a_dose_elsewhere_that_came_too_early_stands_on_the_card(world: World) -> None:
    received(world, "measles")
    take(world, "measles")
    person = child(world, "2025-05-12")
    given = MORNING - timedelta(days=150)  # a month before it is nine months old
    world.feed(
        person,
        DoseGiven(
            day=date(2026, 1, 12), product="measles", lot="MV1", expiry=None, dose_kind="basic",
            number=1, volume=0.5, body_site="left_deltoid", route="subcutaneous", given_at=given,
        ),
    )  # fmt: skip
    world.bring_in(person)
    words = [line.en for line in world.desk.cards.of(person).verdict.because]
    assert (
        "MVVAC (sởi) on 12/01/2026 came 31 days too early: a physician decides if it counts."
        in words
    )
