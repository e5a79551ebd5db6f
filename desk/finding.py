"""Finds people: by identity number, by number of the day, by whatever was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from desk.cards import Cards
from desk.hits import Hit, hits
from desk.identified import Candidates, Nothing, NotOurs, Opened
from desk.known import known_by
from desk.registration import Registration
from desk.station import Ids
from immunization.entries import IdentityNumber, NumberSystem
from immunization.errors import KnownError
from immunization.identity import parse_number
from immunization.ids import PersonId, SiteCode
from immunization.text import Text
from local_db import reads, search

SHOWN: Final = 20
_SYSTEMS: Final[tuple[NumberSystem, ...]] = ("cccd", "cmnd", "bhyt", "passport", "qid")
_NUMBER_OF_DAY: Final = re.compile(r"[A-Z]{1,2}\d{3,4}|\d{3,4}", re.ASCII)
_MOSTLY_DIGITS: Final = re.compile(r"(?:[^0-9]{0,20}[0-9]){6}")
# A mobile telephone number has ten digits as an insurance card has: nobody's identity is made of
# one. Mobile numbers begin with 03, 05, 07, 08 and 09.
_MOBILE: Final = re.compile(r"0[35789]\d{8}", re.ASCII)
_NOBODY: Final = Text(
    vi="Không thấy ai. Xin gõ thêm hoặc đăng ký người mới.",
    en="Nobody found. Please type more, or register a new person.",
)


class Finder:
    """Searches the people that the desk knows, for one site and day."""

    def __init__(self, cards: Cards, site: SiteCode, ids: Ids) -> None:
        self._cards = cards
        self._site = site
        self._ids = ids

    def with_numbers(
        self,
        connection: Connection,
        numbers: tuple[IdentityNumber, ...],
        now: datetime,
        known: PersonId | None = None,
    ) -> list[PersonId]:
        """Return who has these numbers, or the id ``known``; linked records as one.

        Of several records that one which was received today: queues and board have its id.
        """
        found = [known] if known and reads.exists(connection, known) else []
        found.extend(known_by(connection, numbers))
        humans: list[PersonId] = []
        seen: set[PersonId] = set()
        for person in dict.fromkeys(found):
            if person not in seen:
                ids = reads.linked(connection, person)
                seen.update(ids)
                humans.append(person if len(ids) == 1 else self._received(connection, ids, now))
        return humans

    def _received(self, connection: Connection, ids: list[PersonId], now: datetime) -> PersonId:
        today = reads.people_today(connection, ids, self._site, now.date())
        return next((id for id in ids if id in today and today[id].stage is not None), ids[0])

    def bare_number(
        self, connection: Connection, value: str, now: datetime
    ) -> Opened | Candidates | NotOurs | Nothing:
        """Answer a number without its system: identity numbers first, then any part, telephones."""
        numbers = tuple(IdentityNumber(system, value) for system in _SYSTEMS)
        people = self.with_numbers(connection, numbers, now)
        if len(people) == 1:
            return Opened(self._cards.read(connection, people[0], now))
        return self.typed(connection, value, people, now)

    def with_number_of_day(
        self, connection: Connection, plain: str, now: datetime
    ) -> list[PersonId]:
        """Return who has a number of today: "A061", or "061" of whatever desk."""
        number = plain.upper()
        if not _NUMBER_OF_DAY.fullmatch(number):
            return []
        return reads.person_with_number(connection, self._site, now.date(), number)

    def typed(
        self, connection: Connection, plain: str, first: Iterable[PersonId], now: datetime
    ) -> Opened | Candidates | NotOurs | Nothing:
        """Answer text that was typed to its end; the people ``first`` are meant before others."""
        found = self.candidates(connection, plain, first, now, SHOWN)
        if len(found.hits) == 1:
            return Opened(self._cards.read(connection, found.hits[0].person, now))
        return found if found.hits else self._nobody(plain)

    def candidates(
        self,
        connection: Connection,
        plain: str,
        first: Iterable[PersonId],
        now: datetime,
        limit: int,
    ) -> Candidates:
        """Return the list for what was typed so far."""
        rows = search.people(connection, plain, limit + 1) if plain else []
        people = list(dict.fromkeys([*first, *(row.person for row in rows)]))
        shown = _one_a_human(connection, hits(connection, people[:limit], self._site, now))
        return Candidates(plain, shown, search.count(connection), more=len(people) > limit)

    def _nobody(self, plain: str) -> NotOurs | Nothing:
        if _MOSTLY_DIGITS.match(plain):
            try:
                number = parse_number(plain)
            except KnownError as error:
                return NotOurs(Text(vi=error.sentence("vi"), en=error.sentence("en")))
            if _MOBILE.fullmatch(number.value):
                return Nothing(plain, _NOBODY, Registration(self._ids(), phone=number.value))
            return Nothing(plain, _NOBODY, Registration(self._ids(), numbers=(number,)))
        name = plain if not any(sign.isdigit() for sign in plain) else ""
        return Nothing(plain, _NOBODY, Registration(self._ids(), name=name))


def _one_a_human(connection: Connection, rows: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return the rows with linked records as one: that which was received today, else the first."""
    several = reads.with_links(connection, [row.person for row in rows])
    shown: dict[PersonId, Hit] = {}
    place: dict[PersonId, PersonId] = {}
    for row in rows:
        ids = reads.linked(connection, row.person) if row.person in several else [row.person]
        first = next((place[id] for id in ids if id in place), row.person)
        place[row.person] = first
        before = shown.setdefault(first, row)
        if before.stage == "none" and row.stage != "none":
            shown[first] = row
    return tuple(shown.values())
