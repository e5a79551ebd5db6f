"""The one field: whatever was scanned or typed, say what it is and what to do with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from desk import given
from desk.badges import Badges
from desk.cards import Cards
from desk.clock import Clock
from desk.codes import Codes
from desk.consent_sheets import NOT_HERE, STALE, find_sheet
from desk.finding import Finder
from desk.given import Pixels
from desk.hits import Hit
from desk.hubs import Hubs
from desk.identified import (
    Candidates,
    Identified,
    NewPerson,
    Nothing,
    NotOurs,
    Opened,
    StaffScanned,
    VialScanned,
)
from desk.signers import signers
from desk.station import Ids, Station
from desk.vials import find_lot
from immunization.names import tidy
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db import search
from local_db.store import Store
from scanners.certificates.certificates import Certificates
from scanners.payloads import LONGEST, Kind, Payload, recognise

__all__ = [
    "Candidates",
    "Hit",
    "Identified",
    "Identify",
    "Kind",
    "NewPerson",
    "NotOurs",
    "Nothing",
    "Opened",
    "Pixels",
    "StaffScanned",
    "VialScanned",
]

_SIGNED: Final = frozenset({"health_book", "appointment", "confirmation"})
_EMPTY: Final = Text(vi="Xin quét mã, hoặc gõ tên hay số.", en="Scan a code, or type a name.")


class Identify:
    """Tells what came in by the one field."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        station: Station,
        catalogue: Catalogue,
        cards: Cards,
        ids: Ids,
        certificates: Certificates,
    ) -> None:
        self._store = store
        self._clock = clock
        self._station = station
        self._site = station.site
        self._catalogue = catalogue
        self._cards = cards
        self._certificates = certificates
        self._finder = Finder(cards, station.site, ids)
        self._hubs = Hubs(store)
        self._badges = Badges(store)
        self._codes = Codes(self._finder, cards, station.site, ids)

    def scanned(self, raw: bytes | str) -> Identified:
        """Answer a code from the camera or a hand scanner. Never raises for what it reads."""
        return self._answer(recognise(raw))

    def file(self, path: Path) -> Identified:
        """Answer the code in a file that was dropped. Raises GivenUnread; for an io thread."""
        return self.scanned(given.code_of_file(path))

    def picture(self, picture: Pixels) -> Identified:
        """Answer the code in a picture that was pasted. Raises GivenUnread; for an io thread."""
        return self.scanned(given.code_of_pixels(picture))

    def typed(self, text: str) -> Identified:
        """Answer typed text when Enter was pressed: code, number, phone, number of the day, name.

        One hit opens the person; several are candidates.
        """
        payload = recognise(text)
        if payload.kind != "unknown":
            return self._answer(payload)
        plain = tidy(text)
        if not plain:
            return Nothing("", _EMPTY)
        now = self._clock.now()
        with self._store.read() as connection:
            people = self._finder.with_number_of_day(connection, plain, now)
            return self._finder.typed(connection, plain, people, now)

    def suggest(self, text: str, limit: int = 12) -> Candidates:
        """Return the list while somebody is still typing: never opens anybody."""
        plain = tidy(text[:LONGEST])[: search.LONGEST]
        now = self._clock.now()
        with self._store.read() as connection:
            people = self._finder.with_number_of_day(connection, plain, now)
            return self._finder.candidates(connection, plain, people, now, limit)

    def _answer(self, payload: Payload) -> Identified:
        if payload.hub is not None:
            return self._hubs.meet(payload.hub)
        if payload.kind == "badge":
            return self._badges.meet(payload)
        now = self._clock.now()
        payload = self._certificates.read(payload, now)
        with self._store.read() as connection:
            if payload.kind in _SIGNED:
                payload = recognise(payload.raw, signers(connection))
            if payload.vial is not None:
                found = find_lot(connection, payload.vial, self._site, now.date(), self._catalogue)
                return VialScanned(*found)
            if payload.kind == "consent_sheet" and payload.search:
                return self._sheet(connection, payload.search, now)
            if payload.kind == "number" and payload.search:
                return self._finder.bare_number(connection, payload.search, now)
            return self._codes.answer(connection, payload, now)

    def _sheet(self, connection: Connection, code: str, now: datetime) -> Identified:
        """Open whose consent sheet it is; one with other words than the day's is not taken."""
        found = find_sheet(connection, code, self._station, now.date(), self._catalogue)
        if found is None or not found.is_current:
            return NotOurs(STALE if found else NOT_HERE, "consent_sheet")
        card = self._cards.read(connection, found.person, now)
        return Opened(card, "consent_sheet", sheet=code)
