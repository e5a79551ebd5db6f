"""A person: who they are, where they are on their way through a site, doses and reactions.

Two facts about the same thing that were written apart are both kept where they are facts
(two doses are two doses). Of a person's particulars the latest in logical order counts;
the earlier ones stay in the journal and are shown as history.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace
from sqlalchemy import Table

from immunization.entries import (
    Conclusion,
    ConsentRecorded,
    DoseGiven,
    DoseNotGiven,
    DoseVoided,
    HealthDeclared,
    IdentityNumber,
    ObservationEnded,
    Outcome,
    PersonCorrected,
    PersonLinked,
    PersonRegistered,
    PersonUnlinked,
    ReactionAcknowledged,
    ReactionFollowedUp,
    ReactionNotified,
    ReactionReported,
    ScreeningCompleted,
    Severity,
    Sex,
    VisitArrived,
    VoidReason,
)
from immunization.ids import DeviceId, EntryId, PersonId, SiteCode, StaffId
from immunization.names import fold
from records import tables
from records.lines import Line

_PARTICULARS = (
    "name", "sex", "birth", "phone", "address", "commune", "allergies", "group", "guardian",
)  # fmt: skip

_EMPTIED = ("phone", "address", "commune", "allergies", "guardian")


class Note(Struct, frozen=True):
    """One line of what happened to a reaction."""

    entry: EntryId
    at: datetime
    outcome: Outcome
    text: str | None
    body: ReactionReported | ReactionFollowedUp


class Step(Struct, frozen=True):
    """What was done about a serious event: it was seen (``seen``), or told to those above."""

    entry: EntryId
    at: datetime
    by: StaffId | None
    how: Literal["seen", "phone", "written"]
    to: str | None = None


class Reaction(Struct, frozen=True):
    """A reported reaction, all its follow-ups and what was done about it, in logical order.

    ``reported_at`` is when the desk wrote it, ``by`` whom: a serious event's 24 hours run from
    then.
    """

    id: EntryId
    site: SiteCode
    reported_at: datetime
    by: StaffId | None
    report: ReactionReported
    notes: tuple[Note, ...]
    steps: tuple[Step, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """The latest outcome known."""
        return self.notes[-1].outcome

    @property
    def severity(self) -> Severity:
        """Mild or serious: as reported, or as a follow-up found it to be."""
        later = any(getattr(note.body, "criteria", ()) for note in self.notes[1:])
        return "serious" if later else self.report.severity

    @property
    def closed(self) -> bool:
        """Whether nothing more is awaited."""
        last = self.notes[-1].body
        return isinstance(last, ReactionFollowedUp) and last.closed

    def first(self, *hows: str) -> Step | None:
        """Return the first step of one of these kinds, or None."""
        return next((step for step in self.steps if step.how in hows), None)


class Void(Struct, frozen=True):
    """Who took a dose entry back, when and why."""

    entry: EntryId
    at: datetime
    by: StaffId | None
    reason: VoidReason
    note: str | None


class Dose(Struct, frozen=True):
    """A dose as it was entered, and its void if it has one."""

    id: EntryId
    site: SiteCode
    device: DeviceId
    epoch: int
    seq: int
    by: StaffId | None
    given: DoseGiven
    void: Void | None = None
    doubt: bool = False

    @property
    def observe_until(self) -> datetime:
        """When the observation of this dose is over."""
        return self.given.given_at + timedelta(minutes=self.given.observe_minutes)


class Screening(Struct, frozen=True):
    """The latest screening of a visit."""

    entry: EntryId
    at: datetime
    by: StaffId | None
    form: ScreeningCompleted


class Consent(Struct, frozen=True):
    """The latest consent of a visit, or refusal."""

    entry: EntryId
    at: datetime
    by: StaffId | None
    form: ConsentRecorded


class Visit(Struct, frozen=True):
    """One person's day at one site.

    A struct and not a dataclass: folding makes a new one at each step, ten times faster so.
    """

    site: SiteCode
    day: date
    number: str | None = None
    arrived_at: datetime | None = None
    screening: Screening | None = None
    consent: Consent | None = None
    dose: Dose | None = None
    not_given: tuple[datetime, str] | None = None
    ended: tuple[datetime, str | None] | None = None
    reaction: Severity | None = None

    @property
    def stage(self) -> str:
        """Where the person is: ``screening``, ``injection``, ``observation`` or ``done``."""
        if self.dose is not None:
            return "done" if self.ended else "observation"
        if self.not_given is not None:
            return "done"
        if self.screening is None:
            # A reaction alone brings nobody into the queue of those who wait.
            return "screening" if self.arrived_at else "done"
        return "injection" if self.conclusion == "vaccinate" else "done"

    @property
    def conclusion(self) -> Conclusion | None:
        """What the screening decided."""
        return self.screening.form.conclusion if self.screening else None

    @property
    def since(self) -> datetime | None:
        """Since when the person is at this stage."""
        times = [
            self.ended[0] if self.ended else None,
            self.dose.given.given_at if self.dose else None,
            self.not_given[0] if self.not_given else None,
            self.screening.at if self.screening else None,
            self.arrived_at,
        ]
        return next((time for time in times if time), None)


class Person(Struct):
    """A person as all entries about them say; the value of the fold, not changed after it."""

    id: PersonId
    name: str = ""
    sex: Sex | None = None
    birth: str | None = None
    phone: str | None = None
    address: str | None = None
    commune: str | None = None
    allergies: str | None = None
    group: int | None = None
    guardian: str | None = None
    numbers: tuple[IdentityNumber, ...] = ()
    registered: bool = False
    source: str = ""
    declared: HealthDeclared | None = None
    same_as: tuple[PersonId, ...] = ()
    doses: dict[EntryId, Dose] = field(default_factory=dict)
    visits: dict[tuple[SiteCode, date], Visit] = field(default_factory=dict)
    reactions: dict[EntryId, Reaction] = field(default_factory=dict)

    @property
    def live_doses(self) -> list[Dose]:
        """The doses that count, oldest first."""
        live = [dose for dose in self.doses.values() if dose.void is None]
        return sorted(live, key=lambda dose: (dose.given.given_at, dose.id))


def fold_person(subject: str, lines: Sequence[Line]) -> Person:
    """Fold a person's entries, given in logical order."""
    person = Person(PersonId(subject))
    for line in lines:
        _fold_fact(person, line)
    # A void or a follow-up may stand before what it speaks of: clocks of two desks that have
    # not met order them freely. So what points at something is applied after all that is there.
    for line in lines:
        _fold_pointer(person, line)
    for line in lines:
        _fold_visit(person, line)
    return person


