"""What is due, from when, and which rule says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization.ages import add_months
from immunization.dates import PartialDate
from immunization.entries import DoseKind
from immunization.rulebook import default_catalogue
from immunization.schedule import Circumstances, GivenDose, Verdict, verdict

CATALOGUE = default_catalogue()
TODAY = date(2026, 11, 23)
ADULT = PartialDate(1990, 3, 12)
OFFERED = sorted(vaccine.code for vaccine in CATALOGUE.offered)


def judged(
    *history: GivenDose,
    product: str | None = None,
    on: date = TODAY,
    birth: PartialDate | None = ADULT,
    circumstances: Circumstances | None = None,
) -> Verdict:
    """Return the verdict on a history that the desk vouches for."""
    return verdict(
        history,
        birth,
        on,
        CATALOGUE,
        product,
        known_as_of=on,
        circumstances=circumstances or Circumstances(),
    )


def dose(product: str, day: date, kind: DoseKind = "basic", number: int = 1) -> GivenDose:
    return GivenDose(day, product, kind, number)


def course(product: str, ended: date, doses: int = 2, apart: int = 60) -> list[GivenDose]:
    """Return a finished basic course whose last dose was given on ``ended``."""
    return [
        dose(product, ended - timedelta(days=apart * (doses - number)), "basic", number)
        for number in range(1, doses + 1)
    ]


def test_the_sentence_of_the_second_dose_names_days_passed_and_days_needed() -> None:
    found = judged(dose("comirnaty", date(2026, 10, 26)), product="comirnaty")
    assert found.kind == "ready"
    assert found.title.vi == "Tiêm được: mũi 2 cơ bản"
    assert found.because.vi == "Đã đủ 28 ngày từ mũi 1, cần ít nhất 21 ngày."
    assert found.because.en == "28 days since dose 1, at least 21 days needed."
    assert (found.dose_kind, found.number, found.products) == ("basic", 2, ("comirnaty",))
    assert (found.rule, found.from_day) == ("basic-comirnaty", date(2026, 11, 16))
    assert found.source


@pytest.mark.parametrize(
    ("product", "days"),
    [("comirnaty", 21), ("spikevax", 28), ("vaxzevria", 56), ("vero_cell", 21), ("abdala", 14),
     ("covaxin", 28)],
)  # fmt: skip
def test_the_second_dose_waits_for_its_interval_to_the_day(product: str, days: int) -> None:
    first = date(2026, 3, 1)
    early = judged(dose(product, first), product=product, on=first + timedelta(days=days - 1))
    due = judged(dose(product, first), product=product, on=first + timedelta(days=days))
    assert (early.kind, due.kind) == ("too_early", "ready")
    assert early.from_day == due.from_day == first + timedelta(days=days)
    assert str(days - 1) in early.because.vi
    assert str(days) in early.because.en


def test_no_history_and_an_unknown_history_are_not_the_same() -> None:
    assert judged().kind == "ready"
    assert judged().because.vi == "Chưa ghi nhận mũi nào."
    for unknown in (
        verdict(None, ADULT, TODAY, CATALOGUE),
        verdict(None, ADULT, TODAY, CATALOGUE, known_as_of=TODAY),
        verdict([], ADULT, TODAY, CATALOGUE),
    ):
        assert unknown.kind == "unknown_history"
        assert unknown.products == ()


def test_old_knowledge_is_said_with_its_day() -> None:
    old = verdict([], ADULT, TODAY, CATALOGUE, "vaxzevria", known_as_of=date(2026, 11, 20))
    assert [caveat.vi for caveat in old.caveats] == ["Biết đến 20/11/2026."]
    lacking = verdict([dose("vaxzevria", date(2026, 10, 1))], None, TODAY, CATALOGUE)
    assert len(lacking.caveats) == 2
    assert judged(product="vaxzevria").caveats == ()


def test_a_rule_that_no_text_confirms_is_said_to_be_so() -> None:
    found = judged(product="comirnaty")
    assert not found.confirmed
    assert [caveat.vi for caveat in found.caveats] == [
        "Quy tắc này chưa đối chiếu được với văn bản của Bộ Y tế."
    ]


def test_a_first_dose_may_be_any_product_that_is_given_here_and_fits_the_age() -> None:
    assert judged().products == (
        "comirnaty", "spikevax", "vaxzevria", "jcovden", "vero_cell", "sputnik_v", "abdala",
        "covaxin",
    )  # fmt: skip
    assert judged(birth=PartialDate(2012, 1, 1)).products == ("comirnaty",)
    assert judged(birth=PartialDate(2018, 1, 1)).products == ("comirnaty_5_11", "spikevax_6_11")


def test_sputnik_goes_on_with_its_other_component() -> None:
    first = dose("sputnik_v", date(2026, 10, 1))
    assert judged(first).products == ("sputnik_v_2",)
    assert judged(first, product="sputnik_v").kind == "other_product"
    assert judged(product="sputnik_v_2").kind == "no_rule"


def test_another_vaccine_is_refused_for_dose_two_and_the_possible_ones_are_named() -> None:
    found = judged(dose("vero_cell", date(2026, 9, 1)), product="comirnaty")
    assert found.kind == "other_product"
    assert found.because.vi == (
        "Comirnaty (Pfizer) không dùng cho mũi 2 cơ bản. Dùng được: Vero Cell (Sinopharm BIBP)."
    )


@pytest.mark.parametrize(
    ("on", "products"),
    [
        (date(2021, 7, 31), ("vaxzevria",)),
        (date(2021, 8, 31), ("vaxzevria", "comirnaty")),
        (date(2021, 9, 1), ("vaxzevria", "comirnaty", "spikevax")),
    ],
)
def test_mixing_follows_the_rules_of_its_day(on: date, products: tuple[str, ...]) -> None:
    assert judged(dose("vaxzevria", date(2021, 5, 1)), on=on).products == products


def test_children_are_not_mixed() -> None:
    child = PartialDate(2012, 1, 1)
    found = judged(dose("comirnaty", date(2026, 9, 1)), product="spikevax", birth=child)
    assert found.kind == "wrong_age"
    assert judged(dose("comirnaty", date(2026, 9, 1)), birth=child).products == ("comirnaty",)


def test_a_mixed_course_of_two_is_complete() -> None:
    mixed = (
        dose("vaxzevria", date(2026, 6, 1)),
        dose("comirnaty", date(2026, 8, 1), "basic", 2),
    )
    assert judged(*mixed).dose_kind == "booster_1"


def test_covishield_on_a_foreign_paper_goes_on_with_astrazeneca() -> None:
    assert judged(dose("covishield", date(2026, 6, 1))).products[0] == "vaxzevria"
    assert judged(product="covishield").kind == "no_rule"


def test_one_dose_of_janssen_is_a_course() -> None:
    assert judged(dose("jcovden", date(2026, 11, 1))).dose_kind == "booster_1"


def test_three_doses_of_abdala_are_a_course() -> None:
    assert judged(*course("abdala", date(2026, 8, 1), 2, 14)).number == 3
    assert judged(*course("abdala", date(2026, 8, 1), 3, 14)).dose_kind == "booster_1"


def test_a_number_on_a_certificate_counts_where_the_first_dose_is_not_recorded() -> None:
    only_second = dose("comirnaty", date(2026, 6, 1), "basic", 2)
    assert judged(only_second).dose_kind == "booster_1"


def test_a_booster_waits_three_calendar_months() -> None:
    basic = course("comirnaty", date(2026, 8, 31))
    early, due = (judged(*basic, on=day) for day in (date(2026, 11, 29), date(2026, 11, 30)))
    assert (early.kind, due.kind) == ("too_early", "ready")
    assert due.title.vi == "Tiêm được: mũi nhắc lại 1"
    assert "3 tháng" in early.because.vi
    assert due.rule == "booster-1-3309"


def test_a_booster_with_astrazeneca_only_follows_an_mrna_course() -> None:
    assert "vaxzevria" in judged(*course("comirnaty", date(2026, 6, 1))).products
    assert "vaxzevria" not in judged(*course("covaxin", date(2026, 6, 1))).products
    before = judged(*course("comirnaty", date(2021, 11, 1)), on=date(2022, 2, 28))
    assert before.products == ("comirnaty", "spikevax")


def test_sinopharm_and_weak_immunity_ask_for_an_additional_dose() -> None:
    ended = date(2026, 10, 1)
    assert judged(*course("vero_cell", ended)).dose_kind == "additional"
    assert judged(*course("comirnaty", ended)).dose_kind == "booster_1"
    weak = Circumstances(immunocompromised=True)
    assert judged(*course("comirnaty", ended), circumstances=weak).dose_kind == "additional"
    assert judged(*course("vero_cell", date(2026, 8, 1))).dose_kind == "booster_1"


def test_a_second_booster_is_for_those_over_fifty_or_at_risk() -> None:
    had = [*course("comirnaty", date(2026, 1, 1)), dose("comirnaty", date(2026, 5, 1), "booster_1")]
    assert judged(*had).kind == "complete"
    assert judged(*had, birth=PartialDate(1975)).dose_kind == "booster_2"
    assert judged(*had, circumstances=Circumstances(at_risk=True)).dose_kind == "booster_2"


def test_a_teenager_s_booster_waits_five_months() -> None:
    teen = PartialDate(2011, 1, 1)
    found = judged(*course("comirnaty", date(2026, 7, 1)), birth=teen)
    assert (found.kind, found.from_day) == ("too_early", date(2026, 12, 1))


def test_who_was_born_on_29_february_has_a_rule_on_every_day_about_their_birthday() -> None:
    had, born = course("comirnaty", date(2025, 7, 1)), PartialDate(2008, 2, 29)
    days = [date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)]
    found = [judged(*had, birth=born, on=day) for day in days]
    assert [one.kind for one in found] == ["ready"] * 3
    assert [one.until_day for one in found] == [date(2026, 2, 28), date(2026, 2, 28), None]


def test_a_person_with_all_doses_is_told_so() -> None:
    had = [
        *course("comirnaty", date(2025, 1, 1)),
        dose("comirnaty", date(2025, 5, 1), "booster_1"),
        dose("comirnaty", date(2025, 10, 1), "booster_2"),
    ]
    found = judged(*had)
    assert (found.kind, found.title.vi, found.products) == ("complete", "Đã đủ mũi", ())
    assert "4" in found.because.vi


def test_earlier_anaphylaxis_bars_the_vaccine_and_leaves_the_others() -> None:
    barred = Circumstances(barred=frozenset({"comirnaty"}))
    found = judged(product="comirnaty", circumstances=barred)
    assert found.kind == "contraindicated"
    assert "Comirnaty" in found.because.vi
    assert "comirnaty" not in judged(circumstances=barred).products
    assert judged(dose("vero_cell", date(2026, 9, 1)), circumstances=Circumstances(
        barred=frozenset({"vero_cell"}))).kind == "contraindicated"  # fmt: skip


@pytest.mark.parametrize("who", [Circumstances(pregnant=True), Circumstances(breastfeeding=True)])
def test_sputnik_is_not_for_pregnancy_or_breastfeeding(who: Circumstances) -> None:
    assert judged(product="sputnik_v", circumstances=who).kind == "contraindicated"
    assert judged(product="comirnaty", circumstances=who).kind == "ready"


def test_an_age_outside_the_limits_is_refused_with_the_limits() -> None:
    found = judged(product="abdala", birth=PartialDate(1951))
    assert found.kind == "wrong_age"
    assert "19 đến 65" in found.because.vi
    assert "Xin hỏi đủ ngày sinh" in found.because.vi
    assert "ngày sinh" not in judged(product="abdala", birth=PartialDate(1951, 1, 1)).because.vi


def test_a_partial_birth_date_must_be_of_age_whatever_its_day() -> None:
    eighteen_this_year = PartialDate(2008)
    assert judged(product="spikevax", birth=eighteen_this_year).kind == "wrong_age"
    assert judged(product="spikevax", birth=PartialDate(2007)).kind == "ready"
    assert judged(product="spikevax", birth=PartialDate(2008, 11, 23)).kind == "ready"
    assert judged(product="spikevax", birth=PartialDate(2008, 11, 24)).kind == "wrong_age"
    eleven_or_twelve = PartialDate(2014)
    assert judged(product="comirnaty_5_11", birth=eleven_or_twelve).kind == "wrong_age"
    assert judged(product="comirnaty_5_11", birth=PartialDate(2015)).kind == "ready"


@pytest.mark.parametrize("history", [[], [dose("soberana", date(2026, 1, 1))]])
def test_a_vaccine_that_is_not_in_the_catalogue_decides_nothing(
    history: list[GivenDose],
) -> None:
    found = judged(*history, product="soberana")
    assert found.kind == "no_rule"
    assert "soberana" in found.because.vi


def test_a_course_without_a_confirmed_rule_asks_the_supervisor() -> None:
    found = judged(dose("hayat_vax", date(2026, 1, 1)))
    assert found.kind == "no_rule"
    assert "Hayat-Vax" in found.because.vi


def test_a_dose_recorded_after_the_day_in_question_makes_it_too_early() -> None:
    found = judged(dose("comirnaty", date(2026, 12, 1)))
    assert found.kind == "too_early"
    assert found.from_day == date(2026, 12, 22)


histories = st.tuples(
    st.sampled_from(OFFERED),
    st.integers(1, 3),
    st.dates(min_value=date(2024, 1, 1), max_value=date(2026, 1, 1)),
    st.integers(14, 90),
).map(lambda drawn: course(drawn[0], drawn[2], drawn[1], drawn[3]))


@given(histories, st.integers(0, 900), st.integers(0, 900))
def test_waiting_never_makes_a_dose_less_allowed(
    history: list[GivenDose], days: int, more: int
) -> None:
    on = history[-1].day + timedelta(days=days)
    earlier, later = judged(*history, on=on), judged(*history, on=on + timedelta(days=more))
    if earlier.kind == "ready":
        assert later.kind == "ready"
    if earlier.kind == "too_early" and earlier.from_day is not None:
        assert judged(*history, on=earlier.from_day).kind == "ready"


@given(histories.flatmap(lambda doses: st.tuples(st.just(doses), st.permutations(doses))))
def test_the_order_in_which_doses_became_known_does_not_matter(
    orders: tuple[list[GivenDose], list[GivenDose]],
) -> None:
    known, shuffled = orders
    assert judged(*shuffled) == judged(*known)


@given(histories, st.integers(-30, 900), st.none() | st.sampled_from(OFFERED), st.booleans())
def test_every_verdict_has_words_in_both_languages(
    history: list[GivenDose], days: int, product: str | None, pregnant: bool
) -> None:
    on = history[-1].day + timedelta(days=days)
    who = Circumstances(pregnant=pregnant)
    found = judged(*history, on=on, product=product, circumstances=who)
    for text in (found.title, found.because, *found.caveats):
        assert text.vi
        assert text.en
        assert text.vi != text.en
    assert (found.kind == "too_early") <= (found.from_day is not None)
    assert (found.kind == "ready") <= bool(found.products and found.rule and found.source)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 60))
def test_months_are_added_without_falling_into_the_next(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_a_dose_on_record_that_came_too_early_is_named_and_counts() -> None:
    first, second = GivenDose(date(2026, 9, 1), "comirnaty"), date(2026, 9, 17)
    found = judged(first, GivenDose(second, "comirnaty", "basic", 2))
    assert [(one.dose.day, one.number, one.days) for one in found.early] == [(second, 2, 5)]
    assert found.dose_kind == "booster_1"
    in_time = judged(first, GivenDose(date(2026, 9, 18), "comirnaty", "basic", 2))
    assert in_time.early == ()  # four days are ACIP's grace


def test_a_mixed_course_is_held_against_the_rule_of_mixing() -> None:
    first = GivenDose(date(2022, 1, 3), "vaxzevria")
    (found,) = judged(first, GivenDose(date(2022, 2, 7), "comirnaty", "basic", 2)).early
    assert (found.days, found.rule.id) == (21, "mix-az-mrna-7548")


def test_what_may_have_been_in_time_is_not_named() -> None:
    born = PartialDate(2025)
    dose = GivenDose(date(2025, 11, 3), "measles")
    found = verdict([dose], born, TODAY, CATALOGUE, known_as_of=TODAY, series="measles-rubella")
    assert found.early == ()
    exact = PartialDate(2025, 3, 3)
    (early,) = verdict(
        [dose], exact, TODAY, CATALOGUE, known_as_of=TODAY, series="measles-rubella"
    ).early
    assert early.days == 30


def test_a_second_dose_of_which_the_first_is_unknown_has_no_interval() -> None:
    assert judged(GivenDose(date(2026, 9, 17), "comirnaty", "basic", 2)).early == ()


def test_a_live_vaccine_too_soon_after_another_is_named_with_that_rule() -> None:
    born = PartialDate(2025, 3, 3)
    bcg, measles = GivenDose(date(2026, 2, 1), "bcg"), GivenDose(date(2026, 2, 21), "measles")
    (found,) = verdict(
        [bcg, measles], born, TODAY, CATALOGUE, known_as_of=TODAY, series="measles-rubella"
    ).early
    assert (found.days, found.rule.id) == (8, "live-injected-28-days")
    same_day = GivenDose(date(2026, 2, 1), "measles")
    assert not verdict(
        [bcg, same_day], born, TODAY, CATALOGUE, known_as_of=TODAY, series="measles-rubella"
    ).early
