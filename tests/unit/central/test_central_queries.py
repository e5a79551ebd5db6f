"""The numbers of a query are read as any reader of URLs reads them."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.admission import Asked, Refused

NAMES = st.text("abcmkv", min_size=1, max_size=3)
NUMBERS = st.integers(0, 10**19)


def numbers(query: str) -> dict[str, int]:
    return Asked("GET", "/v1/feed", query, {}).numbers()


@given(st.lists(st.tuples(NAMES, NUMBERS), max_size=16))
def test_numbers_are_read_whatever_their_order_and_the_first_of_a_name_counts(
    pairs: list[tuple[str, int]],
) -> None:
    query = urlencode(pairs)
    assert numbers(query) == {name: int(of[0]) for name, of in parse_qs(query).items()}


@given(st.text(max_size=30))
def test_whatever_else_is_asked_is_refused_or_read_as_numbers(query: str) -> None:
    with suppress(Refused):
        assert all(isinstance(value, int) for value in numbers(query).values())


@pytest.mark.parametrize("query", ["a=x", "a=1&a", "&".join(f"a{i}=1" for i in range(17))])
def test_what_is_no_number_or_too_much_is_refused(query: str) -> None:
    with pytest.raises(Refused):
        numbers(query)
