"""The digest of a day: whatever is lost, altered or added is named, and nothing else."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from immunization import entries
from immunization.ids import DeviceId, EntryId
from records.lines import StoredEntry, read_line
from records.tallies import LAST_DAY, Tallies, Tally, day_of, fingerprint, ids_of, whole
from sync import wire
from sync.held import Place
from sync.mending import DeskMender
from sync.reconciling import Difference, Reconciler
from tests import writing
from tests.memory_ledger import MemoryLedger
from tests.memory_shelf import MemoryShelf

DAY = 20780
OWN, OTHER = writing.device(1), writing.device(2)


def minted(day: int, number: int) -> EntryId:
    """A UUIDv7 of a day."""
    millis = day * 86_400_000 + number * 1000
    return EntryId(str(uuid.UUID(int=millis << 80 | 7 << 76 | 2 << 62 | number)))


def entry(number: int, device: DeviceId = OTHER, note: str = "") -> StoredEntry:
    body = writing.dose() if number % 3 else writing.arrived(f"A{number:03}{note}")
    written = entries.write(
        body,
        id=minted(DAY, number),
        at=datetime(2026, 11, 23, 8, tzinfo=UTC),
        lc=number + 1,
        site=writing.SITE,
        about=writing.person(number % 5 + 1),
    )
    return StoredEntry(device, 1, number + 1, written + b" " * len(note))


@dataclass
class Line:
    """An upstream that holds these entries, answering as `central.comparing` does."""

    held: dict[EntryId, StoredEntry]
    page: int = 3
    asked: list[str] = field(default_factory=list)

    @property
    def line(self) -> Line:
        return self

    def ask(self, _kind: object, _method: str, path: str, body: wire.Message) -> wire.Message:
        self.asked.append(path)
        match body:
            case wire.Comparison():
                return self._compare(body)
            case wire.Listing():
                return self._name(body)
        raise AssertionError(path)

    def _compare(self, body: wire.Comparison) -> wire.Compared:
        tallies = Tallies()
        for one in self.held.values():
            tallies.add(read_line(one).entry.kind, one.written)
        total = whole(tallies.by_kind().values())
        asked = body.days[0]
        if (asked.count, asked.digest) == (total.count, total.digest):
            return wire.Compared(time=1)
        kinds = [
            wire.KindTally(DAY, kind, one.count, one.digest)
            for kind, one in tallies.by_kind().items()
        ]
        return wire.Compared(time=1, days=[DAY], kinds=kinds)

    def _name(self, body: wire.Listing) -> wire.Named:
        of_kind = sorted(
            id
            for id, one in self.held.items()
            if read_line(one).entry.kind == body.kind and id > body.after
        )
        shown = of_kind[: self.page]
        writers = sorted({self.held[id].device for id in shown})
        return wire.Named(
            time=1,
            is_all=len(shown) == len(of_kind),
            writers=[wire.Writer(device, 1) for device in writers],
            writer=[writers.index(self.held[id].device) for id in shown],
            seqs=[self.held[id].seq for id in shown],
            ids=list(shown),
            prints=[fingerprint(self.held[id].written) for id in shown],
        )


def reconciler_of(ledger: MemoryLedger, line: Line) -> Reconciler:
    mender = DeskMender(ledger, line, b"")  # type: ignore[arg-type]
    return Reconciler(mender, MemoryShelf(ledger), line)  # type: ignore[arg-type]


def differences(
    here: Sequence[StoredEntry], there: Sequence[StoredEntry]
) -> tuple[Difference, Line]:
    ledger = MemoryLedger(device=OWN)
    ledger.others = {read_line(one).entry.id: one for one in here}
    line = Line({read_line(one).entry.id: one for one in there})
    reconciler = reconciler_of(ledger, line)
    return reconciler.compare([DAY])[0], line


@given(st.integers(0, 20), st.data())
def test_whatever_is_lost_altered_or_added_on_either_side_is_named(
    count: int, data: st.DataObject
) -> None:
    numbers = st.sets(st.integers(0, max(0, count - 1)), max_size=count)
    lost_here, lost_there = data.draw(numbers), data.draw(numbers)
    altered = data.draw(numbers) - lost_here - lost_there
    here = [entry(n, note="x" if n in altered else "") for n in range(count) if n not in lost_here]
    there = [entry(n) for n in range(count) if n not in lost_there]
    found, line = differences(here, there)
    assert set(found.here) == {minted(DAY, n) for n in lost_here - lost_there if n < count}
    assert set(found.ahead) == {minted(DAY, n) for n in lost_there - lost_here if n < count}
    assert set(found.altered) == {minted(DAY, n) for n in altered if n < count}
    if not (found.here or found.ahead or found.altered):
        assert line.asked == ["/v1/digests"], "one small request where both hold the same"


@given(st.permutations([entry(n).written for n in range(6)]), st.integers(0, 6))
def test_a_tally_depends_on_no_order_and_may_be_added_up(written: list[bytes], cut: int) -> None:
    one, other, both = Tallies(), Tallies(), Tallies()
    for at, each in enumerate(written):
        (one if at < cut else other).add("k", each)
        both.add("k", each)
    parts = [*one.by_kind().values(), *other.by_kind().values()]
    assert whole(parts) == both.by_kind()["k"]
    total = sum(int.from_bytes(hashlib.sha256(each).digest()) for each in written) % 2**256
    assert both.by_kind()["k"] == Tally(6, total.to_bytes(32))


def test_an_entry_that_is_there_twice_does_not_vanish() -> None:
    tallies = Tallies()
    tallies.add("k", b"same")
    once = tallies.by_kind()
    tallies.add("k", b"same")
    assert tallies.by_kind()["k"] != once["k"]
    assert tallies.by_kind()["k"].digest != bytes(32)


@given(st.integers(0, LAST_DAY - 1))
def test_an_id_lies_in_its_day_and_in_no_other(day: int) -> None:
    first, end = ids_of(day)
    for number in (0, 1, 86_399):
        id = minted(day, number)
        assert day_of(id) == day
        assert first <= id < end
    assert day_of(first) == day


def test_an_own_entry_that_is_not_acknowledged_yet_is_no_difference() -> None:
    ledger = MemoryLedger(device=OWN)
    ledger.append(entry(0, OWN).written)
    line = Line({})
    reconciler = reconciler_of(ledger, line)
    found, counted = reconciler.compare([DAY])
    assert (found, counted) == (Difference(), 0)


def test_places_are_named_by_device_epoch_and_number() -> None:
    found, _ = differences([], [entry(4)])
    assert list(found.here.values()) == [Place(OTHER, 1, 5)]
