"""A piece of a site's feed: what comes next for the projector, and what it does with it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from central import sites, subscriptions
from central.subscriptions import Known
from central.tables import ACCEPTED, feed, feed_site, progress
from immunization.ids import DeviceId, SiteCode
from records import projection
from records.lines import StoredEntry, read_line


@dataclass(frozen=True, slots=True)
class Stretch:
    """Accepted entries of a feed after one position, up to and with another."""

    entries: list[StoredEntry]
    after: int
    until: int


def behind(connection: Connection) -> list[SiteCode]:
    """Return the sites whose feeds go on beyond what is projected of them."""
    done = func.coalesce(progress.c.position, 0)
    query = (
        select(feed_site.c.site)
        .outerjoin(progress, progress.c.site == feed_site.c.site)
        .where(feed_site.c.head > done)
        .order_by(feed_site.c.site)
    )
    return [SiteCode(code) for code in connection.execute(query).scalars()]


def following(connection: Connection, code: SiteCode, limit: int) -> Stretch | None:
    """Lock a site's progress and return what comes next in its feed, or None at its end."""
    query = select(progress.c.position).where(progress.c.site == code).with_for_update()
    after = connection.execute(query).scalar_one_or_none()
    if after is None:
        connection.execute(insert(progress).values(site=code, position=0))
        after = 0
    head = sites.head(connection, code)
    if after >= head:
        return None
    until = min(after + limit, head)
    rows = connection.execute(
        select(feed.c.device_id, feed.c.epoch, feed.c.seq, feed.c.written)
        .where(feed.c.site == code, feed.c.position > after, feed.c.position <= until)
        .where(feed.c.state == ACCEPTED)
        .order_by(feed.c.position)
    )
    entries = [
        StoredEntry(DeviceId(device), epoch, seq, bytes(written))
        for device, epoch, seq, written in rows
    ]
    return Stretch(entries, after, until)


def apply(connection: Connection, code: SiteCode, stretch: Stretch) -> set[SiteCode]:
    """Project a stretch, pass it on and move on; return the sites whose feeds grew."""
    own: list[Known] = []
    for stored in stretch.entries:
        line = read_line(stored)
        # What other sites wrote was projected where it came from.
        if line.entry.site == code:
            own.append((line, stored))
    projection.store(connection, [(stored, None) for _, stored in own])
    move_on(connection, code, stretch.until)
    return _pass_on(connection, own)


def _pass_on(connection: Connection, own: list[Known]) -> set[SiteCode]:
    readers = subscriptions.sites_of(connection, list({line.entry.about for line, _ in own}))
    if not readers:
        return set()
    passed: dict[SiteCode, list[Known]] = {}
    for known in own:
        for code in readers.get(known[0].entry.about, ()):
            passed.setdefault(code, []).append(known)
    # In one order always, so that no two transactions wait for each other's site.
    return {code for code in sorted(passed) if subscriptions.bring(connection, code, passed[code])}


def move_on(connection: Connection, code: SiteCode, position: int) -> None:
    """Write down up to where a site's feed is projected."""
    connection.execute(update(progress).where(progress.c.site == code).values(position=position))
