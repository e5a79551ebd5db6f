"""The refrigerators' temperatures: by hand, or from a logger's file; what left 2 to 8 °C."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from desk.clock import Clock, moment
from desk.errors import FieldMissing
from desk.recorder import Batch, Draft, Recorder, Saved
from desk.station import Station
from immunization.entries import Reading, TemperatureRead
from immunization.ids import EntryId, SiteCode, SubjectId, derived
from immunization.names import tidy
from immunization.temperatures import (
    Excursion,
    NotALog,
    excursions,
    is_out,
    portions,
    read_log,
    typed_celsius,
)
from immunization.text import Text
from local_db import temperatures
from local_db.store import Store

LOOK_BACK: Final = timedelta(days=30)
QUIET: Final = timedelta(hours=12)
"""A refrigerator is read twice a day; after so long without a reading it is named."""

_A_PORTION: Final = 250
"""Readings in one entry: some 11 KB of the 16 that an entry may have."""

_LONGEST_NAME: Final = 40
_NO_NAME: Final = Text(
    vi="Xin ghi tên tủ lạnh, tối đa 40 chữ.", en="Please name the refrigerator, 40 letters at most."
)


class Fridge(Struct, frozen=True):
    """A refrigerator: its last reading, and its excursions of the last 30 days, newest first."""

    name: str
    last_at: datetime
    celsius: float
    is_out: bool
    is_quiet: bool
    readings: int
    excursions: tuple[Excursion, ...]


class Fridges:
    """Reads and records temperatures."""

    def __init__(self, store: Store, clock: Clock, station: Station, recorder: Recorder) -> None:
        self._store = store
        self._clock = clock
        self._site = station.site
        self._recorder = recorder

    def all(self) -> tuple[Fridge, ...]:
        """Return the site's refrigerators that were ever read in the last 30 days, by name."""
        now = self._clock.now()
        since = int((now - LOOK_BACK).timestamp())
        with self._store.read() as connection:
            rows = temperatures.since(connection, self._site, since)
        by_name: dict[str, list[Reading]] = {}
        shown: dict[str, str] = {}
        for row in rows:
            reading = Reading(moment(row.at, now), row.celsius)
            by_name.setdefault(row.fridge.casefold(), []).append(reading)
            shown[row.fridge.casefold()] = row.fridge
        return tuple(_fridge(shown[one], by_name[one], now) for one in sorted(by_name))

    def record(self, form: EntryId, fridge: str, celsius: str) -> Future[Saved]:
        """Record a temperature that was read now. Raises FieldMissing, NotATemperature at once."""
        now = self._clock.now().replace(microsecond=0)
        reading = Reading(now, typed_celsius(celsius))
        return self._save(form, _name(fridge), [(reading,)], "hand")

    def take_file(self, form: EntryId, fridge: str, written: bytes) -> Future[Saved]:
        """Record a logger's file. Raises FieldMissing, NotALog at once; twice adds nothing wrong.

        Readings later than now are left out: the logger's clock is wrong, and says so.
        """
        now = self._clock.now()
        zone = now.tzinfo
        assert zone is not None  # noqa: S101 (the clock's promise)
        name = _name(fridge)
        log = read_log(written, zone)
        past = [one for one in log.readings if one.at <= now + timedelta(minutes=10)]
        if not past:
            raise NotALog("no reading before now")
        return self._save(form, name, list(portions(past, _A_PORTION)), "file")

    def _save(
        self, form: EntryId, fridge: str, parts: list[tuple[Reading, ...]], source: str
    ) -> Future[Saved]:
        about = fridge_at_site(self._site, fridge)

        def compose(connection: Connection, now: datetime) -> Batch:
            del connection, now
            drafts = [
                Draft(
                    form if place == 0 else self._recorder.new_id(),
                    about,
                    TemperatureRead(fridge=fridge, readings=part, source=source),
                )
                for place, part in enumerate(parts)
            ]
            return Batch(drafts)

        return self._recorder.record(form, about, compose, fridge)


def fridge_at_site(site: SiteCode, fridge: str) -> SubjectId:
    """Return the subject of a refrigerator: alike at every desk of the site that names it so."""
    return SubjectId(derived("fridge", site, fridge.casefold()))


def _fridge(name: str, readings: list[Reading], now: datetime) -> Fridge:
    last = readings[-1]
    return Fridge(
        name=name,
        last_at=last.at,
        celsius=last.celsius,
        is_out=is_out(last.celsius),
        is_quiet=now - last.at > QUIET,
        readings=len(readings),
        excursions=tuple(reversed(excursions(readings))),
    )


def _name(fridge: str) -> str:
    name = tidy(fridge)
    if not name or len(name) > _LONGEST_NAME:
        raise FieldMissing("fridge", _NO_NAME)
    return name
