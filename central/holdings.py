"""Look up what the centre holds: which site recorded an entry, who somebody is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from central.tables import feed
from immunization import entries
from immunization.entries import Role
from immunization.ids import EntryId, SiteCode, StaffId, SubjectId
from records import tables as records_tables

_PAGE = 500


def site_of(
    connection: Connection, site: SiteCode, subject: SubjectId, id: EntryId
) -> SiteCode | None:
    """Return the site that recorded an entry, or None if nobody has heard of it.

    Looks first into the site's own feed, where it is before it is projected.
    """
    written = connection.execute(
        select(feed.c.written).where(feed.c.site == site, feed.c.entry_id == id)
    ).scalar_one_or_none()
    if written is None:
        kept = records_tables.entry.c
        written = connection.execute(
            select(kept.written).where(kept.subject == subject, kept.entry_id == id)
        ).scalar_one_or_none()
    return entries.read(bytes(written)).site if written is not None else None


def role_of(connection: Connection, staff: StaffId) -> Role | None:
    """Return the role of a member of staff, or None if unknown or no longer active."""
    kept = records_tables.staff.c
    row = connection.execute(select(kept.role, kept.active).where(kept.staff_id == staff)).first()
    return row.role if row is not None and row.active else None


def with_ids(
    connection: Connection, site: SiteCode, ids: Sequence[EntryId]
) -> dict[EntryId, bytes]:
    """Return the bytes of the entries of a feed that have one of these ids."""
    query = select(feed.c.entry_id, feed.c.written).where(
        feed.c.site == site, feed.c.entry_id.in_(bindparam("ids", expanding=True))
    )
    found: dict[EntryId, bytes] = {}
    for start in range(0, len(ids), _PAGE):
        page = connection.execute(query, {"ids": list(ids[start : start + _PAGE])})
        found.update({EntryId(id): bytes(written) for id, written in page})
    return found
