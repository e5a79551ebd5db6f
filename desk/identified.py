"""The answers to "what came in by the field?", one type each."""

from __future__ import annotations

from msgspec import Struct

from desk.card import Clash, PersonCard
from desk.hits import Hit
from desk.registration import Registration
from desk.staff import Operator
from immunization.ids import LotId
from immunization.text import Text
from scanners.certificates.certificate import Certificate
from scanners.payloads import Kind


class Opened(Struct, frozen=True):
    """One person was meant. ``clashes`` of card against record: shown, never fixed in silence.

    ``read`` says what kind of code it was; None where it was typed. ``faults`` of the code, and
    what it ``says`` besides: an appointment's day, the doses of a slip.
    ``sheet`` is the code of the signed consent sheet that named them.
    """

    card: PersonCard
    read: Kind | None = None
    clashes: tuple[Clash, ...] = ()
    faults: tuple[Text, ...] = ()
    sheet: str = ""
    says: tuple[Text, ...] = ()


class Candidates(Struct, frozen=True):
    """Several may be meant: the list, with ↑ ↓ and Enter. ``masked``: a code that only hints.

    ``searched`` people were looked through. ``certificate`` is the one that hinted, if its
    signature is right.
    """

    typed: str
    hits: tuple[Hit, ...]
    searched: int
    more: bool = False
    masked: bool = False
    note: Text | None = None
    certificate: Certificate | None = None


class NewPerson(Struct, frozen=True):
    """Nobody here has this number: the registration form, filled from the code."""

    registration: Registration
    read: Kind | None
    clashes: tuple[Clash, ...] = ()
    faults: tuple[Text, ...] = ()
    says: tuple[Text, ...] = ()


class VialScanned(Struct, frozen=True):
    """The code of a vial: the lot here, or None and the sentence why it cannot be used.

    ``product`` is our code where the catalogue knows it; ``expiry`` as ISO text if the code says.
    """

    lot: LotId | None
    product: str | None
    lot_number: str
    expiry: str = ""
    refused: Text | None = None


class StaffScanned(Struct, frozen=True):
    """The badge of somebody who may sign in here: they want to work now. The password is asked."""

    operator: Operator


class NotOurs(Struct, frozen=True):
    """Not a code of ours, or nothing that can be looked for: the sentence. Nothing is kept."""

    text: Text
    read: Kind | None = None


class Nothing(Struct, frozen=True):
    """Nobody found: the sentence, and a registration that the text could begin."""

    typed: str
    text: Text
    registration: Registration | None = None


Identified = Opened | Candidates | NewPerson | VialScanned | StaffScanned | NotOurs | Nothing
