"""1,000 desks with 300 entries each come back in the same second.

Real requests by the real client (`sync.cycle`, `sync.timing`), a thread for each desk, against
one centre in a process of its own on PostgreSQL with fsync; all share the machine. A desk's
wait is from the moment in which all begin until it holds the centre's receipt for its last
entry, whatever it was told meanwhile. Memory is the server's largest, looked at twice a second.
"""

from __future__ import annotations

import contextlib
import os
import random
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from central import administration, nodes
from central.centre import Centre
from central.tables import ACCEPTED, feed
from desktop_app.bench.centre_process import Served, new_database, postgresql, served
from desktop_app.bench.figures import Figures, figure, median, percentile, say
from desktop_app.bench.light_ledger import LightLedger
from desktop_app.rehearsal.nurses_day import Day
from immunization.ids import DeviceId, SiteCode, derived
from sync.client import Identity, Upstream
from sync.cycle import Cycle
from sync.errors import ServerBusy, SyncError
from sync.timing import Timing

DESKS: Final = 1_000
ENTRIES: Final = 300
A_SITE: Final = 4
"""Desks of a site: each also fetches what the others of its site wrote."""
PATIENCE: Final = 900.0
_STACK: Final = 512 << 10
_MEGA: Final = 1e6


@dataclass(slots=True)
class Comer:
    """One desk of the herd, and how it went: seconds from the start, and errors on the way."""

    identity: Identity
    ledger: LightLedger
    acknowledged: float | None = None
    done: float | None = None
    sent_away: int = 0
    failed: list[str] = field(default_factory=list)


def measure(people: int | None) -> Figures:
    """Measure once, on PostgreSQL; the register of people plays no part in it."""
    del people
    with postgresql() as server, new_database(server) as database:
        return measured(database, DESKS, ENTRIES)


def measured(database: str | None, desks: int, entries: int) -> Figures:
    """Measure so many desks; without a database's URL the centre is on SQLite."""
    with served(database) as centre:
        comers = herd(centre.centre, desks, entries)
        with _watched_memory() as memory:
            seconds = run(centre.url, comers)
        held = _held(centre, comers)
    waits = [comer.acknowledged or seconds for comer in comers]
    sent_away = sum(comer.sent_away for comer in comers)
    errors = sorted({error for comer in comers for error in comer.failed})
    say(
        f"herd: {desks * entries / max(waits):,.0f} entries/s, sent away {sent_away} times {errors}"
    )
    return {
        "unacknowledged": figure(sum(comer.ledger.waiting() for comer in comers), "entries"),
        "missing": figure(desks * entries - held, "entries"),
        "wait_p50": figure(median(waits), "s"),
        "wait_p99": figure(percentile(waits, 0.99), "s"),
        "drained": figure(seconds, "s"),
        "sent_away": figure(sent_away, "times"),
        "rss": figure(max(memory, default=0) / _MEGA, "MB"),
    }


def run(url: str, comers: Sequence[Comer]) -> float:
    """Let all desks come at once; return the seconds until the last was done or gave up."""
    threading.stack_size(_STACK)
    start = threading.Barrier(len(comers) + 1)
    threads = [
        threading.Thread(target=_come, args=(url, comer, start), daemon=True) for comer in comers
    ]
    for thread in threads:
        thread.start()
    threading.stack_size(0)
    start.wait()
    begun = time.monotonic()
    for thread in threads:
        thread.join(max(0.0, begun + PATIENCE + 60 - time.monotonic()))
    return time.monotonic() - begun


def _come(url: str, comer: Comer, start: threading.Barrier) -> None:
    upstream = Upstream(url, comer.identity)
    timing = Timing()
    luck = random.Random(comer.identity.device).random  # noqa: S311 (to spread, no secret)
    start.wait()
    begun = time.monotonic()

    def look(_progress: object) -> None:
        if comer.acknowledged is None and not comer.ledger.waiting():
            comer.acknowledged = time.monotonic() - begun

    cycle = Cycle(comer.ledger, upstream, comer.identity.key, report=look)
    failures = 0
    while comer.done is None and time.monotonic() - begun < PATIENCE:
        try:
            if cycle.run().is_caught_up:
                comer.done = time.monotonic() - begun
            failures = 0
        except SyncError as error:
            failures += 1
            if isinstance(error, ServerBusy):
                comer.sent_away += 1
            else:
                comer.failed.append(type(error).__name__)
            time.sleep(timing.pause(error, failures, luck()))
    upstream.close()


def herd(centre: Centre, desks: int, entries: int) -> list[Comer]:
    """Enrol so many desks, past the door; each has written its entries."""
    begin = datetime.now(UTC) - timedelta(days=2)
    comers = []
    for first in range(0, desks, A_SITE):
        site = SiteCode(f"90-{first // A_SITE:03}")
        administration.add_site(centre, site, f"TYT số {first // A_SITE}")
        with centre.database.writing() as connection:
            for number in range(first, min(first + A_SITE, desks)):
                key = Ed25519PrivateKey.generate()
                public = key.public_key().public_bytes_raw()
                device = DeviceId(derived("device", public.hex()))
                desk = number - first + 1
                node = nodes.Node(device, site, f"Bàn {desk}", desk, public, revoked=False)
                nodes.add(connection, node, begin)
                identity = Identity(device, key.private_bytes_raw(), centre.key.public)
                written = Day(site, number, begin).entries(entries)
                comers.append(Comer(identity, LightLedger(device, written)))
    return comers


def _held(centre: Served, comers: Sequence[Comer]) -> int:
    """Return how many of the desks' entries lie at the centre, each counted once."""
    devices = {comer.identity.device for comer in comers}
    query = select(feed.c.device_id, func.count()).where(feed.c.state == ACCEPTED)
    with centre.centre.database.reading() as connection:
        rows = connection.execute(query.group_by(feed.c.device_id))
        return sum(count for device, count in rows if device in devices)


@contextlib.contextmanager
def _watched_memory() -> Iterator[list[int]]:
    """Give a list that fills with the resident bytes of the server's process."""
    import psutil

    children = psutil.Process(os.getpid()).children()
    servers = [child for child in children if "serve" in child.cmdline()]
    seen: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            with contextlib.suppress(psutil.Error):
                seen.append(sum(server.memory_info().rss for server in servers))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()
