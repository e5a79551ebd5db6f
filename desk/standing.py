"""Where an entry stands: saved here, at the site's hub, at the centre, or refused and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from immunization.ids import EntryId, PersonId
from immunization.text import Text

Stop = Literal["desk", "hub", "centre", "refused"]

WORDS: dict[Stop, Text] = {
    "desk": Text(vi="Đã lưu tại bàn", en="Saved at this desk"),
    "hub": Text(vi="Đã tới máy chủ điểm tiêm", en="At the site server"),
    "centre": Text(vi="Trung tâm đã nhận", en="Received by the centre"),
    "refused": Text(vi="Bị từ chối: {why}", en="Refused: {why}"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an entry has come. ``has_hub``: the mark has three stops, else two."""

    stop: Stop
    has_hub: bool = False
    why: Text | None = None

    @property
    def words(self) -> Text:
        """What stands beside the mark."""
        words = WORDS[self.stop]
        if self.why is None:
            return words
        return Text(vi=words.say("vi", why=self.why.vi), en=words.say("en", why=self.why.en))


@dataclass(frozen=True, slots=True)
class JustSaved:
    """A row of "Vừa ghi tại bàn này". ``dose`` is set where Huỷ voids (a live dose).

    ``void_reason`` is set once it was voided: the row is struck through.
    """

    entry: EntryId
    person: PersonId
    name: str
    what: Text
    at: datetime
    standing: Standing
    dose: EntryId | None = None
    void_reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Upstream:
    """What the sync page says in figures; all counts are of this desk's own entries."""

    saved: int
    at_hub: int | None
    at_centre: int
    refused: int
    waiting: int
    known_as_of: datetime | None


class Standings:
    """Reads where entries stand."""

    def of(self, *entries: EntryId) -> dict[EntryId, Standing]:
        """Return the standing of some entries; one that is not here is left out."""
        raise NotImplementedError

    def waiting(self) -> int:
        """Return how many own entries the centre has not acknowledged."""
        raise NotImplementedError

    def just_saved(self, limit: int = 2) -> tuple[JustSaved, ...]:
        """Return what was saved last at this desk today, newest first."""
        raise NotImplementedError

    def upstream(self) -> Upstream:
        """Return the figures of the sync page."""
        raise NotImplementedError