def _fold_fact(person: Person, line: Line) -> None:
    match line.body:
        case PersonRegistered() as body:
            _take(person, body)
            person.numbers = _union(person.numbers, body.numbers)
            person.source = person.source or body.source
            person.registered = True
        case PersonCorrected() as body:
            _take(person, body)
            _empty(person, body)
            if body.numbers is not None:
                person.numbers = body.numbers
        case PersonLinked(same_as=other) if other not in person.same_as:
            person.same_as = (*person.same_as, other)
        case PersonUnlinked(same_as=other):
            person.same_as = tuple(one for one in person.same_as if one != other)
        case DoseGiven() as body:
            person.doses[line.entry.id] = _dose(line, body)
        case HealthDeclared() as body:
            person.declared = body
        case ReactionReported() as body:
            _report(person, line, body)
        case _:
            pass


def _fold_pointer(person: Person, line: Line) -> None:
    match line.body:
        case DoseVoided() as body:
            _void(person, line, body)
        case ReactionFollowedUp() as body:
            _follow_up(person, line, body)
        case ReactionAcknowledged(reaction=reaction):
            _step_taken(person, line, reaction, "seen")
        case ReactionNotified(reaction=reaction, how=how, to=to):
            _step_taken(person, line, reaction, how, to)
        case _:
            pass


def _take(person: Person, body: PersonRegistered | PersonCorrected) -> None:
    for name in _PARTICULARS:
        value = getattr(body, name)
        if value is not None and value != "":
            setattr(person, name, value)


def _empty(person: Person, body: PersonCorrected) -> None:
    """Take away what a correction says is not so: a telephone number of somebody else."""
    for name in _EMPTIED:
        if getattr(body, name) == "":
            setattr(person, name, None)


def _union(
    known: tuple[IdentityNumber, ...], more: tuple[IdentityNumber, ...]
) -> tuple[IdentityNumber, ...]:
    return (*known, *(number for number in more if number not in known)) if more else known


def _dose(line: Line, body: DoseGiven) -> Dose:
    entry = line.entry
    return Dose(
        id=entry.id,
        site=entry.site,
        device=line.device,
        epoch=line.epoch,
        seq=line.seq,
        by=entry.by,
        given=body,
        doubt=entry.doubt,
    )


def _void(person: Person, line: Line, body: DoseVoided) -> None:
    dose = person.doses.get(body.dose)
    if dose is None or dose.void is not None:
        return
    entry = line.entry
    void = Void(entry.id, entry.at, entry.by, body.reason, body.note)
    person.doses[body.dose] = replace(dose, void=void)


def _report(person: Person, line: Line, body: ReactionReported) -> None:
    entry = line.entry
    first = Note(entry.id, body.onset_at, body.outcome, body.description, body)
    reported = (entry.site, entry.at, entry.by)
    person.reactions[entry.id] = Reaction(entry.id, *reported, body, (first,))


def _follow_up(person: Person, line: Line, body: ReactionFollowedUp) -> None:
    reaction = person.reactions.get(body.reaction)
    if reaction is None:
        return
    note = Note(line.entry.id, line.entry.at, body.outcome, body.note, body)
    person.reactions[body.reaction] = replace(reaction, notes=(*reaction.notes, note))


def _step_taken(
    person: Person,
    line: Line,
    reaction: EntryId,
    how: Literal["seen", "phone", "written"],
    to: str | None = None,
) -> None:
    known, entry = person.reactions.get(reaction), line.entry
    if known is not None:
        step = Step(entry.id, entry.at, entry.by, how, to)
        person.reactions[reaction] = replace(known, steps=(*known.steps, step))


