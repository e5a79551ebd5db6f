"""The rows of the projected tables that a person's entries fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Table

from immunization.ids import PersonId
from immunization.names import fold
from records import tables
from records.folds.person import fold_person
from records.folds.person_values import Dose, Person, Reaction, Visit
from records.lines import Line


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
        _seconds(visit.observe_until),
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
    seen, told = reaction.seen, reaction.first("written")
    return (
        person, reaction.id, report.dose, reaction.site, report.day.isoformat(),
        _seconds(report.onset_at), reaction.severity, " ".join(report.symptoms), reaction.outcome,
        _seconds(reaction.serious_at), _seconds(seen.at) if seen else None,
        _seconds(told.at) if told else None, reaction.closed,
    )  # fmt: skip


def _seconds(at: datetime | None) -> int | None:
    return int(at.timestamp()) if at else None
