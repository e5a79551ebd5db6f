"""A day of 500 doses over a mobile line of the second generation, by the real client.

64 kbit/s, 600 ms there and back, 2 % of the segments lost (`desktop_app.bench.weak_relay`):
from the first request to the last receipt and to the end of the feed. Beside it, through the
same kind of line with the same losses: as many bytes up and as many down over one connection,
and nothing else.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from desktop_app.bench import sync
from desktop_app.bench.centre_process import Served, served
from desktop_app.bench.figures import Figures, figure, median, say
from desktop_app.bench.weak_relay import Weakness, weak_line
from immunization import entries

DOSES: Final = 500
RUNS: Final = 3
_PIECE: Final = 65_536
_SHARE: Final = 6
"""Entries written to find so many doses at least: each takes four to five."""


def measure(people: int | None) -> Figures:
    """Measure the day; how many people there are plays no part in it."""
    del people
    return measured(DOSES, RUNS, Weakness())


def measured(doses: int, runs: int, weakness: Weakness) -> Figures:
    """Measure so many runs of a day with so many doses, each with losses of its own."""
    took, bare = [], []
    for run in range(1, runs + 1):
        line = Weakness(weakness.bits, weakness.round_trip, weakness.loss, weakness.seed + run)
        with served() as centre:
            seconds, up, down = _day(centre, doses, line)
        took.append(seconds)
        bare.append(_bare(up, down, line))
        say(f"weak_line {run}/{runs}: {up + down:,} bytes in {seconds:.1f} s, {bare[-1]:.1f} s")
    return {"weak_line": figure(median(took), "s", median(bare))}


def _day(centre: Served, doses: int, weakness: Weakness) -> tuple[float, int, int]:
    """Return the seconds that a day takes, and the bytes of both ways."""
    count = _entries_with(doses, weakness.seed)
    with weak_line(centre.url, weakness) as line, sync.desk(centre, line.url) as (store, keys):
        sync.write_day(store, count, weakness.seed)
        up, down = line.up.size, line.down.size
        begun = time.perf_counter()
        sync.synchronise(store, keys, pushed=count)
        return time.perf_counter() - begun, line.up.size - up, line.down.size - down


def _entries_with(doses: int, seed: int) -> int:
    """Return how many entries of a rehearsed day hold so many doses."""
    found = 0
    written = sync.day(_SHARE * doses, seed)
    for count, one in enumerate(written, 1):
        found += entries.read(one).kind == "dose.given"
        if found == doses:
            return count
    raise AssertionError(f"{found} doses in {len(written)} entries")


def _bare(up: int, down: int, weakness: Weakness) -> float:
    """Return the seconds that as many bytes take by themselves."""
    with _sink(up, down) as url, weak_line(url, weakness) as line:
        place = urlsplit(line.url)
        begun = time.perf_counter()
        with socket.create_connection((place.hostname, place.port)) as connection:
            connection.sendall(bytes(up))
            left = down
            while left and (piece := connection.recv(_PIECE)):
                left -= len(piece)
        return time.perf_counter() - begun


@contextlib.contextmanager
def _sink(up: int, down: int) -> Iterator[str]:
    """Give the address of one who takes so many bytes, and then answers with so many."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with contextlib.suppress(OSError):  # nobody came
                connection, _ = listening.accept()
                with connection:
                    left = up
                    while left and (piece := connection.recv(_PIECE)):
                        left -= len(piece)
                    connection.sendall(bytes(down))

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
