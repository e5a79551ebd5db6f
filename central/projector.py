"""Bring the person side up to date with the feeds, behind the desks' backs.

For each site the projector goes through its feed from where it stood, stores and projects
what the site's own devices wrote, and passes it on to the sites that subscribe to its
subjects; all that and its own position in one transaction. So it may be killed anywhere,
and started again. Whatever cannot be projected is answered by a refusal, and passed.

There is one projector for a database: one thread of one process.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Final

from central import reporting, sites, stretches, subscriptions, writer
from central.centre import Centre
from central.errors import DatabaseUnavailable
from immunization.entries import UnreadableEntry
from immunization.ids import SiteCode, SubjectId
from records.lines import StoredEntry, read_line

_log = logging.getLogger(__name__)
_STRETCH: Final = 300
_SUBSCRIPTIONS: Final = 200
_LOOK_AGAIN: Final = 2.0
"""Seconds after which feeds are looked at unasked: another process may have added to them."""
_PATIENCE: Final = 2.0
"""Seconds for which the projector lets desks that push go first."""
_SHARE: Final = 1.0
"""Seconds for which it then goes on all the same: it may be late, but it does not fall behind."""


class Projector:
    """One projector of one centre."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._stopping = threading.Event()
        self._may_go_on_until = 0.0
        self._thread = threading.Thread(target=self._run, name="projector", daemon=True)

    def start(self) -> None:
        """Go on in a thread of its own until :meth:`stop`."""
        self._thread.start()

    def stop(self, timeout: float = 10) -> None:
        """Stop after the stretch at hand."""
        self._stopping.set()
        self._centre.traffic.wake_projector()
        self._thread.join(timeout)

    def catch_up(self) -> None:
        """Project all that is there, without letting anybody go first."""
        while self.step(is_patient=False):
            pass

    def step(self, *, is_patient: bool = True) -> bool:
        """Serve what waits, a bounded piece of each site; tell whether there was anything.

        A patient projector lets desks that push go first.
        """
        with self._centre.database.reading() as connection:
            is_asked = bool(subscriptions.waiting(connection, 1))
            behind = stretches.behind(connection)
        found = is_asked and self._serve_subscriptions()
        for code in behind:
            if self._stopping.is_set():
                return False
            if is_patient:
                self._let_desks_go_first()
            found = self._project(code, _STRETCH) or found
        return found

    def _let_desks_go_first(self) -> None:
        if time.monotonic() > self._may_go_on_until and not self._centre.traffic.wait_for_quiet(
            _PATIENCE
        ):
            self._may_go_on_until = time.monotonic() + _SHARE

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                busy = self.step()
            except DatabaseUnavailable as error:
                _log.warning("the projector waits for the database: %s", error.detail)
                busy = False
            except Exception as error:  # noqa: BLE001 (the boundary of the thread)
                _log.error("the projector failed, and goes on: %s", reporting.where(error))
                busy = False
            if not busy:
                self._centre.traffic.wait_for_work(_LOOK_AGAIN)

    def _project(self, code: SiteCode, limit: int) -> bool:
        grown: set[SiteCode] = set()
        try:
            with self._centre.database.writing() as connection:
                stretch = stretches.following(connection, code, limit)
                if stretch is None:
                    return False
                grown = stretches.apply(connection, code, stretch)
        except DatabaseUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 (whatever it is, it may not stop the rest)
            if limit > 1:
                # One of them cannot be projected: by halves, until it stands alone.
                return self._project(code, limit // 2)
            self._refuse(code, error)
            grown = {code}
        for one in grown:
            self._centre.traffic.feed_grew(one)
        return True

    def _refuse(self, code: SiteCode, error: Exception) -> None:
        _log.error("an entry of %s cannot be projected: %s", code, reporting.where(error))
        with self._centre.database.writing() as connection:
            stretch = stretches.following(connection, code, 1)
            if stretch is None or not stretch.entries:
                return
            site = sites.lock(connection, code)
            stored = stretch.entries[0]
            saying = writer.refusal(stored, _id_of(stored), "not-projectable")
            writer.append(connection, site, [saying], self._centre.clock())
            sites.save(connection, site)
            stretches.move_on(connection, code, stretch.until)

    def _serve_subscriptions(self) -> bool:
        with self._centre.database.writing() as connection:
            waiting = subscriptions.waiting(connection, _SUBSCRIPTIONS)
            if not waiting:
                return False
            wanted: dict[SiteCode, list[SubjectId]] = {}
            for subject, code in waiting:
                wanted.setdefault(code, []).append(subject)
            grown = [
                code
                for code in sorted(wanted)
                if subscriptions.bring(
                    connection, code, subscriptions.known_of(connection, wanted[code])
                )
            ]
            subscriptions.mark_served(connection, waiting)
        for code in grown:
            self._centre.traffic.feed_grew(code)
        return True


def _id_of(stored: StoredEntry) -> str:
    try:
        return read_line(stored).entry.id
    except UnreadableEntry:
        return ""
