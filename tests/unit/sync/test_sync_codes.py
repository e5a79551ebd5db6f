"""One-time codes: read as people type them, proved without being told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import codes, wire
from sync.errors import CodeRefused

ten_bytes = st.binary(min_size=10, max_size=10)


def request(name: str = "Bàn 1", key: bytes = b"k" * 32) -> wire.Enrolment:
    return wire.Enrolment(code=b"c" * 32, key=key, name=name, proof=b"\x00" * 32)


@given(ten_bytes)
def test_a_code_is_read_however_it_is_typed(randomness: bytes) -> None:
    code = codes.make_code(randomness)
    plain = code.replace("-", "")
    assert len(plain) == codes.LENGTH
    for typed in (code, plain, code.lower(), f"  {code.replace('-', ' ')} "):
        assert codes.read_code(typed) == plain
    assert codes.read_code(plain.replace("0", "o").replace("1", "l")) == plain


@given(ten_bytes, ten_bytes)
def test_different_randomness_gives_different_codes(one: bytes, other: bytes) -> None:
    assert (codes.make_code(one) == codes.make_code(other)) == (one == other)


@given(st.text(max_size=300))
def test_what_is_no_code_is_refused(typed: str) -> None:
    try:
        code = codes.read_code(typed)
    except CodeRefused:
        return
    assert len(code) == codes.LENGTH
    assert set(code) <= set(codes.ALPHABET)


@pytest.mark.parametrize("typed", ["", "K7QF", "U" * 16, "x" * 10_000, "Đ" * 16])
def test_too_short_too_long_and_foreign_letters_are_refused(typed: str) -> None:
    with pytest.raises(CodeRefused):
        codes.read_code(typed)


def test_a_proof_is_over_the_key_and_the_name() -> None:
    key = codes.code_key("0123456789ABCDEF")
    proof = codes.request_proof(key, request())
    assert codes.is_equal(proof, codes.request_proof(key, request()))
    other = codes.code_key("0123456789ABCDEG")
    for wrong in (
        codes.request_proof(other, request()),
        codes.request_proof(key, request(name="Bàn 2")),
        codes.request_proof(key, request(key=b"j" * 32)),
        codes.answer_proof(key, b"k" * 32),
    ):
        assert not codes.is_equal(proof, wrong)


def test_neither_the_code_nor_its_key_is_what_travels() -> None:
    code = codes.read_code(codes.make_code(b"0123456789"))
    assert codes.code_id(code) != codes.code_key(code)
    assert code.encode() not in codes.code_id(code) + codes.code_key(code)
