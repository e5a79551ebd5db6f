"""A person's history as a timeline: every entry that says something clinical, newest first.

Nothing is left out: a voided dose stands there struck through, with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from desk.card import HistoryItem, VoidMark
from desk.reasons import not_given_words
from desk.staff import Operator
from desk.standing import Standing
from desk.wording import (
    capital,
    clock_time,
    filled,
    joined,
    lower,
    same,
    vital_signs,
)
from immunization.adverse_events import criterion_label, symptom_label
from immunization.dates import show_day
from immunization.ids import EntryId, SiteCode, StaffId
from immunization.labels import (
    CONCLUSIONS,
    OUTCOMES,
    REACTION_VOID_REASONS,
    SEVERITIES,
    SIGNATURES,
    VOID_REASONS,
    dose_name,
)
from immunization.text import Text
from immunization.vaccines import Catalogue
from records.folds.person_values import (
    Certified,
    Consent,
    Dose,
    Note,
    Person,
    Reaction,
    Screening,
    Visit,
    VoidedReaction,
)

_TODAY = Text(vi="Hôm nay: {what}", en="Today: {what}")
_AGREED = Text(vi="Đồng ý tiêm", en="Consent given")
_REFUSED = Text(vi="Từ chối tiêm", en="Consent refused")
_SHEET = Text(vi="phiếu …{tail}", en="sheet …{tail}")
_SCREENED = Text(vi="Khám {time}: {conclusion}", en="Screened {time}: {conclusion}")
_RECEIVED = Text(vi="Đón tiếp {time}, số {number}", en="Received {time}, number {number}")
_NOT_COUNTED = Text(
    vi="Trung tâm chưa tính mũi này; ở điểm tiêm mũi vẫn được tính.",
    en="The centre does not count this dose; at this site it still counts.",
)
_VOID_REFUSED = Text(
    vi="Trung tâm không nhận việc huỷ: {why}.", en="The centre refused the void: {why}."
)
_NOT_INJECTED = Text(vi="Không tiêm, {day}", en="Not injected, {day}")


class Lookups(Struct, frozen=True):
    """What turns ids into words and marks; every one answers for what it does not know too."""

    catalogue: Catalogue
    here: SiteCode
    now: datetime
    operator: Operator
    staff: Callable[[StaffId | None], str | None]
    site: Callable[[SiteCode], str]
    standings: Mapping[EntryId, Standing]

    def local(self, at: datetime) -> datetime:
        """Return an instant in the desk's zone."""
        return at.astimezone(self.now.tzinfo)


def timeline(person: Person, look: Lookups, due: Text | None = None) -> tuple[HistoryItem, ...]:
    """Return the stops of a person's timeline, newest first; today's visit stands on top.

    ``due`` names the dose that is due, for today's stop while nothing was injected.
    """
    today = look.now.date()
    items = [
        *(_dose(dose, look) for dose in person.doses.values()),
        *(_certified(dose, look) for dose in person.certified.values()),
        *(_reaction(reaction, look) for reaction in person.reactions.values()),
        *(_voided_reaction(one, look) for one in person.voided_reactions.values()),
        *_visits(person, today, look),
    ]
    items.sort(key=lambda item: (item.day, item.at.timestamp() if item.at else 0.0), reverse=True)
    here = person.visits.get((look.here, today))
    top = [] if here is None else [_today(here, due, look)]
    return (*top, *items)


def reaction_lines(note: Note) -> tuple[Text, Text | None, tuple[Text, ...]]:
    """Return a line of a reaction's course: its title, its outcome if told, what else was noted."""
    body = note.body
    symptoms: tuple[str, ...] = getattr(body, "symptoms", ())
    title = _capital_list(symptoms) if symptoms else None
    outcome = OUTCOMES[note.outcome] if note.outcome != "unknown" else None
    said = same(note.text) if note.text else None
    lines = [vital_signs(body.vitals), said if title else None, outcome if title or said else None]
    treated = getattr(body, "treatment", None)
    lines.append(Text(vi=f"Xử trí: {treated}", en=f"Treatment: {treated}") if treated else None)
    first = title or said or outcome or OUTCOMES["unknown"]
    return first, outcome, tuple(line for line in lines if line is not None)


