"""Taking back a reaction that was not so: reported on the wrong person, or twice.

As with a dose, only the site that recorded it or a supervisor does so; both entries stay, and the
alarm, the counts and the lists of the written report go on without it.
"""

from __future__ import annotations

from concurrent.futures import Future
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from desk.errors import FieldMissing, NoSuchReaction, ReasonMissing, RecordedElsewhere
from desk.person_file import read_file
from desk.recorder import Batch, Draft, Recorder, Saved
from desk.station import Station
from immunization.entries import ReactionVoided, ReactionVoidReason
from immunization.ids import EntryId, PersonId
from immunization.names import tidy
from immunization.text import Text

_LONGEST: Final = 2_000
_TOO_LONG: Final = Text(
    vi="Phần ghi dài quá. Xin rút ngắn.", en="This text is too long. Please shorten it."
)


class ReactionVoids:
    """Takes reactions back."""

    def __init__(self, station: Station, recorder: Recorder) -> None:
        self._station, self._recorder = station, recorder

    def void(
        self,
        form: EntryId,
        person: PersonId,
        reaction: EntryId,
        reason: ReactionVoidReason,
        note: str = "",
    ) -> Future[Saved]:
        """Take a reaction back, with its reason.

        Raises FieldMissing at once for a note that is too long. The future raises NoSuchReaction,
        RecordedElsewhere, or ReasonMissing for "other" without a note.
        """
        if len(note) > _LONGEST:
            raise FieldMissing("note", _TOO_LONG)

        def compose(connection: Connection, now: datetime) -> Batch:
            del now
            file = read_file(connection, person)
            known = file.person.reactions.get(reaction)
            if known is None:
                raise NoSuchReaction
            if not self._station.operator.may_void(known.site, self._station.site):
                raise RecordedElsewhere
            if reason == "other" and not tidy(note):
                raise ReasonMissing
            body = ReactionVoided(reaction=reaction, reason=reason, note=tidy(note) or None)
            return Batch([Draft(form, file.subject_of(reaction), body)])

        return self._recorder.record(form, person, compose)
