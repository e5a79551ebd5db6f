"""Which of a person's doses a reaction may belong to.

Several vaccines in one visit are common for children, and a reaction of days ago may belong to an
earlier visit: who reports it says which dose is meant. The others of that visit stand beside it in
the written report (`desk.serious_report`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from desk.person_file import PersonFile
from desk.wording import lower
from immunization.ids import EntryId
from immunization.labels import BODY_SITES, dose_name
from immunization.text import Text
from immunization.vaccines import Catalogue
from records.folds.person_values import Dose

MOST: Final = 6
SINCE: Final = timedelta(days=90)
"""What was given earlier is offered only where nothing was given since."""


class DoseMeant(Struct, frozen=True):
    """A dose as the form of a reaction offers it; ``place`` is where on the body it went."""

    id: EntryId
    product_name: str
    words: Text
    place: Text
    lot: str
    given_at: datetime


def doses_meant(file: PersonFile, catalogue: Catalogue, now: datetime) -> tuple[DoseMeant, ...]:
    """Return the doses that a reaction may belong to, the latest first, at most ``MOST``.

    They are those of the last visit and of the time ``SINCE``; none that was taken back.
    """
    live = file.person.live_doses[::-1]
    late = [
        dose
        for dose in live
        if dose.given.day == live[0].given.day or dose.given.given_at > now - SINCE
    ]
    return tuple(
        DoseMeant(
            dose.id,
            catalogue.name_of(dose.given.product),
            dose_name(dose.given.dose_kind, dose.given.number),
            _place(dose),
            dose.given.lot,
            dose.given.given_at.astimezone(now.tzinfo),
        )
        for dose in late[:MOST]
    )


def _place(dose: Dose) -> Text:
    typed = dose.given.place
    return Text(vi=typed, en=typed) if typed else lower(BODY_SITES[dose.given.body_site])
