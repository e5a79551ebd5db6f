"""What a node holds, as it is compared with another: places, names, and the ports to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from immunization.ids import DeviceId, EntryId
from records.lines import StoredEntry
from records.tallies import Tally


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """An entry's place: its writer's device and epoch, and its number there."""

    device: DeviceId
    epoch: int
    seq: int


@dataclass(frozen=True, slots=True)
class Name:
    """An entry by name; ``print`` is the beginning of its bytes' SHA-256.

    ``is_counted``: it is part of the tallies. An own entry that was refused, or that is not
    acknowledged yet, is not.
    """

    place: Place
    print: bytes
    is_counted: bool = True


class Shelf(Protocol):
    """What a node holds, as it is compared."""

    def tallies(self, days: Sequence[int]) -> Mapping[int, Mapping[str, Tally]]:
        """Return what is counted here of each of these days, by kind."""

    def names(self, day: int, kind: str) -> Mapping[EntryId, Name]:
        """Return all that is here of one kind on a day, also what is not counted."""


class Mender(Protocol):
    """How a node makes good what it finds by comparing. What it raises are `sync.errors`."""

    def position(self) -> int:
        """Return the position in the upstream's feed up to which everything is stored here."""

    def can_send(self, place: Place) -> bool:
        """Tell whether it is this node that brought the entry of a place to the upstream."""

    def keep(self, entries: Sequence[StoredEntry]) -> Sequence[StoredEntry]:
        """Store entries that were missing here; return those that this node takes that way."""

    def send_again(self, missing: Sequence[Place]) -> Sequence[Place]:
        """Send what the upstream lost of what it had acknowledged; return what it took."""
