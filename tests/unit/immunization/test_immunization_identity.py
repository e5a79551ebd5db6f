"""Identity numbers: read, doubted, shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization.dates import PartialDate
from immunization.entries import IdentityNumber, NumberSystem, Sex
from immunization.errors import KnownError
from immunization.identity import (
    LeadingZeroLost,
    NoNumber,
    NumberHasLetters,
    NumberTooLong,
    WrongLength,
    conflicts,
    facts_of,
    group_digits,
    mask,
    parse_number,
    read_number,
)
from immunization.provinces import (
    PROVINCES_34,
    PROVINCES_63,
    is_abroad,
    is_known_prefix,
    province,
    provinces_of_prefix,
)

PREFIXES = [f"0{p.code}" for p in PROVINCES_63] + ["101", "295"]
VAN = IdentityNumber("cccd", "030179004512")  # made up: Hải Dương, a woman born in 1979


def kinds(
    number: IdentityNumber,
    sex: Sex | None = None,
    birth: PartialDate | None = None,
    issued: PartialDate | None = None,
) -> list[str]:
    return [conflict.kind for conflict in conflicts(number, sex, birth, issued)]


@st.composite
def people(draw: st.DrawFn) -> tuple[IdentityNumber, Sex, PartialDate]:
    """Return a person whose number agrees with sex and birth date."""
    sex: Sex = draw(st.sampled_from(["male", "female"]))
    birth = draw(st.dates(min_value=date(1900, 1, 1), max_value=date(2399, 12, 31)))
    digit = (birth.year - 1900) // 100 * 2 + (sex == "female")
    tail = draw(st.integers(0, 999_999))
    prefix = draw(st.sampled_from(PREFIXES))
    value = f"{prefix}{digit}{birth.year % 100:02}{tail:06}"
    return IdentityNumber("cccd", value), sex, PartialDate.of(birth)


@given(people())
def test_a_number_made_by_the_rule_contradicts_nothing(
    person: tuple[IdentityNumber, Sex, PartialDate],
) -> None:
    number, sex, birth = person
    assert conflicts(number, sex, birth, birth) == ()
    facts = facts_of(number)
    assert facts is not None
    assert (facts.sex, facts.birth_year) == (sex, birth.year)


@given(people())
def test_the_other_sex_contradicts_every_number(
    person: tuple[IdentityNumber, Sex, PartialDate],
) -> None:
    number, sex, birth = person
    assert kinds(number, "male" if sex == "female" else "female", birth) == ["sex"]
    assert kinds(number, "other", birth) == kinds(number, None, birth) == []


@given(people(), st.integers(1850, 2399))
def test_another_birth_year_contradicts_and_the_sentence_names_both_years(
    person: tuple[IdentityNumber, Sex, PartialDate], year: int
) -> None:
    number, sex, birth = person
    found = conflicts(number, sex, PartialDate(year))
    assert [conflict.kind for conflict in found] == ["birth_year"] * (year != birth.year)
    for conflict in found:
        for words in (conflict.text.vi, conflict.text.en):
            assert str(year) in words
            assert str(birth.year) in words


@given(people())
def test_a_number_reads_back_from_how_it_is_shown(
    person: tuple[IdentityNumber, Sex, PartialDate],
) -> None:
    number = person[0]
    assert parse_number(group_digits(number.value)) == number
    assert parse_number(f" {'.'.join(number.value)}\r\n") == number


def sentence_of(text: str) -> str | None:
    """Return what is said about a text that is no number, or None if it is one."""
    try:
        number = parse_number(text)
    except KnownError as error:
        return error.sentence("vi")
    assert read_number(number.system, text) == parse_number(number.value) == number
    return None


@given(st.text(max_size=80))
def test_any_text_is_a_number_or_gets_a_sentence(text: str) -> None:
    assert sentence_of(text) != ""


def test_an_unknown_prefix_is_shown_and_not_refused() -> None:
    number = parse_number("003179004512")
    assert kinds(number, "female", PartialDate(1979)) == ["prefix"]
    assert "003" in conflicts(number, None, None)[0].text.vi


def test_a_paper_issued_before_the_birth_contradicts() -> None:
    birth = PartialDate(1979, 3, 12)
    assert kinds(VAN, "female", birth, PartialDate(1979, 3, 11)) == ["issued_before_birth"]
    assert kinds(VAN, "female", birth, PartialDate(1979)) == []
    assert kinds(IdentityNumber("cmnd", "012345678"), "female", birth, PartialDate(1970)) == [
        "issued_before_birth"
    ]


def test_every_contradiction_is_named_at_once() -> None:
    number = IdentityNumber("cccd", "003179004512")
    found = kinds(number, "male", PartialDate(1980), PartialDate(1970))
    assert found == ["sex", "birth_year", "prefix", "issued_before_birth"]


def test_a_number_of_another_system_says_nothing_about_sex_or_birth() -> None:
    assert facts_of(IdentityNumber("cmnd", "012345678")) is None
    assert facts_of(IdentityNumber("cccd", "not a number")) is None
    assert kinds(IdentityNumber("passport", "B1234567"), "male", PartialDate(1800 + 60)) == []


@pytest.mark.parametrize(
    ("text", "system", "value"),
    [
        ("030 179 004 512", "cccd", "030179004512"),
        ("０３０１７９００４５１２", "cccd", "030179004512"),
        ("012.345.678", "cmnd", "012345678"),
        ("12345678", "cmnd", "12345678"),
        ("0123456789", "bhyt", "0123456789"),
        ("hs4010120878811", "bhyt", "HS4010120878811"),
        ("b1234567", "passport", "B1234567"),
        ("P00000001", "passport", "P00000001"),
    ],
)
def test_the_form_of_a_number_tells_its_system(text: str, system: NumberSystem, value: str) -> None:
    assert parse_number(text) == IdentityNumber(system, value)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", NoNumber),
        (" . - ", NoNumber),
        ("\x00\x00", NoNumber),
        ("03017900451O", NumberHasLetters),
        ("030179OO4512", NumberHasLetters),
        ("Nguyễn Văn A", NumberHasLetters),
        ("٠٣٠١٧٩٠٠٤٥١٢", NumberHasLetters),  # digits of another script
        ("30179004512", LeadingZeroLost),
        ("1234567", WrongLength),
        ("0301790045123", WrongLength),
        ("1" * 5000, NumberTooLong),
        ("x" * 65, NumberTooLong),
    ],
)
def test_what_is_no_number_gets_its_own_sentence(text: str, error: type[KnownError]) -> None:
    with pytest.raises(error) as caught:
        parse_number(text)
    assert caught.value.sentence("vi") != caught.value.sentence("en")
    assert "{" not in caught.value.sentence("vi")


def test_a_system_that_is_named_is_read_strictly() -> None:
    assert read_number("passport", "12345678").system == "passport"
    assert read_number("qid", "012345678901234567").system == "qid"
    with pytest.raises(WrongLength):
        read_number("cccd", "012345678")
    with pytest.raises(NumberHasLetters):
        read_number("cmnd", "B1234567")


@pytest.mark.parametrize(
    ("value", "shown"),
    [("030179004512", "030 179 004 512"), ("012345678", "012 345 678"), ("12345678", "1234 5678"),
     ("0123456789", "0123 456 789"), ("HS4010120878811", "HS 4 01 0120878811"),
     ("B1234567890", "B1234567890")],
)  # fmt: skip
def test_a_number_is_grouped_to_be_read_aloud(value: str, shown: str) -> None:
    assert group_digits(value) == shown


@given(st.text(alphabet="0123456789", min_size=9, max_size=15))
def test_a_masked_number_shows_four_characters_and_no_more(value: str) -> None:
    assert mask(value) == f"…{value[-4:]}"


def test_a_short_text_is_masked_whole() -> None:
    assert mask("4512") == mask("") == "…"


def test_there_are_63_provinces_and_then_34() -> None:
    assert len({p.code for p in PROVINCES_63}) == len({p.name for p in PROVINCES_63}) == 63
    assert len({p.code for p in PROVINCES_34}) == len({p.name for p in PROVINCES_34}) == 34
    assert {p.code for p in PROVINCES_34} < {p.code for p in PROVINCES_63}


@pytest.mark.parametrize(
    ("code", "before", "since"),
    [("15", "Yên Bái", "Lào Cai"), ("24", "Bắc Giang", "Bắc Ninh"),
     ("44", "Quảng Bình", "Quảng Trị"), ("52", "Bình Định", "Gia Lai"),
     ("80", "Long An", "Tây Ninh"), ("82", "Tiền Giang", "Đồng Tháp"),
     ("91", "Kiên Giang", "An Giang")],
)  # fmt: skip
def test_a_code_that_was_reused_means_what_it_meant_on_the_day(
    code: str, before: str, since: str
) -> None:
    old, new = province(code, date(2025, 6, 30)), province(code, date(2025, 7, 1))
    assert old is not None
    assert new is not None
    assert (old.name, new.name) == (before, since)
    assert [p.name for p in provinces_of_prefix(f"0{code}")] == [before, since]


def test_a_province_that_was_merged_is_gone_from_its_day_on() -> None:
    assert province("30", date(2025, 6, 30)) is not None
    assert province("30", date(2025, 7, 1)) is None
    assert province("99", date(2020, 1, 1)) is None


@pytest.mark.parametrize("prefix", ["100", "296", "1a1", "1", "²²²"])
def test_a_country_code_outside_the_circular_is_unknown(prefix: str) -> None:
    assert not is_abroad(prefix)
    assert not is_known_prefix(prefix)
