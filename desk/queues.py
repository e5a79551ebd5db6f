"""The queue of each stage and the counts on the rail."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

from desk.clock import Clock, moment
from desk.guard import Guard, holders
from desk.station import Station
from desk.wording import age_words, sex_words
from immunization.dates import stored
from immunization.entries import Sex
from immunization.ids import PersonId
from immunization.text import Text
from local_db import queries
from local_db.store import Store

QueueStage = Literal["screening", "injection", "observation"]

LONG_WAIT: Final = timedelta(minutes=20)
"""From here on a row shows the clock (ui.md, section 7)."""


class QueueRow(Struct, frozen=True):
    """A person who waits at a stage, in the order in which they came to it."""

    person: PersonId
    number: str | None
    name: str
    sex: Sex | None
    sex_words: Text
    age: Text
    since: datetime
    held_by: str | None = None


class Counts(Struct, frozen=True):
    """What the rail shows. ``received`` is how many got a number today at this site."""

    received: int
    screening: int
    injection: int
    observation: int
    overdue: int
    reactions: int


class Queues:
    """Reads queues."""

    def __init__(self, store: Store, clock: Clock, station: Station, guard: Guard) -> None:
        self._store = store
        self._guard = guard
        self._clock = clock
        self._site = station.site

    def rows(self, stage: QueueStage) -> tuple[QueueRow, ...]:
        """Return who waits at a stage of this site today, the longest waiting first."""
        now = self._clock.now()
        with self._store.read() as connection:
            waiting = queries.queue(connection, self._site, now.date(), stage)
            held = holders(connection, self._guard, [one.person for one in waiting], self._site)
        return tuple(
            QueueRow(
                person=one.person,
                number=one.number,
                name=one.name,
                sex=one.sex,
                sex_words=sex_words(one.sex),
                age=age_words(stored(one.birth), now.date()),
                since=moment(one.since, now),
                held_by=held.get(one.person),
            )
            for one in waiting
        )

    def counts(self) -> Counts:
        """Return the counts of all stages, in one query."""
        now = self._clock.now()
        with self._store.read() as connection:
            found = queries.stage_counts(connection, self._site, now.date(), int(now.timestamp()))
        return Counts(
            received=found.received,
            screening=found.screening,
            injection=found.injection,
            observation=found.observation,
            overdue=found.overdue,
            reactions=found.reactions,
        )
