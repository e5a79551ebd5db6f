"""The queue of each stage and the counts on the rail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from immunization.entries import Sex
from immunization.ids import PersonId
from immunization.text import Text

QueueStage = Literal["screening", "injection", "observation"]

LONG_WAIT: Final = timedelta(minutes=20)
"""From here on a row shows the clock (ui.md, section 7)."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A person who waits at a stage, in the order in which they came to it."""

    person: PersonId
    number: str | None
    name: str
    sex: Sex | None
    sex_words: Text
    age: Text
    since: datetime
    held_by: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What the rail shows. ``received`` is how many got a number today at this site."""

    received: int
    screening: int
    injection: int
    observation: int
    overdue: int
    reactions: int


class Queues:
    """Reads queues."""

    def rows(self, stage: QueueStage) -> tuple[QueueRow, ...]:
        """Return who waits at a stage of this site today, the longest waiting first."""
        raise NotImplementedError

    def counts(self) -> Counts:
        """Return the counts of all stages, in one query."""
        raise NotImplementedError
