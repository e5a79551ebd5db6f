"""Two doses of one person where one was meant: both are kept, and the supervisor decides.

Two desks that could not see each other may each record a dose (`desk.guard` says when that is
so). Neither record is wrong by itself, and nobody but a human being can tell whether one dose
went into the arm or two: so nothing is merged and nothing voided here.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from desk.clock import Clock, moment
from desk.station import Station
from desk.wording import clock_time, filled
from immunization.dates import show_day
from immunization.ids import DeviceId, EntryId, PersonId, SiteCode
from immunization.labels import dose_name
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db import doubles, queries, reads
from local_db.doubles import LiveDose
from local_db.store import Store

LOOK_BACK: Final = timedelta(days=30)
"""For so long two doses are shown, unless one is voided."""

APART: Final = timedelta(days=1)
"""Two doses against one disease this close are no schedule's: desks part ways over midnight too."""

WHAT_TO_DO: Final = Text(
    vi="Xin hỏi người được tiêm và hai bàn. Chỉ tiêm một mũi: huỷ mũi thừa, lý do Ghi hai lần. "
    "Đã tiêm cả hai: giữ cả hai, theo dõi và báo bác sĩ.",
    en="Ask the person and both desks. Only one was injected: void the other, as recorded twice. "
    "Both were: keep both, observe the person and tell the physician.",
)
_WHAT: Final = Text(vi="{product}, {dose}", en="{product}, {dose}")
_WHERE: Final = Text(vi="{time} ngày {day}, {desk}", en="{time} on {day}, {desk}")


class DoubleDose(Struct, frozen=True):
    """One of the two: what it was ("Comirnaty, mũi 1"), when, and where.

    ``place`` is the desk, or another site where ``is_here`` is False.
    """

    entry: EntryId
    what: Text
    at: datetime
    place: str
    is_here: bool = True

    @property
    def where(self) -> Text:
        """Return when and where: "08:47 ngày 23/11/2026, Bàn 2"."""
        day = show_day(self.at.date())
        return filled(_WHERE, time=clock_time(self.at), day=day, desk=self.place)


class Double(Struct, frozen=True):
    """A person with doses that were too close to be meant, the earlier first."""

    person: PersonId
    name: str
    doses: tuple[DoubleDose, ...]


class Doubles:
    """Finds them."""

    def __init__(self, store: Store, clock: Clock, station: Station, catalogue: Catalogue) -> None:
        self._store = store
        self._clock = clock
        self._station = station
        self._catalogue = catalogue

    def of_late(self) -> tuple[Double, ...]:
        """Return who got a dose here lately and another just before or after, newest first."""
        now, here = self._clock.now(), self._station.site
        since = now.date() - LOOK_BACK
        with self._store.read() as connection:
            doses = doubles.live_doses(connection, here, since, since - APART)
            same = _one_human_being(doubles.links(connection, here, since))
            desks = queries.devices(connection, here)
            sites = reads.site_names(connection)
        found = [
            self._double(close, desks, sites, now) for close in self._close(_by_person(doses, same))
        ]
        return tuple(sorted(found, key=lambda one: one.doses[-1].at, reverse=True))

    def _close(self, people: Iterable[list[LiveDose]]) -> Iterator[list[LiveDose]]:
        for of_one in people:
            by_disease: dict[str, list[LiveDose]] = defaultdict(list)
            for dose in sorted(of_one, key=lambda dose: (dose.given_at, dose.dose)):
                by_disease[self._disease(dose)].append(dose)
            for doses in by_disease.values():
                pairs = [
                    (one, other)
                    for one, other in itertools.pairwise(doses)
                    if other.day - one.day <= APART
                ]
                if pairs:
                    yield list(dict.fromkeys(dose for pair in pairs for dose in pair))

    def _disease(self, dose: LiveDose) -> str:
        vaccine = self._catalogue.vaccine(dose.product)
        return vaccine.series[0] if vaccine and vaccine.series else dose.product

    def _double(
        self,
        doses: list[LiveDose],
        desks: Mapping[DeviceId, str],
        sites: Mapping[SiteCode, str],
        now: datetime,
    ) -> Double:
        def where(dose: LiveDose) -> str:
            if dose.site != self._station.site:
                return sites.get(dose.site, dose.site)
            return desks.get(dose.device, self._station.site_name)

        shown = tuple(
            DoubleDose(
                dose.dose,
                filled(
                    _WHAT,
                    product=self._catalogue.name_of(dose.product),
                    dose=dose_name(dose.kind, dose.number),
                ),
                moment(dose.given_at, now),
                where(dose),
                dose.site == self._station.site,
            )
            for dose in doses
        )
        return Double(doses[-1].person, next((one.name for one in doses if one.name), ""), shown)


def _by_person(
    doses: Iterable[LiveDose], same: Mapping[PersonId, PersonId]
) -> Iterable[list[LiveDose]]:
    found: dict[PersonId, dict[EntryId, LiveDose]] = defaultdict(dict)
    for dose in doses:
        found[same.get(dose.person, dose.person)][dose.dose] = dose
    return [list(of_one.values()) for of_one in found.values()]


def _one_human_being(links: Iterable[tuple[PersonId, PersonId]]) -> Mapping[PersonId, PersonId]:
    """Return one id for each group of linked records."""
    root: dict[PersonId, PersonId] = {}

    def find(one: PersonId) -> PersonId:
        while root.get(one, one) != one:
            one = root[one]
        return one

    for one, other in links:
        first, second = sorted((find(one), find(other)))
        root[second] = first
        root.setdefault(first, first)
    return {one: find(one) for one in root}
