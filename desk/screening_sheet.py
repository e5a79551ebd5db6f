"""The screening form on paper, filled in as it was recorded, for the physician's signature.

The items and their words are those of the legal form that was used (`immunization.screening`);
signed forms stay at the site 15 days (Decision 1624/QĐ-BYT, March 2021). A form of the law is
worded in Vietnamese alone. `docs/legal-forms.md` sets both side by side.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from desk.clock import Clock
from desk.errors import NotScreened
from desk.judgement import history_of
from desk.paper import pdf
from desk.person_file import read_file
from desk.station import Station
from desk.wording import clock_time, decimal, sex_words
from immunization.dates import show_day, stored
from immunization.entries import Vitals
from immunization.ids import PersonId
from immunization.labels import CONCLUSIONS, dose_name
from immunization.screening import Form
from immunization.vaccines import Catalogue
from local_db import reads
from local_db.store import Store
from records.folds.person_values import Person, Screening

Facts = dict[str, object]

_UNKNOWN: Final = "chưa rõ"


class ScreeningSheets:
    """Prints the screening of today."""

    def __init__(self, store: Store, clock: Clock, station: Station, catalogue: Catalogue) -> None:
        self._store, self._clock = store, clock
        self._station, self._catalogue = station, catalogue

    def paper(self, person: PersonId) -> bytes:
        """Return the screening of a person of today as a PDF.

        Raises NoSuchPerson, NotScreened, NotPrinted.
        """
        now = self._clock.now()
        with self._store.read() as connection:
            data = self._data(connection, person, now)
        return pdf("screening.typ", data)

    def _data(self, connection: Connection, person: PersonId, now: datetime) -> Facts:
        one = read_file(connection, person).person
        visit = one.visits.get((self._station.site, now.date()))
        screening = visit.screening if visit else None
        form = self._catalogue.form(screening.form.form) if screening else None
        if visit is None or screening is None or form is None:
            raise NotScreened
        staff = reads.staff_names(connection)
        own = self._station.operator
        by = {own.id: own.shown, **staff}.get(screening.by) if screening.by else None
        return {
            "site": self._station.site_name,
            "number": visit.number or "",
            "title": form.title.vi,
            "source": form.source,
            "form": form.id,
            "caveat": form.caveat.vi if form.caveat else "",
            "person": _person(one, screening),
            "needs_guardian": form.needs_guardian,
            "doses": _doses(one, self._catalogue, now),
            "signs": _signs(screening.form.vitals, form),
            "items": _items(screening, form),
            "conclusions": [
                [words.vi, key == screening.form.conclusion] for key, words in CONCLUSIONS.items()
            ],
            "until": show_day(until) if (until := screening.form.delay_until) else "",
            "reason": screening.form.reason or "",
            "at": f"{clock_time(screening.at.astimezone(now.tzinfo))} ngày {show_day(now.date())}",
            "by": by or _UNKNOWN,
            "printed": f"{clock_time(now)} ngày {show_day(now.date())}",
        }


def _person(one: Person, screening: Screening) -> Facts:
    birth, form = stored(one.birth), screening.form
    return {
        "name": one.name,
        "birth": birth.show() if birth else "",
        "sex": sex_words(one.sex).vi,
        "numbers": ", ".join(number.value for number in one.numbers),
        "phone": form.phone or one.phone or "",
        "address": ", ".join(part for part in (one.address, one.commune) if part),
        "guardian": form.guardian or one.guardian or "",
    }


def _doses(one: Person, catalogue: Catalogue, now: datetime) -> list[str]:
    """Return the doses before today as the form asks for them: vaccine and date."""
    earlier = sorted(
        (dose for dose in history_of(one) if dose.day < now.date()), key=lambda dose: dose.day
    )
    return [
        f"{catalogue.name_of(dose.product)}, {dose_name(dose.dose_kind, dose.number).vi}, "
        f"{show_day(dose.day)}"
        for dose in earlier
    ]


def _signs(vitals: Vitals, form: Form) -> list[list[str]]:
    """Return each sign of the form with its unit; what was not taken is left to be filled in."""
    measured = ((sign, getattr(vitals, sign.name)) for sign in form.signs)
    return [
        [sign.label.vi, "" if value is None else decimal(value, "vi"), sign.unit.vi]
        for sign, value in measured
    ]


def _items(screening: Screening, form: Form) -> list[list[object]]:
    """Return each item of the form in its words, whether it was answered yes, and the note."""
    yes = screening.form.yes
    return [
        [item.key, item.legal.vi, item.key in yes, yes.get(item.key, "")] for item in form.items
    ]
