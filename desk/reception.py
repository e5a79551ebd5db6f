"""Reception: registering a person, correcting, linking, and giving the number of the day."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date, datetime

from sqlalchemy import Connection

from desk.card import Lookalike, PersonCard
from desk.clock import Clock
from desk.correction import flaws_of_correction, is_empty, known_particulars
from desk.errors import (
    AlreadyKnown,
    FieldMissing,
    NothingChanged,
    NotYours,
    NumberOfAnother,
    ReasonMissing,
    SamePerson,
)
from desk.known import free_id, known_by, people_of
from desk.lookalikes import lookalikes
from desk.numbers_of_day import next_number
from desk.person_file import PersonFile, read_file
from desk.recorder import Already, Batch, Draft, Recorder, Saved
from desk.registration import Flaw, Registration, birth_of, flaws_of, registered
from desk.station import Station
from immunization.entries import IdentityNumber, PersonCorrected, PersonLinked, VisitArrived
from immunization.ids import EntryId, PersonId, SiteCode, derived
from immunization.names import tidy
from local_db import reads
from local_db.store import Store

__all__ = ["Flaw", "Reception", "Registration"]


class Reception:
    """Registers and receives people."""

    def __init__(self, store: Store, clock: Clock, station: Station, recorder: Recorder) -> None:
        self._store = store
        self._clock = clock
        self._station = station
        self._recorder = recorder

    def blank(self) -> Registration:
        """Return an empty registration form with its id."""
        return Registration(form=self._recorder.new_id())

    def flaws(self, draft: Registration) -> tuple[Flaw, ...]:
        """Return what is missing, wrong or contradictory in a registration."""
        return tuple(flaws_of(draft, self._clock.today()))

    def known_particulars(self, card: PersonCard) -> Registration:
        """Return the form that corrects somebody, filled with what is known, with its id."""
        return known_particulars(card, self._recorder.new_id())

    def flaws_of_correction(self, before: Registration, after: Registration) -> tuple[Flaw, ...]:
        """Return what is missing, wrong or contradictory; only what was touched can stop."""
        return tuple(flaws_of_correction(before, after, self._clock.today()))

    def lookalikes(self, draft: Registration) -> tuple[Lookalike, ...]:
        """Return people here with the same number, or the same folded name and birth date.

        Who is corrected (``draft.person``) does not look like themselves.
        """
        with self._store.read() as connection:
            same = reads.linked(connection, draft.person) if draft.person else ()
            return lookalikes(connection, draft.name, birth_of(draft), draft.numbers, same)

    def register(self, draft: Registration) -> Future[Saved]:
        """Register the person and nothing else.

        Raises FieldMissing at once for a flaw; the future raises AlreadyKnown if somebody with
        one of the numbers is registered.
        """
        return self._register(draft, arrives=False)

    def register_and_arrive(self, draft: Registration) -> Future[Saved]:
        """Register the person and give the number of the day, in one transaction.

        Raises as `register` does.
        """
        return self._register(draft, arrives=True)

    def correct(self, form: EntryId, person: PersonId, change: PersonCorrected) -> Future[Saved]:
        """Correct particulars; only the fields given change.

        Raises at once ReasonMissing without a reason, NothingChanged without a field; the future
        raises NoSuchPerson, or NumberOfAnother where another record has a number that is new here.
        """
        if not tidy(change.reason):
            raise ReasonMissing
        if is_empty(change):
            raise NothingChanged

        def compose(connection: Connection, now: datetime) -> Batch:
            del now
            file = read_file(connection, person)
            _refuse_of_another(connection, file, change.numbers or ())
            return Batch([Draft(form, person, change)])

        return self._recorder.record(form, person, compose)

    def link(
        self, form: EntryId, person: PersonId, same_as: PersonId, reason: str
    ) -> Future[Saved]:
        """Say that two records are the same human being.

        Raises NotYours at once for whoever is no supervisor, ReasonMissing without a reason;
        the future raises NoSuchPerson, or SamePerson where they are one already.
        """
        if not self._station.operator.is_supervisor:
            raise NotYours
        if not tidy(reason):
            raise ReasonMissing
        body = PersonLinked(same_as=same_as, reason=tidy(reason))

        def compose(connection: Connection, now: datetime) -> Batch:
            del now
            if same_as in read_file(connection, person).ids:
                raise SamePerson
            read_file(connection, same_as)
            return Batch([Draft(form, person, body)])

        return self._recorder.record(form, person, compose)

    def next_number(self) -> str:
        """Return the number that the next person received here will get ("A062")."""
        with self._store.read() as connection:
            return next_number(connection, self._station, self._clock.today())

    def arrive(self, form: EntryId, person: PersonId) -> Future[Saved]:
        """Receive a person: the number of the day is in the answer.

        Who was received today already keeps the number (``again``). The future raises
        NoSuchPerson.
        """

        def compose(connection: Connection, now: datetime) -> Batch | Already:
            file = read_file(connection, person)
            earlier = _arrival_of_day(file, self._station.site, now.date())
            return earlier or self._arrival(connection, form, person, now)

        return self._recorder.record(form, person, compose)

    def _register(self, draft: Registration, *, arrives: bool) -> Future[Saved]:
        flaw = next((flaw for flaw in self.flaws(draft) if flaw.stops), None)
        if flaw is not None:
            raise FieldMissing(flaw.field, flaw.text)
        # Of the form, so that the second tap of one without a number is the same person.
        fresh = PersonId(derived("person of form", draft.form))
        with self._store.read() as connection:
            person = draft.person or free_id(connection, draft.numbers, fresh)
        body = registered(draft)

        def compose(connection: Connection, now: datetime) -> Batch:
            _refuse_known(connection, person, draft)
            registration = Draft(draft.form, person, body)
            if not arrives:
                return Batch([registration])
            arrival = self._arrival(connection, self._recorder.new_id(), person, now)
            return Batch([registration, *arrival.drafts], arrival.number)

        return self._recorder.record(draft.form, person, compose)

    def _arrival(
        self, connection: Connection, form: EntryId, person: PersonId, now: datetime
    ) -> Batch:
        number = next_number(connection, self._station, now.date())
        body = VisitArrived(day=now.date(), number=number)
        return Batch([Draft(form, person, body)], number)


def _refuse_known(connection: Connection, person: PersonId, draft: Registration) -> None:
    if reads.exists(connection, person):
        raise AlreadyKnown(person)
    for known in known_by(connection, draft.numbers):
        raise AlreadyKnown(known)


def _refuse_of_another(
    connection: Connection, file: PersonFile, numbers: tuple[IdentityNumber, ...]
) -> None:
    fresh = [number for number in numbers if number not in file.person.numbers]
    for other in people_of(connection, fresh):
        if other not in file.ids:
            raise NumberOfAnother(other)


def _arrival_of_day(file: PersonFile, site: SiteCode, day: date) -> Already | None:
    """Return the entry by which a person was received at a site on a day, or None."""
    arrivals = (
        Already(line)
        for line in file.lines
        if isinstance(line.body, VisitArrived) and (line.entry.site, line.body.day) == (site, day)
    )
    return next(arrivals, None)
