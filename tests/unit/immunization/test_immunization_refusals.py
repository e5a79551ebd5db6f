from __future__ import annotations

from typing import get_args

import pytest

from immunization.refusals import REFUSALS, RefusalCode, refusal_of


def test_every_code_has_its_words_in_both_languages() -> None:
    assert set(REFUSALS) == set(get_args(RefusalCode))
    for refusal in REFUSALS.values():
        assert refusal.why.vi
        assert refusal.why.en
        assert refusal.to_do.vi
        assert refusal.to_do.en


@pytest.mark.parametrize("code", ["from-the-future", "{why}", "x" * 500, ""])
def test_a_code_of_a_newer_centre_is_shown_as_it_is(code: str) -> None:
    shown = refusal_of(code).why.vi
    assert len(shown) < 60
    assert shown.format() == shown
