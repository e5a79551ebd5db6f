"""Which sites want to know of which subjects.

A site asks; the projector, which is one, then brings into the site's feed what is known
already, and from then on what comes. Because both are done by one hand, one after the
other, nothing that arrives in between can fall through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from central import feed, holdings, sites
from central.feed import Row
from central.tables import ACCEPTED, subscription
from immunization.ids import EntryId, SiteCode, SubjectId
from records import tables as records_tables
from records.lines import Line, StoredEntry, read_line

_PAGE = 500

Known = tuple[Line, StoredEntry]


def add(connection: Connection, site: SiteCode, subjects: Iterable[SubjectId]) -> None:
    """Subscribe a site to subjects; to those that it has already this does nothing."""
    is_sqlite = connection.dialect.name == "sqlite"
    insert = sqlite.insert if is_sqlite else postgresql.insert
    rows = [{"subject": one, "site": site, "served": False} for one in dict.fromkeys(subjects)]
    connection.execute(insert(subscription).on_conflict_do_nothing(), rows)


def waiting(connection: Connection, limit: int) -> list[tuple[SubjectId, SiteCode]]:
    """Return subscriptions whose site has not yet been sent what was known before."""
    query = (
        select(subscription.c.subject, subscription.c.site)
        .where(subscription.c.served.is_(False))
        .order_by(subscription.c.site, subscription.c.subject)
        .limit(limit)
    )
    return [(SubjectId(subject), SiteCode(site)) for subject, site in connection.execute(query)]


def mark_served(connection: Connection, served: Sequence[tuple[SubjectId, SiteCode]]) -> None:
    """Write down that these sites have what was known before."""
    connection.execute(
        update(subscription)
        .where(
            subscription.c.subject == bindparam("of_subject"),
            subscription.c.site == bindparam("of_site"),
        )
        .values(served=True),
        [{"of_subject": subject, "of_site": site} for subject, site in served],
    )


def known_of(connection: Connection, subjects: Sequence[SubjectId]) -> list[Known]:
    """Return all projected entries of some subjects, in logical order."""
    kept = records_tables.entry.c
    query = select(kept.device_id, kept.epoch, kept.seq, kept.written).where(
        kept.subject.in_(bindparam("subjects", expanding=True))
    )
    found = []
    for start in range(0, len(subjects), _PAGE):
        page = {"subjects": list(subjects[start : start + _PAGE])}
        for device, epoch, seq, written in connection.execute(query, page):
            stored = StoredEntry(device, epoch, seq, bytes(written))
            found.append((read_line(stored), stored))
    return sorted(found, key=lambda known: known[0].order)


def sites_of(
    connection: Connection, subjects: Sequence[SubjectId]
) -> dict[SubjectId, list[SiteCode]]:
    """Return which sites subscribe to each of some subjects."""
    query = select(subscription.c.subject, subscription.c.site).where(
        subscription.c.subject.in_(bindparam("subjects", expanding=True))
    )
    found: dict[SubjectId, list[SiteCode]] = {}
    for start in range(0, len(subjects), _PAGE):
        page = {"subjects": list(subjects[start : start + _PAGE])}
        for subject, site in connection.execute(query, page):
            found.setdefault(subject, []).append(site)
    return found


def bring(connection: Connection, code: SiteCode, entries: Sequence[Known]) -> bool:
    """Add entries of other sites to a site's feed, those that it has not; tell whether any were."""
    foreign = [known for known in entries if known[0].entry.site != code]
    if not foreign:
        return False
    site = sites.lock(connection, code)
    ids: list[EntryId] = [line.entry.id for line, _ in foreign]
    there = set(holdings.with_ids(connection, code, ids))
    rows = []
    for line, stored in foreign:
        if line.entry.id in there:
            continue
        there.add(line.entry.id)
        site.head += 1
        site.saw(line.entry.lc)
        place = (stored.device, stored.epoch, stored.seq)
        id = line.entry.id
        rows.append(Row(code, site.head, id, *place, ACCEPTED, None, stored.written))
    feed.add_rows(connection, rows)
    sites.save(connection, site)
    return bool(rows)
