"""The confirmation slip that a person takes home: the doses given, signed by this desk.

It names the person by the id that all desks know, with name, birth date and sex to compare, and
no national number: a slip that is lost gives none away.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from desk.card import Verdict
from desk.cards import Cards
from desk.clock import Clock
from desk.errors import NothingToConfirm
from desk.person_file import read_file
from desk.station import Station
from desk.wording import birth_words, sex_words
from immunization.dates import show_day, stored
from immunization.ids import PersonId
from immunization.labels import dose_name
from immunization.vaccines import Catalogue
from local_db.store import Store
from records.folds.person_values import Dose
from scanners.payloads import confirmation, signed
from scanners.payloads.confirmation import MOST_DOSES, Confirmation, SlipDose
from scanners.payloads.slip import Bearer, bearer

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


_DAY: Final = timedelta(days=1)


class DoseLine(Struct, frozen=True):
    """A dose as the paper says it: which, the vaccine, lot, day, and the site's code."""

    dose: str
    vaccine: str
    lot: str
    day: str
    site: str


class NewSlip(Struct, frozen=True):
    """A slip to print; ``code`` is the text of its code, ``next_dose`` what will be due from when.

    ``doses`` are the newest of those that count, oldest first: as many as the code holds.
    """

    code: str
    name: str
    birth: str
    sex: str
    doses: tuple[DoseLine, ...]
    next_dose: str
    printed: datetime


class Slips:
    """Makes slips. For an io thread."""

    def __init__(
        self, store: Store, clock: Clock, station: Station, catalogue: Catalogue, cards: Cards
    ) -> None:
        self._store, self._clock, self._station = store, clock, station
        self._catalogue, self._cards = catalogue, cards

    def confirmation(self, person: PersonId, key: Ed25519PrivateKey) -> NewSlip:
        """Return the slip of a person's doses. Raises NoSuchPerson, NothingToConfirm."""
        now = self._clock.now()
        with self._store.read() as connection:
            one = read_file(connection, person).person
            # Tomorrow: today nothing is due any more, and the next dose is named.
            again = [
                self._cards.read(connection, person, now + _DAY, product).verdict
                for product in _latest_products(one.live_doses)
            ]
        doses = sorted(one.live_doses, key=lambda dose: dose.given.given_at)[-MOST_DOSES:]
        whose = bearer(person, one.name, one.birth, one.sex)
        code, fitting = self._signed(whose, doses, now.date(), key)
        return NewSlip(
            code=code,
            name=one.name,
            birth=birth_words(stored(one.birth)).vi,
            sex=sex_words(one.sex).vi,
            doses=tuple(self._line(dose) for dose in fitting),
            next_dose="; ".join(dict.fromkeys(filter(None, map(_next_dose, again)))),
            printed=now,
        )

    def _signed(
        self, whose: Bearer, doses: Sequence[Dose], day: date, key: Ed25519PrivateKey
    ) -> tuple[str, Sequence[Dose]]:
        """Return the code and the doses in it; the oldest stay out where all are too many."""
        while doses:
            said = tuple(self._said(dose) for dose in doses)
            told = Confirmation(whose, self._station.site, day.isoformat(), said)
            code = confirmation.encode(told, key)
            if signed.fits(code):
                return code, doses
            doses = doses[1:]
        raise NothingToConfirm

    def _said(self, dose: Dose) -> SlipDose:
        given = dose.given
        name = self._catalogue.name_of(given.product)
        return SlipDose(name, given.day.isoformat(), given.lot, given.number)

    def _line(self, dose: Dose) -> DoseLine:
        given = dose.given
        return DoseLine(
            dose_name(given.dose_kind, given.number).vi,
            self._catalogue.name_of(given.product),
            given.lot,
            show_day(given.day),
            dose.site,
        )


def _latest_products(doses: Sequence[Dose]) -> list[str]:
    """Return the products of the last day on which something was given."""
    last = max((dose.given.day for dose in doses), default=None)
    return list(dict.fromkeys(dose.given.product for dose in doses if dose.given.day == last))


def _next_dose(verdict: Verdict) -> str:
    if verdict.due is None or verdict.from_day is None:
        return ""
    return f"{verdict.due.title.vi} từ ngày {show_day(verdict.from_day)}"
