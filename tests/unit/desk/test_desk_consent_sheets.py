"""The consent form on paper: printed with a code, signed, scanned back at the desk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import consent_sheets, paper
from desk.errors import FieldMissing, NoConsent, Refused
from desk.identify import NotOurs, Opened
from immunization.consent_sheets import is_sheet_code, sheet_code
from immunization.entries import ConsentRecorded
from immunization.ids import PersonId
from scanners.payloads import recognise
from tests.unit.desk.desk_world import MORNING, World, done

ADULT = ("1535/BYT-DP, người lớn", "2022-03-28")


def code_of(world: World, person: PersonId, version: str = ADULT[1]) -> str:
    return sheet_code(person, world.clock.today(), ADULT[0], version)


def consents(world: World, person: PersonId) -> list[ConsentRecorded]:
    return [one for one in world.bodies(person) if isinstance(one, ConsentRecorded)]


@given(st.dates(), st.text(max_size=20), st.text(max_size=10))
def test_a_code_fits_into_its_field_and_is_told_apart(day: object, form: str, version: str) -> None:
    code = sheet_code(PersonId("p"), day, form, version)  # type: ignore[arg-type]
    assert is_sheet_code(code)
    assert len(code) <= 32
    assert recognise(f"{code}\r").kind == "consent_sheet"
    assert recognise(code[:-1]).kind == "garbled"


def test_another_person_day_or_version_is_another_code() -> None:
    day = MORNING.date()
    codes = {
        sheet_code(PersonId(person), on, "f", version)
        for person in ("a", "b")
        for on in (day, day.replace(day=24))
        for version in ("1", "2")
    }
    assert len(codes) == 8


def test_a_scanned_sheet_opens_whose_it_is_and_stands_in_the_consent(world: World) -> None:
    person = world.registered()
    world.arrive(person)
    code = code_of(world, person)

    found = world.desk.identify.scanned(code)

    assert isinstance(found, Opened)
    assert (found.card.person, found.sheet) == (person, code)
    world.screen(person, paper=found.sheet)
    (consent,) = consents(world, person)
    assert (consent.signature, consent.paper) == ("paper", code)
    today = world.desk.cards.of(person).history[0]
    assert any(line.en == f"Consent given, on paper, sheet …{code[-4:]}" for line in today.lines)


def test_a_sheet_may_come_back_after_the_screening(world: World) -> None:
    person = world.registered()
    world.bring_in(person)
    code = code_of(world, person)
    done(world.desk.sheets.taken(world.desk.new_form(), person, code))
    before, after = consents(world, person)
    assert (before.paper, after.paper, after.agreed) == (None, code, True)


def test_a_sheet_with_other_words_of_somebody_else_or_of_nobody_here_is_not_taken(
    world: World,
) -> None:
    person, other = world.registered(), world.registered("031179004599", name="Người Khác")
    assert isinstance(world.desk.identify.scanned(code_of(world, person)), NotOurs)  # not here yet
    world.bring_in(person)
    world.arrive(other)
    with pytest.raises(Refused):
        done(world.desk.sheets.taken(world.desk.new_form(), person, code_of(world, other)))
    with pytest.raises(Refused):
        done(world.desk.sheets.taken(world.desk.new_form(), person, code_of(world, person, "1")))
    with pytest.raises(NoConsent):
        done(world.desk.sheets.taken(world.desk.new_form(), other, code_of(world, other)))
    with pytest.raises(FieldMissing) as wrong:
        world.screen(other, paper=code_of(world, person))
    assert wrong.value.field == "paper"


def test_the_sheet_is_printed_with_words_version_and_code(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[dict[str, object]] = []
    real = paper.pdf

    def pdf(template: str, data: dict[str, object]) -> bytes:
        made.append(data)
        return real(template, data)

    monkeypatch.setattr(consent_sheets, "pdf", pdf)
    child = world.registered("031316004512", name="Lê *Gia* Hân", birth="2016-09-02")
    world.arrive(child)

    sheet = world.desk.sheets.paper(child, "Lê Thị Thu Hà", "0900000123")

    assert sheet.startswith(b"%PDF")
    (data,) = made
    assert (data["form"], data["version"], data["needs_guardian"]) == (
        "1535/BYT-DP",
        "2022-03-28",
        True,
    )
    assert (data["guardian"], data["number"], data["name"]) == (
        "Lê Thị Thu Hà",
        "A001",
        "Lê *Gia* Hân",
    )
    assert len(data["statements"]) == 3  # type: ignore[arg-type]
    rows = data["modules"]
    assert isinstance(rows, list)
    assert {len(row) for row in rows} == {len(rows)}


def test_a_small_child_is_not_asked_about_covid_19(world: World) -> None:
    baby = world.registered("001226000001", name="Lò Văn Pao", birth="2026-02-10")
    world.arrive(baby)
    form = world.desk.screening.open(baby).consent
    assert form is not None
    assert (form.form, form.needs_guardian, form.confirmed) == (
        "Tiêm chủng thường xuyên, trẻ em",
        True,
        False,
    )
