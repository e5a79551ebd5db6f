"""Compare with the upstream what both hold of a day; name what differs, and mend it.

A desk does so with its hub or the centre, a hub with the centre. One small request when both
hold the same. Where they do not, the upstream says what it holds by kind, then names the
entries of the kinds that differ; what is missing here is asked for, what is missing there and
was brought from here is sent again. What cannot be mended from here (another's entry that the
upstream has lost, bytes that differ) is named for IT.

Compared is what lies in the feed up to this node's position, and of what it brought itself all
that the upstream has acknowledged: so nobody need stand still meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from immunization.entries import UnreadableEntry
from immunization.ids import DeviceId, EntryId
from records.lines import StoredEntry, read_line
from records.tallies import Tally, whole
from sync import columns, wire
from sync.client import Upstream
from sync.errors import ServerBroken
from sync.held import Mender, Name, Place, Shelf
from sync.limits import MAX_ENTRIES

M = TypeVar("M", bound=wire.Message)

_MOST_PAGES: Final = 50
"""Answers of names for one kind: a hundred thousand entries. The rest comes another time."""


@dataclass(slots=True)
class Difference:
    """Entries by which two nodes differ. All four empty: they agree.

    ``here`` are missing here, ``there`` are missing upstream and were brought there from here,
    ``altered`` have other bytes here than there, ``ahead`` the upstream has not, and somebody
    else brought or brings them.
    """

    here: dict[EntryId, Place] = field(default_factory=dict)
    there: dict[EntryId, Place] = field(default_factory=dict)
    altered: dict[EntryId, Place] = field(default_factory=dict)
    ahead: dict[EntryId, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What came of a comparison: over how many entries, what was found, and what is left of it.

    ``mended`` were missing on either side and were fetched or sent; ``left`` could not be
    mended from here; ``ahead`` are others' entries that are here and not upstream.
    """

    entries: int
    mended: tuple[Place, ...] = ()
    left: tuple[Place, ...] = ()
    ahead: tuple[Place, ...] = ()

    @property
    def is_equal(self) -> bool:
        """Whether both hold the same, as far as this node can tell."""
        return not self.left and not self.mended


class Reconciler:
    """Compares one node with its upstream. Called between two rounds, from the same thread."""

    def __init__(
        self,
        mender: Mender,
        shelf: Shelf,
        upstream: Upstream,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._mender, self._shelf = mender, shelf
        self._upstream = upstream
        self._is_cancelled = is_cancelled

    def run(self, days: Sequence[int]) -> Agreement:
        """Compare some days and mend what can be; raises the errors of `sync.errors`."""
        found, entries = self.compare(days)
        mended = [*self._fetch(found.here), *self._mender.send_again([*found.there.values()])]
        done = set(mended)
        missing = {**found.here, **found.there, **found.altered}
        left = sorted(place for place in missing.values() if place not in done)
        return Agreement(
            entries, tuple(sorted(mended)), tuple(left), tuple(sorted(found.ahead.values()))
        )

    def compare(self, days: Sequence[int]) -> tuple[Difference, int]:
        """Return by what both differ on these days, and how many entries were compared here."""
        position = self._mender.position()
        here = self._shelf.tallies(days)
        totals = {day: whole(here.get(day, {}).values()) for day in days}
        told = self._ask(
            wire.Compared,
            "/v1/digests",
            wire.Comparison(
                position=position,
                days=[wire.DayTally(day, one.count, one.digest) for day, one in totals.items()],
            ),
        )
        found = Difference()
        for day, kind in _differing(told, here):
            if self._is_cancelled():
                break
            self._name(found, position, day, kind)
        return found, sum(one.count for one in totals.values())

    def _name(self, found: Difference, position: int, day: int, kind: str) -> None:
        mine = self._shelf.names(day, kind)
        theirs, is_all = self._names(position, day, kind)
        for id, name in theirs.items():
            kept = mine.get(id)
            if kept is None:
                found.here[id] = name.place
            elif kept.print != name.print:
                found.altered[id] = kept.place
        for id, kept in mine.items() if is_all else ():
            if kept.is_counted and id not in theirs:
                is_ours = self._mender.can_send(kept.place)
                (found.there if is_ours else found.ahead)[id] = kept.place

    def _names(self, position: int, day: int, kind: str) -> tuple[dict[EntryId, Name], bool]:
        theirs: dict[EntryId, Name] = {}
        after = ""
        for _ in range(_MOST_PAGES):
            asked = wire.Listing(position=position, day=day, kind=kind, after=after)
            told = self._ask(wire.Named, "/v1/names", asked)
            theirs.update(_names_of(told))
            if told.is_all:
                return theirs, True
            if not told.ids or told.ids[-1] <= after:
                raise ServerBroken("names that do not move on")
            after = told.ids[-1]
        return theirs, False

    def _fetch(self, missing: Mapping[EntryId, Place]) -> list[Place]:
        """Ask for what is missing here, and keep it."""
        ids = list(missing)
        fetched: list[Place] = []
        while ids and not self._is_cancelled():
            asked = wire.Wanted(ids=[*ids[:MAX_ENTRIES]])
            page = self._ask(wire.Page, "/v1/entries", asked)
            came = _by_id(page)
            kept = self._mender.keep([one for id, one in came.items() if id in missing])
            fetched += [Place(one.device, one.epoch, one.seq) for one in kept]
            before = len(ids)
            ids = [id for id in ids if id not in came]
            if len(ids) == before:
                break
        return fetched

    def _ask(self, kind: type[M], path: str, body: wire.Message) -> M:
        return self._upstream.line.ask(kind, "POST", path, body)


def _differing(
    told: wire.Compared, here: Mapping[int, Mapping[str, Tally]]
) -> Iterable[tuple[int, str]]:
    """Yield the days and kinds of which both hold something else."""
    there: dict[int, dict[str, Tally]] = {day: {} for day in told.days}
    for one in told.kinds:
        there.setdefault(one.day, {})[one.kind] = Tally(one.count, one.digest)
    for day, theirs in there.items():
        mine = here.get(day, {})
        for kind in sorted({*mine, *theirs}):
            if mine.get(kind, Tally()) != theirs.get(kind, Tally()):
                yield day, kind


def _names_of(told: wire.Named) -> dict[EntryId, Name]:
    columns_of = (told.writer, told.seqs, told.ids, told.prints)
    if len({len(column) for column in columns_of}) != 1:
        raise ServerBroken("columns of different lengths")
    if any(number >= len(told.writers) for number in told.writer):
        raise ServerBroken("a writer that is not named")
    return {
        EntryId(id): Name(
            Place(DeviceId(told.writers[number].device), told.writers[number].epoch, seq), print
        )
        for number, seq, id, print in zip(*columns_of, strict=True)
    }


def _by_id(page: wire.Page) -> dict[EntryId, StoredEntry]:
    try:
        return {read_line(one).entry.id: one for one in columns.entries_of(page)}
    except (wire.Malformed, UnreadableEntry) as error:
        raise ServerBroken(str(error)) from error
