"""Write a site's feed into a file: the register for new desks, where the line is too thin."""

from __future__ import annotations

from pathlib import Path

from central import feed, nodes, sites
from central.carried import centre_key
from central.centre import Centre
from central.errors import UnknownDevice
from immunization.ids import DeviceId, SiteCode
from sync import columns
from sync.carrying import bodies
from sync.carrying.bodies import End
from sync.carrying.errors import CarryError
from sync.carrying.heading import MAX_READERS, About
from sync.carrying.watching import UNWATCHED, Watch
from sync.carrying.writing import CarriedWriter
from sync.limits import MAX_ENTRIES
from sync.wire import Page


class _Outgoing:
    """Goes along a feed, and over what lies in the file already."""

    def __init__(self, centre: Centre, site: SiteCode) -> None:
        self._centre, self._site = centre, site
        self.position = self.bodies = 0

    def took(self, body: bytes) -> bool:
        """Tell whether a body of an unfinished file is the page that comes next."""
        try:
            page = bodies.unpacked(Page, body)
        except CarryError:
            return False
        if page.after != self.position or page.next <= page.after or page.next > self.head():
            return False
        self._moved(page.next)
        return True

    def next(self) -> bytes | None:
        """Return the next page, or None at the end."""
        with self._centre.database.reading() as connection:
            found = feed.read(connection, self._site, self.position, MAX_ENTRIES)
        if found.until == self.position:
            return None
        page = columns.page_of(
            found.entries,
            time=int(self._centre.clock().timestamp() * 1000),
            after=self.position,
            until=found.until,
            head=found.head,
        )
        self._moved(found.until)
        return bodies.packed(page)

    def head(self) -> int:
        """Return where the feed ends."""
        with self._centre.database.reading() as connection:
            return sites.head(connection, self._site)

    def _moved(self, position: int) -> None:
        self.position, self.bodies = position, self.bodies + 1


def export_feed(
    centre: Centre,
    site: SiteCode,
    path: Path,
    watch: Watch = UNWATCHED,
    *,
    device: DeviceId | None = None,
) -> int:
    """Write a file that the site's devices can read, or only one; return the position reached.

    A file that an earlier call left unfinished is gone on with. Raises UnknownSite,
    UnknownDevice and the errors of `sync.carrying.errors`.
    """
    going = _Outgoing(centre, site)
    head = going.head()
    about = About("feed", site, "", centre_key(centre))
    readers = _readers(centre, site, device)
    with CarriedWriter(path, centre.key.private, about, readers, took=going.took) as writer:
        watch.tell(going.position, max(head, going.position))
        while (body := going.next()) is not None:
            writer.add(body)
            watch.tell(going.position, max(head, going.position))
        writer.finish(bodies.packed(End(bodies=going.bodies)))
    return going.position


def _readers(centre: Centre, site: SiteCode, device: DeviceId | None) -> list[bytes]:
    with centre.database.reading() as connection:
        found = [one for one in nodes.of_site(connection, site) if not one.revoked]
    keys = [one.key for one in found if device in (None, one.device)]
    if device is not None and not keys:
        raise UnknownDevice
    # The writer itself is one reader more. The youngest desks are those that lack the register.
    return keys[-(MAX_READERS - 1) :]
