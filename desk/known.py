"""Who is known by an identity number: by the numbers kept, and by the ids that numbers derive.

An id outlives the number that derived it. Whose number was wrong and is corrected keeps the id,
and the number's owner, who comes with their own card one day, is somebody else: found by it they
would get the other's history.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from sqlalchemy import Connection

from immunization.entries import IdentityNumber
from immunization.ids import PersonId
from immunization.persons import ids_of_numbers
from local_db import reads, search

_OF_INSURANCE: Final = 10
"""Digits that an old insurance card of 15 characters shares with the one after it."""


def known_by(connection: Connection, numbers: Collection[IdentityNumber]) -> list[PersonId]:
    """Return who has one of these numbers, the best first."""
    derived = [
        id
        for id in ids_of_numbers(numbers)
        if reads.exists(connection, id) and not has_moved_on(connection, id)
    ]
    return list(dict.fromkeys([*derived, *people_of(connection, numbers)]))


def people_of(connection: Connection, numbers: Collection[IdentityNumber]) -> list[PersonId]:
    """Return the people who have one of these numbers, insurance cards old and new alike."""
    found = reads.people_with(connection, numbers)
    for number in numbers:
        if number.system == "bhyt":
            found.extend(_insured(connection, number.value[-_OF_INSURANCE:]))
    return list(dict.fromkeys(found))


def _insured(connection: Connection, digits: str) -> Iterator[PersonId]:
    for row in search.people(connection, digits):
        numbers = reads.numbers_of(connection, row.person)
        if any(one.system == "bhyt" and one.value.endswith(digits) for one in numbers):
            yield row.person


def has_moved_on(connection: Connection, person: PersonId) -> bool:
    """Tell whether a person is registered here under numbers that derive other ids only."""
    now = ids_of_numbers(reads.numbers_of(connection, person))
    return bool(now) and person not in now


def free_id(
    connection: Connection, numbers: Collection[IdentityNumber], fresh: PersonId
) -> PersonId:
    """Return the id for somebody new: the best that their numbers derive and nobody else has."""
    derived = ids_of_numbers(numbers)
    return next((id for id in derived if not has_moved_on(connection, id)), fresh)
