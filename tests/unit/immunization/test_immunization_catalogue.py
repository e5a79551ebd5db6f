"""The catalogue of vaccines: data that names its sources."""

from __future__ import annotations

import pytest

from immunization.rulebook import default_catalogue
from immunization.vaccines import Rule, Vaccine

CATALOGUE = default_catalogue()
SCHEDULE = CATALOGUE.schedule
RULES: list[Rule] = [*SCHEDULE.courses, *SCHEDULE.switches, *SCHEDULE.later]


def test_the_nine_approved_vaccines_are_offered_and_those_of_foreign_papers_are_known() -> None:
    offered = {vaccine.family for vaccine in CATALOGUE.offered if "covid-19" in vaccine.series}
    assert offered == {
        "comirnaty", "spikevax", "vaxzevria", "jcovden", "vero_cell", "hayat_vax", "sputnik",
        "abdala", "covaxin",
    }  # fmt: skip
    for code in ("covishield", "nuvaxovid", "sputnik_light"):
        vaccine = CATALOGUE.vaccine(code)
        assert vaccine is not None
        assert not vaccine.offered


def test_product_codes_and_rule_ids_are_unique() -> None:
    codes = [vaccine.code for vaccine in CATALOGUE.vaccines]
    assert len(codes) == len(set(codes))
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_names_its_source_and_a_time_that_is_not_empty(rule: Rule) -> None:
    assert rule.source
    assert rule.until is None or rule.since <= rule.until
    assert rule.age_to is None or rule.age_from <= rule.age_to


@pytest.mark.parametrize("vaccine", CATALOGUE.vaccines, ids=lambda vaccine: vaccine.code)
def test_what_is_unconfirmed_is_marked_and_the_mark_names_a_field(vaccine: Vaccine) -> None:
    assert vaccine.source
    assert set(vaccine.unconfirmed) <= set(vaccine.__struct_fields__)
    coded = ("eu_ma",) if "covid-19" in vaccine.series else ()
    for field in ("vial_doses", "open_life_hours", *coded):
        assert getattr(vaccine, field) or not vaccine.is_confirmed(field), field


def test_the_rules_speak_of_families_that_exist() -> None:
    families = {vaccine.family for vaccine in CATALOGUE.vaccines}
    assert {course.family for course in SCHEDULE.courses} <= families
    assert {switch.after for switch in SCHEDULE.switches} <= families
    assert {family for switch in SCHEDULE.switches for family in switch.then} <= families
    for later in SCHEDULE.later:
        assert {*later.then, *later.then_after_mrna, *later.basic_families} <= families


def test_hayat_vax_has_no_course_because_none_is_confirmed() -> None:
    assert SCHEDULE.course("hayat_vax") is None


def test_a_moderna_booster_is_half_a_dose() -> None:
    spikevax = CATALOGUE.vaccine("spikevax")
    assert spikevax is not None
    assert (spikevax.volume_for("basic"), spikevax.volume_for("booster_1")) == (0.5, 0.25)
    comirnaty = CATALOGUE.vaccine("comirnaty")
    assert comirnaty is not None
    assert comirnaty.volume_for("basic") == comirnaty.volume_for("booster_2") == 0.3


def test_a_product_that_is_not_known_is_called_by_its_code() -> None:
    assert CATALOGUE.vaccine("soberana") is None
    assert CATALOGUE.name_of("soberana") == "soberana"
    assert CATALOGUE.name_of("comirnaty") == "Comirnaty (Pfizer)"


def test_a_confirmed_field_is_told_from_one_that_is_not() -> None:
    vaxzevria = CATALOGUE.vaccine("vaxzevria")
    assert vaxzevria is not None
    assert vaxzevria.is_confirmed("volume_ml")
    assert not vaxzevria.is_confirmed("open_life_hours")
