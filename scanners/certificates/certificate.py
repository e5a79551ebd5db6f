"""What a certificate says, once it is known who says so."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

Verdict = Literal["good", "unknown_signer"]


class CertifiedDose(msgspec.Struct, frozen=True, kw_only=True):
    """A dose as a certificate says it. ``product`` is the issuer's code, EU ``mp`` or ``CVX n``.

    ``day`` is kept as written; ``number`` of ``total`` where the certificate counts.
    """

    product: str
    day: str
    number: int | None = None
    total: int | None = None
    country: str = ""
    lot: str = ""


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate that was taken apart. Under ``unknown_signer`` nothing in it is proven.

    ``kinds``  what it is about: v vaccination, t test, r recovery; SMART cards v only.
    ``birth``  as written, also a year alone.
    ``flags``  what is odd about it (dose 3 of 2, two kinds in one): to show, not to decide.
    ``key``    by which key: the key id in hex, or a SMART card's ``kid``.
    ``trusted_on``  the day of the trust list that was asked; None where there is none.
    """

    verdict: Verdict
    issuer: str
    name: str = ""
    birth: str = ""
    kinds: frozenset[str] = frozenset()
    doses: tuple[CertifiedDose, ...] = ()
    issued: datetime | None = None
    expires: datetime | None = None
    identifier: str = ""
    flags: tuple[str, ...] = ()
    scheme: Literal["hc1", "shc"] = "hc1"
    key: str = ""
    trusted_on: date | None = None
