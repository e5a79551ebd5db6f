"""The way down: the centre's feed of the site, brought once for all of its desks."""

from __future__ import annotations

import logging
import math
import threading
from typing import Final

from central import brought, hub, witness
from central.agreeing import Agreeing
from central.centre import Centre
from central.hub import Hub
from sync import columns
from sync.client import Upstream
from sync.errors import OtherFeed, ServerBroken, ServerUnreachable
from sync.limits import MAX_WAIT
from sync.pace import Pace
from sync.point import Point
from sync.wire import Malformed, Page

_log = logging.getLogger(__name__)
_MOMENT: Final = 0.2


class Down:
    """Reads the centre's feed into the hub's."""

    def __init__(self, centre: Centre, own: Hub, upstream: Upstream) -> None:
        self._centre = centre
        self._hub = own
        self._upstream = upstream
        self._agreeing = Agreeing(centre, own, upstream)
        self._pace = Pace()
        self._quiet = threading.Event()

    def step(self) -> bool:
        """Store the next page, waiting for it at the centre; raises the errors of `sync.errors`."""
        with self._centre.database.reading() as connection:
            read, told = hub.read_up_to(connection), hub.told_of(connection)
        pause = self._agreeing.pause
        if not pause:
            self._agreeing.look()
        try:
            page = self._page(read, told, wait=min(MAX_WAIT, math.ceil(pause)))
        except OtherFeed:
            self._begin_anew()
            raise
        has_news = self._take(page, read)
        if not pause and not has_news and page.head == page.next:
            self._agreeing.compare()
        return has_news

    def _take(self, page: Page, read: Point) -> bool:
        """Store a page; tell whether it brought anything.

        Nothing is stored if the way up has begun the reading anew meanwhile (`relay_up`): the
        position would go on past what it set aside.
        """
        try:
            entries = columns.entries_of(page)
        except Malformed as error:
            raise ServerBroken(str(error)) from error
        if page.after != read.position or page.next > page.head:
            raise ServerBroken("a page that was not asked for")
        if page.next > read.position or page.mark:
            with self._centre.database.writing() as connection:
                if hub.read_up_to(connection) != read:
                    return True
                grew = brought.store(connection, self._hub.site, entries, self._centre.clock())
                hub.move_to(connection, Point(page.next, page.mark or read.mark))
            if grew:
                self._centre.traffic.feed_grew(self._hub.site)
        elif page.head > read.position:
            raise ServerBroken("a feed that does not move on")
        return bool(entries)

    def _begin_anew(self) -> None:
        """The centre was restored from a backup: what it lost goes up, and all comes down again.

        What is here already changes nothing. A cut before the end does all of it again.
        """
        _log.error("the centre was restored from a backup")
        self._agreeing.centre_lost_entries()
        with self._centre.database.writing() as connection:
            hub.move_to(connection, Point())
            hub.was_told(connection, Point())
            witness.say_again(connection, self._hub, self._centre.clock())
        self._centre.traffic.feed_grew(self._hub.site)

    def wait(self) -> None:
        """Wait a moment: the waiting proper is done at the centre.

        While the hub itself brings a backlog there, each batch of it is news without content.
        """
        self._quiet.wait(_MOMENT)

    def _page(self, read: Point, told: Point | None, wait: int) -> Page:
        epoch = self._hub.author.epoch
        try:
            page = self._upstream.page(
                read.position, self._pace.count, without=epoch, wait=wait, mark=read.mark, told=told
            )
        except ServerUnreachable:
            self._pace.failed()
            raise
        if page.head < read.position or page.next < read.position:
            raise OtherFeed(f"it ends at {page.head}")
        self._pace.took(max(len(page.entries), 1), 0.0)
        return page
