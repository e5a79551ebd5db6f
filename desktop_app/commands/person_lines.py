"""Whether a line about a person is one that desks will understand, as `given.lines` asks.

What no desk derives or searches by would stand in every desk's register and never be found: a
number with blanks in it, a day that is none. So such a line is named before anything is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from immunization.dates import stored
from immunization.entries import MAX_BODY_BYTES, IdentityNumber, PersonRegistered
from immunization.errors import KnownError
from immunization.identity import read_number
from immunization.names import tidy

_LONGEST_NUMBER: Final = 32
_LONGEST_PHONE: Final = 32
_LARGEST_GROUP: Final = 2**31


def fault_of_person(person: PersonRegistered) -> str:
    """Return which member of a registered person is not right; "" where all are."""
    if not tidy(person.name):
        return "$.name"
    if person.birth is not None and stored(person.birth) is None:
        return "$.birth"
    if len(person.phone or "") > _LONGEST_PHONE:
        return "$.phone"
    if not -_LARGEST_GROUP <= (person.group or 0) < _LARGEST_GROUP:
        return "$.group"
    return fault_of_numbers(person.numbers) or fault_of_size(person)


def fault_of_numbers(numbers: Sequence[IdentityNumber]) -> str:
    """Return which of a person's numbers no desk would read from a card."""
    for at, number in enumerate(numbers):
        if not _is_as_desks_keep_it(number):
            return f"$.numbers[{at}].value"
    return ""


def fault_of_size(body: msgspec.Struct) -> str:
    """Return what is wrong with a body that no entry or column can hold."""
    written = msgspec.json.encode(body)
    if len(written) > MAX_BODY_BYTES:
        return "too long"
    return "NUL" if b"\\u0000" in written else ""


def _is_as_desks_keep_it(number: IdentityNumber) -> bool:
    try:
        kept = read_number(number.system, number.value)
    except KnownError:
        return False
    return kept == number and len(number.value) <= _LONGEST_NUMBER
