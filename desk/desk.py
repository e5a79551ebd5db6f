"""The desk as a whole: one open store, one operator, and everything that can be done there."""

from __future__ import annotations

from dataclasses import dataclass

from desk.cards import Cards
from desk.clock import Clock
from desk.day import Day
from desk.identify import Identify
from desk.injection import Injection
from desk.observation import Observation
from desk.queues import Queues
from desk.reception import Reception
from desk.screening import Screening
from desk.standing import Standings
from desk.station import Station
from desk.stock import Stock
from immunization.ids import EntryId


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases, sharing one store and one recorder. Made by `open_desk`.

    Reads are plain calls for an io thread (one or two queries each); writes return futures.
    A change of operator makes a new Desk over the same store.
    """

    station: Station
    clock: Clock
    identify: Identify
    reception: Reception
    cards: Cards
    screening: Screening
    injection: Injection
    observation: Observation
    queues: Queues
    day: Day
    stock: Stock
    standings: Standings

    def new_form(self) -> EntryId:
        """Return a fresh id for a form that opens now; the same form saves the same entry."""
        raise NotImplementedError
