"""Counts and digests by which two nodes find out cheaply whether they hold the same entries.

The digest of a set of entries is the sum of the SHA-256 of each entry's bytes, modulo 2^256:
it does not depend on an order that two nodes need not share, it can be added to, and an entry
that is lost, altered or doubled changes it. (It is no proof against who makes entries to
measure: that is what chains, seals and receipts are for.)

Entries belong to the day on which their id was minted: a UUIDv7 begins with the milliseconds
since 1970 (RFC 9562), so a day's entries lie together in every index of ids, at all nodes
alike, whatever a desk's wall clock wrote into the entry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_MODULUS: Final = 1 << 256
_DAY: Final = 86_400_000
_LAST: Final = 1 << 48
LAST_DAY: Final = _LAST // _DAY
"""The last day that an id can name: far beyond the year 10000."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries, and their digest (32 bytes)."""

    count: int = 0
    digest: bytes = bytes(32)

    def __add__(self, other: Tally) -> Tally:
        total = int.from_bytes(self.digest) + int.from_bytes(other.digest)
        return Tally(self.count + other.count, (total % _MODULUS).to_bytes(32))


class Tallies:
    """Adds up entries by their kinds."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._sums: dict[str, int] = {}

    def add(self, kind: str, written: bytes) -> None:
        """Count one entry."""
        digest = int.from_bytes(hashlib.sha256(written).digest())
        self._counts[kind] = self._counts.get(kind, 0) + 1
        self._sums[kind] = self._sums.get(kind, 0) + digest

    def by_kind(self) -> dict[str, Tally]:
        """Return the tally of each kind."""
        return {
            kind: Tally(count, (self._sums[kind] % _MODULUS).to_bytes(32))
            for kind, count in self._counts.items()
        }


def whole(tallies: Iterable[Tally]) -> Tally:
    """Return several tallies as one."""
    return sum(tallies, Tally())


def fingerprint(written: bytes) -> bytes:
    """Return the 8 bytes by which one entry's bytes are told from others under its id."""
    return hashlib.sha256(written).digest()[:8]


def day_of(id: str) -> int:
    """Return the day of an entry's id, counted from 1970 (UTC)."""
    return int(id[:8] + id[9:13], 16) // _DAY


def ids_of(day: int) -> tuple[str, str]:
    """Return the first id that a day may have, and the first of the day after."""
    return _first(day), _first(day + 1)


def _first(day: int) -> str:
    millis = f"{min(day * _DAY, _LAST - 1):012x}"
    return f"{millis[:8]}-{millis[8:]}-0000-0000-000000000000"