def _capital_list(symptoms: tuple[str, ...]) -> Text:
    return capital(joined((lower(symptom_label(symptom)) for symptom in symptoms), ", "))


def _today(visit: Visit, due: Text | None, look: Lookups) -> HistoryItem:
    lines = []
    if visit.number and visit.arrived_at:
        time = clock_time(look.local(visit.arrived_at))
        lines.append(filled(_RECEIVED, time=time, number=visit.number))
    if visit.screening:
        lines.extend(_screening_lines(visit.screening, look))
    if visit.consent:
        lines.append(_consent_line(visit.consent))
    what = _what_today(visit, due)
    screening = visit.screening
    return HistoryItem(
        kind="today",
        day=visit.day,
        at=visit.since,
        title=filled(_TODAY, what=what),
        lines=tuple(lines),
        entry=screening.entry if screening else None,
        standing=look.standings.get(screening.entry) if screening else None,
    )


def _consent_line(consent: Consent) -> Text:
    """Say what was answered, and that the signed sheet came back, by the end of its code."""
    form = consent.form
    answer = _AGREED if form.agreed else _REFUSED
    parts = [answer, lower(SIGNATURES[form.signature])]
    if form.paper:
        parts.append(filled(_SHEET, tail=form.paper[-4:]))
    return joined(parts, ", ")


def _what_today(visit: Visit, due: Text | None) -> Text:
    if visit.dose:
        return dose_name(visit.dose.given.dose_kind, visit.dose.given.number)
    if visit.conclusion and visit.conclusion != "vaccinate":
        return lower(CONCLUSIONS[visit.conclusion])
    if visit.not_given:
        return Text(vi="không tiêm", en="not injected")
    return due or Text(vi="đã đón tiếp", en="received")


def _screening_lines(screening: Screening, look: Lookups) -> Iterator[Text]:
    form = screening.form
    time = clock_time(look.local(screening.at))
    said = filled(_SCREENED, time=time, conclusion=lower(CONCLUSIONS[form.conclusion]))
    by = look.staff(screening.by)
    yield joined([said, same(f"({by})")]) if by else said
    signs = vital_signs(form.vitals)
    if signs:
        yield signs
    for key, note in form.yes.items():
        with_note = f": {note}" if note else ""
        yield Text(vi=f"Mục {key}: có{with_note}", en=f"Item {key}: yes{with_note}")
    if form.reason:
        yield Text(vi=f"Khác đề xuất: {form.reason}", en=f"Overruled: {form.reason}")


def _visits(person: Person, today: date, look: Lookups) -> Iterator[HistoryItem]:
    for visit in person.visits.values():
        is_top = visit.site == look.here and visit.day == today
        if visit.not_given:
            at, reason = visit.not_given
            yield HistoryItem(
                kind="not_given",
                day=visit.day,
                at=at,
                title=_dated(_NOT_INJECTED, visit.day),
                lines=(not_given_words(reason),),
            )
        if visit.screening and not is_top:
            screening = visit.screening
            yield HistoryItem(
                kind="screening",
                day=visit.day,
                at=screening.at,
                title=_dated(Text(vi="Khám sàng lọc, {day}", en="Screening, {day}"), visit.day),
                lines=tuple(_screening_lines(screening, look)),
                entry=screening.entry,
                standing=look.standings.get(screening.entry),
            )


