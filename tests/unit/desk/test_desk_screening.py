"""Screening: the legal form, the proposal, and a decision that may overrule it with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from desk.errors import FieldMissing, NoSuchPerson, ReasonMissing
from desk.screening import Answers
from immunization.entries import ScreeningCompleted, Vitals
from immunization.ids import PersonId, derived
from local_db import reads
from tests.unit.desk.desk_world import World


def written(world: World, person: PersonId, entry: str) -> ScreeningCompleted:
    with world.store.read() as connection:
        line = reads.line(connection, person, entry)  # type: ignore[arg-type]
    assert line is not None
    assert isinstance(line.body, ScreeningCompleted)
    return line.body


def answers(world: World, person: PersonId, **changes: object) -> Answers:
    form = world.desk.screening.open(person)
    given = {"vitals": Vitals(temperature=36.7), **changes}
    return Answers(form.form, person, **given)  # type: ignore[arg-type]


def test_form_has_the_items_of_the_decision_in_order(world: World) -> None:
    form = world.desk.screening.open(world.registered())

    assert form.law == "5785/QĐ-BYT"
    assert [item.number for item in form.items] == [
        "1", "2", "3a", "3b", "4", "5", "6", "7", "8", "9", "10"
    ]  # fmt: skip
    assert not any(item.yes for item in form.items)
    assert [sign.name for sign in form.signs if sign.required] == ["temperature"]


def test_a_man_is_not_asked_whether_he_is_pregnant(world: World) -> None:
    form = world.desk.screening.open(world.registered("031079004512", sex="male"))

    asked = {item.number: item.not_applicable for item in form.items}
    assert asked["3a"] is not None
    assert asked["3a"].vi == "không áp dụng (nam)"
    assert asked["1"] is None


def test_what_the_record_knows_is_filled_in_for_confirmation(world: World) -> None:
    form = world.desk.screening.open(world.registered(allergies="hải sản"))

    (item,) = [item for item in form.items if item.yes]
    assert (item.number, item.note) == ("6", "hải sản")
    assert form.prefilled is not None


def test_a_child_gets_the_childrens_form_which_says_what_is_not_confirmed(world: World) -> None:
    form = world.desk.screening.open(world.registered("031315004512", birth="2015-03-12"))

    assert (form.law, form.needs_guardian) == ("5002/QĐ-BYT", True)
    assert form.notice is not None
    assert "mạch" in form.notice.vi


def test_blood_pressure_is_asked_of_the_old(world: World) -> None:
    form = world.desk.screening.open(world.registered("031151004512", birth="1951"))

    assert [sign.name for sign in form.signs if sign.required] == [
        "temperature", "systolic", "diastolic"
    ]  # fmt: skip


def test_nothing_found_proposes_to_vaccinate(world: World) -> None:
    person = world.registered()
    world.arrive(person)

    proposal = world.desk.screening.propose(answers(world, person))
    saved = world.screen(person)

    assert (proposal.conclusion, proposal.title.vi) == ("vaccinate", "Đề xuất: tiêm được")
    assert saved.what.vi == "Khám: tiêm được"
    assert world.desk.cards.of(person).stage == "injection"


def test_nothing_is_proposed_to_who_has_not_been_measured(world: World) -> None:
    person = world.registered("031151004512", birth="1951")
    world.arrive(person)

    nothing = world.desk.screening.propose(answers(world, person, vitals=Vitals()))
    half = world.desk.screening.propose(answers(world, person, vitals=Vitals(temperature=36.7)))
    ill = world.desk.screening.propose(answers(world, person, vitals=Vitals(temperature=38.7)))

    assert [one.field for one in nothing.missing] == ["temperature", "systolic", "diastolic"]
    assert (nothing.is_open, nothing.title.vi) == (True, "Chưa đủ để đề xuất")
    assert half.because[0].vi == "Chưa có huyết áp tâm thu. Trên 65 tuổi phải đo."
    assert (ill.is_open, ill.title.vi) == (False, "Đề xuất: tạm hoãn")


def test_the_old_are_not_saved_without_their_blood_pressure(world: World) -> None:
    person = world.registered("031151004512", birth="1951")
    world.arrive(person)

    with pytest.raises(FieldMissing) as missing:
        world.screen(person, vitals=Vitals(temperature=36.7))

    assert missing.value.field == "systolic"
    assert world.desk.cards.of(person).stage == "screening"


def test_fever_chooses_the_item_of_vital_signs_and_proposes_a_delay(world: World) -> None:
    person = world.registered()
    given = answers(world, person, vitals=Vitals(temperature=38.1), yes={"2": "Sốt, đau họng"})

    proposal = world.desk.screening.propose(given)

    assert proposal.conclusion == "delay"
    assert proposal.chosen["9"].vi == "sốt 38,1 °C"
    assert [(f.sign, f.text.vi) for f in proposal.findings] == [("temperature", "Trên 37,5 °C")]
    assert proposal.because[0].vi == "Mục 2 và mục 9: đang bệnh cấp tính, sốt 38,1 °C."
    assert proposal.delay_until == date(2026, 11, 30)


def test_what_was_answered_and_what_rules_chose_both_stand_in_the_entry(world: World) -> None:
    person = world.registered()
    saved = world.screen(person, vitals=Vitals(temperature=38.1), yes={"2": "Sốt"})

    body = written(world, person, saved.entry)

    assert dict(body.yes) == {"2": "Sốt", "9": "sốt 38,1 °C"}
    assert (body.conclusion, body.proposal) == ("delay", "delay")
    assert body.delay_until == date(2026, 11, 30)


def test_overruling_the_proposal_needs_a_reason(world: World) -> None:
    person = world.registered()
    with pytest.raises(ReasonMissing):
        world.screen(person, vitals=Vitals(temperature=38.1), conclusion="vaccinate")

    saved = world.screen(
        person, vitals=Vitals(temperature=38.1), conclusion="vaccinate", reason="đo lại 37,2"
    )

    body = written(world, person, saved.entry)
    assert (body.conclusion, body.proposal, body.reason) == ("vaccinate", "delay", "đo lại 37,2")
    assert world.desk.day.figures().overrides == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"vitals": Vitals()}, "temperature"),
        ({"vitals": Vitals(temperature=381)}, "temperature"),
        ({"vitals": Vitals(temperature=36.6, systolic=80, diastolic=120)}, "diastolic"),
        ({"yes": {"4": " "}}, "4"),
        ({"yes": {"6": "x" * 5000}}, "6"),
        ({"conclusion": "delay", "reason": "mệt"}, "delay_until"),
        (
            {"conclusion": "delay", "reason": "mệt", "delay_until": date(2026, 11, 23)},
            "delay_until",
        ),
    ],
)
def test_what_is_missing_or_impossible_is_named_and_nothing_is_saved(
    world: World, changes: dict[str, object], field: str
) -> None:
    person = world.registered()
    world.arrive(person)

    with pytest.raises(FieldMissing) as missing:
        world.screen(person, **changes)

    assert missing.value.field == field
    assert world.desk.cards.of(person).stage == "screening"


def test_an_impossible_reading_is_shown_while_it_is_typed(world: World) -> None:
    person = world.registered()

    proposal = world.desk.screening.propose(answers(world, person, vitals=Vitals(temperature=381)))

    assert [(f.sign, f.impossible) for f in proposal.findings] == [("temperature", True)]


def test_answers_that_do_not_apply_count_for_nothing(world: World) -> None:
    man = world.registered("031079004512", sex="male")

    proposal = world.desk.screening.propose(answers(world, man, yes={"3b": ""}))

    assert proposal.conclusion == "vaccinate"


def test_a_second_screening_of_the_day_counts_and_the_first_stays(world: World) -> None:
    person = world.registered()
    world.arrive(person)
    first = world.screen(person, yes={"2": "sốt"})
    world.clock.pass_by(hours=2)
    world.screen(person)

    assert world.desk.cards.of(person).stage == "injection"
    assert written(world, person, first.entry).conclusion == "delay"


def test_form_of_somebody_unknown_cannot_be_opened(world: World) -> None:
    with pytest.raises(NoSuchPerson):
        world.desk.screening.open(PersonId(derived("test", "nobody")))


def test_the_proposal_says_of_which_items_what_follows_is_not_confirmed(world: World) -> None:
    person = world.registered()
    world.arrive(person)
    form = world.desk.new_form()
    fever = Answers(form, person, vitals=Vitals(temperature=38.2))
    said = [one.en for one in world.desk.screening.propose(fever).because]
    assert said[1:] == ["What follows from item 9 is not confirmed by the law's text."]
    ill = Answers(form, person, vitals=Vitals(temperature=36.6), yes={"2": ""})
    assert len(world.desk.screening.propose(ill).because) == 1
