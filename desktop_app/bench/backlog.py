"""A desk's 10,000 entries through the site's hub to the centre on PostgreSQL, by the real client.

From the desk's first request until it holds the *centre's* receipt for its last entry, which the
hub passes on; hub and centre are processes of their own and all share the machine. Beside it, in
the same run: the same rows by COPY into a bare PostgreSQL table. The bytes are those between
desk and hub with all headers, signatures and receipts, counted by a relay in a round of
their own; beside them, the same entries in one Zstandard frame.
"""

from __future__ import annotations

import time
from typing import Final

from desktop_app.bench import sync
from desktop_app.bench.centre_process import UrlOf, new_database, postgresql, served
from desktop_app.bench.figures import Figures, figure, median, say
from desktop_app.bench.hub_process import served_hub
from desktop_app.bench.relay import relay
from desktop_app.upstream import connector
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from local_db.store import Store
from sync.cycle import Cycle

ENTRIES: Final = 10_000
RUNS: Final = 5
_PATIENCE: Final = 120.0
_LOOK: Final = 0.02


def measure(people: int | None) -> Figures:
    """Measure the rate and the bytes; the register of people plays no part in it."""
    del people
    return measured(ENTRIES, RUNS)


def measured(entries: int, runs: int) -> Figures:
    """Measure so many runs of so many entries each."""
    with postgresql() as server:
        size = _bytes(server, entries)
        rates = [_run(server, entries, number) for number in range(1, runs + 1)]
    rate, bare = median([one for one, _ in rates]), median([one for _, one in rates])
    return {
        "backlog_rate": figure(rate, "entries/s", bare),
        "wire_bytes": figure(size, "bytes an entry", sync.smallest(entries)),
    }


def _run(server: UrlOf, entries: int, number: int) -> tuple[float, float]:
    with (
        new_database(server) as database,
        served(database) as centre,
        served_hub(centre) as hub,
        sync.desk(hub, hub.url) as (store, keys),
    ):
        written = sync.write_day(store, entries, number)
        begun = time.perf_counter()
        _push_until_central(store, keys)
        rate = entries / (time.perf_counter() - begun)
        bare = entries / sync.into_postgresql(database, written)
    say(f"backlog {number}: {rate:,.0f}/s by the hub, bare {bare:,.0f}/s")
    return rate, bare


def _bytes(server: UrlOf, entries: int) -> float:
    """Return the bytes that an entry costs between desk and hub, both ways together."""
    with (
        new_database(server) as database,
        served(database) as centre,
        served_hub(centre) as hub,
        relay(hub.url) as way,
        sync.desk(hub, way.url) as (store, keys),
    ):
        sync.write_day(store, entries, seed=0)
        enrolled = way.both
        _push_until_central(store, keys)
        return (way.both - enrolled) / entries


def _push_until_central(store: Store, keys: FileKeys) -> None:
    """Do rounds until the centre's receipt covers all. Raises TimeoutError."""
    ledger = DeskLedger(store)
    upstream = connector(store, keys)()
    cycle = Cycle(ledger, upstream, keys.device_key() or b"")
    end = time.monotonic() + _PATIENCE
    try:
        cycle.run()
        while ledger.waiting():
            if time.monotonic() > end:
                raise TimeoutError("the centre's receipt does not come")
            time.sleep(_LOOK)
            cycle.run()
    finally:
        upstream.close()
