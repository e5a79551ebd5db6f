"""The person card: the verdict, what it rests on, and a history that leaves nothing out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk.errors import NoSuchPerson
from immunization.entries import (
    DoseGiven,
    IdentityNumber,
    ReactionReported,
    ScreeningCompleted,
    Vitals,
)
from immunization.ids import PersonId, derived
from tests.unit.desk.desk_world import (
    CENTRE,
    OTHER_DESK,
    OTHER_SITE,
    World,
    done,
    walk_in,
)


def elsewhere(world: World, person: PersonId, days_ago: int, number: int = 1) -> str:
    """A dose that another site gave, as the centre's feed brings it."""
    day = world.clock.today() - timedelta(days=days_ago)
    body = DoseGiven(
        day=day,
        product="comirnaty",
        lot="MT2610C",
        expiry=date(2027, 1, 31),
        dose_kind="basic",
        number=number,
        volume=0.3,
        body_site="left_deltoid",
        route="intramuscular",
        given_at=world.clock.now() - timedelta(days=days_ago),
    )
    return world.feed(person, body, device=CENTRE, site=OTHER_SITE)[0]


def test_person_whom_nobody_registered_has_no_card(world: World) -> None:
    with pytest.raises(NoSuchPerson):
        world.desk.cards.of(PersonId(derived("test", "nobody")))


def test_head_names_the_person_in_full(world: World) -> None:
    person = world.registered(allergies="Dị ứng hải sản: nổi mề đay", phone="0912345318")

    card = world.desk.cards.of(person)

    assert (card.name, card.given_name) == ("Nguyễn Thị Hồng Vân", "Vân")
    assert (card.sex_words.vi, card.birth_words.vi, card.age.vi) == ("Nữ", "12/03/1979", "47 tuổi")
    assert card.numbers == (IdentityNumber("cccd", "031179004512"),)
    assert card.allergies == "Dị ứng hải sản: nổi mề đay"
    assert (card.number, card.stage) == (None, "none")


def test_first_dose_of_a_person_of_the_register_may_be_given(world: World) -> None:
    verdict = world.desk.cards.of(world.registered()).verdict

    assert (verdict.kind, verdict.title.vi) == ("vaccinate", "Tiêm được: mũi 1 cơ bản")
    assert verdict.because[0].vi == "Comirnaty (Pfizer), 0,3 ml."
    assert not verdict.needs_reason
    assert verdict.due is not None
    assert verdict.source


def test_second_dose_says_how_many_days_have_passed(world: World) -> None:
    person = world.registered()
    elsewhere(world, person, days_ago=28)

    verdict = world.desk.cards.of(person).verdict

    assert verdict.title.vi == "Tiêm được: mũi 2 cơ bản"
    assert "28 ngày" in verdict.because[1].vi
    assert [text.vi for text in verdict.data] == [
        "Mũi 1 cơ bản: Comirnaty (Pfizer), 26/10/2026",
        "Lịch tiêm vắc xin COVID-19, bản 1, 23/06/2022.",
        "Quy tắc này chưa đối chiếu được với văn bản của Bộ Y tế.",
    ]


def test_too_early_a_dose_is_delayed_until_its_day(world: World) -> None:
    person = world.registered()
    elsewhere(world, person, days_ago=10)

    verdict = world.desk.cards.of(person).verdict

    assert (verdict.kind, verdict.needs_reason) == ("delay", True)
    assert verdict.from_day == date(2026, 12, 4)
    assert verdict.title.vi == "Tạm hoãn đến 04/12/2026"


def test_unknown_history_is_never_shown_as_no_history(world: World) -> None:
    """open-msupply #5014, #7034: an empty card made a second full course possible."""
    world.clock.pass_by(minutes=45)  # the line is cut since 08:00
    saved = done(world.desk.reception.register_and_arrive(walk_in(world.desk)))
    assert saved.person is not None

    card = world.desk.cards.of(saved.person)

    assert card.knowledge.history == "unknown"
    assert card.verdict.kind == "unknown"
    assert card.verdict.title.vi == "Chưa đủ dữ liệu"
    assert card.verdict.needs_reason
    assert "Chưa biết đã tiêm mũi nào chưa" in card.verdict.because[0].vi
    assert card.knowledge.sentence is not None
    assert card.knowledge.sentence.vi == (
        "Chưa hỏi được trung tâm về người này. Chưa đối chiếu với Bàn 2."
    )


