"""Where an entry stands: saved here, at the site's hub, at the centre, or refused and why.

Green is the centre's receipt and nothing else (SanaMobile/vaccine_registry #88: green while
records never reached the server).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import Connection

from desk.clock import Clock
from desk.deeds import deed
from desk.wording import filled
from immunization.entries import KINDS, OF_SITE, VisitArrived
from immunization.ids import EntryId, PersonId, centre_at
from immunization.labels import VOID_REASONS
from immunization.refusals import refusal_of
from immunization.text import Text
from local_db import node, reads, seen, standing
from local_db.node import Role
from local_db.reads import Place
from local_db.store import Store
from records.journal import Author
from records.lines import Line

Stop = Literal["desk", "hub", "centre", "refused"]

WORDS: Final[dict[Stop, Text]] = {
    "desk": Text(vi="Đã lưu tại bàn", en="Saved at this desk"),
    "hub": Text(vi="Đã tới máy chủ điểm tiêm", en="At the site server"),
    "centre": Text(vi="Trung tâm đã nhận", en="Received by the centre"),
    "refused": Text(vi="Bị từ chối: {why}", en="Refused: {why}"),
}
# A void shows as the line through what it takes back, not as a row of its own.
_SHOWN: Final = tuple(
    kind
    for kind in KINDS
    if kind.startswith(("person.", "visit.", "screening.", "dose.", "reaction.", "observation."))
    and not kind.endswith(".voided")
)
# A vial shows on its own chip: a row of it would push a dose out of sight that may be voided.
_KINDS: Final = (*_SHOWN, "lot.received", "lot.moved")
_LOOK_BACK: Final = 200


class Standing(Struct, frozen=True):
    """How far an entry has come. ``has_hub``: the mark has three stops, else two.

    Of one that was refused, ``why`` and what ``to_do``.
    """

    stop: Stop
    has_hub: bool = False
    why: Text | None = None
    to_do: Text | None = None

    @property
    def words(self) -> Text:
        """What stands beside the mark."""
        words = WORDS[self.stop]
        if self.why is None:
            return words
        return filled(words, why=self.why)


class JustSaved(Struct, frozen=True):
    """A row of "Vừa ghi tại bàn này". ``dose`` is set where Huỷ voids (a live dose).

    ``void_reason`` is set once it was voided: the row is struck through. ``person`` is None for
    what is about a lot.
    """

    entry: EntryId
    person: PersonId | None
    name: str
    what: Text
    at: datetime
    standing: Standing
    dose: EntryId | None = None
    void_reason: Text | None = None


class RefusedEntry(Struct, frozen=True):
    """An own entry that the centre refused: what it was, why, and what to do."""

    entry: EntryId
    person: PersonId | None
    what: Text
    why: Text
    to_do: Text
    at: datetime


class Upstream(Struct, frozen=True):
    """What the sync page says in figures; all counts are of this desk's own entries.

    ``at_hub`` is None where there is no hub. ``known_as_of`` is when the feed was read last.
    """

    saved: int
    at_hub: int | None
    at_centre: int
    refused: int
    waiting: int
    known_as_of: datetime | None


class Standings:
    """Reads where entries stand."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def waiting(self) -> int:
        """Return how many own entries the centre has not acknowledged."""
        return self.upstream().waiting

    def just_saved(self, limit: int = 2) -> tuple[JustSaved, ...]:
        """Return what was saved last at this desk today, newest first."""
        with self._store.read() as connection:
            author = node.read(connection).author
            # Two entries of one save make one row, so a few more are read than are shown.
            lines = reads.own_lines(connection, author, _KINDS, 2 * limit + 2, within=_LOOK_BACK)
            shown = _one_row_a_save([line for line in lines if self._is_of_today(line)])[:limit]
            names = reads.names(connection, [line.entry.about for line in shown])
            voids = reads.void_reasons(connection, [line.entry.id for line in shown])
            standings = standings_of(connection, places_of(shown))
        return tuple(self._row(line, names, voids, standings) for line in shown)

    def upstream(self) -> Upstream:
        """Return the figures of the sync page."""
        with self._store.read() as connection:
            held = standing.held(connection)
            progress = node.find_progress(connection)
        return Upstream(
            saved=held.saved,
            at_hub=held.at_hub,
            at_centre=held.at_centre,
            refused=held.refused,
            waiting=held.waiting,
            known_as_of=progress.synced_at if progress else None,
        )

    def refused(self) -> tuple[RefusedEntry, ...]:
        """Return the own entries that the centre refused, newest first."""
        with self._store.read() as connection:
            found = [
                (reads.line(connection, one.about, one.entry), one.code)
                for one in standing.refused(connection)
            ]
        return tuple(self._refused(line, code) for line, code in found if line is not None)

    def _refused(self, line: Line, code: str) -> RefusedEntry:
        entry, refusal = line.entry, refusal_of(code)
        about_person = entry.kind.partition(".")[0] not in OF_SITE
        return RefusedEntry(
            entry=entry.id,
            person=PersonId(entry.about) if about_person else None,
            what=deed(line.body),
            why=refusal.why,
            to_do=refusal.to_do,
            at=entry.at.astimezone(self._clock.now().tzinfo),
        )

    def _is_of_today(self, line: Line) -> bool:
        now = self._clock.now()
        return line.entry.at.astimezone(now.tzinfo).date() == now.date()

    def _row(
        self,
        line: Line,
        names: Mapping[str, str],
        voids: Mapping[EntryId, str | None],
        standings: Mapping[EntryId, Standing],
    ) -> JustSaved:
        entry = line.entry
        reason = next(
            (words for code, words in VOID_REASONS.items() if code == voids.get(entry.id)), None
        )
        of_site = entry.kind.partition(".")[0] in OF_SITE
        return JustSaved(
            entry=entry.id,
            person=None if of_site else PersonId(entry.about),
            name=names.get(entry.about, ""),
            what=deed(line.body),
            at=entry.at.astimezone(self._clock.now().tzinfo),
            standing=standings[entry.id],
            dose=entry.id if entry.id in voids and reason is None else None,
            void_reason=reason,
        )


