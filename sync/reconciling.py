"""Compare with the upstream what both hold of a day; name what differs, and mend it.

One small request when both hold the same. Where they do not, the upstream says what it holds
by kind, then names the entries of the kinds that differ; what is missing here is asked for,
what is missing there and was written here is sent again. What cannot be mended from here
(another desk's entry that the upstream has lost, bytes that differ) is named for IT.

Compared is what lies in the feed up to this desk's position, and of its own entries those that
the upstream has acknowledged: so nobody need stand still meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from immunization.entries import UnreadableEntry
from immunization.ids import DeviceId, EntryId
from records import seals
from records.chain import links
from records.lines import StoredEntry, read_line
from records.seals import Head
from records.tallies import Tally, whole
from sync import columns, wire
from sync.answers import Gap
from sync.client import Upstream
from sync.errors import ServerBroken
from sync.held import Name, Place, Shelf
from sync.limits import MAX_ENTRIES, MAX_ENTRIES_SIZE
from sync.ports import Ledger

M = TypeVar("M", bound=wire.Message)

_MOST_PAGES: Final = 50
"""Answers of names for one kind: a hundred thousand entries. The rest comes another time."""
_RUN: Final = 500
"""Entries sent again at a time."""


@dataclass(slots=True)
class Difference:
    """Entries by which two nodes differ. All four empty: they agree.

    ``here`` are missing here, ``there`` own entries that are missing upstream, ``altered`` have
    other bytes here than there, ``ahead`` are others' entries that the upstream has not.
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
        """Whether both hold the same, as far as this desk can tell."""
        return not self.left and not self.mended


class Reconciler:
    """Compares one node with its upstream. Called between two rounds, from the same thread."""

    def __init__(
        self,
        ledger: Ledger,
        shelf: Shelf,
        upstream: Upstream,
        key: bytes,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._ledger, self._shelf = ledger, shelf
        self._upstream, self._key = upstream, key
        self._is_cancelled = is_cancelled

    def run(self, days: Sequence[int]) -> Agreement:
        """Compare some days and mend what can be; raises the errors of `sync.errors`."""
        found, entries = self.compare(days)
        mended = [*self._fetch(found.here), *self._send_again(found.there)]
        done = set(mended)
        missing = {**found.here, **found.there, **found.altered}
        left = sorted(place for place in missing.values() if place not in done)
        return Agreement(
            entries, tuple(sorted(mended)), tuple(left), tuple(sorted(found.ahead.values()))
        )

    def compare(self, days: Sequence[int]) -> tuple[Difference, int]:
        """Return by what both differ on these days, and how many entries were compared here."""
        position = self._ledger.position()
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
        mine, own = self._shelf.names(day, kind), self._ledger.author().device
        theirs, is_all = self._names(position, day, kind)
        for id, name in theirs.items():
            kept = mine.get(id)
            if kept is None:
                found.here[id] = name.place
            elif kept.print != name.print:
                found.altered[id] = kept.place
        for id, kept in mine.items() if is_all else ():
            if kept.is_counted and id not in theirs:
                (found.there if kept.place.device == own else found.ahead)[id] = kept.place

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
        """Ask for what is missing here; an own entry that is gone is the journal's business."""
        own, ids = self._ledger.author().device, list(missing)
        fetched: list[Place] = []
        while ids and not self._is_cancelled():
            asked = wire.Wanted(ids=[*ids[:MAX_ENTRIES]])
            page = self._ask(wire.Page, "/v1/entries", asked)
            came = _by_id(page)
            entries = [one for id, one in came.items() if id in missing and one.device != own]
            self._ledger.take_page(entries, self._ledger.position())
            fetched += [Place(one.device, one.epoch, one.seq) for one in entries]
            before = len(ids)
            ids = [id for id in ids if id not in came]
            if len(ids) == before:
                break
        return fetched

    def _send_again(self, missing: Mapping[EntryId, Place]) -> list[Place]:
        """Send own entries that the upstream lost, the last first: each proves the one before."""
        author = self._ledger.author()
        seqs = sorted(
            (one.seq for one in missing.values() if one.epoch == author.epoch), reverse=True
        )
        sent: list[Place] = []
        while seqs and not self._is_cancelled():
            batch = self._batch([seq for seq in seqs if seq > seqs[0] - _RUN])
            try:
                self._push(batch)
            except Gap:
                break
            covered = {one.seq for one in batch}
            sent += [Place(author.device, author.epoch, seq) for seq in seqs if seq in covered]
            seqs = [seq for seq in seqs if seq not in covered]
        return sent

    def _batch(self, seqs: Sequence[int]) -> list[StoredEntry]:
        """Return the stretch of the own chain from the last of these numbers to the first."""
        first, last = seqs[-1], seqs[0]
        count = last - first + 1
        batch = self._ledger.unsent(count=count, size=MAX_ENTRIES_SIZE, after=first - 1)
        if batch[-1].seq < last:  # too large for one body: the end alone proves as much
            batch = self._ledger.unsent(count=1, size=MAX_ENTRIES_SIZE, after=last - 1)
        return batch

    def _push(self, batch: Sequence[StoredEntry]) -> None:
        before = self._ledger.chain_at(batch[0].seq - 1)
        last = batch[-1]
        chain = links(before, (one.written for one in batch))[-1]
        head = Head(last.device, last.epoch, last.seq, chain)
        self._upstream.push(batch, before, seals.sign_head(self._key, "seal", head))

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
