"""What stands in the written report of a serious event, gathered from the journal.

The items are those of Circular 34/2018/TT-BYT art. 14 (with every lot used in the round and
the people vaccinated with it, and how they are) and WHO's core variables (standard form of
December 2020). The form is Vietnamese law's: it is worded in Vietnamese alone.
`docs/serious-event-form.md` sets both side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Final

from sqlalchemy import Connection

from desk.clock import moment
from desk.person_file import PersonFile
from desk.station import Station
from desk.wording import age_words, clock_time, millilitres, sex_words, vital_signs
from immunization.adverse_events import (
    BEARING,
    CRITERIA,
    TREATED_AT,
    report_due,
    symptom_label,
)
from immunization.dates import show_day, stored
from immunization.entries import LotReceived, ReactionFollowedUp, VialDiluted, VialOpened
from immunization.ids import SubjectId, lot_at_site
from immunization.labels import BODY_SITES, OUTCOMES, ROUTES, dose_name
from immunization.vaccines import Catalogue
from local_db import adverse, reads
from local_db.adverse import RoundDose
from records.folds.person_values import Dose, Reaction

_HOW: Final = {"phone": "Báo ngay (điện thoại)", "written": "Báo cáo bằng văn bản"}
_STATES: Final = {None: "Bình thường", "mild": "Phản ứng nhẹ", "serious": "Tai biến nặng"}
UNKNOWN: Final = "chưa rõ"

Facts = dict[str, object]


def report_of(
    connection: Connection,
    file: PersonFile,
    reaction: Reaction,
    station: Station,
    catalogue: Catalogue,
    now: datetime,
) -> Facts:
    """Return the report's data by item, as its template ``serious_event.typ`` reads it."""
    staff = {station.operator.id: station.operator.name, **reads.staff_names(connection)}
    dose = file.person.doses.get(reaction.report.dose) if reaction.report.dose else None
    zone = now.tzinfo
    due = report_due(reaction.serious_at).astimezone(zone)
    return {
        "case": reaction.id,
        "site": station.site_name,
        "site_code": station.site,
        "printed": _moment(now, now),
        "due": _moment(due, now),
        "reporter": staff.get(reaction.by, UNKNOWN) if reaction.by else UNKNOWN,
        "reported": _moment(reaction.reported_at, now),
        "steps": [
            [_HOW[step.how], _moment(step.at, now), step.to or "", staff.get(step.by, "")]
            for step in reaction.steps
            if step.how in _HOW and step.by is not None
        ],
        "person": _person(file, reaction, now),
        "dose": _dose(connection, dose, catalogue, station, now),
        "others": list(_others(file, dose, catalogue, now)),
        "event": _event(reaction, now),
        "course": list(_course(reaction, now)),
        "lots": list(_lots(connection, reaction, station, catalogue)),
        "people": list(_people(connection, reaction, station, now)),
        "round": show_day(reaction.report.day),
    }


def _person(file: PersonFile, reaction: Reaction, now: datetime) -> Facts:
    person = file.person
    birth = stored(person.birth)
    bearing = BEARING.get(reaction.report.bearing or "")
    return {
        "name": person.name,
        "birth": birth.show() if birth else UNKNOWN,
        "age": age_words(birth, now.date()).vi,
        "sex": sex_words(person.sex).vi,
        "bearing": bearing.vi if bearing else "",
        "address": ", ".join(part for part in (person.address, person.commune) if part) or UNKNOWN,
        "phone": person.phone or UNKNOWN,
        "guardian": person.guardian or "",
        "numbers": ", ".join(number.value for number in person.numbers),
        "history": "; ".join(
            part for part in (person.allergies, reaction.report.history) if part
        ),
    }  # fmt: skip


def _dose(
    connection: Connection, dose: Dose | None, catalogue: Catalogue, station: Station, now: datetime
) -> Facts:
    if dose is None:
        return {}
    given = dose.given
    vaccine = catalogue.vaccine(given.product)
    received = _received(connection, given.product, given.lot, dose)
    vial, diluted = _vial(connection, dose)
    return {
        "name": catalogue.name_of(given.product),
        "maker": vaccine.maker if vaccine else UNKNOWN,
        "antigen": ", ".join(catalogue.series_title(one).vi for one in vaccine.series)
        if vaccine
        else "",
        "lot": given.lot,
        "expiry": show_day(given.expiry) if given.expiry else UNKNOWN,
        **received,
        "which": dose_name(given.dose_kind, given.number).vi,
        "volume": millilitres(given.volume).vi,
        "route": ROUTES[given.route].vi,
        "site": given.place or BODY_SITES[given.body_site].vi,
        "given": _moment(given.given_at, now),
        "place": station.site_name if dose.site == station.site else dose.site,
        "opened": clock_time(vial.opened_at.astimezone(now.tzinfo)) if vial else UNKNOWN,
        "diluent": (diluted.diluent_lot if diluted else None) or "",
        "diluent_expiry": show_day(diluted.diluent_expiry)
        if diluted and diluted.diluent_expiry
        else "",
    }


def _others(
    file: PersonFile, dose: Dose | None, catalogue: Catalogue, now: datetime
) -> Iterator[list[str]]:
    """The other vaccines that the person got in the same visit: each may be the suspect."""
    for one in file.person.live_doses:
        if dose is None or one.id == dose.id or one.site != dose.site:
            continue
        given = one.given
        if given.day == dose.given.day:
            yield [
                catalogue.name_of(given.product), given.lot,
                show_day(given.expiry) if given.expiry else UNKNOWN,
                dose_name(given.dose_kind, given.number).vi,
                ", ".join((
                    millilitres(given.volume).vi, ROUTES[given.route].vi,
                    given.place or BODY_SITES[given.body_site].vi,
                )),
                clock_time(given.given_at.astimezone(now.tzinfo)),
            ]  # fmt: skip