def test_history_becomes_known_once_the_centre_has_answered(world: World) -> None:
    world.clock.pass_by(minutes=45)
    saved = done(world.desk.reception.register_and_arrive(walk_in(world.desk)))
    assert saved.person is not None
    world.acknowledge()
    assert world.desk.cards.of(saved.person).knowledge.history == "unknown"  # not read back yet

    world.clock.pass_by(minutes=1)
    world.synced()

    card = world.desk.cards.of(saved.person)
    assert (card.knowledge.history, card.verdict.kind) == ("complete", "vaccinate")


def test_a_receipt_of_the_hub_alone_makes_no_history_known(world: World) -> None:
    saved = done(world.desk.reception.register_and_arrive(walk_in(world.desk)))
    assert saved.person is not None
    world.acknowledge("hub")
    world.clock.pass_by(minutes=1)
    world.synced()

    assert world.desk.cards.of(saved.person).knowledge.history == "unknown"


def test_verdict_says_since_when_and_against_whom_it_is_not_checked(world: World) -> None:
    person = world.registered()
    assert world.desk.cards.of(person).knowledge.sentence.vi == "Biết đến 08:00 hôm nay."  # type: ignore[union-attr]

    world.clock.pass_by(minutes=41)

    known = world.desk.cards.of(person).knowledge
    assert known.unchecked == ("Bàn 2",)
    assert known.sentence is not None
    assert known.sentence.vi == "Biết đến 08:00 hôm nay. Chưa đối chiếu với Bàn 2."
    assert known.sentence.en == "Known as of 08:00 today. Not checked against Bàn 2."


def test_history_older_than_an_interval_asks_for_a_reason(world: World) -> None:
    person = world.registered()

    world.clock.pass_by(days=14)

    card = world.desk.cards.of(person)
    assert card.knowledge.history == "old"
    assert (card.verdict.kind, card.verdict.needs_reason) == ("unknown", True)
    assert card.verdict.due is not None
    assert "08:00 ngày 23/11/2026" in card.knowledge.sentence.vi  # type: ignore[union-attr]


def test_who_was_injected_today_is_not_due_again(world: World) -> None:
    person = world.registered()
    world.to_observation(person)

    verdict = world.desk.cards.of(person).verdict

    assert (verdict.kind, verdict.needs_reason) == ("nothing_due", True)
    assert verdict.title.vi == "Đã tiêm hôm nay: mũi 1 cơ bản"
    assert verdict.because[0].vi == "Comirnaty (Pfizer), lúc 08:00."


def test_what_the_physician_decided_today_stands_over_the_schedule(world: World) -> None:
    person = world.registered()
    world.arrive(person)
    world.screen(person, yes={"2": "sốt"}, vitals=Vitals(temperature=38.1))

    verdict = world.desk.cards.of(person).verdict

    assert (verdict.kind, verdict.needs_reason) == ("delay", True)
    assert verdict.title.vi == "Tạm hoãn đến 30/11/2026"


def test_a_delay_holds_until_its_day_and_no_longer(world: World) -> None:
    person = world.registered()
    world.arrive(person)
    world.screen(person, yes={"2": "sốt"})

    world.clock.pass_by(days=6)
    assert world.desk.cards.of(person).verdict.kind == "delay"
    world.clock.pass_by(days=1)
    assert world.desk.cards.of(person).verdict.kind == "vaccinate"


def test_history_shows_a_voided_dose_struck_through_with_its_reason(world: World) -> None:
    person = world.registered()
    saved = world.to_observation(person)
    desk = world.desk
    done(desk.injection.void(desk.new_form(), person, saved.entry, "wrong_lot", "lọ khác"))

    (item,) = [item for item in desk.cards.of(person).history if item.kind == "dose"]

    assert item.title.vi == "Mũi 1 cơ bản, 23/11/2026"
    assert item.void is not None
    assert (item.void.reason.vi, item.void.note) == ("Nhầm lô hoặc lọ", "lọ khác")
    assert not item.may_void


