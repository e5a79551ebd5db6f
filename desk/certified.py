"""Doses that a person proves by a certificate: offered when its signature is right, kept if taken.

A certificate names nobody by number, so it is compared with who is open: name and birth date
must agree. What is kept are entries of their own kind (`dose.certified`), with who signed and by
which key; they count for the schedule and in no count of the site's own doses. The citizen's
certificate may be shown at two desks: a dose of one day and product counts once.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import date, datetime
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from desk.clock import Clock
from desk.errors import Refused
from desk.person_file import read_file
from desk.recorder import Batch, Draft, Recorder, Saved
from immunization.certified import kind_of, product_of
from immunization.dates import NoSuchDay, PartialDate, UnreadableDate, show_day, stored
from immunization.entries import DoseCertified
from immunization.ids import EntryId, PersonId
from immunization.labels import dose_name
from immunization.names import fold
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db.store import Store
from records.folds.person_values import Person
from scanners.certificates.certificate import Certificate, CertifiedDose

__all__ = ["Certificate", "CertifiedDoses", "Offer", "is_about"]

_NOT_SAME: Final = Text(
    vi="Chứng nhận ghi họ tên hoặc ngày sinh khác. Không ghi gì vào lịch sử.",
    en="The certificate has another name or birth date. Nothing goes into the history.",
)
_NOTHING_NEW: Final = Text(
    vi="Các mũi trong chứng nhận đã có trong lịch sử.",
    en="The doses in the certificate are in the history already.",
)
_NOT_READ: Final = Text(
    vi="Không ghi được mũi nào: chứng nhận không nói đủ ngày, hoặc vắc xin chưa có trong danh mục.",
    en="No dose can be kept: the certificate does not give whole dates, or the vaccine is not in "
    "the catalogue.",
)


class Offer(Struct, frozen=True):
    """What a certificate adds to a person's history: the doses, or the sentence why none."""

    person: PersonId
    doses: tuple[DoseCertified, ...]
    text: Text


class CertifiedDoses:
    """Offers and keeps them."""

    def __init__(
        self, store: Store, clock: Clock, recorder: Recorder, catalogue: Catalogue
    ) -> None:
        self._store = store
        self._clock = clock
        self._recorder = recorder
        self._catalogue = catalogue

    def offer(self, person: PersonId, certificate: Certificate) -> Offer:
        """Return what a certificate would add. Raises NoSuchPerson."""
        now = self._clock.now()
        with self._store.read() as connection:
            one = read_file(connection, person).person
        return self._offer(one, certificate, now)

    def keep(self, form: EntryId, person: PersonId, certificate: Certificate) -> Future[Saved]:
        """Keep the doses that are new. The future raises NoSuchPerson, Refused where none is."""

        def compose(connection: Connection, now: datetime) -> Batch:
            one = read_file(connection, person).person
            offer = self._offer(one, certificate, now)
            if not offer.doses:
                raise Refused(offer.text)
            first, *more = offer.doses
            drafts = [Draft(self._recorder.new_id(), person, dose) for dose in more]
            return Batch([Draft(form, person, first), *drafts], name=one.name, told=first)

        return self._recorder.record(form, person, compose)

    def _offer(self, one: Person, certificate: Certificate, now: datetime) -> Offer:
        if certificate.verdict != "good" or certificate.trusted_on is None:
            return Offer(one.id, (), _NOT_READ)
        if not is_about(certificate, one.name, stored(one.birth)):
            return Offer(one.id, (), _NOT_SAME)
        read = tuple(self._read(certificate, now.date()))
        if not read:
            return Offer(one.id, (), _NOT_READ)
        known = {(dose.given.day, dose.given.product) for dose in one.live_doses}
        known |= {(dose.body.day, dose.body.product) for dose in one.proven_doses}
        fresh = tuple(dose for dose in read if (dose.day, dose.product) not in known)
        return Offer(one.id, fresh, self._words(fresh, certificate) if fresh else _NOTHING_NEW)

    def _read(self, certificate: Certificate, today: date) -> Iterator[DoseCertified]:
        born = _birth(certificate.birth)
        trusted_on = certificate.trusted_on
        for dose in certificate.doses:
            day, product = _whole(dose.day), product_of(dose.product, self._catalogue)
            if day is None or product is None or trusted_on is None or day > today:
                continue
            if born is not None and day < born.earliest:
                continue
            yield self._body(certificate, dose, day, product, trusted_on)

    def _body(
        self,
        certificate: Certificate,
        dose: CertifiedDose,
        day: date,
        product: str,
        trusted_on: date,
    ) -> DoseCertified:
        kind, number = kind_of(dose.number, product, day, self._catalogue)
        return DoseCertified(
            day=day,
            product=product,
            dose_kind=kind,
            number=number,
            scheme=certificate.scheme,
            issuer=certificate.issuer[:120],
            key=certificate.key[:120],
            trusted_on=trusted_on,
            certified=dose.product,
            counted=dose.number,
            of=dose.total,
            country=dose.country or None,
            lot=dose.lot or None,
            identifier=certificate.identifier or None,
        )

    def _words(self, doses: tuple[DoseCertified, ...], certificate: Certificate) -> Text:
        vi, en = (
            "; ".join(
                f"{dose_name(one.dose_kind, one.number).say(language)} "
                f"{self._catalogue.name_of(one.product)} {show_day(one.day)}"
                for one in doses
            )
            for language in ("vi", "en")
        )
        issuer = certificate.issuer
        return Text(
            vi=f"Chứng nhận có chữ ký đúng ({issuer}), chưa có trong lịch sử: {vi}.",
            en=f"The certificate's signature is right ({issuer}); not in the history: {en}.",
        )


def is_about(certificate: Certificate, name: str, birth: PartialDate | None) -> bool:
    """Tell whether name and birth date agree: the words of the name, in whatever order."""
    born = _birth(certificate.birth)
    if born is None or birth is None:
        return False
    overlap = born.earliest <= birth.latest and birth.earliest <= born.latest
    return overlap and sorted(fold(certificate.name).split()) == sorted(fold(name).split())


def _birth(written: str) -> PartialDate | None:
    try:
        return PartialDate.typed(written) if written else None
    except (NoSuchDay, UnreadableDate):
        return None


def _whole(written: str) -> date | None:
    found = _birth(written)
    return found.earliest if found is not None and found.is_exact else None
