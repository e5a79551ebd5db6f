"""A round with nothing to say: its bytes both ways, and how long the centre is busy with it.

The desk is caught up and asks once more, by the real client; a relay counts all that passes,
headers and signatures included. The centre is a process of its own on PostgreSQL. Its time is
what lies between a request's last byte and its answer's first as the relay sees them, so the
kernel's and the relay's parts are in it; beside it, the same of an application that answers
at once with as many bytes, served in the same way. The bytes are set against what a signed
question and its signed answer hold at the least: two signatures, two nonces, two digests.
"""

from __future__ import annotations

import base64
from typing import Final

from desktop_app.bench import sync
from desktop_app.bench.bare_server import ask, bare_server
from desktop_app.bench.centre_process import Served, new_database, postgresql, served
from desktop_app.bench.figures import Figures, figure, median, say
from desktop_app.bench.relay import relay
from desktop_app.upstream import connector
from local_db.ledger import DeskLedger
from sync.cycle import Cycle

ROUNDS: Final = 200
_SIGNED: Final = 2 * len(base64.b64encode(bytes(64) + bytes(16) + bytes(32)))


def measure(people: int | None) -> Figures:
    """Measure both; how many people there are plays no part in it."""
    del people
    return measured(ROUNDS)


def measured(rounds: int) -> Figures:
    """Measure over so many rounds."""
    with postgresql() as server, new_database(server) as database, served(database) as centre:
        size, busy = _rounds(centre, rounds)
    with bare_server() as url, relay(url) as way:
        ask(way.url, rounds)
        bare = [1000 * one for one in way.answered]
    say(f"nothing_new: {size:.0f} bytes, {median(busy):.2f} ms beside {median(bare):.2f} ms")
    return {
        "bytes": figure(size, "bytes", _SIGNED),
        "server_ms": figure(median(busy), "ms", median(bare)),
    }


def _rounds(centre: Served, rounds: int) -> tuple[float, list[float]]:
    with relay(centre.url) as way, sync.desk(centre, way.url) as (store, keys):
        upstream = connector(store, keys)()
        cycle = Cycle(DeskLedger(store), upstream, keys.device_key() or b"")
        while not cycle.run().is_caught_up:
            pass
        begun = way.both
        way.answered.clear()
        for _ in range(rounds):
            cycle.run()
        upstream.close()
        return (way.both - begun) / rounds, [1000 * one for one in way.answered]
