"""What this desk can know: how fresh its history of a person is, and what it has not seen.

A desk that has not heard from the centre does not know that a person has no doses; it knows
nothing. Both look like an empty list, and only here are they told apart
(open-msupply #5014, #7034: a second full course became possible).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct

from desk.card import Knowledge
from desk.wording import both, clock_time, filled, joined, listed
from immunization.dates import show_day
from immunization.ids import SiteCode, centre_at
from immunization.text import Language, Text
from local_db.node import Role
from records.journal import Author
from records.lines import Line

FRESH: Final = timedelta(minutes=2)
"""A feed read this recently holds what the other desks did, but for the last moments."""

_NEVER = Text(
    vi="Chưa hỏi được trung tâm về người này.",
    en="The centre has not been asked about this person.",
)


class Sight(Struct, frozen=True):
    """What the desk has seen of the others.

    ``as_of``  when the feed was last read to its end; None if never.
    ``centre`` tells the last own entry that the centre has acknowledged, ``seen`` up to where it
    has the others' chains: each asked for only where it matters. ``peers`` are the other
    desks, ``unheard`` those of them that the upstream has not heard lately, ``since`` when that
    is known.
    """

    author: Author
    site: SiteCode
    as_of: datetime | None
    centre: Callable[[], int]
    seen: Callable[[], Mapping[tuple[Role, str, int], int]]
    peers: tuple[str, ...]
    unheard: tuple[str, ...] = ()
    since: datetime | None = None

    def unchecked(self, now: datetime) -> tuple[str, ...]:
        """Return the desks whose latest work may be missing here."""
        is_fresh = self.as_of is not None and now - self.as_of <= FRESH
        return self.unheard if is_fresh else self.peers

    def unchecked_since(self, now: datetime) -> datetime | None:
        """Return since when those desks were not heard, where "known as of" does not say it."""
        return self.since if self.unchecked(now) == self.unheard else None

    def is_vouched(self, lines: Iterable[Line]) -> bool:
        """Tell whether the centre has told this desk what it knows of the person.

        It has if an entry about the person came from there: of another site, by the centre
        itself, or of another desk and known to be there. Or if it acknowledged one of ours and
        the feed was read after that entry was written.
        """
        known = list(lines)
        own = [line for line in known if line.device == self.author.device]
        others = [line for line in known if line.device != self.author.device]
        of_centre = centre_at(self.site)
        if any(line.entry.site != self.site or line.device == of_centre for line in others):
            return True
        seen = self.seen() if others else {}
        if any(line.seq <= seen.get(("centre", line.device, line.epoch), 0) for line in others):
            return True
        held = self.centre() if own else 0
        return any(self._was_answered(line, held) for line in own)

    def _was_answered(self, line: Line, held: int) -> bool:
        if line.epoch == self.author.epoch and line.seq > held:
            return False
        return self.as_of is not None and self.as_of >= line.entry.at


def knowledge(lines: Iterable[Line], sight: Sight, now: datetime, longest: timedelta) -> Knowledge:
    """Return how complete the history in ``lines`` is; ``longest`` is the age that makes it old."""
    unchecked, since = sight.unchecked(now), sight.unchecked_since(now)
    if not sight.is_vouched(lines):
        return Knowledge("unknown", None, unchecked, _sentence(None, unchecked, since, now))
    is_old = sight.as_of is None or now - sight.as_of >= longest
    sentence = _sentence(sight.as_of, unchecked, since, now)
    return Knowledge("old" if is_old else "complete", sight.as_of, unchecked, sentence)


def _sentence(
    as_of: datetime | None, unchecked: tuple[str, ...], since: datetime | None, now: datetime
) -> Text | None:
    parts = [_as_of(as_of, now)] if as_of is not None else [_NEVER]
    if unchecked and since is not None:
        time = clock_time(since.astimezone(now.tzinfo))
        parts.append(filled(_UNCHECKED_SINCE, names=listed(unchecked), time=time))
    elif unchecked:
        parts.append(filled(_UNCHECKED, names=listed(unchecked)))
    return joined(parts)


def _as_of(as_of: datetime, now: datetime) -> Text:
    shown = as_of.astimezone(now.tzinfo)
    return both(lambda language: _AS_OF.say(language, when=_when(shown, now.date(), language)))


_AS_OF = Text(vi="Biết đến {when}.", en="Known as of {when}.")
_UNCHECKED = Text(vi="Chưa đối chiếu với {names}.", en="Not checked against {names}.")
_UNCHECKED_SINCE = Text(
    vi="Chưa đối chiếu với {names} từ {time}.", en="Not checked against {names} since {time}."
)
_TODAY = Text(vi="{time} hôm nay", en="{time} today")
_OTHER_DAY = Text(vi="{time} ngày {day}", en="{time} on {day}")


def _when(shown: datetime, today: date, language: Language) -> str:
    if shown.date() == today:
        return _TODAY.say(language, time=clock_time(shown))
    return _OTHER_DAY.say(language, time=clock_time(shown), day=show_day(shown.date()))
