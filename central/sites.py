"""Sites, and the lock under which positions of a site's feed are given.

Whoever adds to a feed first locks the site's row, takes positions from its head, stores
the rows and moves the head, in one transaction. So positions have no gaps, and become
visible in their order: a reader that has seen position n will never see a smaller one
appear. (Databases hand out sequence numbers before they commit: readers that trust those
step over rows, as peers have found.)
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from central.errors import SiteExists, UnknownSite
from central.tables import feed_site
from immunization.ids import SiteCode


@dataclass(slots=True)
class LockedSite:
    """A site whose row this transaction holds: its feed's head and greatest logical clock."""

    code: SiteCode
    head: int
    lc: int

    def saw(self, lc: int) -> None:
        """Note the logical clock of an entry that came into the feed."""
        self.lc = max(self.lc, lc)


def add(connection: Connection, code: SiteCode, name: str) -> None:
    """Add a site with an empty feed; raises SiteExists."""
    if name_of(connection, code) is not None:
        raise SiteExists(code=code)
    connection.execute(insert(feed_site).values(site=code, name=name, head=0, lc=0))


def lock(connection: Connection, code: SiteCode) -> LockedSite:
    """Lock a site until the transaction ends; raises UnknownSite.

    On SQLite the transaction has locked the whole database already.
    """
    row = connection.execute(
        select(feed_site.c.head, feed_site.c.lc).where(feed_site.c.site == code).with_for_update()
    ).first()
    if row is None:
        raise UnknownSite(code=code)
    return LockedSite(code, row.head, row.lc)


def save(connection: Connection, site: LockedSite) -> None:
    """Write down where the feed of a locked site ends now."""
    connection.execute(
        update(feed_site).where(feed_site.c.site == site.code).values(head=site.head, lc=site.lc)
    )


def head(connection: Connection, code: SiteCode) -> int:
    """Return where the feed of a site ends; raises UnknownSite."""
    found = connection.execute(
        select(feed_site.c.head).where(feed_site.c.site == code)
    ).scalar_one_or_none()
    if found is None:
        raise UnknownSite(code=code)
    return int(found)


def name_of(connection: Connection, code: SiteCode) -> str | None:
    """Return the name of a site, or None if there is none."""
    query = select(feed_site.c.name).where(feed_site.c.site == code)
    return connection.execute(query).scalar_one_or_none()


def codes(connection: Connection) -> list[SiteCode]:
    """Return the codes of all sites."""
    query = select(feed_site.c.site).order_by(feed_site.c.site)
    return [SiteCode(code) for code in connection.execute(query).scalars()]
