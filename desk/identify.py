"""The one field: whatever was scanned or typed, say what it is and what to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desk.card import Clash, PersonCard
from desk.reception import Registration
from immunization.dates import PartialDate
from immunization.entries import Sex
from immunization.ids import LotId, PersonId
from immunization.text import Text
from scanners.payloads import Kind

Found = Literal["number", "code", "choice", "number_of_day", "typed"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the search list. ``number_tail``, ``phone_tail``: the last digits only.

    ``today``: "Chờ khám, số A061", "Đã tiêm 08:06", "Không có hẹn"; ``stage`` for its colour.
    """

    person: PersonId
    name: str
    sex: Sex | None
    birth: PartialDate | None
    birth_words: Text
    age: Text
    address: str | None
    number_tail: str | None
    phone_tail: str | None
    stage: str
    today: Text
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """One person was meant. ``clashes`` of card against record are shown in the card too.

    ``read`` says what kind of code it was; None where it was typed.
    """

    card: PersonCard
    read: Kind | None = None
    clashes: tuple[Clash, ...] = ()
    faults: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """Several may be meant: the list, with ↑ ↓ and Enter. ``masked``: a code that only hints."""

    typed: str
    hits: tuple[Hit, ...]
    searched: int
    more: bool = False
    masked: bool = False
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Nobody here has this number: the registration form, filled from the code."""

    registration: Registration
    read: Kind | None
    clashes: tuple[Clash, ...] = ()
    faults: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class VialScanned:
    """The code of a vial: the lot here, or None and the sentence why it cannot be used."""

    lot: LotId | None
    product: str | None
    lot_number: str
    refused: Text | None = None


@dataclass(frozen=True, slots=True)
class NotOurs:
    """Not a code of ours, or nothing that can be looked for: the sentence. Nothing is kept."""

    text: Text
    read: Kind | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nobody found: the sentence, and whether the text could start a registration."""

    typed: str
    text: Text
    registration: Registration | None = None


Identified = Opened | Candidates | NewPerson | VialScanned | NotOurs | Nothing


class Identify:
    """Tells what came in by the one field."""

    def scanned(self, raw: bytes | str) -> Identified:
        """Answer a code from the camera or a hand scanner. Never raises for what it reads."""
        raise NotImplementedError

    def typed(self, text: str) -> Identified:
        """Answer typed text when Enter was pressed: code, number, phone, number of the day, name.

        One hit opens the person; several are candidates.
        """
        raise NotImplementedError

    def suggest(self, text: str, limit: int = 12) -> Candidates:
        """Return the list while somebody is still typing: never opens anybody."""
        raise NotImplementedError
