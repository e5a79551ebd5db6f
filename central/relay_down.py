"""The way down: the centre's feed of the site, brought once for all of its desks."""

from __future__ import annotations

import threading
from typing import Final

from central import brought, hub
from central.centre import Centre
from central.hub import Hub
from sync import columns
from sync.client import Upstream
from sync.errors import ServerBroken, ServerUnreachable
from sync.limits import MAX_WAIT
from sync.pace import Pace
from sync.wire import Malformed, Page

_MOMENT: Final = 0.2


class Down:
    """Reads the centre's feed into the hub's."""

    def __init__(self, centre: Centre, own: Hub, upstream: Upstream) -> None:
        self._centre = centre
        self._hub = own
        self._upstream = upstream
        self._pace = Pace()
        self._quiet = threading.Event()

    def step(self) -> bool:
        """Store the next page, waiting for it at the centre; raises the errors of `sync.errors`."""
        with self._centre.database.reading() as connection:
            position = hub.read_up_to(connection)
        page = self._page(position)
        if page.head < position or page.next < position:
            # The centre was restored from a backup: what it holds now is read from the start.
            # What is here already changes nothing.
            with self._centre.database.writing() as connection:
                hub.move_to(connection, 0)
            return True
        try:
            entries = columns.entries_of(page)
        except Malformed as error:
            raise ServerBroken(str(error)) from error
        if page.after != position or page.next > page.head:
            raise ServerBroken("a page that was not asked for")
        if page.next > position:
            with self._centre.database.writing() as connection:
                grew = brought.store(connection, self._hub.site, entries, self._centre.clock())
                hub.move_to(connection, page.next)
            if grew:
                self._centre.traffic.feed_grew(self._hub.site)
        elif page.head > position:
            raise ServerBroken("a feed that does not move on")
        return bool(entries)

    def wait(self) -> None:
        """Wait a moment: the waiting proper is done at the centre.

        While the hub itself brings a backlog there, each batch of it is news without content.
        """
        self._quiet.wait(_MOMENT)

    def _page(self, position: int) -> Page:
        epoch = self._hub.author.epoch
        try:
            page = self._upstream.page(position, self._pace.count, without=epoch, wait=MAX_WAIT)
        except ServerUnreachable:
            self._pace.failed()
            raise
        self._pace.took(max(len(page.entries), 1), 0.0)
        return page