def _received(connection: Connection, product: str, lot: str, dose: Dose) -> dict[str, str]:
    """Return what was said of the lot when it came: of each the latest that says anything."""
    about = lot_at_site(dose.site, product, lot)
    lines = reads.subject_lines(connection, [SubjectId(about)]).get(about, [])
    bodies = [line.body for line in lines if isinstance(line.body, LotReceived)]
    said = {
        "supplier": _last(*(body.supplier for body in bodies)),
        "licence": _last(*(body.licence for body in bodies)),
        "storage": _last(*(body.storage for body in bodies)),
    }
    return {name: value or UNKNOWN for name, value in said.items()}


def _vial(
    connection: Connection, dose: Dose
) -> tuple[VialOpened | None, VialDiluted | VialOpened | None]:
    """Return the vial that the desk had open when it gave the dose, and what says its diluent."""
    about = adverse.vial_at(connection, dose)
    lines = reads.subject_lines(connection, [SubjectId(about)]).get(about, []) if about else []
    opened = next((line.body for line in lines if isinstance(line.body, VialOpened)), None)
    diluted = [line.body for line in lines if isinstance(line.body, VialDiluted)]
    said = opened if opened is not None and opened.diluent_lot else None
    return opened, diluted[-1] if diluted else said


def _event(reaction: Reaction, now: datetime) -> Facts:
    report = reaction.report
    later = [note.body for note in reaction.notes if isinstance(note.body, ReactionFollowedUp)]
    signs = vital_signs(report.vitals)
    return {
        "onset": _moment(report.onset_at, now),
        "symptoms": ", ".join(symptom_label(one).vi for one in report.symptoms),
        "description": report.description or "",
        "vitals": signs.vi if signs else "",
        "criteria": {code: code in reaction.criteria for code in CRITERIA},
        "treatment": report.treatment or UNKNOWN,
        "treated_at": _treated(report.treated_at, *(body.treated_at for body in later)),
        "outcome": OUTCOMES[reaction.outcome].vi,
        "cause": _last(report.cause, *(body.cause for body in later)) or UNKNOWN,
        "died": next((show_day(b.died_on) for b in reversed(later) if b.died_on), ""),
        "autopsy": next(
            ("có" if b.autopsy else "không" for b in reversed(later) if b.autopsy is not None), ""
        ),
        "investigation": next(
            (show_day(b.investigate_on) for b in reversed(later) if b.investigate_on), ""
        ),
    }


def _course(reaction: Reaction, now: datetime) -> Iterator[list[str]]:
    for note in reaction.notes[1:]:
        signs = vital_signs(note.body.vitals)
        treated = note.body.treatment
        parts = (note.text, signs.vi if signs else None, f"Xử trí: {treated}" if treated else None)
        said = "; ".join(part for part in parts if part)
        yield [_moment(note.at, now), said, OUTCOMES[note.outcome].vi]


def _lots(
    connection: Connection, reaction: Reaction, station: Station, catalogue: Catalogue
) -> Iterator[list[str]]:
    """Every vaccine of the round by name, lot and expiry, with the people and how they are."""
    day = reaction.report.day
    doses = adverse.round_of(connection, station.site, day)
    vials = adverse.vials_of(connection, station.site, day)
    ill = adverse.severities(connection, station.site, day)
    for (product, lot), given in groupby(doses, key=lambda one: (one.product, one.lot)):
        of_lot = list(given)
        states = [ill.get(one.person) for one in of_lot]
        opened, wasted = vials.get((product, lot), (0, 0))
        yield [
            catalogue.name_of(product), lot, _expiry(of_lot), str(len(of_lot)),
            str(opened) if opened else UNKNOWN, str(wasted), str(states.count(None)),
            str(states.count("mild")), str(states.count("serious")),
        ]  # fmt: skip


def _people(
    connection: Connection, reaction: Reaction, station: Station, now: datetime
) -> Iterator[list[object]]:
    day = reaction.report.day
    ill = adverse.severities(connection, station.site, day)
    doses = adverse.round_of(connection, station.site, day)
    for lot, given in groupby(doses, key=lambda one: one.lot):
        rows = [
            [
                one.number or "", one.name, _born(one.birth),
                clock_time(moment(one.given_at, now)),
                _STATES[ill.get(one.person)],
            ]
            for one in given
        ]  # fmt: skip
        yield [lot, rows]


def _expiry(doses: Iterable[RoundDose]) -> str:
    found = next((one.expiry for one in doses if one.expiry), None)
    return show_day(date.fromisoformat(found)) if found else UNKNOWN


def _born(birth: str | None) -> str:
    known = stored(birth)
    return known.show() if known else UNKNOWN


def _treated(*places: str | None) -> str:
    last = _last(*places)
    if last is None:
        return UNKNOWN
    return TREATED_AT[last].vi if last in TREATED_AT else last


def _last(*values: str | None) -> str | None:
    return next((value for value in reversed(values) if value), None)


def _moment(at: datetime, now: datetime) -> str:
    local = at.astimezone(now.tzinfo)
    return f"{clock_time(local)} ngày {show_day(local.date())}"
