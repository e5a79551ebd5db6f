"""Observation after the injection: who waits until when, reactions, letting people go."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from desk.recorder import Saved
from desk.standing import Standing
from immunization.entries import Outcome, Severity, Sex, Vitals
from immunization.ids import EntryId, PersonId
from immunization.text import Text

RowState = Literal["reaction", "overdue", "waiting"]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A tile of the board. Times are instants; the window counts down by itself.

    ``wall_name`` is what the waiting room may read ("N.T.H. Vân").
    """

    person: PersonId
    dose: EntryId
    number: str | None
    name: str
    wall_name: str
    sex: Sex | None
    sex_words: Text
    age: Text
    product_name: str
    state: RowState
    given_at: datetime
    until: datetime
    severity: Severity | None = None
    reaction: EntryId | None = None
    reaction_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReactionNote:
    """A line of a reaction's course, oldest first."""

    entry: EntryId
    at: datetime
    title: Text
    lines: tuple[Text, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Observed:
    """The panel of one person under observation."""

    row: BoardRow
    dose_words: Text
    lot: str
    notes: tuple[ReactionNote, ...]
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class ReactionDraft:
    """A reaction as it is being reported.

    ``symptoms`` and ``criteria`` are codes (`immunization.reactions`); any criterion makes it
    serious.
    """

    form: EntryId
    person: PersonId
    dose: EntryId | None
    symptoms: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    onset_at: datetime | None = None
    description: str = ""
    treatment: str = ""
    outcome: Outcome = "unknown"
    vitals: Vitals = field(default_factory=Vitals)


class Observation:
    """Watches over people after their injection."""

    def board(self) -> tuple[BoardRow, ...]:
        """Return who is under observation at this site: reactions, overdue, then by time."""
        raise NotImplementedError

    def one(self, person: PersonId) -> Observed:
        """Return the panel of one person. Raises NotInObservation."""
        raise NotImplementedError

    def end(self, form: EntryId, person: PersonId, early_reason: str = "") -> Future[Saved]:
        """Let a person go.

        The future raises ReasonMissing before the time is up, NotInObservation if the person is
        not there.
        """
        raise NotImplementedError

    def report(self, draft: ReactionDraft) -> Future[Saved]:
        """Report a reaction. Raises FieldMissing at once without any symptom or description."""
        raise NotImplementedError

    def follow_up(
        self,
        form: EntryId,
        person: PersonId,
        reaction: EntryId,
        outcome: Outcome,
        note: str = "",
        vitals: Vitals | None = None,
    ) -> Future[Saved]:
        """Add what happened since. The future raises NoSuchReaction."""
        raise NotImplementedError
