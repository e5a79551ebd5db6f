"""The adult screening form, its vital signs, and the conclusion it proposes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization import screening
from immunization.dates import PartialDate
from immunization.entries import Conclusion, Sex, Vitals
from immunization.rulebook import default_catalogue
from immunization.screening import Form, Proposal, by_rule, form_for
from immunization.vitals import abnormal, implausible

FORMS = default_catalogue().forms
FORM = next(form for form in FORMS if form.id == "5785/QĐ-BYT")
CHILD = next(form for form in FORMS if form.id == "5002/QĐ-BYT")


def propose(
    yes: dict[str, str], vitals: Vitals, sex: Sex | None, on: date, form: Form = FORM
) -> Proposal:
    return screening.propose(yes, vitals, sex, on, form=form)


TODAY = date(2026, 11, 23)
WELL = Vitals(temperature=36.7, pulse=78, systolic=122, diastolic=78, respiration=18)
GRAVITY: dict[Conclusion, int] = {
    "vaccinate": 0,
    "transfer": 1,
    "delay": 2,
    "contraindicated": 3,
}

answers = st.dictionaries(st.sampled_from([item.key for item in FORM.items]), st.text(max_size=9))
sexes = st.sampled_from(["male", "female", "other", None])
vitals = st.builds(
    Vitals,
    temperature=st.none() | st.floats(30, 44),
    pulse=st.none() | st.integers(20, 250),
    systolic=st.none() | st.integers(40, 300),
    diastolic=st.none() | st.integers(20, 200),
    respiration=st.none() | st.integers(4, 80),
)


def texts(vitals: Vitals, usual: Vitals | None = None) -> list[str]:
    return [finding.text.vi for finding in abnormal(vitals, FORM.signs, usual)]


def test_the_form_has_the_items_of_the_decision_in_order() -> None:
    assert FORM.id == "5785/QĐ-BYT"
    assert [item.key for item in FORM.items] == [
        "1", "2", "3a", "3b", "4", "5", "6", "7", "8", "9", "10",
    ]  # fmt: skip
    for item in FORM.items:
        for text in (item.legal, item.short, item.reason):
            assert text.vi
            assert text.en


@pytest.mark.parametrize(
    ("yes", "conclusion"),
    [
        ([], "vaccinate"),
        (["1"], "contraindicated"),
        (["2"], "delay"),
        (["3a"], "delay"),
        (["3b"], "transfer"),
        (["4"], "transfer"),
        (["5", "6", "7", "8"], "vaccinate"),
        (["10"], "delay"),
        (["2", "4"], "delay"),
        (["1", "2", "3b"], "contraindicated"),
    ],
)
def test_the_gravest_item_decides(yes: list[str], conclusion: Conclusion) -> None:
    assert propose(dict.fromkeys(yes, ""), WELL, "female", TODAY).conclusion == conclusion


def test_a_fever_answers_item_nine_and_the_proposal_says_from_what() -> None:
    proposal = propose({"2": "Sốt, đau họng"}, Vitals(temperature=38.1), "male", TODAY)
    assert proposal.conclusion == "delay"
    assert proposal.because.vi == "Mục 2 và mục 9: đang bệnh cấp tính, sốt 38,1 °C."
    assert proposal.because.en == "Item 2 and item 9: acute illness, fever 38.1 °C."
    assert proposal.items == ("2", "9")
    assert proposal.delay_until == date(2026, 11, 30)
    assert by_rule(FORM, Vitals(temperature=38.1)) == {"9": "sốt 38,1 °C"}


def test_items_of_caution_are_named_whatever_the_conclusion() -> None:
    proposal = propose({"6": "hải sản"}, WELL, "female", TODAY)
    assert proposal.conclusion == "vaccinate"
    assert [caution.vi for caution in proposal.cautions] == ["Mục 6: có tiền sử dị ứng."]


def test_a_man_is_not_asked_about_pregnancy_and_such_an_answer_counts_for_nothing() -> None:
    item = FORM.item("3a")
    assert item is not None
    assert [item.is_for(sex) for sex in ("male", "female", "other", None)] == [
        False, True, True, True,
    ]  # fmt: skip
    proposal = propose({"3a": "", "3b": ""}, WELL, "male", TODAY)
    assert (proposal.conclusion, proposal.items) == ("vaccinate", ())


def test_a_delay_without_a_number_of_days_suggests_no_day() -> None:
    assert propose({"3a": ""}, WELL, "female", TODAY).delay_until is None
    assert propose({"2": "", "10": "về quê"}, WELL, "female", TODAY).delay_until is None


def test_an_item_that_asks_for_a_note_says_when_it_lacks() -> None:
    assert propose({"4": "", "10": "  "}, WELL, "male", TODAY).lacking == ("4", "10")
    assert propose({"4": "penicillin"}, WELL, "male", TODAY).lacking == ()


def test_an_item_from_a_newer_form_is_passed_over() -> None:
    assert propose({"11": "gì đó"}, WELL, "male", TODAY).conclusion == "vaccinate"


@given(answers, vitals, sexes)
def test_another_yes_never_makes_the_proposal_milder(
    yes: dict[str, str], signs: Vitals, sex: Sex | None
) -> None:
    whole = propose(yes, signs, sex, TODAY)
    for left_out in yes:
        fewer = {key: note for key, note in yes.items() if key != left_out}
        milder = propose(fewer, signs, sex, TODAY).conclusion
        assert GRAVITY[milder] <= GRAVITY[whole.conclusion]


@given(answers, vitals, sexes)
def test_every_proposal_says_why_in_both_languages(
    yes: dict[str, str], signs: Vitals, sex: Sex | None
) -> None:
    proposal = propose(yes, signs, sex, TODAY)
    assert bool(proposal.reasons) == (proposal.conclusion != "vaccinate")
    assert ("9" in proposal.items) == ("9" in yes or bool(abnormal(signs, FORM.signs)))
    assert proposal.delay_until is None or proposal.conclusion == "delay"
    for text in (proposal.because, *proposal.reasons, *proposal.cautions):
        assert text.vi
        assert text.en


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        (WELL, []),
        (Vitals(), []),
        (Vitals(temperature=37.5, pulse=60, systolic=140, diastolic=90, respiration=25), []),
        (Vitals(temperature=35.5, pulse=100, systolic=90, diastolic=60), []),
        (Vitals(temperature=37.6), ["Trên 37,5 °C"]),
        (Vitals(temperature=35.4), ["Dưới 35,5 °C"]),
        (Vitals(pulse=59), ["Dưới 60 lần/phút"]),
        (Vitals(pulse=101), ["Trên 100 lần/phút"]),
        (Vitals(systolic=141, diastolic=91), ["Trên 140 mmHg", "Trên 90 mmHg"]),
        (Vitals(systolic=89, diastolic=59), ["Dưới 90 mmHg", "Dưới 60 mmHg"]),
        (Vitals(respiration=26), ["Trên 25 lần/phút"]),
    ],
)
def test_a_vital_sign_is_abnormal_beyond_its_limit_and_not_at_it(
    signs: Vitals, said: list[str]
) -> None:
    assert texts(signs) == said


def test_thirty_above_the_usual_pressure_is_abnormal() -> None:
    usual = Vitals(systolic=100, diastolic=65)
    assert texts(Vitals(systolic=129), usual) == []
    assert texts(Vitals(systolic=130), usual) == ["Cao hơn thường ngày 30 mmHg"]


@pytest.mark.parametrize(
    "signs",
    [Vitals(temperature=381), Vitals(temperature=3.81), Vitals(pulse=0), Vitals(pulse=-1),
     Vitals(systolic=1240), Vitals(diastolic=8), Vitals(respiration=180),
     Vitals(systolic=80, diastolic=120), Vitals(systolic=80, diastolic=80)],
)  # fmt: skip
def test_what_cannot_be_a_reading_is_asked_for_again(signs: Vitals) -> None:
    found = implausible(signs, FORM.signs)
    assert len(found) == 1
    assert "Xin đo hoặc nhập lại" in found[0].text.vi


def test_a_value_that_is_not_a_number_is_no_reading() -> None:
    assert len(implausible(Vitals(temperature=float("nan")), FORM.signs)) == 1
    assert implausible(WELL, FORM.signs) == implausible(Vitals(), FORM.signs) == ()


def test_the_limits_are_shown_as_the_form_words_them() -> None:
    assert [sign.limits().vi for sign in FORM.signs] == [
        "35,5 đến 37,5", "60 đến 100", "90 đến 140", "60 đến 90", "tới 25",
    ]  # fmt: skip


def test_temperature_is_taken_from_everybody_and_blood_pressure_over_65() -> None:
    required = {sign.name: [sign.is_required(age) for age in (None, 65, 66)] for sign in FORM.signs}
    assert required["temperature"] == [True, True, True]
    assert required["systolic"] == required["diastolic"] == [False, False, True]
    assert required["pulse"] == [False, False, False]


def test_the_adult_form_is_for_18_years_and_over() -> None:
    assert FORM.is_for(PartialDate(2008, 11, 23), TODAY)
    assert not FORM.is_for(PartialDate(2008, 11, 24), TODAY)
    assert not FORM.is_for(PartialDate(2008), TODAY)
    assert FORM.is_for(None, TODAY)


@pytest.mark.parametrize(
    ("birth", "law"),
    [
        (PartialDate(2008, 11, 23), "5785/QĐ-BYT"),
        (PartialDate(2008, 11, 24), "5002/QĐ-BYT"),
        (PartialDate(2021, 2, 3), "5002/QĐ-BYT"),
        (PartialDate(2008), "5002/QĐ-BYT"),
        (None, "5785/QĐ-BYT"),
    ],
)
def test_who_may_still_be_a_child_gets_the_childrens_form(
    birth: PartialDate | None, law: str
) -> None:
    chosen = form_for(FORMS, birth, TODAY)
    assert chosen is not None
    assert chosen.id == law


def test_a_day_before_the_childrens_form_holds_is_served_by_the_one_for_adults() -> None:
    chosen = form_for(FORMS, PartialDate(2010, 1, 1), date(2021, 12, 1))
    assert chosen is CHILD
    before = form_for(FORMS, PartialDate(2010, 1, 1), date(2021, 10, 28))
    assert before is FORM


@pytest.mark.parametrize(
    ("yes", "conclusion"),
    [
        ((), "vaccinate"),
        (("1",), "contraindicated"),
        (("2",), "delay"),
        (("3",), "vaccinate"),
        (("4",), "vaccinate"),
        (("5",), "transfer"),
        (("6",), "transfer"),
        (("7",), "transfer"),
        (("8",), "delay"),
        (("1", "2", "5"), "contraindicated"),
        (("2", "7"), "delay"),
        (("3", "5"), "transfer"),
    ],
)
def test_each_item_of_the_childrens_form_leads_where_5002_says(
    yes: tuple[str, ...], conclusion: Conclusion
) -> None:
    found = propose(dict.fromkeys(yes, "x"), Vitals(temperature=36.8), "male", TODAY, CHILD)
    assert found.conclusion == conclusion


def test_a_childs_fever_answers_the_last_item_and_names_itself() -> None:
    found = propose({}, Vitals(temperature=38.4, pulse=110), "female", TODAY, CHILD)
    assert (found.conclusion, found.items, found.lacking) == ("delay", ("8",), ())
    assert found.because.vi == "Mục 8: sốt 38,4 °C."


def test_unconfirmed_limits_of_the_childrens_form_are_said() -> None:
    assert CHILD.caveat is not None
    assert all(not sign.confirmed for sign in CHILD.signs)
    assert FORM.caveat is None