def _dose(dose: Dose, look: Lookups) -> HistoryItem:
    given = dose.given
    name, day = capital(dose_name(given.dose_kind, given.number)), show_day(given.day)
    product = look.catalogue.name_of(given.product)
    lines = [
        Text(vi=f"{product}, lô {given.lot}", en=f"{product}, lot {given.lot}"),
        same(look.site(dose.site)),
    ]
    if given.place:
        lines.append(Text(vi=f"Chỗ tiêm: {given.place}", en=f"Injected at: {given.place}"))
    if given.reason:
        lines.append(Text(vi=f"Lý do: {given.reason}", en=f"Reason: {given.reason}"))
    lines.extend(_refused(dose, look))
    return HistoryItem(
        kind="dose",
        day=given.day,
        at=given.given_at,
        title=Text(vi=f"{name.vi}, {day}", en=f"{name.en}, {day}"),
        lines=tuple(lines),
        entry=dose.id,
        standing=look.standings.get(dose.id),
        void=_void(dose, look),
        may_void=dose.void is None and look.operator.may_void(dose.site, look.here),
        doubtful_clock=dose.doubt,
    )


def _certified(dose: Certified, look: Lookups) -> HistoryItem:
    """Return a dose that a certificate told of: marked as such, with who signed by which key."""
    body = dose.body
    name, day = capital(dose_name(body.dose_kind, body.number)), show_day(body.day)
    scheme, issuer, key = body.scheme.upper(), body.issuer, body.key[:8]
    trusted = show_day(body.trusted_on)
    return HistoryItem(
        kind="dose",
        day=body.day,
        at=None,
        title=Text(vi=f"{name.vi}, {day}", en=f"{name.en}, {day}"),
        lines=(
            same(look.catalogue.name_of(body.product)),
            Text(
                vi=f"Theo chứng nhận {scheme} của {issuer}, khoá {key}, danh sách {trusted}",
                en=f"By {scheme} certificate of {issuer}, key {key}, list of {trusted}",
            ),
        ),
        entry=dose.id,
        standing=look.standings.get(dose.id),
        void=_void(dose, look),
    )


def _refused(dose: Dose, look: Lookups) -> Iterator[Text]:
    """Yield that the centre does not count a dose, or its void, and what to do."""
    at_centre = look.standings.get(dose.id)
    if dose.void is None and at_centre is not None and at_centre.to_do is not None:
        yield joined([_NOT_COUNTED, at_centre.to_do])
    void = look.standings.get(dose.void.entry) if dose.void else None
    if void is not None and void.why is not None and void.to_do is not None:
        yield joined([filled(_VOID_REFUSED, why=void.why), void.to_do])


def _void(dose: Dose | Certified, look: Lookups) -> VoidMark | None:
    void = dose.void
    if void is None:
        return None
    return VoidMark(VOID_REASONS[void.reason], void.note, look.local(void.at), look.staff(void.by))


def _reaction(reaction: Reaction, look: Lookups) -> HistoryItem:
    report = reaction.report
    words, day = SEVERITIES[reaction.severity], show_day(report.day)
    lines = [line for note in reaction.notes for line in _flat(note)]
    lines.extend(criterion_label(criterion) for criterion in report.criteria)
    return HistoryItem(
        kind="reaction",
        day=report.day,
        at=report.onset_at,
        title=Text(vi=f"{words.vi}, {day}", en=f"{words.en}, {day}"),
        lines=tuple(lines),
        entry=reaction.id,
        standing=look.standings.get(reaction.id),
        severity=reaction.severity,
        outcome=reaction.outcome,
        may_void=look.operator.may_void(reaction.site, look.here),
    )


def _voided_reaction(one: VoidedReaction, look: Lookups) -> HistoryItem:
    mark = VoidMark(
        REACTION_VOID_REASONS[one.reason], one.note, look.local(one.at), look.staff(one.by)
    )
    return replace(_reaction(one.reaction, look), void=mark, may_void=False)


def _flat(note: Note) -> Iterator[Text]:
    title, _, lines = reaction_lines(note)
    yield title
    yield from lines


def _dated(words: Text, day: date) -> Text:
    return filled(words, day=show_day(day))
