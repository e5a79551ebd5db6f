"""Guard against a second dose at another desk of the site, at the same moment.

While a person is open for injection here, the site's other desks know it and refuse; and what
they have open is refused here. That is a help and no proof: a desk that is not heard from is
named on the card, and doses that were recorded apart are both kept and shown
(`desk.doubles`). Whoever carries the word to the other desks is told by ``tell`` and calls
:meth:`Guard.heard`; without one the guard knows nothing and stands in nobody's way.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from desk.clock import Clock
from desk.wording import clock_time, filled, same
from immunization.ids import DeviceId, PersonId, SiteCode, SubjectId
from immunization.text import Text
from local_db import queries

PRESENT: Final = 40.0
"""Seconds within which a desk must have been heard: it speaks every fifteen (`sync.holds`)."""

REMEMBERED: Final = 24 * 3600.0
"""Seconds after which a desk that was not heard any more is taken to be out of use."""

LINGER: Final = 15.0
"""Seconds for which a person stays held after a dose: until the dose is on the other desks."""

Tell = Callable[[tuple[SubjectId, ...]], None]


def _nobody(_subjects: tuple[SubjectId, ...]) -> None:
    """Nobody carries the word."""


class HeldElsewhere(Struct, frozen=True):
    """A subject that a desk has open; ``since`` and ``left`` in seconds, as of being told."""

    subject: SubjectId
    device: DeviceId
    since: float
    left: float


class News(Struct, frozen=True):
    """What the upstream said: all holds of the site, and how many seconds ago it heard whom.

    None for a desk that took its leave: it gives nobody a dose until it is heard again.
    """

    holds: tuple[HeldElsewhere, ...]
    heard: Mapping[DeviceId, float | None]


class Holder(Struct, frozen=True):
    """The desk that has a person open, and since when by this desk's clock."""

    device: DeviceId
    since: datetime


class Unheard(Struct, frozen=True):
    """Desks that this one is not in touch with, and since when; ``since`` None: not known."""

    devices: tuple[DeviceId, ...] = ()
    since: datetime | None = None


