"""What citizens carry to a site, on paper: appointment slips and health books to cut out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from desk.paper import pdf
from immunization.dates import stored
from scanners import printing
from scanners.payloads import health_book
from scanners.payloads.appointment import Appointment, sentence
from scanners.payloads.appointment import encode as encode_appointment
from scanners.payloads.health_book import HealthBook
from scanners.payloads.slip import bearer

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from immunization.entries import PersonRegistered
    from immunization.ids import PersonId


class CitizenCard(Struct, frozen=True):
    """A paper to cut out: its title, whose it is, what it says, and the text of its code."""

    title: str
    name: str
    birth: str
    says: str
    code: str


def appointment(
    person: PersonId, facts: PersonRegistered, site: str, at: str, key: Ed25519PrivateKey
) -> CitizenCard:
    """Return the slip of an appointment; ``at`` is the site's own time, ISO to the minute."""
    told = Appointment(bearer(person, facts.name, facts.birth, facts.sex), site, at)
    says = sentence(told)
    code = encode_appointment(told, key)
    return CitizenCard("PHIẾU HẸN", facts.name, _birth(facts), says.vi if says else "", code)


def book(
    person: PersonId, facts: PersonRegistered, number: str, key: Ed25519PrivateKey
) -> CitizenCard:
    """Return a health book with its own number."""
    told = HealthBook(number, person, facts.name, facts.birth, facts.sex)
    code = health_book.encode(told, key)
    return CitizenCard("SỔ SỨC KHOẺ", facts.name, _birth(facts), f"Số sổ: {number}", code)


def paper(cards: Sequence[CitizenCard], site: str) -> bytes:
    """Return the PDF of papers of one site. Raises NotPrinted."""
    data = [
        {
            "title": one.title,
            "name": one.name,
            "birth": one.birth,
            "says": one.says,
            "svg": printing.svg(one.code),
        }
        for one in cards
    ]
    return pdf("citizen_cards.typ", {"site": site, "cards": data})


def _birth(facts: PersonRegistered) -> str:
    birth = stored(facts.birth)
    return birth.show() if birth else ""
