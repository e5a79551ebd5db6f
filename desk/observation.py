"""Observation after the injection: who waits until when, reactions, letting people go."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date, datetime, timedelta
from typing import Final, Literal

from msgspec import Struct, field
from sqlalchemy import Connection

from desk.clock import moment
from desk.errors import FieldMissing, NoSuchReaction, NotInObservation, ReasonMissing
from desk.history import reaction_lines
from desk.person_file import PersonFile, read_file
from desk.reaction_doses import DoseMeant, doses_meant
from desk.recorder import Batch, Draft, Saved
from desk.standing import Standing, places_of, standings_of
from desk.use_case import UseCase
from desk.wording import age_words, sex_words
from immunization.adverse_events import met_by, severity_of
from immunization.dates import stored
from immunization.entries import (
    ObservationEnded,
    Outcome,
    ReactionFollowedUp,
    ReactionReported,
    Severity,
    Sex,
    Vitals,
)
from immunization.ids import EntryId, PersonId
from immunization.labels import dose_name
from immunization.names import initials, tidy
from immunization.observation import is_over
from immunization.text import Text
from local_db import queries, reads
from records.folds.person_values import Dose

RowState = Literal["reaction", "overdue", "waiting"]

_ORDER: Final[dict[RowState, int]] = {"reaction": 0, "overdue": 1, "waiting": 2}
_CLOSED: Final = frozenset({"recovered", "recovered_with_sequelae", "died"})
_LONGEST: Final = 2_000
_NIGHT: Final = timedelta(hours=6)
"""For so long after midnight the evening's people still stand on the board."""
_NO_SYMPTOM: Final = Text(
    vi="Chưa chọn dấu hiệu nào. Xin chọn, hoặc mô tả bằng lời.",
    en="No sign is chosen. Please choose one, or describe it in words.",
)
_ONSET: Final = Text(
    vi="Giờ khởi phát sau giờ hiện tại. Xin xem lại giờ.",
    en="The onset is later than now. Please check the time.",
)
_TOO_LONG: Final = Text(
    vi="Phần ghi dài quá. Xin rút ngắn.", en="This text is too long. Please shorten it."
)


class BoardRow(Struct, frozen=True):
    """A tile of the board. Times are instants; the window counts down by itself.

    ``wall_name`` is what the waiting room may read ("N.T.H. Vân"). ``by_us``: this desk gave the
    dose.
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
    birth: str | None = None
    by_us: bool = True


class ReactionNote(Struct, frozen=True):
    """A line of a reaction's course, oldest first."""

    entry: EntryId
    at: datetime
    title: Text
    lines: tuple[Text, ...]
    standing: Standing


class GivenToday(Struct, frozen=True):
    """A dose of the visit, as the panel names it."""

    product_name: str
    words: Text
    lot: str
    given_at: datetime


class Observed(Struct, frozen=True):
    """The panel of one person under observation; ``doses`` of the visit, oldest first."""

    row: BoardRow
    doses: tuple[GivenToday, ...]
    notes: tuple[ReactionNote, ...]
    outcome: Outcome | None


class ReactionDraft(Struct, frozen=True):
    """A reaction as it is being reported.

    ``symptoms`` and ``criteria`` are codes (`immunization.adverse_events`); any criterion makes
    it serious. ``dose`` None means the last one; ``onset_at`` None means now.
    """

    form: EntryId
    person: PersonId
    dose: EntryId | None = None
    symptoms: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    onset_at: datetime | None = None
    description: str = ""
    treatment: str = ""
    outcome: Outcome = "unknown"
    vitals: Vitals = field(default_factory=Vitals)
    treated_at: str | None = None
    bearing: str | None = None
    history: str = ""
    cause: str = ""

    @property
    def severity(self) -> Severity:
        """Mild or serious, as the criteria, the outcome and the symptoms make it."""
        return severity_of(met_by(self.outcome, self.criteria), self.symptoms)


