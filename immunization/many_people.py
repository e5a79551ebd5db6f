"""The rules asked about many people on one day: after a dispatch, or for a list of who is due.

A verdict depends on nothing but its arguments, so what they share is reckoned once. Somebody
has no dose in most series, and there are some 40,000 days on which a living person can have been
born: the verdicts of "no dose yet" are kept by birth date, and only the series in which somebody
has doses are asked one by one. Each verdict is that of `immunization.schedule.of_all_series`; a
property test holds the two to each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from immunization.courses import GivenDose
from immunization.dates import PartialDate
from immunization.schedule import Verdict, verdict
from immunization.vaccines import Catalogue

BIRTH_DATES: Final = 50_000
"""For so many birth dates the verdicts without a dose are kept: some 150 years of days."""


class ManyPeople:
    """The verdicts of all series on one day, by one catalogue. For one thread.

    ``known_as_of`` is the day up to which all histories are known, as in `schedule.verdict`.
    Nothing here bears upon one person's circumstances: ask `schedule.of_all_series` where it does.
    """

    def __init__(self, catalogue: Catalogue, on: date, *, known_as_of: date | None = None) -> None:
        """Take what is the same for all."""
        self._catalogue, self._on, self._known_as_of = catalogue, on, known_as_of
        self._places = {series.id: place for place, series in enumerate(catalogue.series)}
        spaced = [
            vaccine
            for vaccine in catalogue.vaccines
            if any(rule.concerns(vaccine) for rule in catalogue.schedule.spacings)
        ]
        self._spaced = {vaccine.code for vaccine in spaced}
        self._near = {self._places[one] for vaccine in spaced for one in vaccine.series}
        self._by_birth = lru_cache(BIRTH_DATES)(self._without_a_dose)

    def verdicts(
        self, history: Sequence[GivenDose], birth: PartialDate | None
    ) -> tuple[Verdict, ...]:
        """Return one verdict for each series of the catalogue, in its order.

        ``history`` are the doses that count, in any order; ``birth`` None if it is not known.
        """
        without = self._by_birth(birth)
        if not history:
            return without
        found = list(without)
        for place in self._touched(history):
            found[place] = self._asked(history, birth, self._catalogue.series[place].id)
        return tuple(found)

    def _touched(self, history: Sequence[GivenDose]) -> set[int]:
        """Return the places of the series on which doses bear; a stranger's dose is in all."""
        touched: set[int] = set()
        for dose in history:
            vaccine = self._catalogue.vaccine(dose.product)
            if vaccine is None:
                return set(self._places.values())
            touched.update(self._places[series] for series in vaccine.series)
            if vaccine.code in self._spaced:
                touched |= self._near
        return touched

    def _without_a_dose(self, birth: PartialDate | None) -> tuple[Verdict, ...]:
        return tuple(self._asked((), birth, series.id) for series in self._catalogue.series)

    def _asked(
        self, history: Sequence[GivenDose], birth: PartialDate | None, series: str
    ) -> Verdict:
        return verdict(
            history, birth, self._on, self._catalogue,
            known_as_of=self._known_as_of, series=series,
        )  # fmt: skip
