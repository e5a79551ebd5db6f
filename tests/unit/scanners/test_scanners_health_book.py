"""Our own code: signed, and worth nothing under a wrong signature."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from immunization.dates import PartialDate
from immunization.entries import IdentityNumber
from immunization.ids import PersonId, person_of_number
from scanners.payloads import recognise
from scanners.payloads.health_book import HealthBook, encode
from scanners.payloads.signed import trusted_keys

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
TRUSTED = trusted_keys([KEY.public_key().public_bytes_raw()])
PERSON = person_of_number("cccd", "001202000000")
BOOK = HealthBook("BT0000001", PERSON, "Họ Tên Mẫu", "2002-05-15", "male", "2026-11-23")


def test_a_signed_book_says_who_carries_it() -> None:
    payload = recognise(encode(BOOK, KEY) + "\r", TRUSTED)
    assert (payload.kind, payload.signature, payload.is_identity) == ("health_book", "good", True)
    assert payload.person is not None
    assert payload.person.id == PERSON
    assert payload.person.name == "Họ Tên Mẫu"
    assert payload.person.birth == PartialDate(2002, 5, 15)
    assert payload.person.numbers == (IdentityNumber("health_book", "BT0000001"),)


def test_a_book_under_a_key_that_nobody_here_knows_is_a_search_hint_only() -> None:
    payload = recognise(encode(BOOK, KEY))
    assert (payload.signature, payload.is_identity) == ("unknown_key", False)
    assert payload.search == "BT0000001"
    assert payload.person is not None
    assert payload.person.id is None


@given(st.integers(min_value=9, max_value=120), st.integers(min_value=1, max_value=255))
def test_a_book_changed_in_any_byte_says_nothing_of_a_person(at: int, flip: int) -> None:
    digits = int(encode(BOOK, KEY).removeprefix("BT1:"))
    packed = bytearray(digits.to_bytes((digits.bit_length() + 7) // 8))
    packed[min(at, len(packed) - 1)] ^= flip
    payload = recognise(f"BT1:{int.from_bytes(packed)}", TRUSTED)
    assert (payload.signature, payload.person) == ("bad", None)
    assert payload.answer is not None


@pytest.mark.parametrize("digits", ["", "0", "1", "9" * 1400, "9" * 4000])
def test_a_number_that_is_no_book_is_refused(digits: str) -> None:
    payload = recognise("BT1:" + digits, TRUSTED)
    assert payload.person is None
    assert payload.answer is not None


def test_a_book_with_letters_among_its_digits_was_garbled() -> None:
    assert recognise("BT1:12Đ4").kind == "garbled"


def test_the_code_is_digits_so_that_input_methods_leave_it_alone() -> None:
    text = encode(BOOK, KEY)
    assert text.removeprefix("BT1:").isdigit()
    assert len(text) < 480


@given(st.text(min_size=1, max_size=60), st.uuids(), st.sampled_from(["male", "female", None]))
def test_every_book_comes_back_as_it_was_signed(name: str, person: object, sex: object) -> None:
    clean = "".join(name.encode("utf-8", "ignore").decode().split()) or "A"
    book = HealthBook("BT12", PersonId(str(person)), clean, sex=sex)  # type: ignore[arg-type]
    payload = recognise(encode(book, KEY), TRUSTED)
    assert payload.signature == "good"
    assert payload.person is not None
    assert (payload.person.id, payload.person.sex) == (str(person), sex)
