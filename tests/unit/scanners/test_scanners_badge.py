"""Staff badges: signed, digits only, and worth nothing under a wrong signature."""

from __future__ import annotations

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from immunization.ids import StaffId, derived
from scanners import printing
from scanners.decoder import Decoder
from scanners.payloads import badge, recognise
from scanners.payloads.health_book import HealthBook
from scanners.payloads.health_book import encode as encode_book
from scanners.payloads.payload import Badge
from scanners.payloads.signed import trusted_keys

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
TRUSTED = trusted_keys([KEY.public_key().public_bytes_raw()])
BADGE = Badge(staff=StaffId(derived("staff", "hoa")), issued=date(2026, 11, 23))
CODE = badge.encode(BADGE, KEY)


def test_a_badge_says_whose_it_is() -> None:
    payload = recognise(CODE + "\r\n", TRUSTED)

    assert (payload.kind, payload.signature, payload.badge) == ("badge", "good", BADGE)


def test_a_badge_survives_caps_lock_on_a_scanner_that_types() -> None:
    assert recognise(CODE.swapcase(), TRUSTED).badge == BADGE


def test_a_badge_holds_digits_that_no_input_method_rewrites_and_prints_small() -> None:
    assert CODE.removeprefix("BT2:").isdigit()
    # 250 digits and four letters: version 10 (ISO/IEC 18004), 57 modules and the quiet zone.
    assert printing.modules(CODE).shape[0] <= 57 + 2 * printing.QUIET


def test_a_printed_badge_is_read_from_a_picture() -> None:
    (reading,) = Decoder().read(printing.picture(CODE, module=4))

    assert recognise(reading.raw, TRUSTED).badge == BADGE


def test_a_badge_under_a_key_that_nobody_here_knows_names_nobody() -> None:
    payload = recognise(CODE)

    assert (payload.kind, payload.signature, payload.badge) == ("badge", "unknown_key", None)
    assert payload.answer is not None


def test_a_signature_of_a_health_book_is_none_of_a_badge() -> None:
    person = derived("person", "x")
    book = encode_book(HealthBook("BT0000001", person, "Họ Tên Mẫu"), KEY)  # type: ignore[arg-type]

    payload = recognise(book.replace("BT1:", "BT2:"), TRUSTED)

    assert (payload.signature, payload.badge) == ("bad", None)


@given(st.integers(min_value=9, max_value=104), st.integers(min_value=1, max_value=255))
def test_a_badge_changed_in_any_byte_names_nobody(at: int, flip: int) -> None:
    digits = int(CODE.removeprefix("BT2:"))
    packed = bytearray(digits.to_bytes((digits.bit_length() + 7) // 8))
    packed[min(at, len(packed) - 1)] ^= flip

    payload = recognise(f"BT2:{int.from_bytes(packed)}", TRUSTED)

    assert (payload.signature, payload.badge) == ("bad", None)


@pytest.mark.parametrize("digits", ["", "0", "1", "9" * 1400, "9" * 4000, "12Đ4", "1\x002"])
def test_what_is_no_badge_behind_its_prefix_is_refused_with_a_sentence(digits: str) -> None:
    payload = recognise("BT2:" + digits, TRUSTED)

    assert payload.badge is None
    assert payload.answer is not None


@given(st.text(max_size=300))
def test_nothing_behind_the_prefix_ever_raises(text: str) -> None:
    assert recognise("BT2:" + text, TRUSTED).badge is None