def standings_of(
    connection: Connection, places: Mapping[EntryId, Place]
) -> dict[EntryId, Standing]:
    """Return where some entries stand, from who wrote them and their place in that chain.

    What another desk wrote is where it was seen: in the centre's own feed, or as the hub says
    with the centre's receipt; in the hub's feed; else only here, carried by hand.
    """
    own = node.read(connection)
    held = reads.receipts(connection, own.device)
    elsewhere = seen.seen(connection)
    of_centre = centre_at(own.site)
    refused = reads.refusals(connection, places)
    has_hub = own.upstream_role == "hub"
    found = {}
    for entry, place in places.items():
        if place.device == of_centre:
            stop: Stop = "centre"
        elif place.device == own.device:
            stop = _own_stop(place, held, own.author, has_hub=has_hub)
        else:
            stop = _others_stop(place, elsewhere)
        found[entry] = Standing(stop, has_hub)
        # An id may have been taken by another desk: its entry is the one that was accepted.
        code = refused.get((entry, place.device))
        if code is not None:
            refusal = refusal_of(code)
            found[entry] = Standing("refused", has_hub, refusal.why, refusal.to_do)
    return found


def places_of(lines: Iterable[Line]) -> dict[EntryId, Place]:
    """Return the place of each entry in its writer's chain."""
    return {line.entry.id: Place(line.device, line.epoch, line.seq) for line in lines}


def _others_stop(place: Place, seen: Mapping[tuple[Role, str, int], int]) -> Stop:
    for role in ("centre", "hub"):
        if place.seq <= seen.get((role, place.device, place.epoch), 0):
            return role
    return "desk"


def _own_stop(
    place: Place, held: Mapping[tuple[str, int], int], own: Author, *, has_hub: bool
) -> Stop:
    if place.seq <= held.get(("centre", place.epoch), 0):
        return "centre"
    if place.epoch != own.epoch:
        # Of an epoch that was left, nothing but what the upstream has is still under its number.
        return "hub" if has_hub else "centre"
    return "hub" if place.seq <= held.get(("hub", place.epoch), 0) else "desk"


def _one_row_a_save(lines: list[Line]) -> list[Line]:
    """Leave out a registration that was saved together with the arrival after it."""
    arrived = {
        (line.entry.about, line.entry.at) for line in lines if isinstance(line.body, VisitArrived)
    }
    return [
        line
        for line in lines
        if line.entry.kind != "person.registered"
        or (line.entry.about, line.entry.at) not in arrived
    ]