def _fold_visit(person: Person, line: Line) -> None:
    site = line.entry.site
    match line.body:
        case (
            VisitArrived(day=day)
            | ScreeningCompleted(day=day)
            | ConsentRecorded(day=day)
            | DoseNotGiven(day=day)
        ):
            visit = person.visits.get((site, day)) or Visit(site, day)
        case DoseGiven(day=day) if person.doses[line.entry.id].void is None:
            visit = person.visits.get((site, day)) or Visit(site, day)
        case ObservationEnded(day=day) | ReactionReported(day=day) if (site, day) in person.visits:
            visit = person.visits[site, day]
        case ReactionFollowedUp(reaction=reaction, criteria=criteria) if criteria:
            known = person.reactions.get(reaction)
            if known is None or (known.site, known.report.day) not in person.visits:
                return
            site, day = known.site, known.report.day
            visit = person.visits[site, day]
        case _:
            return
    person.visits[site, day] = _step(visit, line, person)


def _step(visit: Visit, line: Line, person: Person) -> Visit:
    entry = line.entry
    match line.body:
        case VisitArrived() as body if visit.number is None:
            visit = replace(visit, number=body.number, arrived_at=entry.at)
        case ScreeningCompleted() as body:
            screening = Screening(entry.id, entry.at, entry.by, body)
            visit = replace(visit, screening=screening, not_given=None)
        case ConsentRecorded() as body:
            visit = replace(visit, consent=Consent(entry.id, entry.at, entry.by, body))
        case DoseGiven():
            visit = replace(visit, dose=person.doses[entry.id], not_given=None, ended=None)
        case DoseNotGiven() as body if visit.dose is None:
            visit = replace(visit, not_given=(entry.at, body.reason))
        case ObservationEnded() as body if visit.dose and visit.dose.id == body.dose:
            visit = replace(visit, ended=(entry.at, body.early_reason))
        case ReactionReported() as body:
            worst: Severity = "serious" if visit.reaction == "serious" else body.severity
            visit = replace(visit, reaction=worst)
        case ReactionFollowedUp():
            visit = replace(visit, reaction="serious")
        case _:
            pass
    return visit


def rows(subject: str, lines: Sequence[Line]) -> Iterator[tuple[Table, tuple[object, ...]]]:
    """Return the rows of the person-side tables that a person's entries give."""
    person = fold_person(subject, lines)
    if person.registered:
        yield tables.person, _person_row(person)
    for number in set(person.numbers):
        yield tables.person_number, (person.id, number.system, number.value)
    for other in person.same_as:
        yield tables.person_link, (person.id, other)
    for visit in person.visits.values():
        yield tables.visit, _visit_row(person.id, visit)
    for dose in person.doses.values():
        yield tables.dose, _dose_row(person.id, dose)
    for reaction in person.reactions.values():
        yield tables.reaction, _reaction_row(person.id, reaction)


def _person_row(person: Person) -> tuple[object, ...]:
    values = [number.value for number in person.numbers]
    digits = " ".join([*values, person.phone] if person.phone else values)
    return (
        person.id, person.name, fold(person.name), person.sex, person.birth,
        values[0] if values else None, person.phone, person.address, person.commune,
        person.allergies, digits,
    )  # fmt: skip


def _visit_row(person: PersonId, visit: Visit) -> tuple[object, ...]:
    screening = visit.screening
    delay = screening.form.delay_until if screening else None
    dose = visit.dose
    return (
        person, visit.site, visit.day.isoformat(), visit.number, visit.stage,
        _seconds(visit.since) or 0, _seconds(visit.arrived_at),
        _seconds(screening.at) if screening else None, visit.conclusion,
        delay.isoformat() if delay else None, dose.id if dose else None,
        _seconds(dose.observe_until) if dose else None,
        _seconds(visit.ended[0]) if visit.ended else None, visit.reaction,
    )  # fmt: skip


def _dose_row(person: PersonId, dose: Dose) -> tuple[object, ...]:
    given = dose.given
    return (
        person, dose.id, dose.site, given.day.isoformat(), _seconds(given.given_at),
        given.product, given.lot, given.expiry.isoformat() if given.expiry else None,
        given.dose_kind, given.number, given.volume, given.body_site, given.route,
        given.vaccinator, dose.device, dose.void.reason if dose.void else None,
        _seconds(dose.void.at) if dose.void else None,
    )  # fmt: skip


def _reaction_row(person: PersonId, reaction: Reaction) -> tuple[object, ...]:
    report = reaction.report
    seen, told = reaction.first("seen"), reaction.first("written")
    return (
        person, reaction.id, report.dose, reaction.site, report.day.isoformat(),
        _seconds(report.onset_at), reaction.severity, " ".join(report.symptoms), reaction.outcome,
        _seconds(reaction.reported_at), _seconds(seen.at) if seen else None,
        _seconds(told.at) if told else None, reaction.closed,
    )  # fmt: skip


def _seconds(at: datetime | None) -> int | None:
    return int(at.timestamp()) if at else None