def test_history_names_site_lot_signs_and_where_the_entry_stands(world: World) -> None:
    person = world.registered()
    elsewhere(world, person, days_ago=28)
    world.bring_in(person)

    today, *earlier = world.desk.cards.of(person).history

    assert today.title.vi == "Hôm nay: mũi 2 cơ bản"
    assert [line.vi for line in today.lines] == [
        "Đón tiếp 08:00, số A001", "Khám 08:00: tiêm được", "36,7 °C",
        "Đồng ý tiêm, trên giấy",
    ]  # fmt: skip
    assert today.standing is not None
    assert today.standing.stop == "desk"
    (dose,) = [item for item in earlier if item.kind == "dose"]
    assert [line.vi for line in dose.lines] == ["Comirnaty (Pfizer), lô MT2610C", OTHER_SITE]
    assert dose.standing is not None
    assert dose.standing.stop == "centre"


def test_only_the_site_that_recorded_a_dose_offers_to_void_it(world: World) -> None:
    person = world.registered()
    elsewhere(world, person, days_ago=28)

    def offered(card_of: World) -> list[bool]:
        return [i.may_void for i in card_of.desk.cards.of(person).history if i.kind == "dose"]

    assert offered(world) == [False]
    world.desk = world.as_operator("supervisor")
    assert offered(world) == [True]


def test_past_reactions_stand_in_front(world: World) -> None:
    person = world.registered()
    dose = elsewhere(world, person, days_ago=28)
    world.feed(
        person,
        ReactionReported(
            day=date(2026, 10, 26),
            onset_at=world.clock.now() - timedelta(days=27),
            symptoms=("fever_under_39",),
            severity="mild",
            dose=dose,  # type: ignore[arg-type]
            outcome="recovered",
        ),
        site=OTHER_SITE,
    )

    card = world.desk.cards.of(person)

    assert [text.vi for text in card.past_reactions] == ["Mũi 1 cơ bản: sốt dưới 39 °C, đã khỏi"]


def test_anaphylaxis_to_a_dose_bars_its_family(world: World) -> None:
    person = world.registered()
    dose = elsewhere(world, person, days_ago=28)
    world.feed(
        person,
        ReactionReported(
            day=date(2026, 10, 26),
            onset_at=world.clock.now() - timedelta(days=28),
            symptoms=("anaphylaxis",),
            severity="serious",
            dose=dose,  # type: ignore[arg-type]
        ),
        site=OTHER_SITE,
    )

    verdict = world.desk.cards.of(person).verdict

    assert verdict.due is not None
    assert verdict.due.product == "spikevax"  # another family may follow, this one never again


def test_two_doses_of_two_desks_on_one_day_are_both_shown(world: World) -> None:
    person = world.registered()
    world.to_observation(person)
    other = DoseGiven(
        day=world.clock.today(),
        product="comirnaty",
        lot="MT2611A",
        expiry=date(2027, 1, 31),
        dose_kind="basic",
        number=1,
        volume=0.3,
        body_site="left_deltoid",
        route="intramuscular",
        given_at=world.clock.now() + timedelta(minutes=3),
    )
    world.feed(person, other, device=OTHER_DESK)

    doses = [item for item in world.desk.cards.of(person).history if item.kind == "dose"]

    assert len(doses) == 2


def test_a_screening_of_another_day_stays_in_the_history(world: World) -> None:
    person = world.registered()
    world.feed(
        person,
        ScreeningCompleted(
            day=date(2026, 11, 9),
            form="5785/QĐ-BYT",
            conclusion="delay",
            proposal="delay",
            yes={"2": "Sốt, đau họng"},
            delay_until=date(2026, 11, 16),
        ),
        site=OTHER_SITE,
        at=world.clock.now() - timedelta(days=14),
    )

    (item,) = [i for i in world.desk.cards.of(person).history if i.kind == "screening"]

    assert item.title.vi == "Khám sàng lọc, 09/11/2026"
    assert [line.vi for line in item.lines] == [
        "Khám 08:00: tạm hoãn", "Mục 2: có: Sốt, đau họng"
    ]  # fmt: skip
