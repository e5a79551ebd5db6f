"""The day's list and its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import Connection

from desk.clock import Clock, moment
from desk.standing import Standing, standings_of
from desk.station import Station
from desk.wording import age_words, clock_time, filled, joined, lower, same
from immunization.dates import stored
from immunization.entries import Body, DoseGiven, ScreeningCompleted, Severity, Sex
from immunization.ids import EntryId, PersonId
from immunization.labels import CONCLUSIONS, dose_name
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db import queries, reads
from local_db.queries import DayDose, DayVisit
from local_db.store import Store

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

_WORDS: Final[dict[DayStatus, Text]] = {
    "screening": Text(vi="Chờ khám", en="Waiting for screening"),
    "injection": Text(vi="Chờ tiêm", en="Waiting for injection"),
    "observation": Text(vi="Theo dõi", en="Under observation"),
    "vaccinated": Text(vi="Đã tiêm", en="Vaccinated"),
    "delay": CONCLUSIONS["delay"],
    "contraindicated": CONCLUSIONS["contraindicated"],
    "transfer": CONCLUSIONS["transfer"],
    "not_given": Text(vi="Không tiêm", en="Not injected"),
    "voided": Text(vi="Mũi đã huỷ", en="Dose voided"),
}
_DECIDED: Final = Text(
    vi="Khám: {conclusion}, đề xuất: {proposal}.",
    en="Screened: {conclusion}, proposed: {proposal}.",
)
_SCREENED: Final = Text(vi="Khám khác đề xuất", en="Screened otherwise")
_INJECTED: Final = Text(vi="Tiêm có lý do", en="For a reason")
_REASONED: Final = Text(vi="Tiêm có lý do:", en="Injected for a reason:")
_VOIDED: Final = Text(vi="Mũi ghi lúc {time} đã huỷ", en="The dose of {time} was voided")


class DayRow(Struct, frozen=True):
    """A line of the day's list. ``dose_words``: "Comirnaty, mũi 2"; ``at``: the last event.

    ``note`` names a dose of the day that was voided. ``entry`` is the dose's, if one counts.
    """

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
    note: Text | None = None


class LotFigure(Struct, frozen=True):
    """Doses of one lot recorded on the day; ``doses`` are those that count."""

    product: str
    product_name: str
    lot: str
    doses: int
    voided: int


class Overrule(Struct, frozen=True):
    """Somebody decided against what the rules propose.

    ``short`` says what kind of decision it was, ``text`` what it was, and the reason given.
    """

    person: PersonId
    short: Text
    text: Text
    by: str | None = None


class Figures(Struct, frozen=True):
    """The day in numbers: ``people`` = vaccinated + not_vaccinated + under_way.

    ``received`` counts those with a number of the day; ``observing`` are of the vaccinated.
    """

    day: date
    people: int
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
    overruled: tuple[Overrule, ...] = ()


class Day:
    """Reads the day."""

    def __init__(self, store: Store, clock: Clock, station: Station, catalogue: Catalogue) -> None:
        self._store = store
        self._clock = clock
        self._station = station
        self._catalogue = catalogue

    def rows(self, day: date | None = None) -> tuple[DayRow, ...]:
        """Return the list of a day (today) at this site, the newest first."""
        now = self._clock.now()
        wanted = day or now.date()
        site = self._station.site
        with self._store.read() as connection:
            visits = _came(queries.day_list(connection, site, wanted))
            doses = queries.day_doses(connection, site, wanted)
            voided, live = _by_person(doses, voided=True), _by_person(doses, voided=False)
            desks = queries.devices(connection, site)
            given = [visit.person for visit in visits if visit.dose]
            places = reads.places(connection, given, "dose.given")
            wanted_places = {v.dose: places[v.dose] for v in visits if v.dose in places and v.dose}
            standings = standings_of(connection, wanted_places)
        return tuple(
            self._row(
                visit,
                voided.get(visit.person, ()),
                live.get(visit.person, ()),
                desks.get(visit.device) if visit.device else None,
                standings.get(visit.dose) if visit.dose else None,
                now,
            )
            for visit in visits
        )

    def figures(self, day: date | None = None) -> Figures:
        """Return the figures of a day (today) at this site."""
        wanted = day or self._clock.today()
        site = self._station.site
        with self._store.read() as connection:
            visits = _came(queries.day_list(connection, site, wanted))
            doses = queries.day_doses(connection, site, wanted)
            overruled = self._overruled(connection, [visit.person for visit in visits], wanted)
        voided = _by_person(doses, voided=True)
        statuses = [_status(visit, is_voided=visit.person in voided) for visit in visits]
        count = {status: statuses.count(status) for status in _WORDS}
        vaccinated = count["vaccinated"] + count["observation"]
        under_way = count["screening"] + count["injection"] + count["voided"]
        return Figures(
            day=wanted,
            people=len(visits),
            received=sum(visit.number is not None for visit in visits),
            vaccinated=vaccinated,
            not_vaccinated=len(visits) - vaccinated - under_way,
            under_way=under_way,
            observing=count["observation"],
            delayed=count["delay"],
            contraindicated=count["contraindicated"],
            transferred=count["transfer"],
            not_given=count["not_given"],
            voided=sum(dose.void_reason is not None for dose in doses),
            mild_reactions=sum(visit.severity == "mild" for visit in visits),
            serious_reactions=sum(visit.severity == "serious" for visit in visits),
            overrides=len(overruled),
            lots=tuple(self._lots(doses)),
            overruled=tuple(overruled),
        )

    def _overruled(
        self, connection: Connection, people: Iterable[PersonId], day: date
    ) -> list[Overrule]:
        """Return screenings of the day that differ from the proposal, and doses with a reason."""
        staff = reads.staff_names(connection)
        found = []
        for person, lines in reads.lines(connection, list(people)).items():
            for line in lines:
                said = _overrule(line.body, day)
                if said is not None:
                    by = staff.get(line.entry.by) if line.entry.by else None
                    found.append(Overrule(PersonId(person), *said, by))
        return found

    def _row(
        self,
        visit: DayVisit,
        voided: Sequence[DayDose],
        live: Sequence[DayDose],
        desk: str | None,
        standing: Standing | None,
        now: datetime,
    ) -> DayRow:
        status = _status(visit, is_voided=bool(voided))
        return DayRow(
            person=visit.person,
            number=visit.number,
            name=visit.name,
            sex=visit.sex,
            age=age_words(stored(visit.birth), now.date()),
            status=status,
            status_words=_WORDS[status],
            dose_words=self._dose_words(visit, live),
            at=moment(visit.since, now),
            desk=desk,
            entry=visit.dose,
            standing=standing,
            severity=visit.severity,
            note=_note(voided, now),
        )

    def _dose_words(self, visit: DayVisit, live: Sequence[DayDose]) -> Text | None:
        """Return what was given: one dose by its number, several by their products."""
        if len(live) > 1:
            oldest_first = reversed(live)
            return same(", ".join(self._catalogue.name_of(one.product) for one in oldest_first))
        if visit.product is None or visit.dose_kind is None or visit.dose_number is None:
            return None
        name = dose_name(visit.dose_kind, visit.dose_number)
        product = self._catalogue.name_of(visit.product)
        return Text(vi=f"{product}, {name.vi}", en=f"{product}, {name.en}")

    def _lots(self, doses: Iterable[DayDose]) -> list[LotFigure]:
        counted: dict[tuple[str, str], list[int]] = {}
        for dose in doses:
            counts = counted.setdefault((dose.product, dose.lot), [0, 0])
            counts[dose.void_reason is not None] += 1
        return [
            LotFigure(product, self._catalogue.name_of(product), lot, live, voided)
            for (product, lot), (live, voided) in sorted(counted.items())
        ]


def _overrule(body: Body | None, day: date) -> tuple[Text, Text] | None:
    """Return what was decided against a proposal, in short and with why; None if nothing was."""
    match body:
        case ScreeningCompleted() if body.day == day and body.conclusion != body.proposal:
            words = filled(
                _DECIDED,
                conclusion=lower(CONCLUSIONS[body.conclusion]),
                proposal=lower(CONCLUSIONS[body.proposal]),
            )
            return _SCREENED, joined([words, same(body.reason or "")])
        case DoseGiven(reason=reason) if body.day == day and reason:
            return _INJECTED, joined([_REASONED, same(reason)], " ")
        case _:
            return None


def _came(visits: Iterable[DayVisit]) -> list[DayVisit]:
    """Leave out who is there only by a reaction to a dose that was given elsewhere."""
    return [
        visit
        for visit in visits
        if visit.number is not None or visit.screened_at is not None or visit.dose is not None
    ]


def _by_person(doses: Iterable[DayDose], *, voided: bool) -> Mapping[PersonId, list[DayDose]]:
    found: dict[PersonId, list[DayDose]] = {}
    for dose in doses:
        if (dose.void_reason is not None) == voided:
            found.setdefault(dose.person, []).append(dose)
    return found


def _status(visit: DayVisit, *, is_voided: bool) -> DayStatus:
    if visit.dose is not None:
        return "vaccinated" if visit.stage == "done" else "observation"
    if visit.conclusion is not None and visit.conclusion != "vaccinate":
        return visit.conclusion
    if is_voided and visit.stage != "done":
        return "voided"
    if visit.stage == "screening":
        return "screening"
    return "injection" if visit.stage == "injection" else "not_given"


def _note(voided: Sequence[DayDose], now: datetime) -> Text | None:
    if not voided:
        return None
    time = clock_time(moment(voided[0].given_at, now))
    return filled(_VOIDED, time=time)
