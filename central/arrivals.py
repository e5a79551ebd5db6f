"""Store entries that are new at a site: judge each, place it, answer what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from central import chains, feed, holdings, nodes, roll, writer
from central.feed import Row
from central.rules import Rules, Terms, Verdict
from central.sites import LockedSite
from central.tables import ACCEPTED, DUPLICATE, QUARANTINED
from immunization.ids import EntryId, SiteCode
from records.lines import StoredEntry
from sync.wire import Result


@dataclass(frozen=True, slots=True)
class _Arrival:
    stored: StoredEntry
    verdict: Verdict

    @property
    def id(self) -> EntryId | None:
        return self.verdict.line.entry.id if self.verdict.line else None


def store(
    connection: Connection,
    site: LockedSite,
    new: Sequence[StoredEntry],
    now: datetime,
    terms: Terms = Terms(),  # noqa: B008 (immutable)
) -> list[Result]:
    """Store entries that are new here; return what became of those not simply accepted.

    At the centre the feed also says of each that was refused why; a hub leaves that to it.
    """
    rules = Rules(
        site=site.code,
        now=now,
        lc=site.lc,
        site_of=lambda subject, meant: holdings.site_of(connection, site.code, subject, meant),
        role_of=lambda staff: holdings.role_of(connection, staff),
        terms=terms,
        is_foreign=lambda device: _is_foreign(connection, site.code, device),
    )
    arrivals = [_Arrival(one, rules.judge(one)) for one in new]
    rows = _rows(site, arrivals, {})
    try:
        with connection.begin_nested():
            feed.add_rows(connection, rows)
    except IntegrityError:
        # An id that the feed has already. This is rare, so it is looked for only now.
        ids = [arrival.id for arrival in arrivals if arrival.id]
        rows = _rows(site, arrivals, holdings.with_ids(connection, site.code, ids))
        feed.add_rows(connection, rows)
    site.head += len(rows)
    for arrival, row in zip(arrivals, rows, strict=True):
        if row.state == ACCEPTED and arrival.verdict.line:
            site.saw(arrival.verdict.line.entry.lc)
            if terms.from_hub:
                roll.take(connection, arrival.verdict.line, now)
    refused = [
        writer.refusal(arrival.stored, arrival.id or "", row.code)
        for arrival, row in zip(arrivals, rows, strict=True)
        if row.code
    ]
    if not terms.at_hub:
        writer.append(connection, site, refused, now)
    return [chains.result(row.seq, row.state, row.code) for row in rows if row.state != ACCEPTED]


def _is_foreign(connection: Connection, site: SiteCode, device: str) -> bool:
    found = nodes.find(connection, device)
    return found is not None and (found.site != site or found.role != "desk")


def _rows(
    site: LockedSite, arrivals: Iterable[_Arrival], known: Mapping[EntryId, bytes]
) -> list[Row]:
    """Return the rows of a batch; ``known`` are entries of the feed with the ids that come."""
    rows: list[Row] = []
    seen = dict(known)
    for position, arrival in enumerate(arrivals, site.head + 1):
        stored, id, code = arrival.stored, arrival.id, arrival.verdict.code
        state = QUARANTINED if code else ACCEPTED
        if id and not code and seen.setdefault(id, stored.written) is not stored.written:
            same = seen[id] == stored.written
            state, code = (DUPLICATE, None) if same else (QUARANTINED, "id-taken")
        taken = id if state == ACCEPTED else None
        place = (stored.device, stored.epoch, stored.seq)
        rows.append(Row(site.code, position, taken, *place, state, code, stored.written))
    return rows
