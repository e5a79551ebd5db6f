"""The consent form of the day: its words with their version, and who must sign it.

The form for children is the annex of Dispatch 1535/BYT-DP (28 March 2022). The words that
somebody agreed to stay known by the form's id and version, which stand in the entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from immunization.dates import PartialDate
from immunization.text import Text


class ConsentForm(msgspec.Struct, frozen=True, kw_only=True):
    """A consent form: statements to read, and what agreeing and refusing are called.

    ``needs_guardian``: a parent or guardian answers, and is named.
    """

    id: str
    version: str
    title: Text
    source: str
    since: date
    until: date | None = None
    age_from: int = 0
    age_to: int | None = None
    needs_guardian: bool = False
    statements: tuple[Text, ...]
    agree: Text
    refuse: Text
    confirmed: bool = True

    def is_for(self, birth: PartialDate | None, on: date) -> bool:
        """Tell whether the form holds ``on`` that day for a person born then.

        Whose age is not known counts as grown up. Whoever may still be a child is one.
        """
        if not (self.since <= on and (self.until is None or on <= self.until)):
            return False
        if birth is None:
            return self.age_to is None
        youngest = birth.ages_on(on)[0]
        return self.age_from <= youngest and (self.age_to is None or youngest <= self.age_to)


def form_for(
    forms: Iterable[ConsentForm], birth: PartialDate | None, on: date
) -> ConsentForm | None:
    """Return the form of the day for a person, or None where the rules have none."""
    return next((form for form in forms if form.is_for(birth, on)), None)
