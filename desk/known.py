"""Who is known by an identity number: by the numbers kept, and by the ids that numbers derive.

An id outlives the number that derived it. Whose number was wrong and is corrected keeps the id,
and the number's owner, who comes with their own card one day, is somebody else: found by it they
would get the other's history.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from immunization.entries import IdentityNumber
from immunization.ids import PersonId
from immunization.persons import ids_of_numbers
from local_db import reads


def known_by(connection: Connection, numbers: Collection[IdentityNumber]) -> list[PersonId]:
    """Return who has one of these numbers, the best first."""
    derived = [
        id
        for id in ids_of_numbers(numbers)
        if reads.exists(connection, id) and not has_moved_on(connection, id)
    ]
    return list(dict.fromkeys([*derived, *reads.people_with(connection, numbers)]))


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
