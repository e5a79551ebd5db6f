"""Where feeds end, looked at in the database once for all who wait.

What this process stores, it tells its readers itself (`central.traffic`); only what another
process wrote, as a command does, must be looked for. A thousand readers need not each do so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from central import sites
from central.database import Database
from immunization.ids import SiteCode

_AGE: Final = 1.5
"""Seconds for which what was seen is good enough: less than readers wait between two looks."""


class Heads:
    """The ends of feeds as they were a moment ago; may be used from any thread."""

    def __init__(self, database: Database, now: Callable[[], float] = time.monotonic) -> None:
        self._database, self._now = database, now
        self._seen: dict[SiteCode, tuple[float, int]] = {}
        self._looking = threading.Lock()

    def recent(self, site: SiteCode) -> int | None:
        """Return where a feed ended a moment ago, if that is known; never waits."""
        at, head = self._seen.get(site, (0.0, 0))
        return head if site in self._seen and self._now() - at < _AGE else None

    def head(self, site: SiteCode) -> int:
        """Return where a feed ended a moment ago; raises UnknownSite, DatabaseUnavailable."""
        with self._looking:
            if (known := self.recent(site)) is not None:
                return known
            with self._database.reading() as connection:
                head = sites.head(connection, site)
            self._seen[site] = (self._now(), head)
            return head
