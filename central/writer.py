"""The centre writes too: one device per site, with a chain of its own in the site's feed.

What it writes is what only it may say: the site's name, its staff and devices, people of
the register, and which entries were refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import uuid_utils
from sqlalchemy import Connection

from central import chains, feed
from central.feed import Row
from central.sites import LockedSite
from central.tables import ACCEPTED
from immunization import entries
from immunization.entries import Body, EntryRefused
from immunization.ids import EntryId, SiteCode, centre_at, derived
from records.chain import link
from records.journal import Author
from records.lines import StoredEntry
from records.seals import Head

EPOCH: Final = 1


@dataclass(frozen=True, slots=True)
class Saying:
    """What the centre says about a subject."""

    about: str
    body: Body


def author_of(site: SiteCode) -> Author:
    """Return the centre's own device at a site."""
    return Author(centre_at(site), EPOCH)


def subject_of_site(site: SiteCode) -> str:
    """Return the subject that entries about a site itself are about."""
    return derived("site", site)


def append(
    connection: Connection,
    site: LockedSite,
    sayings: Iterable[Saying],
    at: datetime,
    author: Author | None = None,
) -> int:
    """Append the centre's entries, or a hub's own, to a locked site's feed; return how many."""
    author = author or author_of(site.code)
    end = chains.head(connection, site.code, author)
    seq, chain = end.seq, end.chain
    rows = []
    for saying in sayings:
        site.lc += 1
        site.head += 1
        seq += 1
        id = EntryId(str(uuid_utils.uuid7()))
        written = entries.write(
            saying.body, id=id, at=at, lc=site.lc, site=site.code, about=saying.about
        )
        chain = link(chain, written)
        place = (site.code, site.head, id, author.device, author.epoch, seq)
        rows.append(Row(*place, ACCEPTED, None, written))
    if rows:
        feed.add_rows(connection, rows)
        chains.move_head(connection, site.code, Head(author.device, author.epoch, seq, chain))
    return len(rows)


def refusal(stored: StoredEntry, id: str, code: str, detail: str = "") -> Saying:
    """Return what the centre says of an entry that it does not take into account."""
    about = derived("refusal", stored.device, str(stored.epoch), str(stored.seq))
    body = EntryRefused(
        entry=id,
        device=stored.device,
        epoch=stored.epoch,
        seq=stored.seq,
        code=code,
        detail=detail,
    )
    return Saying(about, body)
