"""Vaccine at the site: lots received, used and left."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date

from desk.recorder import Saved
from immunization.ids import EntryId, LotId
from immunization.text import Text


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot at this site, in doses. ``left`` may be negative: more was recorded than came."""

    lot_id: LotId
    product: str
    product_name: str
    lot: str
    expiry: date
    received: int
    used: int
    left: int
    is_expired: bool
    expires_soon: bool


@dataclass(frozen=True, slots=True)
class Product:
    """A product that may be received, for the choice in the form."""

    code: str
    name: str
    doses_in_vial: int | None


@dataclass(frozen=True, slots=True)
class LotDraft:
    """A delivery as typed or scanned. ``expiry`` and ``doses`` as text from the form."""

    form: EntryId
    product: str
    lot: str
    expiry: str
    doses: str
    supplier: str = ""


@dataclass(frozen=True, slots=True)
class LotFlaw:
    """What is missing or wrong in a field of the delivery."""

    field: str
    text: Text
    stops: bool = True


class Stock:
    """Reads and receives vaccine."""

    def products(self) -> tuple[Product, ...]:
        """Return the products of the catalogue."""
        raise NotImplementedError

    def lots(self, *, usable_only: bool = False) -> tuple[LotRow, ...]:
        """Return the lots at this site, the one that expires first at the top."""
        raise NotImplementedError

    def flaws(self, draft: LotDraft) -> tuple[LotFlaw, ...]:
        """Return what is missing or wrong in a delivery."""
        raise NotImplementedError

    def receive(self, draft: LotDraft) -> Future[Saved]:
        """Record a delivery. Raises FieldMissing at once for a flaw."""
        raise NotImplementedError
