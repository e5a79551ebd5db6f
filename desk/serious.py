"""Serious adverse events: the alarm until a supervisor acknowledges it, the 24 hours, the report.

Circular 34/2018/TT-BYT, ch. V: at once by phone, e-mail or in person, in writing within 24
hours. The 24 hours are counted from when the desk recorded the event.
"""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date, datetime, timedelta
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import Connection

from desk.clock import moment
from desk.errors import FieldMissing, NoSuchReaction, SupervisorOnly
from desk.paper import pdf
from desk.person_file import read_file
from desk.recorder import Batch, Draft, Saved
from desk.serious_report import report_of
from desk.standing import Standing, places_of, standings_of
from desk.use_case import UseCase
from desk.wording import capital, joined, lower
from immunization.adverse_events import met_by, report_due, symptom_label
from immunization.entries import (
    Body,
    Outcome,
    ReactionAcknowledged,
    ReactionFollowedUp,
    ReactionNotified,
)
from immunization.ids import EntryId, PersonId
from immunization.names import tidy
from immunization.text import Text
from local_db import adverse, reads
from local_db.adverse import SeriousRow

LOOK_BACK: Final = timedelta(days=90)
"""For so long an open event stands in the list; the journal keeps it for ever."""

CALL_ALL_AFTER: Final = timedelta(minutes=3)
"""An alarm that no supervisor has acknowledged by then is shown at every desk of the site."""

_LONGEST: Final = 2_000
_TOO_LONG: Final = Text(
    vi="Phần ghi dài quá. Xin rút ngắn.", en="This text is too long. Please shorten it."
)
_REACTION: Final = Text(vi="Tai biến nặng", en="Serious adverse event")


class SeriousEvent(Struct, frozen=True):
    """A serious event that is open. ``due`` is until when it is reported in writing.

    ``written_at`` when it was; ``standing`` how far the report's entry has come.
    """

    person: PersonId
    reaction: EntryId
    name: str
    number: str | None
    what: Text
    product_name: str
    lot: str
    onset_at: datetime
    reported_at: datetime
    due: datetime
    outcome: Outcome
    standing: Standing | None
    acknowledged_at: datetime | None = None
    written_at: datetime | None = None
    closed: bool = False


class SeriousNote(Struct, frozen=True):
    """What is added to an event: as typed. ``closed``: nothing more is awaited.

    ``criteria`` of seriousness that are met by now: a new one rings the alarm again.
    """

    outcome: Outcome
    note: str = ""
    treatment: str = ""
    treated_at: str | None = None
    cause: str = ""
    died_on: date | None = None
    autopsy: bool | None = None
    investigate_on: date | None = None
    closed: bool = False
    criteria: tuple[str, ...] = ()


class Serious(UseCase):
    """Watches over serious events of this site."""

    @property
    def may_acknowledge(self) -> bool:
        """Whether the operator may end an alarm."""
        return self._station.operator.is_supervisor

    def open_events(self) -> tuple[SeriousEvent, ...]:
        """Return the events that are not closed or not acknowledged, the newest first."""
        now = self._clock.now()
        with self._store.read() as connection:
            rows = adverse.serious(connection, self._station.site, now.date() - LOOK_BACK)
            places = reads.places(connection, [row.person for row in rows], "reaction.reported")
            wanted = {row.reaction: places[row.reaction] for row in rows if row.reaction in places}
            standings = standings_of(connection, wanted)
        return tuple(self._event(row, standings.get(row.reaction), now) for row in rows)

    def alarms(self) -> tuple[SeriousEvent, ...]:
        """Return what rings here now, the newest first.

        At a supervisor's desk all that nobody acknowledged; at others what has waited too long.
        """
        now = self._clock.now()
        with self._store.read() as connection:
            since = now.date() - LOOK_BACK
            if not adverse.has_unseen(connection, self._station.site, since):
                return ()
        unseen = (event for event in self.open_events() if event.acknowledged_at is None)
        return tuple(
            event
            for event in unseen
            if self.may_acknowledge or now - event.reported_at >= CALL_ALL_AFTER
        )

    def acknowledge(self, form: EntryId, person: PersonId, reaction: EntryId) -> Future[Saved]:
        """End an alarm. Raises SupervisorOnly at once; the future raises NoSuchReaction."""
        if not self.may_acknowledge:
            raise SupervisorOnly
        return self._record(form, person, reaction, ReactionAcknowledged(reaction=reaction))

    def notified(
        self,
        form: EntryId,
        person: PersonId,
        reaction: EntryId,
        how: Literal["phone", "written"],
        to: str = "",
    ) -> Future[Saved]:
        """Record that those above were told. The future raises NoSuchReaction."""
        if len(to) > _LONGEST:
            raise FieldMissing("to", _TOO_LONG)
        body = ReactionNotified(reaction=reaction, how=how, to=tidy(to) or None)
        return self._record(form, person, reaction, body)

    def add(
        self, form: EntryId, person: PersonId, reaction: EntryId, note: SeriousNote
    ) -> Future[Saved]:
        """Add what happened since, or close the event. The future raises NoSuchReaction."""
        for name in ("note", "treatment", "cause"):
            if len(getattr(note, name)) > _LONGEST:
                raise FieldMissing(name, _TOO_LONG)
        body = ReactionFollowedUp(
            reaction=reaction,
            outcome=note.outcome,
            note=tidy(note.note) or None,
            criteria=met_by(note.outcome, note.criteria),
            treatment=tidy(note.treatment) or None,
            treated_at=note.treated_at,
            cause=tidy(note.cause) or None,
            died_on=note.died_on,
            autopsy=note.autopsy,
            investigate_on=note.investigate_on,
            closed=note.closed,
        )
        return self._record(form, person, reaction, body)

    def paper(self, person: PersonId, reaction: EntryId) -> bytes:
        """Return the written report as a PDF. Raises NoSuchReaction, NotPrinted."""
        now = self._clock.now()
        with self._store.read() as connection:
            file = read_file(connection, person)
            found = file.person.reactions.get(reaction)
            if found is None:
                raise NoSuchReaction
            standing = standings_of(connection, places_of(file.lines))[reaction]
            data = report_of(connection, file, found, self._station, self._catalogue, now)
        data["standing"] = standing.words.vi
        return pdf("serious_event.typ", data)

    def _record(
        self, form: EntryId, person: PersonId, reaction: EntryId, body: Body
    ) -> Future[Saved]:
        def compose(connection: Connection, now: datetime) -> Batch:
            del now
            file = read_file(connection, person)
            if reaction not in file.person.reactions:
                raise NoSuchReaction
            return Batch([Draft(form, file.subject_of(reaction), body)])

        return self._recorder.record(form, person, compose)

    def _event(self, row: SeriousRow, standing: Standing | None, now: datetime) -> SeriousEvent:
        reported = moment(row.reported_at, now)
        seen, written = row.acknowledged_at, row.notified_at
        signs = [lower(symptom_label(one)) for one in row.symptoms.split(" ") if one]
        return SeriousEvent(
            person=row.person,
            reaction=row.reaction,
            name=row.name,
            number=row.number,
            what=capital(joined(signs, ", ")) if signs else _REACTION,
            product_name=self._catalogue.name_of(row.product) if row.product else "",
            lot=row.lot or "",
            onset_at=moment(row.onset_at, now),
            reported_at=reported,
            due=report_due(reported),
            outcome=row.outcome,
            standing=standing,
            acknowledged_at=moment(seen, now) if seen is not None else None,
            written_at=moment(written, now) if written is not None else None,
            closed=bool(row.closed),
        )