class Guard:
    """What this desk holds and what it knows of the others. Any thread may call it."""

    def __init__(self, clock: Clock, device: DeviceId | None = None) -> None:
        self._clock = clock
        self._device = device
        self._lock = threading.Lock()
        self._tell: Tell = _nobody
        self._changed: Callable[[], None] = lambda: None
        self._own: tuple[SubjectId, ...] = ()
        self._lingering: dict[SubjectId, float] = {}
        self._held: dict[SubjectId, tuple[DeviceId, float, float]] = {}
        self._heard: dict[DeviceId, float | None] = {}
        self._told_at: float | None = None

    def connect(self, device: DeviceId, tell: Tell, changed: Callable[[], None]) -> None:
        """Join with who carries the word.

        ``changed`` is called, from any thread, when the other desks hold others than before.
        """
        with self._lock:
            self._device, self._tell, self._changed = device, tell, changed
            own = self._wanted()
        tell(own)

    def take(self, subjects: Iterable[SubjectId]) -> None:
        """Hold a person, under all ids, from now on; returns at once."""
        with self._lock:
            self._own = tuple(subjects)
            own, tell = self._wanted(), self._tell
        tell(own)

    def let_go(self, *, given: bool = False) -> None:
        """Hold nobody any more; after a dose was ``given`` only once the others have it."""
        with self._lock:
            if not self._own and not self._lingering:
                return
            if given:
                end = self._clock.monotonic() + LINGER
                self._lingering.update(dict.fromkeys(self._own, end))
            self._own = ()
            own, tell = self._wanted(), self._tell
        tell(own)

    def heard(self, news: News) -> None:
        """Take what the upstream said just now."""
        with self._lock:
            now = self._clock.monotonic()
            before = {subject: held[0] for subject, held in self._held.items()}
            self._held = self._forgotten(news, now) | {
                one.subject: (one.device, now - one.since, now + one.left)
                for one in news.holds
                if one.device != self._device
            }
            for device, ago in news.heard.items():
                self._heard[device] = None if ago is None else now - ago
            self._told_at = now
            after = {subject: held[0] for subject, held in self._held.items()}
            had, tell, changed = len(self._lingering), self._tell, self._changed
            own = self._wanted()
            is_over = len(self._lingering) < had
        if is_over:
            tell(own)
        if before != after:
            changed()

    def holder(self, subjects: Iterable[SubjectId]) -> Holder | None:
        """Return which other desk has a person open now, or None."""
        with self._lock:
            now = self._clock.monotonic()
            for subject in subjects:
                device, since, until = self._held.get(subject, (None, 0.0, 0.0))
                if device is not None and now < until:
                    return Holder(device, self._clock.now() - timedelta(seconds=now - since))
        return None

    def unheard(
        self, peers: Iterable[DeviceId], at_work: Callable[[], Collection[DeviceId]] = tuple
    ) -> Unheard | None:
        """Return which of the site's desks this one is not in touch with.

        None while nothing was ever heard: then only the feed tells (`desk.knowledge`). A desk
        that took its leave, or was not heard for a day, is not missed; one that is known to be
        ``at_work`` today is missed although nobody knows when it was heard.
        """
        with self._lock:
            if self._told_at is None:
                return None
            now = self._clock.monotonic()
            is_cut = now - self._told_at > PRESENT
            missed: dict[DeviceId, float | None] = {}
            for device in peers:
                at = self._heard.get(device)
                if at is not None and now - at <= REMEMBERED and (is_cut or now - at > PRESENT):
                    missed[device] = at
                elif device not in self._heard and device in at_work():
                    missed[device] = None
            known = [at for at in missed.values() if at is not None]
            if len(known) < len(missed) or not known:
                return Unheard(tuple(missed))
            since = self._clock.now() - timedelta(seconds=now - min(known))
        return Unheard(tuple(missed), since)

    def _forgotten(self, news: News, now: float) -> dict[SubjectId, tuple[DeviceId, float, float]]:
        """Return the holds of desks that the upstream has not heard of since it was restarted.

        What it says of them means nothing yet: they say it again when they are back, or their
        lease ends.
        """
        return {
            subject: held
            for subject, held in self._held.items()
            if held[0] not in news.heard and held[2] > now
        }

    def _wanted(self) -> tuple[SubjectId, ...]:
        """Return what to hold now, without what lingered long enough."""
        now = self._clock.monotonic()
        self._lingering = {one: end for one, end in self._lingering.items() if end > now}
        return tuple(dict.fromkeys((*self._own, *self._lingering)))


_SOME_DESK: Final = Text(vi="Một bàn khác", en="Another desk")
_HELD: Final = Text(
    vi="{desk} đang mở người này để tiêm, từ {time}. Chưa lưu gì. Xin hỏi bàn ấy trước khi tiêm.",
    en="{desk} has had this person open for injection since {time}. Nothing is saved. "
    "Please ask there first.",
)


def held_words(
    connection: Connection, guard: Guard, people: Iterable[PersonId], site: SiteCode
) -> Text | None:
    """Return the sentence that refuses a dose while another desk has the person open, or None."""
    holder = guard.holder(SubjectId(one) for one in people)
    if holder is None:
        return None
    name = queries.devices(connection, site).get(holder.device)
    desk = same(name) if name else _SOME_DESK
    return filled(_HELD, desk=desk, time=clock_time(holder.since))


def holders(
    connection: Connection, guard: Guard, people: Iterable[PersonId], site: SiteCode
) -> dict[PersonId, str]:
    """Return the names of the desks that have some people open for injection."""
    held = {one: holder for one in people if (holder := guard.holder([SubjectId(one)]))}
    names = queries.devices(connection, site) if held else {}
    return {one: names.get(holder.device, "?") for one, holder in held.items()}
