"""The single way to write: entries go to the journal in one transaction, or not at all.

A form gets its id when it opens (`new_form`), and that id becomes the id of the entry: the
same form saved twice is one entry, however often the button was pressed. "Saved" is what the
future says, and the future speaks only after COMMIT.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from immunization.entries import Body
from immunization.ids import EntryId, PersonId
from immunization.text import Text


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is to be written: its id, its subject, its body."""

    id: EntryId
    about: str
    body: Body


@dataclass(frozen=True, slots=True)
class Saved:
    """What was committed: for the row "Vừa ghi", and for whoever waits for the future.

    ``what`` in words ("Mũi 2 cơ bản", "Khám: tiêm được"); ``number`` of the day if one was
    taken; ``again`` if the entry was in the journal already, so that this save added nothing.
    """

    entry: EntryId
    person: PersonId | None
    name: str
    what: Text
    at: datetime
    number: str | None = None
    again: bool = False
