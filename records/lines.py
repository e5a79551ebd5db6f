"""An entry of the journal as it is stored, and as it is read."""

from __future__ import annotations

from msgspec import Struct

from immunization import entries
from immunization.entries import KINDS, Body, Entry, UnreadableEntry
from immunization.ids import DeviceId


class StoredEntry(Struct, frozen=True):
    """An entry's exact bytes and its place in its writer's chain."""

    device: DeviceId
    epoch: int
    seq: int
    written: bytes


class Line(Struct, frozen=True):
    """An entry that could be read: its place, its envelope and, if that could be read, its body."""

    device: DeviceId
    epoch: int
    seq: int
    entry: Entry
    body: Body | None

    @property
    def order(self) -> tuple[int, str, str]:
        """The logical order: the Lamport clock, ties by writer and id; never the wall clock.

        Not by the place in a chain: a desk that begins a new epoch carries entries into it.
        """
        return (self.entry.lc, self.device, self.entry.id)

    @property
    def is_malformed(self) -> bool:
        """Whether the kind is known and the body is not of its form."""
        return self.body is None and self.entry.kind in KINDS


def read_line(stored: StoredEntry) -> Line:
    """Read a stored entry. Raises UnreadableEntry when even its envelope cannot be read.

    A body that is of an unknown kind, or not of its kind's form, is None: the entry is kept
    and no fold stops at it.
    """
    entry = entries.read(stored.written)
    try:
        body = entries.body_of(entry)
    except UnreadableEntry:
        body = None
    return Line(stored.device, stored.epoch, stored.seq, entry, body)
