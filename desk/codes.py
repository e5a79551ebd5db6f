"""Answers the code of a card, a book or a phone: whose it is, and what contradicts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection

from desk.card import Clash
from desk.cards import Cards
from desk.clashes import as_clash, card_against_record
from desk.finding import SHOWN, Finder
from desk.hits import Hit, hits
from desk.identified import Candidates, Identified, NewPerson, NotOurs, Opened
from desk.registration import Registration
from desk.station import Ids
from desk.wording import filled
from immunization.dates import PartialDate
from immunization.entries import IdentityNumber
from immunization.ids import PersonId, SiteCode
from immunization.names import fold, tidy
from immunization.text import Text
from scanners.payloads import Payload, PersonFacts

_SEVERAL: Final = Text(
    vi="Nhiều hồ sơ có số này. Xin chọn đúng người.",
    en="Several records have this number. Please choose the right person.",
)
_HINT: Final = Text(
    vi="Mã này che số, chỉ để tìm. Xin xem giấy tờ rồi chọn người.",
    en="This code hides the number and only hints. Please see the papers and choose.",
)
_NO_PERSON: Final = Text(
    vi="Mã này không nói là ai. Không lưu gì. Xin đưa căn cước.",
    en="This code does not say who it is. Nothing is saved. Please ask for the ID card.",
)

_BESIDES: Final = Text(
    vi="Trên thẻ còn có: {said}. Chưa rõ nghĩa, không lưu.",
    en="The card also holds: {said}. What it means is not confirmed; it is not saved.",
)
_LONGEST_SLOT: Final = 60


class Codes:
    """Reads codes that are about a person."""

    def __init__(self, finder: Finder, cards: Cards, site: SiteCode, ids: Ids) -> None:
        self._finder = finder
        self._cards = cards
        self._site = site
        self._ids = ids

    def answer(self, connection: Connection, payload: Payload, now: datetime) -> Identified:
        """Return what to do with a code that is not a vial's."""
        facts = payload.person
        if payload.kind == "garbled":
            return self._garbled(connection, payload, now)
        if facts is None or payload.signature == "bad":
            return NotOurs(payload.answer or _NO_PERSON, payload.kind)
        if not (payload.is_identity or facts.id):
            return self._hinted(connection, payload, facts, now)
        return self._person(connection, payload, facts, now)

    def _person(
        self, connection: Connection, payload: Payload, facts: PersonFacts, now: datetime
    ) -> Identified:
        people = self._finder.with_numbers(connection, facts.numbers, now, facts.id)
        inside = tuple(as_clash(found) for found in payload.conflicts)
        said = payload.answer or _besides(payload)
        faults, says = payload.faults, (said,) if said else ()
        if not people:
            return NewPerson(self._registration(payload, facts), payload.kind, inside, faults, says)
        if len(people) > 1:
            rows = hits(connection, people, self._site, now)
            return Candidates("", rows, len(rows), note=_SEVERAL)
        card = self._cards.read(connection, people[0], now)
        clashes = (*inside, *card_against_record(facts, card))
        card = replace(card, clashes=_each_once(card.clashes, clashes))
        return Opened(card, payload.kind, clashes, faults, says=says)

    def _garbled(self, connection: Connection, payload: Payload, now: datetime) -> Identified:
        """Take the number that survived, find the person by it, and nothing else."""
        answer = payload.answer or _NO_PERSON
        if payload.search is None:
            return NotOurs(answer, payload.kind)
        found = self._finder.bare_number(connection, payload.search, now)
        if isinstance(found, Opened):
            return replace(found, read=payload.kind, faults=(answer,))
        return NotOurs(answer, payload.kind)

    def _hinted(
        self, connection: Connection, payload: Payload, facts: PersonFacts, now: datetime
    ) -> Candidates:
        """Search by what a masked or unchecked code shows: never an identity."""
        first: list[PersonId] = []
        tail = payload.search
        if payload.kind == "health_book" and tail:
            book = IdentityNumber("health_book", tail)
            first, tail = self._finder.with_numbers(connection, (book,), now), None
        found = self._finder.candidates(connection, facts.name or "", first, now, SHOWN)
        return replace(
            found,
            hits=tuple(hit for hit in found.hits if _may_be(hit, facts.birth, tail)),
            typed=fold(facts.name or ""),
            masked=True,
            note=payload.answer or _HINT,
            certificate=payload.certificate if payload.signature == "good" else None,
        )

    def _registration(self, payload: Payload, facts: PersonFacts) -> Registration:
        form = Registration(
            form=self._ids(),
            name=facts.name or "",
            sex=facts.sex,
            birth=facts.birth.show() if facts.birth else "",
            numbers=facts.numbers,
            phone=facts.phone or "",
            address=facts.address or "",
            source=payload.kind,
            person=facts.id if payload.signature == "good" else None,
        )
        fields = ("name", "sex", "birth", "numbers", "phone", "address")
        return replace(form, from_card=frozenset(one for one in fields if getattr(form, one)))


def _besides(payload: Payload) -> Text | None:
    """Return what a card of 2024 holds in the slots whose meaning nobody has confirmed."""
    said = [tidy(slot)[:_LONGEST_SLOT] for slot in payload.extra if slot.strip()]
    if payload.kind != "can_cuoc" or not said:
        return None
    return filled(_BESIDES, said="; ".join(said))


def _each_once(*many: Iterable[Clash]) -> tuple[Clash, ...]:
    return tuple(dict.fromkeys(clash for clashes in many for clash in clashes))


def _may_be(hit: Hit, birth: PartialDate | None, tail: str | None) -> bool:
    """Tell whether a hit agrees with what a masked code shows: birth date, end of the number."""
    if (
        birth
        and hit.birth
        and (birth.latest < hit.birth.earliest or hit.birth.latest < birth.earliest)
    ):
        return False
    digits = hit.number_tail.lstrip("…") if hit.number_tail else ""
    return not (tail and digits) or tail.endswith(digits) or digits.endswith(tail)
