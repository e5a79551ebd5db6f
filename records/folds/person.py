"""A person: who they are, where they are on their way through a site, doses and reactions.

Two facts about the same thing that were written apart are both kept where they are facts
(two doses are two doses). Of a person's particulars the latest in logical order counts;
the earlier ones stay in the journal and are shown as history.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from immunization.entries import (
    ConsentRecorded,
    DoseCertified,
    DoseGiven,
    DoseNotGiven,
    DoseVoided,
    HealthDeclared,
    IdentityNumber,
    ObservationEnded,
    PersonCorrected,
    PersonLinked,
    PersonRegistered,
    PersonUnlinked,
    ReactionAcknowledged,
    ReactionFollowedUp,
    ReactionNotified,
    ReactionReported,
    ReactionVoided,
    ScreeningCompleted,
    Severity,
    VisitArrived,
)
from immunization.ids import EntryId, PersonId
from records.folds.person_values import (
    Certified,
    Consent,
    Dose,
    Note,
    Person,
    Reaction,
    Screening,
    Step,
    Visit,
    Void,
    VoidedReaction,
)
from records.lines import Line

_PARTICULARS = (
    "name", "sex", "birth", "phone", "address", "commune", "allergies", "group", "guardian",
)  # fmt: skip

_EMPTIED = ("phone", "address", "commune", "allergies", "guardian")


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
        case DoseCertified() as body:
            entry = line.entry
            person.certified[entry.id] = Certified(entry.id, entry.site, entry.at, entry.by, body)
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
        case ReactionVoided() as body:
            _void_reaction(person, line, body)
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
    entry = line.entry
    void = Void(entry.id, entry.at, entry.by, body.reason, body.note)
    dose, proven = person.doses.get(body.dose), person.certified.get(body.dose)
    if dose is not None and dose.void is None:
        person.doses[body.dose] = replace(dose, void=void)
    elif proven is not None and proven.void is None:
        person.certified[body.dose] = replace(proven, void=void)


def _void_reaction(person: Person, line: Line, body: ReactionVoided) -> None:
    known, entry = person.reactions.pop(body.reaction, None), line.entry
    if known is not None:
        person.voided_reactions[known.id] = VoidedReaction(
            known, entry.id, entry.at, entry.by, body.reason, body.note
        )


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
    is_graver = not {*body.criteria} <= {*reaction.criteria}
    person.reactions[body.reaction] = replace(
        reaction,
        notes=(*reaction.notes, note),
        seen_from=len(reaction.steps) if is_graver else reaction.seen_from,
    )


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
        case ReactionReported() if line.entry.id in person.voided_reactions:
            return
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


def _is_about_all(body: ObservationEnded, visit: Visit, person: Person) -> bool:
    """Tell whether somebody left after all doses of the visit.

    Who let them go named the last dose; it may have been taken back since.
    """
    last, meant = visit.dose, person.doses.get(body.dose)
    if last is None or meant is None:
        return False
    is_after = meant.void is not None and meant.given.given_at > last.given.given_at
    return meant.id == last.id or is_after


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
            doses = (*visit.doses, person.doses[entry.id])
            visit = replace(visit, doses=doses, not_given=None, ended=None)
        case DoseNotGiven() as body if visit.dose is None:
            visit = replace(visit, not_given=(entry.at, body.reason))
        case ObservationEnded() as body if _is_about_all(body, visit, person):
            visit = replace(visit, ended=(entry.at, body.early_reason))
        case ReactionReported() as body:
            worst: Severity = "serious" if visit.reaction == "serious" else body.severity
            visit = replace(visit, reaction=worst)
        case ReactionFollowedUp():
            visit = replace(visit, reaction="serious")
        case _:
            pass
    return visit
