"""Reads person cards: one moment of the database, everything the screen shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from desk.card import PersonCard, Stage
from desk.circumstances import circumstances
from desk.clashes import within_record
from desk.clock import Clock
from desk.guard import Guard, held_words
from desk.history import Lookups, timeline
from desk.judgement import due_today, judge, longest_age
from desk.knowledge import Sight, knowledge
from desk.lookalikes import lookalikes
from desk.person_file import PersonFile, read_file
from desk.standing import places_of, standings_of
from desk.station import Station
from desk.wording import age_words, birth_words, capital, joined, lower, same, sex_words
from immunization.adverse_events import symptom_label
from immunization.dates import stored
from immunization.ids import PersonId, SiteCode
from immunization.labels import OUTCOMES, SEVERITIES, dose_name
from immunization.names import given_name
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db import doubles, node, reads, seen
from local_db.store import Store
from records.folds.person_values import Person, Reaction, Visit


class Cards:
    """Reads person cards."""

    def __init__(
        self, store: Store, clock: Clock, station: Station, catalogue: Catalogue, guard: Guard
    ) -> None:
        self._store = store
        self._guard = guard
        self._clock = clock
        self._station = station
        self._catalogue = catalogue

    def of(self, person: PersonId) -> PersonCard:
        """Return the card of a person. Raises NoSuchPerson."""
        with self._store.read() as connection:
            return self.read(connection, person, self._clock.now())

    def read(
        self, connection: Connection, person: PersonId, now: datetime, vial: str | None = None
    ) -> PersonCard:
        """Return the card in a transaction that is open already. Raises NoSuchPerson.

        With a product in hand (``vial``) the verdict is about its series and no other.
        """
        file = read_file(connection, person)
        one, today, here = file.person, now.date(), self._station.site
        known = knowledge(
            file.lines,
            sight(connection, self._station, self._guard, now),
            now,
            longest_age(self._catalogue),
        )
        bearing = circumstances(one, today, self._catalogue)
        at_hand = meant = reads.products_at_hand(connection, here, today)
        if vial is not None:
            meant = [code for code in at_hand if self._is_alike(code, vial)] or [vial]
        verdict = judge(one, known, now, self._catalogue, bearing, meant)
        due = due_today(one, today, self._catalogue, bearing, at_hand)
        visit = one.visits.get((here, today))
        birth = stored(one.birth)
        return PersonCard(
            person=person,
            number=visit.number if visit else None,
            name=one.name,
            given_name=given_name(one.name),
            sex=one.sex,
            sex_words=sex_words(one.sex),
            birth=birth,
            birth_words=birth_words(birth),
            age=age_words(birth, today),
            numbers=one.numbers,
            phone=one.phone,
            address=one.address,
            guardian=one.guardian,
            group=one.group,
            allergies=one.allergies,
            past_reactions=tuple(_reactions(one)),
            stage=_stage(visit),
            conclusion=visit.conclusion if visit else None,
            verdict=verdict,
            history=timeline(
                one,
                self._lookups(connection, file, now),
                verdict.due.title if verdict.due else None,
            ),
            clashes=tuple(within_record(one)),
            lookalikes=lookalikes(connection, one.name, birth, one.numbers, file.ids),
            same_as=file.ids[1:],
            dose_today=visit.dose.id if visit and visit.dose else None,
            observe_until=visit.observe_until if visit else None,
            held=held_words(connection, self._guard, file.ids, here),
            still_due=tuple(self._catalogue.series_title(series) for series in due),
        )

    def _is_alike(self, code: str, other: str) -> bool:
        """Tell whether two products count in one series."""
        one, two = self._catalogue.vaccine(code), self._catalogue.vaccine(other)
        return one is not None and two is not None and bool({*one.series} & {*two.series})

    def _lookups(self, connection: Connection, file: PersonFile, now: datetime) -> Lookups:
        staff = reads.staff_names(connection)
        sites = {self._station.site: self._station.site_name, **reads.site_names(connection)}

        def site(code: SiteCode) -> str:
            return sites.get(code, code)

        return Lookups(
            catalogue=self._catalogue,
            here=self._station.site,
            now=now,
            operator=self._station.operator,
            staff=lambda who: staff.get(who) if who else None,
            site=site,
            standings=standings_of(connection, places_of(file.lines)),
        )


def sight(connection: Connection, station: Station, guard: Guard | None, now: datetime) -> Sight:
    """Return what this desk has seen of the others; without a guard not who they are."""
    progress = node.find_progress(connection)
    author = node.read(connection).author
    desks = reads.desk_names(connection, station.site) if guard else {}
    desks.pop(author.device, None)
    unheard = guard and guard.unheard(
        desks, lambda: doubles.desks_at_work(connection, station.site, now.date())
    )
    return Sight(
        author=author,
        site=station.site,
        seen=lambda: seen.seen(connection),
        as_of=progress.synced_at if progress else None,
        centre=lambda: reads.receipts(connection, author.device).get(("centre", author.epoch), 0),
        peers=tuple(desks.values()),
        unheard=tuple(desks[device] for device in unheard.devices) if unheard else (),
        since=unheard.since if unheard else None,
    )


def _stage(visit: Visit | None) -> Stage:
    match visit.stage if visit else "none":
        case "screening":
            return "screening"
        case "injection":
            return "injection"
        case "observation":
            return "observation"
        case "done":
            return "done"
        case _:
            return "none"


def _reactions(person: Person) -> Iterator[Text]:
    for reaction in sorted(person.reactions.values(), key=lambda one: one.report.onset_at):
        yield _pill(person, reaction)


def _pill(person: Person, reaction: Reaction) -> Text:
    """Return a past reaction as its pill says it: "Mũi 1 cơ bản: sốt, đã khỏi"."""
    report = reaction.report
    what = [symptom_label(symptom) for symptom in report.symptoms]
    if not what:
        what = [same(report.description) if report.description else SEVERITIES[report.severity]]
    said = joined(map(lower, [*what, OUTCOMES[reaction.outcome]]), ", ")
    dose = person.doses.get(report.dose) if report.dose else None
    if dose is None:
        return capital(said)
    name = capital(dose_name(dose.given.dose_kind, dose.given.number))
    return joined([name, said], ": ")
