"""Taking apart two records that were linked by mistake: an entry of its own, nothing vanishes."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from datetime import datetime
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from desk.errors import NotLinked, NotYours, ReasonMissing
from desk.recorder import Batch, Draft, Recorder, Saved
from desk.station import Station
from immunization.dates import stored
from immunization.entries import PersonLinked, PersonUnlinked
from immunization.identity import mask
from immunization.ids import EntryId, PersonId
from immunization.names import tidy
from local_db import reads
from local_db.store import Store
from records.folds.person import fold_person
from records.lines import Line

_LONGEST: Final = 500


class LinkHeld(Struct, frozen=True):
    """A link that holds: ``about`` was said to be the same as ``same_as``; when, and why.

    ``other`` is the side that is not the person asked for, with its name, birth date and the
    end of its number, as its own entries say.
    """

    about: PersonId
    same_as: PersonId
    at: datetime
    reason: str
    other: PersonId
    name: str
    birth: str
    number: str


class Unlinking:
    """Reads links, and takes them back."""

    def __init__(self, store: Store, station: Station, recorder: Recorder) -> None:
        self._store, self._station, self._recorder = store, station, recorder

    def links(self, person: PersonId) -> tuple[LinkHeld, ...]:
        """Return the links by which a person's records are one, the newest first."""
        with self._store.read() as connection:
            ids = reads.linked(connection, person)
            lines = reads.lines(connection, ids)
        held = _held(lines.get(one, []) for one in ids)
        found = [
            _link(line, body, person, lines.get(_other(line, body, person), []))
            for line, body in held
        ]
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    def undo(self, form: EntryId, link: LinkHeld, reason: str) -> Future[Saved]:
        """Say that two records are two human beings after all.

        Raises NotYours at once for whoever is no supervisor, ReasonMissing without a reason; the
        future raises NotLinked where the link holds no longer.
        """
        if not self._station.operator.is_supervisor:
            raise NotYours
        said = tidy(reason)[:_LONGEST]
        if not said:
            raise ReasonMissing

        def compose(connection: Connection, now: datetime) -> Batch:
            del now
            both = reads.lines(connection, [link.about, link.same_as])
            pairs = [
                (PersonId(line.entry.about), body.same_as)
                for line, body in _held(both.values())
                if {line.entry.about, body.same_as} == {link.about, link.same_as}
            ]
            if not pairs:
                raise NotLinked
            return Batch(
                [
                    Draft(
                        form if at == 0 else self._recorder.new_id(),
                        about,
                        PersonUnlinked(same_as=same_as, reason=said),
                    )
                    for at, (about, same_as) in enumerate(dict.fromkeys(pairs))
                ]
            )

        return self._recorder.record(form, link.about, compose)


def _held(subjects: Iterable[Iterable[Line]]) -> list[tuple[Line, PersonLinked]]:
    held: dict[tuple[str, str], tuple[Line, PersonLinked]] = {}
    for line in (line for lines in subjects for line in lines):
        match line.body:
            case PersonLinked() as body:
                held[line.entry.about, body.same_as] = (line, body)
            case PersonUnlinked(same_as=other):
                held.pop((line.entry.about, other), None)
            case _:
                pass
    return list(held.values())


def _other(line: Line, body: PersonLinked, person: PersonId) -> PersonId:
    about = PersonId(line.entry.about)
    return about if body.same_as == person else body.same_as


def _link(line: Line, body: PersonLinked, person: PersonId, lines: list[Line]) -> LinkHeld:
    other = _other(line, body, person)
    known = fold_person(other, lines)
    birth = stored(known.birth)
    return LinkHeld(
        about=PersonId(line.entry.about),
        same_as=body.same_as,
        at=line.entry.at,
        reason=body.reason,
        other=other,
        name=known.name,
        birth=birth.show() if birth else "",
        number=mask(known.numbers[0].value) if known.numbers else "",
    )
