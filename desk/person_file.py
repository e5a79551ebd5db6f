"""All that the journal says of one human being, whatever ids it was written under."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from desk.errors import NoSuchPerson
from immunization.ids import EntryId, PersonId
from local_db import reads
from records.folds.person import fold_person
from records.folds.person_values import Person
from records.lines import Line


class PersonFile(Struct, frozen=True):
    """A person as all entries say, and those entries; linked records are read as one.

    ``person`` has the particulars of the id asked for, and the visits, doses and reactions of
    all ``ids``.
    """

    person: Person
    ids: tuple[PersonId, ...]
    lines: tuple[Line, ...]

    def subject_of(self, entry: EntryId) -> PersonId:
        """Return under which of the ids an entry was written: what points at it goes there too."""
        about = (line.entry.about for line in self.lines if line.entry.id == entry)
        return PersonId(next(about, self.ids[0]))


def read_file(connection: Connection, person: PersonId) -> PersonFile:
    """Return what is known of a person. Raises NoSuchPerson if nobody is registered so."""
    ids = reads.linked(connection, person)
    lines = reads.lines(connection, ids)
    folded = [fold_person(one, lines.get(one, [])) for one in ids]
    if not any(one.registered for one in folded):
        raise NoSuchPerson
    return PersonFile(
        person=_as_one(folded),
        ids=tuple(ids),
        lines=tuple(line for one in ids for line in lines.get(one, [])),
    )


def _as_one(folded: list[Person]) -> Person:
    """Return the first record with what the others add; nothing that it says is overwritten."""
    first, *others = folded
    one = replace(first)
    for other in others:
        one.numbers = (*one.numbers, *(n for n in other.numbers if n not in one.numbers))
        one.doses = {**other.doses, **one.doses}
        one.certified = {**other.certified, **one.certified}
        one.reactions = {**other.reactions, **one.reactions}
        one.voided_reactions = {**other.voided_reactions, **one.voided_reactions}
        one.visits = {**other.visits, **one.visits}
        for name in ("name", "sex", "birth", "phone", "address", "allergies", "guardian"):
            setattr(one, name, getattr(one, name) or getattr(other, name))
        one.registered = one.registered or other.registered
    return one
