"""Which id a person has, and how a person is spoken of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immunization.dates import PartialDate
from immunization.entries import IdentityNumber, Sex
from immunization.ids import PersonId, is_uuid, person_of_number
from immunization.persons import honorific, ids_of_numbers, person_id, spoken_of

FRESH = PersonId("7f3c1c0e-5f0a-4d0e-9b57-3f5f0a1b2c3d")
CCCD = IdentityNumber("cccd", "030179004512")
CMND = IdentityNumber("cmnd", "012345678")
TODAY = date(2026, 11, 23)

twelve_digits = st.text(alphabet="0123456789", min_size=12, max_size=12)


@given(twelve_digits)
def test_two_desks_give_the_same_person_the_same_id(value: str) -> None:
    here = person_id([IdentityNumber("cccd", value)], FRESH)
    there = person_id([CMND, IdentityNumber("cccd", value)], PersonId("another"))
    assert here == there != FRESH
    assert is_uuid(here)


@given(st.lists(twelve_digits, min_size=2, max_size=2, unique=True))
def test_two_numbers_are_two_people(values: list[str]) -> None:
    first, second = (person_id([IdentityNumber("cccd", value)], FRESH) for value in values)
    assert first != second


def test_the_id_is_the_one_that_other_programs_must_derive() -> None:
    # RFC 9562 UUIDv8 over SHA-256 of the parts, a NUL between them; checked with sha256sum.
    assert person_id([CCCD], FRESH) == "de014b4a-9ea0-801f-b701-ddf7bbc66ddc"


def test_the_order_of_the_numbers_does_not_matter() -> None:
    assert person_id([CMND, CCCD], FRESH) == person_id([CCCD, CMND], FRESH)


def test_all_ids_that_a_person_may_have_been_given_are_found_the_best_first() -> None:
    assert ids_of_numbers([CMND, CCCD, CMND]) == (
        person_of_number("cccd", CCCD.value),
        person_of_number("cmnd", CMND.value),
    )


def test_the_old_and_the_new_insurance_card_are_one_person() -> None:
    old, new = IdentityNumber("bhyt", "HS4010120878811"), IdentityNumber("bhyt", "0120878811")
    assert person_id([old], FRESH) == person_id([new], FRESH)


@pytest.mark.parametrize(
    "numbers",
    [
        [],
        [IdentityNumber("passport", "B1234567")],
        [IdentityNumber("qid", "012345678901234567")],
        [IdentityNumber("health_book", "ABCD1234")],
    ],
)
def test_numbers_that_may_name_two_people_derive_no_id(numbers: list[IdentityNumber]) -> None:
    assert person_id(numbers, FRESH) == FRESH


@pytest.mark.parametrize(
    ("sex", "birth", "words"),
    [
        ("female", "1993-02-01", "chị Vân"),
        ("male", "1993-02-01", "anh Vân"),
        ("female", "1951", "bà Vân"),
        ("male", "1951", "ông Vân"),
        ("male", "2015-05-05", "em Vân"),
        ("other", "1993-02-01", "anh/chị Vân"),
        (None, "1951", "ông/bà Vân"),
    ],
)
def test_a_running_sentence_addresses_people_as_is_polite(
    sex: Sex | None, birth: str, words: str
) -> None:
    said = spoken_of("Nguyễn Thị Hồng Vân", sex, PartialDate.parse(birth), TODAY)
    assert (said.vi, said.en) == (words, "Vân")


def test_an_unknown_age_is_addressed_as_a_grown_up() -> None:
    assert honorific("female", None, TODAY).vi == "chị"
