"""Other records that may be the same human being: same number, or same name and birth date.

As VietOpenCPS/Vaccom decides: the same number; else the same name with the same birth date.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection

from desk.card import Lookalike
from desk.known import people_of
from immunization.dates import PartialDate, stored
from immunization.entries import IdentityNumber
from immunization.identity import mask
from immunization.ids import PersonId
from immunization.names import fold
from immunization.text import Text
from local_db import reads
from records.folds.person import fold_person

_SAME_NUMBER = Text(vi="cùng số giấy tờ", en="same number")
_SAME_NAME = Text(vi="cùng họ tên và ngày sinh", en="same name and birth date")


def lookalikes(
    connection: Connection,
    name: str,
    birth: PartialDate | None,
    numbers: Collection[IdentityNumber],
    but_not: Collection[PersonId] = (),
) -> tuple[Lookalike, ...]:
    """Return who here may be meant by these facts; those of ``but_not`` are known to be."""
    found = dict(_found(connection, name, birth, numbers))
    return tuple(
        _shown(connection, person, why) for person, why in found.items() if person not in but_not
    )


def _found(
    connection: Connection,
    name: str,
    birth: PartialDate | None,
    numbers: Collection[IdentityNumber],
) -> Iterator[tuple[PersonId, Text]]:
    if name and birth is not None:
        for person in reads.namesakes(connection, fold(name), str(birth)):
            yield person, _SAME_NAME
    for person in people_of(connection, numbers):
        yield person, _SAME_NUMBER


def _shown(connection: Connection, person: PersonId, why: Text) -> Lookalike:
    known = fold_person(person, reads.lines(connection, [person]).get(person, []))
    return Lookalike(
        person=person,
        name=known.name,
        birth=stored(known.birth),
        number_tail=mask(known.numbers[0].value) if known.numbers else None,
        why=why,
    )
