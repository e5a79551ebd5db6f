from __future__ import annotations

import unicodedata

import pytest

from records import passwords

PASSWORD = "Mười-hai-con-giáp"


def test_a_hash_fits_its_password_only() -> None:
    hashed = passwords.hashed(PASSWORD)
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.fits(PASSWORD, hashed)
    assert not passwords.fits(PASSWORD + " ", hashed)


def test_a_password_typed_with_parted_marks_is_the_same() -> None:
    parted = unicodedata.normalize("NFD", PASSWORD)
    assert parted != PASSWORD
    assert passwords.fits(parted, passwords.hashed(PASSWORD))


@pytest.mark.parametrize("hashed", ["", "x", "$argon2id$v=19$m=19456,t=2,p=1$abc", "$2b$12$abc"])
def test_what_is_no_hash_fits_nothing(hashed: str) -> None:
    assert not passwords.fits(PASSWORD, hashed)


def test_a_password_longer_than_any_is_not_even_hashed() -> None:
    assert not passwords.fits("x" * (passwords.LONGEST + 1), passwords.hashed("x"))
