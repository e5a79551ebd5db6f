"""The slips that a site gives out: an appointment, and the confirmation of doses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from immunization.dates import PartialDate
from immunization.ids import person_of_number
from scanners.payloads import recognise
from scanners.payloads.appointment import Appointment
from scanners.payloads.appointment import encode as encode_appointment
from scanners.payloads.confirmation import MOST_DOSES, Confirmation, SlipDose
from scanners.payloads.confirmation import encode as encode_confirmation
from scanners.payloads.signed import trusted_keys
from scanners.payloads.slip import bearer

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
TRUSTED = trusted_keys([KEY.public_key().public_bytes_raw()])
PERSON = person_of_number("cccd", "001202000000")
BEARER = bearer(PERSON, "Họ Tên Mẫu", "2002-05-15", "male")
DOSE = SlipDose("Comirnaty", "2026-11-23", "AB1234", 2)
APPOINTMENT = Appointment(BEARER, "24.001", "2026-11-24T08:30")
CONFIRMATION = Confirmation(BEARER, "24.001", "2026-11-23", (DOSE,))
CODES = {
    "appointment": encode_appointment(APPOINTMENT, KEY),
    "confirmation": encode_confirmation(CONFIRMATION, KEY),
}

of_each_kind = pytest.mark.parametrize("kind", CODES)


@of_each_kind
def test_a_slip_says_whose_it_is_by_the_id_that_all_desks_know(kind: str) -> None:
    payload = recognise(CODES[kind] + "\r", TRUSTED)
    assert (payload.kind, payload.signature) == (kind, "good")
    assert payload.person is not None
    assert (payload.person.id, payload.person.name) == (PERSON, "Họ Tên Mẫu")
    assert (payload.person.birth, payload.person.sex) == (PartialDate(2002, 5, 15), "male")
    assert payload.person.numbers == ()
    assert "001202000000" not in str(payload)


@of_each_kind
def test_caps_lock_does_no_harm_to_a_slip(kind: str) -> None:
    assert recognise(CODES[kind].swapcase(), TRUSTED).signature == "good"


@of_each_kind
def test_what_a_reader_puts_about_a_slip_does_no_harm(kind: str) -> None:
    for framed in (f"]Q1{CODES[kind]}\r", f"\x02{CODES[kind]}\x03"):
        assert recognise(framed, TRUSTED).signature == "good"


def test_an_appointment_says_when_and_where() -> None:
    answer = recognise(CODES["appointment"], TRUSTED).answer
    assert answer is not None
    assert answer.vi == "Phiếu hẹn: 24/11/2026 lúc 8:30, điểm tiêm 24.001."
    assert answer.en == "Appointment: 24/11/2026 at 8:30, site 24.001."


def test_a_confirmation_says_the_doses() -> None:
    answer = recognise(CODES["confirmation"], TRUSTED).answer
    assert answer is not None
    assert answer.vi == (
        "Phiếu xác nhận của điểm tiêm 24.001, 23/11/2026. "
        "Mũi đã ghi: 2 Comirnaty 23/11/2026 (AB1234)."
    )


@of_each_kind
def test_a_slip_under_a_key_that_nobody_here_knows_is_a_search_hint_only(kind: str) -> None:
    payload = recognise(CODES[kind])
    assert (payload.signature, payload.is_identity) == ("unknown_key", False)
    assert payload.person is not None
    assert (payload.person.id, payload.person.name) == (None, "Họ Tên Mẫu")
    assert payload.answer is not None
    assert payload.answer.vi.startswith("Chưa kiểm được chữ ký của phiếu này.")


@of_each_kind
@given(at=st.integers(9, 200), flip=st.integers(1, 255))
def test_a_slip_changed_in_any_byte_says_nothing(kind: str, at: int, flip: int) -> None:
    prefix, digits = CODES[kind][:4], int(CODES[kind][4:])
    packed = bytearray(digits.to_bytes((digits.bit_length() + 7) // 8))
    packed[min(at, len(packed) - 1)] ^= flip
    payload = recognise(f"{prefix}{int.from_bytes(packed)}", TRUSTED)
    assert (payload.signature, payload.person) == ("bad", None)
    assert payload.answer is not None
    assert payload.answer.vi.startswith("Phiếu này có chữ ký sai.")


def test_a_signature_of_one_kind_of_code_fits_no_other() -> None:
    digits = CODES["appointment"][4:]
    for prefix in ("BT1:", "BT2:", "BT4:"):
        payload = recognise(prefix + digits, TRUSTED)
        assert (payload.signature, payload.person) == ("bad", None)


@pytest.mark.parametrize("at", ["", "2026-02-31T08:30", "24/11/2026 8:30", "2026-11-24"])
def test_an_appointment_at_no_such_time_is_refused(at: str) -> None:
    payload = recognise(encode_appointment(Appointment(BEARER, "24.001", at), KEY), TRUSTED)
    assert (payload.signature, payload.person) == ("bad", None)


def test_a_slip_whose_person_is_no_id_is_refused() -> None:
    broken = Appointment(type(BEARER)(b"short", "A"), "24.001", "2026-11-24T08:30")
    assert recognise(encode_appointment(broken, KEY), TRUSTED).person is None


@pytest.mark.parametrize("prefix", ["BT3:", "BT4:"])
@pytest.mark.parametrize("digits", ["", "0", "9" * 1400, "9" * 4000, "1Đ2"])
def test_what_is_no_slip_gets_an_answer_and_names_nobody(prefix: str, digits: str) -> None:
    payload = recognise(prefix + digits, TRUSTED)
    assert payload.person is None
    assert payload.answer is not None


def test_a_slip_of_many_doses_fits_a_code_and_says_the_last_and_how_many_more() -> None:
    doses = (SlipDose("Vero Cell", "2021-09-01", "202108B1234", 1),) * MOST_DOSES
    text = encode_confirmation(Confirmation(BEARER, "24.001", "2026-11-23", doses), KEY)
    payload = recognise(text, TRUSTED)
    assert payload.signature == "good"
    assert payload.answer is not None
    assert payload.answer.vi.count("Vero Cell") == 3
    assert payload.answer.vi.endswith("; và 9 mũi trước.")
    assert payload.answer.en.endswith("; and 9 before.")


@pytest.mark.parametrize("spoil", [str.upper, lambda word: "{" + word + "}"])
def test_words_of_a_slip_cannot_break_the_sentence(spoil: Callable[[str], str]) -> None:
    dose = SlipDose(spoil("Comirnaty"), spoil("x"), spoil("Lot"), 1)
    told = Confirmation(BEARER, spoil("24.001"), spoil("day"), (dose,))
    answer = recognise(encode_confirmation(told, KEY), TRUSTED).answer
    assert answer is not None
    assert answer.say("vi")
    assert "{" not in answer.say("en")
