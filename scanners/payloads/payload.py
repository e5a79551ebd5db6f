"""The answer to "what is this code?": one value for all kinds."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from immunization.dates import PartialDate
from immunization.entries import IdentityNumber, Sex
from immunization.identity import Conflict
from immunization.ids import PersonId, StaffId
from immunization.text import Text
from records.hub_place import HubPlace
from scanners.certificates.certificate import Certificate

Kind = Literal[
    "cccd",
    "can_cuoc",
    "bhyt",
    "national_qr",
    "health_book",
    "appointment",
    "confirmation",
    "consent_sheet",
    "hc1",
    "shc",
    "number",
    "vial",
    "hub",
    "badge",
    "trial",
    "garbled",
    "too_long",
    "unknown",
]
Signature = Literal["good", "unknown_key", "bad"]


class PersonFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a code says about a person; what it does not say, or says unreadably, is None.

    ``id`` is said by a signed health book or slip only. ``issued`` is the day of issue of the
    paper.
    """

    id: PersonId | None = None
    name: str | None = None
    sex: Sex | None = None
    birth: PartialDate | None = None
    numbers: tuple[IdentityNumber, ...] = ()
    address: str | None = None
    phone: str | None = None
    issued: PartialDate | None = None


class Vial(msgspec.Struct, frozen=True, kw_only=True):
    """What the code of a vial or box says: maker's number (GTIN-14) or our product code, lot."""

    lot: str
    expiry: date | None = None
    gtin: str | None = None
    product: str | None = None
    serial: str | None = None


class Badge(msgspec.Struct, frozen=True, kw_only=True):
    """What a staff member's badge says: who, and the day on which it was made."""

    staff: StaffId
    issued: date


class Payload(msgspec.Struct, frozen=True, kw_only=True):
    """What a code is and says.

    ``raw``       the text as it was read, before any tidying.
    ``person``    what it says about a person, if it is about one.
    ``search``    what to look for where the code is no identity: a bare number, the visible
                  end of a masked one, the number in a garbled card.
    ``conflicts`` contradictions inside the code: to show, never to fix in silence.
    ``faults``    what could not be true (31/02) and was therefore not taken.
    ``extra``     slots whose meaning nobody has confirmed, verbatim: show, decide nothing.
    ``badge``     whose badge it is, under a good signature only.
    ``hub``       where a site's hub is, if that is what the code says.
    ``certificate``  a certificate that was taken apart, and whether it is proven.
    ``answer``    the sentence for the operator where the code alone does not say it.
    """

    kind: Kind
    raw: str
    person: PersonFacts | None = None
    vial: Vial | None = None
    search: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    faults: tuple[Text, ...] = ()
    extra: tuple[str, ...] = ()
    signature: Signature | None = None
    badge: Badge | None = None
    hub: HubPlace | None = None
    certificate: Certificate | None = None
    answer: Text | None = None

    @property
    def is_identity(self) -> bool:
        """Whether the code itself names one person, rather than hinting at somebody."""
        return self.person is not None and bool(self.person.numbers)
