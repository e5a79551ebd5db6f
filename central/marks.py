"""By what a reader of a feed knows it again: the mark of the position that it has read up to.

A server that was restored from a backup gives positions a second time, to other entries. Who
read up to a position that is there again would never hear of what it missed. So the mark of a
position depends on the entry that lies there, whatever became of it; the reader names the one
that it was told, and the server says whether it has it still.
"""

from __future__ import annotations

import hashlib
from typing import Final

from sqlalchemy import Connection, select

from central import sites
from central.tables import feed
from immunization.ids import SiteCode
from sync.point import Point

UNKNOWN: Final = 0
"""What a reader names that was told none."""

NOTHING: Final = 1
"""Of a position where nothing lies, as at the beginning; a hub may move an entry to the end."""


def mark(connection: Connection, site: SiteCode, position: int) -> int:
    """Return the mark of a position."""
    written = connection.execute(
        select(feed.c.written).where(feed.c.site == site, feed.c.position == position)
    ).scalar_one_or_none()
    return of_entry(written)


def end(connection: Connection, site: SiteCode) -> Point:
    """Return where a site's feed ends, with the mark there."""
    position = sites.head(connection, site)
    return Point(position, mark(connection, site, position))


def is_there(connection: Connection, site: SiteCode, told: Point) -> bool:
    """Tell whether a site's feed reaches a point that somebody was told of, and is what it was."""
    if told.position > sites.head(connection, site):
        return False
    return are_of_one_feed(told.mark, mark(connection, site, told.position))


def of_entry(written: bytes | None) -> int:
    """Return the mark of the position of an entry: 32 bits of its SHA-256; 2 for the least."""
    if written is None:
        return NOTHING
    return max(int.from_bytes(hashlib.sha256(written).digest()[:4]), NOTHING + 1)


def are_of_one_feed(named: int, there: int) -> bool:
    """Tell whether the mark that a reader names may be the one that is there."""
    return named == there or not {named, there}.isdisjoint({UNKNOWN, NOTHING})
