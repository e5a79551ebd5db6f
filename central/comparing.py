"""Compare what a device holds with what is here: between `sync.wire` and `central.digest`."""

from __future__ import annotations

from itertools import islice

from sqlalchemy import Connection

from central import digest
from immunization.ids import SiteCode
from records.lines import StoredEntry
from records.tallies import fingerprint, whole
from sync import columns, wire
from sync.limits import MAX_ENTRIES


def compare(
    connection: Connection, site: SiteCode, asked: wire.Comparison, time: int
) -> wire.Compared:
    """Return the days on which more, less or something else is held here."""
    days: list[int] = []
    kinds: list[wire.KindTally] = []
    for one in asked.days:
        here = digest.tallies(connection, site, one.day, asked.position)
        total = whole(here.values())
        if (total.count, total.digest) != (one.count, one.digest):
            days.append(one.day)
            kinds += [
                wire.KindTally(one.day, kind, tally.count, tally.digest)
                for kind, tally in sorted(here.items())
            ]
    return wire.Compared(time=time, days=days, kinds=kinds[:MAX_ENTRIES])


def names(connection: Connection, site: SiteCode, asked: wire.Listing, time: int) -> wire.Named:
    """Return the names of the entries of one kind on one day, as many as an answer holds."""
    entries = digest.entries_after(
        connection, site, asked.day, asked.kind, asked.position, asked.after
    )
    found = list(islice(entries, MAX_ENTRIES + 1))
    shown = found[:MAX_ENTRIES]
    numbers: dict[tuple[str, int], int] = {}
    return wire.Named(
        time=time,
        is_all=len(found) == len(shown),
        writer=[numbers.setdefault((one.device, one.epoch), len(numbers)) for _, one in shown],
        writers=[wire.Writer(device, epoch) for device, epoch in numbers],
        seqs=[one.seq for _, one in shown],
        ids=[id for id, _ in shown],
        prints=[fingerprint(one.written) for _, one in shown],
    )


def page_of(found: list[StoredEntry], time: int) -> wire.Page:
    """Return entries that were asked for by name; a page of no positions."""
    return columns.page_of(found, time=time, after=0, until=0, head=0)
