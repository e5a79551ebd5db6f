"""What each hub brought here, so that it is not sent down to it again.

Kept in memory only: to forget it costs a line some bytes and nothing else. A hub names the
*life* it is in, a number that it draws at each start: what it brought in another life, it may
have lost since, with its disk.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from immunization.ids import DeviceId
from records.journal import Author
from records.lines import StoredEntry

_MOST_HUBS: Final = 5_000
_MOST_CHAINS: Final = 200
"""Of one hub; what goes beyond is sent down again."""


@dataclass(slots=True)
class _Life:
    number: int
    brought: dict[Author, tuple[int, int]] = field(default_factory=dict)


class Carriers:
    """The hubs' present lives; may be used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lives: OrderedDict[DeviceId, _Life] = OrderedDict()

    def brought(self, hub: DeviceId, life: int, author: Author, first: int, last: int) -> None:
        """Note that a hub brought a stretch of a chain, which is held now."""
        with self._lock:
            lived = self._lives.get(hub)
            if lived is None or lived.number != life:
                lived = self._lives[hub] = _Life(life)
            self._lives.move_to_end(hub)
            if len(self._lives) > _MOST_HUBS:
                self._lives.popitem(last=False)
            before = lived.brought.get(author)
            if before is not None and before[0] <= first <= before[1] + 1:
                first, last = before[0], max(before[1], last)
            if before is not None or len(lived.brought) < _MOST_CHAINS:
                lived.brought[author] = (first, last)

    def without_own(
        self, hub: DeviceId, life: int, entries: Sequence[StoredEntry]
    ) -> list[StoredEntry]:
        """Return the entries that a hub did not bring itself in this life."""
        with self._lock:
            lived = self._lives.get(hub)
            if lived is None or lived.number != life:
                return list(entries)
            brought = dict(lived.brought)
        return [one for one in entries if not _is_in(brought, one)]


def _is_in(brought: dict[Author, tuple[int, int]], entry: StoredEntry) -> bool:
    first, last = brought.get(Author(entry.device, entry.epoch), (1, 0))
    return first <= entry.seq <= last
