"""The day's list and its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from desk.standing import Standing
from immunization.entries import Severity, Sex
from immunization.ids import EntryId, PersonId
from immunization.text import Text

DayStatus = Literal[
    "screening",
    "injection",
    "observation",
    "vaccinated",
    "delay",
    "contraindicated",
    "transfer",
    "not_given",
    "voided",
]


@dataclass(frozen=True, slots=True)
class DayRow:
    """A line of the day's list. ``dose`` words: "Comirnaty, mũi 2"; ``at``: the last event."""

    person: PersonId
    number: str | None
    name: str
    sex: Sex | None
    age: Text
    status: DayStatus
    status_words: Text
    dose_words: Text | None
    at: datetime
    desk: str | None
    entry: EntryId | None
    standing: Standing | None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class LotFigure:
    """Doses of one lot recorded on the day."""

    product: str
    product_name: str
    lot: str
    doses: int
    voided: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The day in numbers. ``received`` = vaccinated + not_vaccinated + still on their way."""

    day: date
    received: int
    vaccinated: int
    not_vaccinated: int
    under_way: int
    observing: int
    delayed: int
    contraindicated: int
    transferred: int
    not_given: int
    voided: int
    mild_reactions: int
    serious_reactions: int
    overrides: int
    lots: tuple[LotFigure, ...]


class Day:
    """Reads the day."""

    def rows(self, day: date | None = None) -> tuple[DayRow, ...]:
        """Return the list of a day (today) at this site, the newest first."""
        raise NotImplementedError

    def figures(self, day: date | None = None) -> Figures:
        """Return the figures of a day (today) at this site."""
        raise NotImplementedError
