"""The single way to write: entries go to the journal in one transaction, or not at all.

A form gets its id when it opens, and that id becomes the id of the entry: the same form saved
twice is one entry, however often the button was pressed. "Saved" is what the future says, and
the future speaks only after COMMIT.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection

from desk.clock import Clock
from desk.deeds import deed
from desk.station import Ids, Station
from immunization import entries
from immunization.entries import OF_SITE, Body
from immunization.ids import EntryId, PersonId
from immunization.text import Text
from local_db import node, reads
from local_db.store import Store
from records import journal
from records.lines import Line


class Draft(Struct, frozen=True):
    """An entry that is to be written: its id, its subject, its body."""

    id: EntryId
    about: str
    body: Body


class Saved(Struct, frozen=True):
    """What was committed: for the row "Vừa ghi", and for whoever waits for the future.

    ``what`` in words ("Mũi 2 cơ bản", "Khám: tiêm được"); ``number`` of the day if one was
    given; ``again`` if the entry was in the journal already, so that this save added nothing.
    """

    entry: EntryId
    person: PersonId | None
    name: str
    what: Text
    at: datetime
    number: str | None = None
    again: bool = False


class Batch(Struct, frozen=True):
    """What one save writes, first the entry that the form stands for.

    ``number`` of the day if one is given; ``name`` if the rules have read it already. ``told``
    is what the answer names; without it the last.
    """

    drafts: Sequence[Draft]
    number: str | None = None
    name: str | None = None
    told: Body | None = None


class Already(Struct, frozen=True):
    """Another form wrote the same fact before: nothing to write, ``line`` is that entry."""

    line: Line


Compose = Callable[[Connection, datetime], Batch | Already]
"""Looks at the database in the writing transaction and says what to write, or that it is there.

It raises a KnownError to write nothing.
"""


class Recorder:
    """Writes entries for one desk and its operator. Any thread may call it."""

    def __init__(self, store: Store, clock: Clock, station: Station, ids: Ids) -> None:
        self._store = store
        self._clock = clock
        self._station = station
        self.new_id = ids

    def record(
        self, form: EntryId, about: str, compose: Compose, name: str | None = None
    ) -> Future[Saved]:
        """Write what ``compose`` says, in one transaction; the future resolves after COMMIT.

        If the entry ``form`` is in the journal already, nothing is written and the answer says
        ``again``: rules are not asked twice about one dose. The future raises what ``compose``
        raised, or an error of `local_db.errors`; then nothing was written. ``name`` is for the
        answer where it is not a person's name as the database has it.
        """

        def work(connection: Connection) -> Saved:
            known = reads.line(connection, about, form)
            if known is not None:
                return self._again(connection, known, name)
            now = self._clock.now().replace(microsecond=0)
            batch = compose(connection, now)
            if isinstance(batch, Batch):
                return self._write(connection, batch, now, name)
            return self._again(connection, batch.line, name)

        return self._store.write(work)

    def write_in(self, connection: Connection, drafts: Sequence[Draft], now: datetime) -> None:
        """Write entries in a writing transaction that is open already."""
        now = now.replace(microsecond=0)
        first_lc = node.next_lc(connection)
        written = [
            entries.write(
                draft.body,
                id=draft.id,
                at=now,
                lc=min(first_lc + place, entries.MAX_LAMPORT),
                site=self._station.site,
                about=draft.about,
                by=self._station.operator.id,
                doubt=self._clock.doubtful,
            )
            for place, draft in enumerate(drafts)
        ]
        # Asked each time: a restored or copied disk goes on in another epoch while it works.
        journal.append(connection, node.read(connection).author, written)

    def _write(
        self, connection: Connection, batch: Batch, now: datetime, name: str | None
    ) -> Saved:
        self.write_in(connection, batch.drafts, now)
        first, last = batch.drafts[0], batch.drafts[-1]
        return Saved(
            entry=first.id,
            person=_person(entries.kind_of(first.body), first.about),
            name=name or batch.name or reads.name(connection, first.about),
            what=deed(batch.told or last.body),
            at=now,
            number=batch.number,
        )

    def _again(self, connection: Connection, line: Line, name: str | None) -> Saved:
        about = line.entry.about
        today = self._clock.today()
        return Saved(
            entry=line.entry.id,
            person=_person(line.entry.kind, about),
            name=name or reads.name(connection, about),
            what=deed(line.body),
            at=line.entry.at,
            number=reads.number_of_day(connection, about, self._station.site, today),
            again=True,
        )


def _person(kind: str, about: str) -> PersonId | None:
    return None if kind.partition(".")[0] in OF_SITE else PersonId(about)
