"""From an entry saved at one desk to its being visible at another, by the hub, ten desks working.

Each desk is a process of its own: the real sync loop with its listener and the encrypted
database; so are the hub and the centre, and all share the machine. Every desk saves every ten
seconds. Measured is what lies between the answer "saved" at a
desk and the moment in which another has stored and projected the entry, for each entry and each
of the other nine. Beside it: a round with nothing to say between one desk and the hub, the
least that it could take.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from desktop_app.bench import sync
from desktop_app.bench.centre_process import served
from desktop_app.bench.figures import Figures, figure, median, milliseconds, percentile, say
from desktop_app.bench.hub_process import ServedHub, served_hub
from desktop_app.upstream import connector
from local_db.ledger import DeskLedger
from sync.cycle import Cycle

DESKS: Final = 10
ENTRIES: Final = 6
PAUSE: Final = 10.0
_ROUNDS: Final = 50
_PATIENCE: Final = 90.0

Moments = dict[str, dict[str, float]]


def measure(people: int | None) -> Figures:
    """Measure the way between ten desks; how many people there are plays no part in it."""
    del people
    return measured(DESKS, ENTRIES, PAUSE)


def measured(desks: int, entries: int, pause: float) -> Figures:
    """Measure so many desks that save so many entries each, with so many seconds between two."""
    with served() as centre, served_hub(centre) as hub:
        bare = median(_rounds(hub))
        told = _work(hub, desks, entries, pause)
    took = list(_delays(told))
    say(f"propagation: median {median(took):.0f} ms, longest {max(took):.0f} ms")
    return {
        "propagation_p50": figure(median(took), "ms", bare),
        "propagation_p95": figure(percentile(took, 0.95), "ms", bare),
    }


def _rounds(hub: ServedHub) -> list[float]:
    with sync.desk(hub, hub.url) as (store, keys):
        upstream = connector(store, keys)()
        cycle = Cycle(DeskLedger(store), upstream, keys.device_key() or b"")
        cycle.run()
        took = [milliseconds(cycle.run) for _ in range(_ROUNDS)]
        upstream.close()
        return took


def _work(hub: ServedHub, desks: int, entries: int, pause: float) -> list[Moments]:
    with ExitStack() as stack:
        folders = []
        for _ in range(desks):
            store, _ = stack.enter_context(sync.desk(hub, hub.url))
            store.close()
            folders.append(store.path.parent)
        working = [
            stack.enter_context(_desk(folder, entries, pause, desks - 1)) for folder in folders
        ]
        for one in working:
            assert one.stdout is not None  # noqa: S101 (a pipe was asked for)
            one.stdout.readline()
        begun = [_begin(one) for one in working]
        return [json.loads(told) for told in map(_end, begun)]


def _begin(desk: subprocess.Popen[str]) -> subprocess.Popen[str]:
    assert desk.stdin is not None  # noqa: S101 (a pipe was asked for)
    desk.stdin.write("\n")
    desk.stdin.flush()
    return desk


def _end(desk: subprocess.Popen[str]) -> str:
    told, _ = desk.communicate(timeout=_PATIENCE + 2 * ENTRIES * PAUSE)
    return told


@contextmanager
def _desk(folder: Path, entries: int, pause: float, others: int) -> Iterator[subprocess.Popen[str]]:
    name = "desktop_app.bench.propagation_desk"
    process = subprocess.Popen(
        [sys.executable, "-m", name, str(folder), str(entries), str(pause), str(others)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _delays(told: list[Moments]) -> Iterator[float]:
    """Yield each entry's way to each other desk, in ms. Raises AssertionError if one is missing."""
    for writer in told:
        for reader in told:
            if reader is writer:
                continue
            for subject, at in writer["saved"].items():
                if subject not in reader["heard"]:
                    raise AssertionError("an entry did not reach a desk")
                yield (reader["heard"][subject] - at) * 1000
