"""10,000 entries from one desk to the centre and from there to another desk, by the real client.

Pushed: from the first request to the last receipt, checked and kept in the desk's encrypted
database; the centre is a process of its own on PostgreSQL with fsync. Pulled: until the
second desk has stored and projected all, in its encrypted database. All share the machine.
Beside them, in the same run: the same rows by COPY into a bare PostgreSQL table, and into a
bare SQLCipher table, 2,000 to a commit. The bytes are counted by a relay, headers, signatures
and receipts included, in a round of their own.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

from desktop_app.bench import ready_desk
from desktop_app.bench.centre_process import UrlOf, new_database, postgresql, served
from desktop_app.bench.figures import Figure, Figures, figure, median, say
from desktop_app.bench.relay import relay
from desktop_app.demo.story import SITE
from desktop_app.rehearsal.nurses_day import Day
from desktop_app.upstream import connector, join
from local_db import node
from local_db.connecting import connect
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from local_db.store import Store
from records import journal
from sync.cycle import Cycle

ENTRIES: Final = 10_000
RUNS: Final = 5
_PIECE: Final = 500
_BATCH: Final = 2_000
_TABLE: Final = "CREATE TABLE bare (seq BIGINT PRIMARY KEY, written {blob} NOT NULL)"


@dataclass(frozen=True, slots=True)
class Rates:
    """Entries a second of one run, each with its limit."""

    push: float
    bare_push: float
    pull: float
    bare_pull: float


def measure(people: int | None) -> Figures:
    """Measure both ways; the register of people plays no part in it."""
    del people
    return measured(ENTRIES, RUNS)


def measured(entries: int, runs: int) -> Figures:
    """Measure so many runs of so many entries each."""
    with postgresql() as server:
        up, down = _bytes(server, entries)
        say(f"sync: {up:.1f} bytes an entry pushed, {down:.1f} pulled")
        rates = [_run(server, entries, number) for number in range(1, runs + 1)]
    return {
        "push_rate": _rate([one.push for one in rates], [one.bare_push for one in rates]),
        "pull_rate": _rate([one.pull for one in rates], [one.bare_pull for one in rates]),
        "wire_bytes": figure(max(up, down), "bytes an entry", smallest(entries)),
    }


def _rate(values: Sequence[float], limits: Sequence[float]) -> Figure:
    return figure(median(values), "entries/s", median(limits))


def _run(server: UrlOf, entries: int, number: int) -> Rates:
    with new_database(server) as database, served(database) as centre:
        with desk(centre, centre.url) as writer:
            written = write_day(writer[0], entries, number)
            begun = time.perf_counter()
            synchronise(*writer, pushed=entries)
            push = entries / (time.perf_counter() - begun)
        centre.wait_until_projected()
        with desk(centre, centre.url) as reader:
            begun = time.perf_counter()
            synchronise(*reader, pulled=entries)
            pull = entries / (time.perf_counter() - begun)
            bare_pull = entries / into_sqlcipher(reader[0].path.parent, written)
        bare_push = entries / into_postgresql(database, written)
    say(f"sync {number}: pushed {push:,.0f}/s, bare {bare_push:,.0f}/s")
    say(f"sync {number}: pulled {pull:,.0f}/s, bare {bare_pull:,.0f}/s")
    return Rates(push, bare_push, pull, bare_pull)


def _bytes(server: UrlOf, entries: int) -> tuple[float, float]:
    """Return the bytes an entry costs on its way up and on its way down, all told."""
    with (
        new_database(server) as database,
        served(database) as centre,
        relay(centre.url) as way_up,
        relay(centre.url) as way_down,
        desk(centre, way_up.url) as writer,
        desk(centre, way_down.url) as reader,
    ):
        write_day(writer[0], entries, seed=0)
        enrolled = way_up.both, way_down.both
        synchronise(*writer, pushed=entries)
        synchronise(*reader, pulled=entries)
        up, down = way_up.both - enrolled[0], way_down.both - enrolled[1]
        return up / entries, down / entries


class GivesCodes(Protocol):
    """A server that a desk can join."""

    def code(self) -> str:
        """Return a one-time code for a desk."""


@contextmanager
def desk(server: GivesCodes, url: str) -> Iterator[tuple[Store, FileKeys]]:
    """Give a new desk that has joined the site."""
    with tempfile.TemporaryDirectory(prefix="desk-", dir=ready_desk.cache()) as place:
        keys = FileKeys(Path(place))
        with ready_desk.opened(Path(place)) as store:
            join(store, keys, url, server.code())
            yield store, keys


def write_day(store: Store, entries: int, seed: int) -> list[bytes]:
    """Let a desk have written so many entries, up to today; return them."""
    written = day(entries, seed)
    with store.read() as connection:
        author = node.read(connection).author
    for at in range(0, entries, _PIECE):
        piece = written[at : at + _PIECE]
        store.write(partial(journal.append, author=author, batch=piece)).result()
    return written


def day(entries: int, seed: int) -> list[bytes]:
    """Return so many entries of rehearsed days, the last of them today."""
    begin = datetime.now(UTC) - timedelta(days=1 + entries // 300)
    return Day(SITE, seed, begin).entries(entries)


def synchronise(store: Store, keys: FileKeys, *, pushed: int = 0, pulled: int = 0) -> None:
    """Do one round, and see that it brought what it should.

    Raises AssertionError if not: a figure of half a round is none.
    """
    upstream = connector(store, keys)()
    done = Cycle(DeskLedger(store), upstream, keys.device_key() or b"").run()
    upstream.close()
    if (done.pushed, done.is_caught_up, done.standing_out) != (pushed, True, ()):
        raise AssertionError(f"pushed {done.pushed} of {pushed}: {done.standing_out[:3]}")
    if done.pulled < pulled:
        raise AssertionError(f"pulled {done.pulled} of {pulled}")


def into_postgresql(database: str, written: Sequence[bytes]) -> float:
    """Return the seconds that the bare rows take by COPY."""
    import psycopg

    with psycopg.connect(database) as connection:
        connection.execute(_TABLE.format(blob="BYTEA").encode())
        connection.commit()
        begun = time.perf_counter()
        for at in range(0, len(written), _BATCH):
            copying = "COPY bare FROM STDIN (FORMAT BINARY)"
            with connection.cursor() as cursor, cursor.copy(copying) as copy:
                copy.set_types(("int8", "bytea"))
                for row in enumerate(written[at : at + _BATCH], at):
                    copy.write_row(row)
            connection.commit()
        return time.perf_counter() - begun


def into_sqlcipher(folder: Path, written: Sequence[bytes]) -> float:
    """Return the seconds that bare rows take in an encrypted table, 2,000 to a commit."""
    connection: Any = connect(folder / "bare.db", os.urandom(32))
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(_TABLE.format(blob="BLOB"))
        begun = time.perf_counter()
        for at in range(0, len(written), _BATCH):
            connection.execute("BEGIN")
            rows = list(enumerate(written[at : at + _BATCH], at))
            connection.executemany("INSERT INTO bare VALUES (?, ?)", rows)
            connection.execute("COMMIT")
        return time.perf_counter() - begun
    finally:
        connection.close()


def smallest(entries: int) -> float:
    """Return the bytes an entry takes in one Zstandard frame of them all, and nothing else."""
    import zstandard

    written = b"".join(Day(SITE, seed=0).entries(entries))
    return len(zstandard.ZstdCompressor(level=3).compress(written)) / entries