class Observation(UseCase):
    """Watches over people after their injection."""

    def board(self) -> tuple[BoardRow, ...]:
        """Return who is under observation at this site: reactions, overdue, then by time."""
        now = self._clock.now()
        with self._store.read() as connection:
            rows = self._rows(connection, now)
        return tuple(sorted(rows, key=lambda row: (_ORDER[row.state], row.until, row.number or "")))

    def one(self, person: PersonId) -> Observed:
        """Return the panel of one person. Raises NotInObservation."""
        now = self._clock.now()
        with self._store.read() as connection:
            row = next((row for row in self._rows(connection, now) if row.person == person), None)
            if row is None:
                raise NotInObservation
            return self._panel(connection, row, now)

    def doses_of(self, person: PersonId) -> tuple[DoseMeant, ...]:
        """Return the doses that a reaction of a person may belong to, the latest first."""
        with self._store.read() as connection:
            file = read_file(connection, person)
        return doses_meant(file, self._catalogue, self._clock.now())

    def end(self, form: EntryId, person: PersonId, early_reason: str = "") -> Future[Saved]:
        """Let a person go.

        The future raises ReasonMissing before the time is up, NotInObservation if the person is
        not there.
        """

        def compose(connection: Connection, now: datetime) -> Batch:
            dose, until = self._under_observation(connection, person, now)
            reason, early = tidy(early_reason)[:_LONGEST], not is_over(until, now)
            if early and not reason:
                raise ReasonMissing
            body = ObservationEnded(
                day=dose.given.day, dose=dose.id, early_reason=reason if early else None
            )
            return Batch([Draft(form, person, body)])

        return self._recorder.record(form, person, compose)

    def report(self, draft: ReactionDraft) -> Future[Saved]:
        """Report a reaction.

        Raises FieldMissing at once without any symptom or description, or with an onset later
        than now.
        """
        self._check(draft)

        def compose(connection: Connection, now: datetime) -> Batch:
            file = read_file(connection, draft.person)
            dose = _dose_meant(file, draft.dose)
            about = file.subject_of(dose.id) if dose else draft.person
            return Batch([Draft(draft.form, about, _report(draft, dose, now))])

        return self._recorder.record(draft.form, draft.person, compose)

    def follow_up(
        self,
        form: EntryId,
        person: PersonId,
        reaction: EntryId,
        outcome: Outcome,
        note: str = "",
        vitals: Vitals | None = None,
        criteria: tuple[str, ...] = (),
    ) -> Future[Saved]:
        """Add what happened since; any of the ``criteria`` makes it serious from here on.

        The future raises NoSuchReaction.
        """
        if len(note) > _LONGEST:
            raise FieldMissing("note", _TOO_LONG)
        body = ReactionFollowedUp(
            reaction=reaction,
            outcome=outcome,
            note=tidy(note) or None,
            vitals=vitals or Vitals(),
            criteria=met_by(outcome, criteria),
        )

        def compose(connection: Connection, now: datetime) -> Batch:
            del now
            file = read_file(connection, person)
            if reaction not in file.person.reactions:
                raise NoSuchReaction
            return Batch([Draft(form, file.subject_of(reaction), body)])

        return self._recorder.record(form, person, compose)

    def _check(self, draft: ReactionDraft) -> None:
        if not draft.symptoms and not tidy(draft.description):
            raise FieldMissing("symptoms", _NO_SYMPTOM)
        if draft.onset_at is not None and draft.onset_at > self._clock.now():
            raise FieldMissing("onset_at", _ONSET)
        for name in ("description", "treatment", "history", "cause"):
            if len(getattr(draft, name)) > _LONGEST:
                raise FieldMissing(name, _TOO_LONG)

    def _under_observation(
        self, connection: Connection, person: PersonId, now: datetime
    ) -> tuple[Dose, datetime]:
        """Return the last dose of the visit, and until when all of them are observed."""
        file = read_file(connection, person)
        for day in _days(now):
            visit = file.person.visits.get((self._station.site, day))
            if visit is not None and visit.stage == "observation":
                dose, until = visit.dose, visit.observe_until
                if dose is not None and until is not None:
                    return dose, until
        raise NotInObservation

    def _rows(self, connection: Connection, now: datetime) -> list[BoardRow]:
        site = self._station.site
        found: list[BoardRow] = []
        for day in _days(now):
            reactions = reads.reactions_of_day(connection, site, day)
            rows = (
                self._row(one, reactions.get(one.person), now)
                for one in queries.observed(connection, site, day)
            )
            found.extend(row for row in rows if day == now.date() or row.until > now - _NIGHT)
        return found

    def _row(
        self, one: queries.Observed, reaction: reads.ReactionRow | None, now: datetime
    ) -> BoardRow:
        until = moment(one.until, now)
        is_open = reaction is not None and reaction.outcome not in _CLOSED
        state: RowState = "overdue" if is_over(until, now) else "waiting"
        return BoardRow(
            person=one.person,
            dose=one.dose,
            number=one.number,
            name=one.name,
            wall_name=initials(one.name),
            sex=one.sex,
            sex_words=sex_words(one.sex),
            age=age_words(stored(one.birth), now.date()),
            product_name=self._catalogue.name_of(one.product),
            state="reaction" if is_open else state,
            given_at=moment(one.given_at, now),
            until=until,
            severity=reaction.severity if reaction else None,
            reaction=reaction.reaction if reaction else None,
            reaction_at=moment(reaction.onset_at, now) if reaction else None,
            birth=one.birth,
            by_us=one.device == self._station.author.device,
        )

    def _panel(self, connection: Connection, row: BoardRow, now: datetime) -> Observed:
        file = read_file(connection, row.person)
        standings = standings_of(connection, places_of(file.lines))
        given = file.person.doses[row.dose].given
        doses = [
            dose.given
            for dose in file.person.live_doses
            if dose.given.day == given.day and dose.site == self._station.site
        ]
        of_today = [
            reaction
            for reaction in file.person.reactions.values()
            if reaction.report.day == given.day
        ]
        notes = []
        for reaction in of_today:
            for note in reaction.notes:
                title, _, lines = reaction_lines(note)
                at = note.at.astimezone(now.tzinfo)
                notes.append(ReactionNote(note.entry, at, title, lines, standings[note.entry]))
        return Observed(
            row=row,
            doses=tuple(
                GivenToday(
                    self._catalogue.name_of(one.product),
                    dose_name(one.dose_kind, one.number),
                    one.lot,
                    one.given_at.astimezone(now.tzinfo),
                )
                for one in doses
            ),
            notes=tuple(sorted(notes, key=lambda note: note.at)),
            outcome=of_today[-1].outcome if of_today else None,
        )


def _days(now: datetime) -> tuple[date, ...]:
    """Return today, and in the first hours after midnight the day before."""
    today, before = now.date(), (now - _NIGHT).date()
    return (today,) if before == today else (today, before)


def _dose_meant(file: PersonFile, dose: EntryId | None) -> Dose | None:
    live = file.person.live_doses
    if dose is not None:
        return file.person.doses.get(dose)
    return live[-1] if live else None


def _report(draft: ReactionDraft, dose: Dose | None, now: datetime) -> ReactionReported:
    return ReactionReported(
        # The round to which the reaction belongs is the dose's (Circular 34/2018 art. 14).
        day=dose.given.day if dose else now.date(),
        onset_at=(draft.onset_at or now).replace(microsecond=0),
        symptoms=draft.symptoms,
        severity=draft.severity,
        dose=dose.id if dose else None,
        criteria=met_by(draft.outcome, draft.criteria),
        description=tidy(draft.description) or None,
        treatment=tidy(draft.treatment) or None,
        outcome=draft.outcome,
        vitals=draft.vitals,
        treated_at=draft.treated_at,
        bearing=draft.bearing,
        history=tidy(draft.history) or None,
        cause=tidy(draft.cause) or None,
    )
