"""``bantiem centre paper SITE FILE PDF``: what citizens carry to a site, with signed codes.

Each line of the file is one paper: ``{"person": {…}, "at": "2026-11-24T08:30"}`` an appointment,
``{"person": {…}, "book": "BT24A0001"}`` a health book. The person is the body of a
``person.registered`` entry, with a number from which every desk derives the same id.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from desktop_app.commands import printed
from immunization.entries import PersonRegistered
from immunization.errors import KnownError
from immunization.ids import PersonId, SiteCode
from immunization.text import Text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from desk.citizen_cards import CitizenCard


class PaperLineUnreadable(KnownError):
    """A line is no paper: ``line`` counts from 1."""

    text = Text(
        vi="Dòng {line} không làm được phiếu: cần person có name và numbers, và at hoặc book. "
        "Chưa in gì. Xin sửa dòng ấy.",
        en="No paper can be made of line {line}: it needs person with name and numbers, and at or "
        "book. Nothing was printed. Please mend that line.",
    )


class PapersNotKept(KnownError):
    """The PDF could not be written where it was asked for."""

    text = Text(
        vi="Không ghi được tệp phiếu. Chưa in gì. Xin chọn chỗ khác; chỉ tệp PDF cũ mới được "
        "ghi đè.",
        en="The file of papers could not be written. Nothing was printed. Choose another place; "
        "only an old PDF is written over.",
    )


class Line(msgspec.Struct, frozen=True):
    """One paper: an appointment where ``at`` is given (the site's own time), else a book."""

    person: PersonRegistered
    at: str = ""
    book: str = ""


def add(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the action."""
    made = actions.add_parser(
        "paper", help="print appointment slips and health books: one JSON object a line"
    )
    made.add_argument("site")
    made.add_argument("file", type=Path, help="- for standard input")
    made.add_argument("pdf", type=Path, help="the PDF to write")
    made.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the papers.

    Raises UnknownSite, GivenFileUnreadable, PaperLineUnreadable, NotPrinted, PapersNotKept.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from central import roster
    from desk import citizen_cards
    from desktop_app.commands import given
    from desktop_app.commands.centre import existing_centre

    with existing_centre(options.data, options.database) as centre:
        name, _ = roster.of_site(centre, SiteCode(options.site))
        key = Ed25519PrivateKey.from_private_bytes(centre.key.private)
    lines = given.numbered(options.file)
    cards = [_card(at, line, options.site, key) for at, line in lines]
    made = citizen_cards.paper(cards, name)
    try:
        printed.keep(options.pdf, made)
    except OSError as error:
        raise PapersNotKept(type(error).__name__) from error
    print(len(cards))
    return 0


def _card(at: int, written: bytes, site: str, key: Ed25519PrivateKey) -> CitizenCard:
    from desk import citizen_cards
    from scanners.payloads import recognise
    from scanners.payloads.signed import trusted_keys

    line, person = _read(at, written)
    if line.at:
        card = citizen_cards.appointment(person, line.person, site, line.at, key)
    else:
        card = citizen_cards.book(person, line.person, line.book, key)
    # What no desk would take is not printed: a time that does not exist, a name too long.
    said = recognise(card.code, trusted_keys([key.public_key().public_bytes_raw()]))
    if said.signature != "good":
        raise PaperLineUnreadable(line=at)
    return card


def _read(at: int, written: bytes) -> tuple[Line, PersonId]:
    from immunization.persons import ids_of_numbers

    try:
        line = msgspec.json.decode(written, type=Line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PaperLineUnreadable(type(error).__name__, line=at) from error
    ids = ids_of_numbers(line.person.numbers)
    if not ids or not line.person.name or bool(line.at) == bool(line.book):
        raise PaperLineUnreadable("no number, or not one of at and book", line=at)
    return line, ids[0]
