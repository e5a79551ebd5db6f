"""The consent form on paper: printed for a person, signed, and scanned back by its code.

Nothing is kept of a sheet that was printed: its code says by itself whose it is, for the day and
the words it was printed with (`immunization.consent_sheets`). What is kept is that the signed
sheet came back, in the consent's own entry.
"""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date, datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from desk.consenting import consent_form
from desk.errors import NoConsent, Refused
from desk.paper import pdf
from desk.person_file import read_file
from desk.recorder import Batch, Draft, Saved
from desk.station import Station
from desk.use_case import UseCase
from desk.wording import clock_time, sex_words
from immunization.consent import ConsentForm
from immunization.consent_sheets import sheet_code, shown
from immunization.dates import show_day, stored
from immunization.ids import EntryId, PersonId
from immunization.text import Text
from immunization.vaccines import Catalogue
from local_db import queries
from records.folds.person_values import Person
from scanners.printing import QUIET, modules

STALE: Final = Text(
    vi="Phiếu này in theo lời của bản cũ. Chưa nhận. Xin in phiếu hôm nay rồi ký lại.",
    en="This sheet has the words of an older version. It was not taken. "
    "Please print today's sheet and have it signed.",
)
NOT_HERE: Final = Text(
    vi="Phiếu này không của ai đón tiếp hôm nay ở đây. Chưa nhận. Xin tìm người bằng căn cước.",
    en="This sheet is of nobody who was received here today. It was not taken. "
    "Please find the person by ID card.",
)


class Sheet(Struct, frozen=True):
    """Whose sheet a code is; ``is_current``: with the words of the day."""

    person: PersonId
    is_current: bool


class ConsentSheets(UseCase):
    """Prints sheets and takes them back."""

    def paper(self, person: PersonId, guardian: str = "", phone: str = "") -> bytes:
        """Return the sheet of the day for a person as a PDF, with who answers if it is known.

        Raises NoSuchPerson, NoConsent where the rules have no form, NotPrinted.
        """
        now = self._clock.now()
        with self._store.read() as connection:
            one = read_file(connection, person).person
            found = queries.day_list(connection, self._station.site, now.date())
        number = next((visit.number for visit in found if visit.person == person), None)
        form = consent_form(self._catalogue, stored(one.birth), now.date())
        if form is None:
            raise NoConsent
        data = self._data(one, form, guardian, phone, now)
        return pdf("consent.typ", {**data, "number": number or ""})

    def taken(self, form: EntryId, person: PersonId, code: str) -> Future[Saved]:
        """Record that the signed sheet of a consent given before came back.

        The future raises NoConsent if nothing was agreed on paper today, Refused for a sheet
        with other words.
        """

        def compose(connection: Connection, now: datetime) -> Batch:
            one = read_file(connection, person).person
            visit = one.visits.get((self._station.site, now.date()))
            consent = visit.consent.form if visit and visit.consent else None
            if consent is None or consent.signature != "paper":
                raise NoConsent
            if code != sheet_code(person, now.date(), consent.form, consent.version):
                raise Refused(STALE)
            return Batch([Draft(form, person, replace(consent, paper=code))])

        return self._recorder.record(form, person, compose)

    def _data(
        self, one: Person, form: ConsentForm, guardian: str, phone: str, now: datetime
    ) -> dict[str, object]:
        birth = stored(one.birth)
        code = sheet_code(one.id, now.date(), form.id, form.version)
        return {
            "site": self._station.site_name,
            "title": form.title.vi,
            "source": form.source,
            "form": form.id,
            "version": form.version,
            "confirmed": form.confirmed,
            "statements": [statement.vi for statement in form.statements],
            "agree": form.agree.vi,
            "refuse": form.refuse.vi,
            "needs_guardian": form.needs_guardian,
            "name": one.name,
            "birth": birth.show() if birth else "",
            "sex": sex_words(one.sex).vi,
            "numbers": ", ".join(number.value for number in one.numbers),
            "address": ", ".join(part for part in (one.address, one.commune) if part),
            "guardian": guardian or one.guardian or "",
            "phone": phone or one.phone or "",
            "day": show_day(now.date()),
            "printed": f"{clock_time(now)} ngày {show_day(now.date())}",
            "code": shown(code),
            "modules": _rows(code),
        }


def find_sheet(
    connection: Connection, code: str, station: Station, day: date, catalogue: Catalogue
) -> Sheet | None:
    """Return whose sheet a code is among those who came to the site on a day, or None."""
    for visit in queries.day_list(connection, station.site, day):
        current = consent_form(catalogue, stored(visit.birth), day)
        for form in catalogue.consents:
            if code == sheet_code(visit.person, day, form.id, form.version):
                return Sheet(visit.person, current is not None and form.id == current.id)
    return None


def _rows(code: str) -> list[str]:
    """Return the modules of the code without its quiet zone, a string of 0 and 1 a row."""
    inner = modules(code)[QUIET:-QUIET, QUIET:-QUIET]
    return ["".join("1" if value == 0 else "0" for value in row) for row in inner.tolist()]
