"""What fills a screening form in before anybody was asked: the record, and a self-declaration.

The citizen's own declaration comes from the centre. It is a help to the memory and no answer:
the doctor asks each item again, and the form says from where its rows came.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from desk.wording import clock_time, filled
from immunization.dates import show_day
from immunization.entries import HealthDeclared
from immunization.screening import Form
from immunization.text import Text
from records.folds.person_values import Person

FRESH: Final = timedelta(days=3)
"""A declaration older than this says nothing of how somebody is today."""

_FROM_RECORD: Final = Text(
    vi="Đã điền sẵn từ hồ sơ. Bác sĩ hỏi lại từng mục.",
    en="Filled in from the record. The doctor asks about each item.",
)
_FROM_PERSON: Final = Text(
    vi="Tự khai lúc {time} ngày {day}. Bác sĩ hỏi lại từng mục.",
    en="Declared by the person at {time} on {day}. The doctor asks about each item.",
)
_ANAPHYLAXIS: Final = "anaphylaxis"


class Known(Struct, frozen=True):
    """What is known before the form is asked: items answered yes, from where, and who answers."""

    yes: dict[str, str]
    source: Text | None
    guardian: str
    phone: str


def known_before(person: Person, form: Form, now: datetime) -> Known:
    """Return what the record and a fresh declaration say for a form."""
    recorded = _recorded(person, form)
    declared = _fresh(person.declared, form, now)
    if declared is None:
        guardian, phone = person.guardian or "", person.phone or ""
        return Known(recorded, _FROM_RECORD if recorded else None, guardian, phone)
    at = declared.made_at.astimezone(now.tzinfo)
    said = {key: note[:1_000] for key, note in declared.yes.items() if form.item(key)}
    return Known(
        yes={**recorded, **said},
        source=filled(_FROM_PERSON, time=clock_time(at), day=show_day(at.date())),
        guardian=declared.guardian or person.guardian or "",
        phone=declared.phone or person.phone or "",
    )


def _fresh(declared: HealthDeclared | None, form: Form, now: datetime) -> HealthDeclared | None:
    if declared is None or declared.form != form.id:
        return None
    return declared if timedelta() <= now - declared.made_at <= FRESH else None


def _recorded(person: Person, form: Form) -> dict[str, str]:
    found = {}
    if any(_ANAPHYLAXIS in one.report.symptoms for one in person.reactions.values()):
        found.update(dict.fromkeys(form.keys_meaning("anaphylaxis_before"), ""))
    if person.allergies:
        found.update(dict.fromkeys(form.keys_meaning("allergy"), person.allergies))
    return found
