"""Consent: whom it is asked of, what is kept, and that nobody is injected against it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.errors import FieldMissing
from immunization.entries import ConsentRecorded, HealthDeclared, Vitals
from immunization.ids import PersonId
from tests.unit.desk.desk_world import World

CHILD = "031316004512"


def consents(world: World, person: PersonId) -> list[ConsentRecorded]:
    return [one for one in world.bodies(person) if isinstance(one, ConsentRecorded)]


def child(world: World, **facts: object) -> PersonId:
    return world.registered(CHILD, name="Lê Gia Hân", birth="2016-09-02", **facts)


def test_a_consent_keeps_which_words_were_read(world: World) -> None:
    person = world.registered()
    world.screen(person)
    (consent,) = consents(world, person)
    assert (consent.form, consent.version) == ("1535/BYT-DP, người lớn", "2022-03-28")
    assert (consent.agreed, consent.signature, consent.guardian) == (True, "paper", None)


def test_nobody_goes_to_the_injection_unasked(world: World) -> None:
    person = world.registered()
    with pytest.raises(FieldMissing) as missing:
        world.screen(person, agreed=None)
    assert missing.value.field == "consent"
    assert world.desk.cards.of(person).stage == "none"


def test_who_is_delayed_is_not_asked(world: World) -> None:
    person = world.registered()
    world.screen(person, vitals=Vitals(temperature=38.6), agreed=None)
    assert consents(world, person) == []


def test_consent_of_this_morning_is_not_asked_again(world: World) -> None:
    person = world.registered()
    world.screen(person)
    assert (form := world.desk.screening.open(person).consent) is not None
    assert form.given is True
    world.screen(person, agreed=None)
    assert len(consents(world, person)) == 1


def test_a_refusal_ends_the_visit_with_its_reason(world: World) -> None:
    person = world.registered()
    world.arrive(person)
    world.screen(person, agreed=False)
    card = world.desk.cards.of(person)
    assert card.stage == "done"
    assert world.desk.day.figures().not_given == 1


def test_whoever_comes_back_and_agrees_is_injected(world: World) -> None:
    person = world.registered()
    world.arrive(person)
    world.screen(person, agreed=False)
    world.clock.pass_by(minutes=5)
    world.screen(person, agreed=True)
    assert world.desk.cards.of(person).stage == "injection"


def test_a_guardian_answers_for_a_child_and_is_named(world: World) -> None:
    person = child(world)
    with pytest.raises(FieldMissing) as missing:
        world.screen(person, guardian=" ")
    assert missing.value.field == "guardian"
    world.screen(person, guardian="Lê Thị Thu Hà", phone="0900 000 123")
    (consent,) = consents(world, person)
    assert (consent.form, consent.guardian, consent.phone) == (
        "1535/BYT-DP", "Lê Thị Thu Hà", "0900 000 123",
    )  # fmt: skip


def test_a_child_needs_both_signs_of_its_form(world: World) -> None:
    with pytest.raises(FieldMissing) as missing:
        world.screen(child(world), vitals=Vitals(temperature=36.8))
    assert missing.value.field == "pulse"


def test_a_signature_on_the_screen_is_kept_as_drawn_and_must_be_there(world: World) -> None:
    person = world.registered()
    with pytest.raises(FieldMissing) as missing:
        world.screen(person, signature="screen")
    assert missing.value.field == "signature"
    world.screen(person, signature="screen", strokes="1,2 3,4;5,6")
    (consent,) = consents(world, person)
    assert (consent.signature, consent.strokes, consent.paper) == ("screen", "1,2 3,4;5,6", None)


def test_what_a_citizen_declared_fills_the_form_and_says_so(world: World) -> None:
    person = child(world)
    made = world.clock.now() - timedelta(hours=3)
    yes = {"3": "tôm, cua", "99": "không có mục này"}
    world.feed(person, HealthDeclared(
        form="5002/QĐ-BYT", made_at=made, yes=yes, guardian="Lê Văn Tám", phone="0900 000 456"
    ))  # fmt: skip
    form = world.desk.screening.open(person)
    assert {item.code: item.note for item in form.items if item.yes} == {"3": "tôm, cua"}
    assert (form.guardian, form.phone) == ("Lê Văn Tám", "0900 000 456")
    assert form.prefilled is not None
    assert form.prefilled.vi.startswith("Tự khai lúc")


def test_a_declaration_of_last_week_or_of_another_form_says_nothing(world: World) -> None:
    person = child(world)
    now = world.clock.now()
    for declared in (
        HealthDeclared(form="5002/QĐ-BYT", made_at=now - timedelta(days=8), yes={"2": ""}),
        HealthDeclared(form="5785/QĐ-BYT", made_at=now, yes={"2": ""}),
        HealthDeclared(form="5002/QĐ-BYT", made_at=now + timedelta(hours=1), yes={"2": ""}),
    ):
        world.feed(person, declared)
        assert not any(item.yes for item in world.desk.screening.open(person).items)
