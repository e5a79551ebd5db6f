"""Which of its upstreams a desk uses: the site's hub if it answers, else the centre.

Whichever is used, nothing is lost or doubled by turning: what was sent to one and is not
central yet is sent to the other too, and both know an entry again. A hub that failed is
left alone for a while, longer each time, and then looked at again.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol
from urllib.parse import urlsplit

from immunization.errors import KnownError
from records.seals import Holder
from sync.errors import ServerBusy

LOOK_AGAIN: Final = 10.0
"""Seconds between two looks whether a better upstream is back."""

_REST: Final = 5.0
_LONGEST_REST: Final = 300.0
_PATIENCE: Final = 1.0
"""Seconds in which a server on a LAN takes a connection, or is not there."""


@dataclass(frozen=True, slots=True)
class Way:
    """An upstream: what it is, its key in hexadecimal, and its address; "" if unknown."""

    role: Holder
    key: str
    url: str = ""


class Book(Protocol):
    """Where a desk keeps its upstreams, how far it has read each, and which it uses."""

    def ways(self) -> list[Way]:
        """Return the upstreams that are known by their keys."""

    def current(self) -> Way:
        """Return the one that is used."""

    def turn_to(self, way: Way) -> None:
        """Use another from now on."""


@dataclass(slots=True)
class _Failed:
    times: int = 0
    until: float = 0.0


def answers(url: str) -> bool:
    """Tell whether anybody takes connections at an address; waits a second at most."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        with socket.create_connection((parts.hostname or "", port), timeout=_PATIENCE):
            return True
    except (OSError, ValueError):
        return False


@dataclass(slots=True)
class Route:
    """Chooses among a desk's upstreams; asked from the sync thread only.

    ``hints`` gives addresses by key, as they were heard on the LAN: whoever answers there
    must still sign with the key.
    """

    book: Book
    hints: Callable[[], Mapping[str, str]] = dict
    answers: Callable[[str], bool] = answers
    now: Callable[[], float] = time.monotonic
    _failed: dict[str, _Failed] = field(default_factory=dict)

    def choose(self) -> bool:
        """Turn to the best upstream that answers; tell whether it is another than before."""
        current = self.book.current()
        for way in self._in_order():
            if self._rests(way.key):
                continue
            if way.key == current.key:
                return False
            for found in self._addresses(way):
                if self.answers(found.url):
                    self.book.turn_to(found)
                    return True
            self._rest(way.key)
        return self._moved(current)

    @property
    def is_second_best(self) -> bool:
        """Whether there is an upstream that would be used instead, if it answered."""
        ways = self._in_order()
        return bool(ways) and ways[0].key != self.book.current().key

    def failed(self, error: KnownError) -> None:
        """Note that a round with the present upstream failed."""
        if not isinstance(error, ServerBusy):  # one that is busy is there
            self._rest(self.book.current().key)

    def worked(self) -> None:
        """Note that a round with the present upstream went well."""
        self._failed.pop(self.book.current().key, None)

    def _in_order(self) -> list[Way]:
        return sorted(self.book.ways(), key=lambda way: way.role != "hub")

    def _addresses(self, way: Way) -> Iterable[Way]:
        hinted = self.hints().get(way.key, "") if way.role == "hub" else ""
        return [replace(way, url=url) for url in dict.fromkeys((hinted, way.url)) if url]

    def _moved(self, current: Way) -> bool:
        """Turn to the present upstream at another address, if it is said to be there."""
        for found in self._addresses(current):
            if found.url != current.url and self.answers(found.url):
                self.book.turn_to(found)
                return True
        return False

    def _rests(self, key: str) -> bool:
        return key in self._failed and self._failed[key].until > self.now()

    def _rest(self, key: str) -> None:
        failed = self._failed.setdefault(key, _Failed())
        failed.times += 1
        failed.until = self.now() + min(_LONGEST_REST, _REST * 2.0 ** min(failed.times - 1, 10))
