"""A desk of a run, without its windows: the real store, use cases and sync loop in a process."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec
import sqlcipher3._sqlite3
from sqlalchemy import Connection, Engine, event

from desktop_app.upstream import DeskBook, one_at_a_time
from immunization.errors import KnownError
from local_db import node, rebuilding, seen
from local_db.changes import Changes, Origin
from local_db.file_keys import FileKeys
from local_db.ledger import DeskLedger
from local_db.shelf import DeskShelf
from local_db.store import Store
from local_db.writer import Writer
from records import journal
from sync.client import Identity, Upstream
from sync.loop import SyncLoop
from sync.mending import DeskMender
from sync.reconciling import Reconciler
from sync.route import Route
from sync.state import SyncState
from sync.timing import Timing
from tests.faults import audit, haste
from tests.faults.control import Child, Words
from tests.faults.dying import Deaths
from tests.faults.fsync import note_durability
from tests.faults.nurse import Diary, Nurse, SkewedClock

_DAY: Final = 86_400
_ALL_PAGES: Final = 4_294_967_294
_PATIENCE: Final = 150.0
_POINTS: Final[dict[Origin, str]] = {"desk": "save", "sync": "receipt", "feed": "page"}


class Brisk(Timing):
    """The desk's own timing with shorter pauses: a run lasts a second or two."""

    def pause(self, error: KnownError | None, failures: int, luck: float) -> float:
        return min(super().pause(error, failures, luck), 0.1 if error else 1.5)


def main(
    port: int, token: str, *, folder: str, pace: int, people: int, hubs: dict[str, str]
) -> None:
    """Be a desk until killed.

    ``pace`` is how many entries go into its first exchanges, ``people`` the number of its site's
    first person, ``hubs`` the addresses that it hears on its network, by key.
    """
    logging.basicConfig(level=logging.ERROR, format=f"desk: %(message)s {folder}")
    haste.hurry()
    child = Child(port, token)
    program = Program(Path(folder), pace, people, hubs)
    for order in child.orders():
        try:
            answer = program.obey(order)
        except Exception:  # the boundary: told to the harness
            logging.getLogger(__name__).exception("a desk failed")
            answer = {}
        child.answer(order, answer or {"is": "there"})
    os._exit(0)


class Program:
    """The desk: opened, syncing, and told what to do."""

    def __init__(self, folder: Path, pace: int, people: int, hubs: dict[str, str]) -> None:
        self._deaths = Deaths(sqlcipher3._sqlite3)
        self._clock = SkewedClock()
        self._keys = FileKeys(folder)
        self._private = self._keys.device_key() or b""
        self._pace, self._hubs, self._rounds = pace, hubs, 0
        self._store = Store.open(folder, self._keys)
        self._store.write(lambda c: note_durability(_raw(c), self._store.path)).result()
        self._pass_points()
        self._ledger = DeskLedger(self._store)
        self._nurse = Nurse(self._store, self._clock, Diary(folder / "diary.txt"), people)
        self._synced_at: datetime | None = None
        self._loop = self._start()
        self._store.on_change(self._changed)
        self._does: dict[str, Callable[[Words], Words | None]] = {
            "act": lambda order: self._nurse.act(order["how"], order["who"]),
            "poison": lambda order: self._nurse.poison(order["how"]),
            "die": lambda order: self._deaths.arm(order["point"], order["left"]),
            "fill": lambda order: self._limit(order["spare"]),
            "empty": lambda _: self._limit(None),
            "clock": lambda order: self._set_clock(order["by"]),
            "hear": lambda order: self._hear(order["hubs"]),
            "heed": lambda _: self._green(),
            "calm": lambda _: haste.calm(),
            "compare": lambda _: self._compare(),
            "hurry": lambda _: self._loop.network_returned(),
            "state": lambda _: self._state(),
            "audit": lambda _: self._audit(),
        }

    def obey(self, order: Words) -> Words | None:
        """Do what is ordered; return what there is to say."""
        return self._does[order["do"]](order)

    def _connect(self) -> Upstream:
        with self._store.read() as connection:
            own = node.read(connection)
        pinned = bytes.fromhex(own.upstream_key or "")
        centre = bytes.fromhex(own.centre_key or "")
        identity = Identity(own.device, self._private, pinned, own.upstream_role, centre)
        return Upstream(
            own.upstream, identity, now=lambda: time.time() + self._clock.skew.total_seconds()
        )

    def _hear(self, hubs: dict[str, str]) -> None:
        """Hear of other hubs on the network than before."""
        self._hubs = hubs

    def _compare(self) -> None:
        """Compare the days of the run with the upstream, between two rounds, and mend."""
        self._loop.stop()
        today = int(time.time()) // _DAY
        upstream = self._connect()
        mender = DeskMender(self._ledger, upstream, self._private)
        Reconciler(mender, DeskShelf(self._store), upstream).run([today - 1, today, today + 1])
        upstream.close()
        self._loop = self._start()

    def _start(self) -> SyncLoop:
        loop = SyncLoop(
            self._ledger,
            self._connect,
            self._private,
            one_at_a_time(self._store),
            self._heard,
            timing=Brisk(first=0.02, gap=0.005),
            now=lambda: datetime.now(UTC) + self._clock.skew,
            route=Route(DeskBook(self._store), lambda: self._hubs),
        )
        loop._cycle.pusher.pace.count = loop._cycle.puller.pace.count = self._pace
        loop.start()
        return loop

    def _heard(self, state: SyncState) -> None:
        """Do what the program's own line does with a state."""
        self._rounds += not state.is_running
        if state.clock_offset is not None:
            now = datetime.now(UTC) + self._clock.skew
            self._clock.learn(now + timedelta(seconds=state.clock_offset))
        if state.line == "online" and state.last_sync_at != self._synced_at:
            self._synced_at = state.last_sync_at
            self._store.write(
                lambda connection: node.synced(connection, datetime.now(UTC), timedelta()),
                background=True,
                origin="sync",
            )

    def _changed(self, changes: Changes) -> None:
        self._deaths.passed(f"after a {_POINTS[changes.origin]} was kept")
        if changes.origin == "desk":
            self._loop.wake(is_urgent=bool(self._ledger.unsent_urgent()))

    def _pass_points(self) -> None:
        do, origin = Writer._do, ["desk"]

        def doing(self: Writer, job: Any, work: Any) -> None:
            origin[0] = job.origin
            do(self, job, work)

        def committing(_connection: Connection) -> None:
            if threading.current_thread().name == "db-writer":
                self._deaths.passed(f"before a {_POINTS[origin[0]]} is kept")  # type: ignore[index]

        Writer._do = doing  # type: ignore[method-assign]
        event.listen(Engine, "commit", committing)

    def _limit(self, spare: int | None) -> None:
        """Let the database's file grow by so many pages and no more."""

        def work(connection: Connection) -> None:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            most = _ALL_PAGES if spare is None else pages + spare
            connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")

        self._store.write(work).result(_PATIENCE)

    def _set_clock(self, by: int) -> None:
        self._clock.skew = timedelta(seconds=by)

    def _green(self) -> Words:
        """Say up to where chains are shown as being at the centre: the own and the others'."""
        held = self._ledger.receipt("centre")
        with self._store.read() as connection:
            found = seen.seen(connection)
        green = [
            (device, epoch, seq) for (at, device, epoch), seq in found.items() if at == "centre"
        ]
        return {"green": [*green, *([(held.device, held.epoch, held.seq)] if held else [])]}

    def _state(self) -> Words:
        state = self._loop.state
        with self._store.read() as connection:
            own = node.read(connection)
            chain = journal.head(connection, own.author)
        return {
            "seq": chain.seq,
            "upstream": own.upstream_key,
            "rounds": self._rounds,
            "waiting": self._ledger.waiting(),
            "urgent": len(self._ledger.unsent_urgent()),
            "position": self._ledger.position(),
            "line": state.line,
            "error": f"{type(state.error).__name__}: {state.error}" if state.error else "",
        }

    def _audit(self) -> Words:
        self._loop.stop()
        with self._store.read() as connection:
            seen = audit.Audit(
                entries=audit.journal_of(connection),
                tables=audit.projected(connection),
                rebuilt={},
                device=node.read(connection).device,
                faults=[
                    f"{fault.device} {fault.epoch} at {fault.seq}: {fault.what}"
                    for author in journal.authors(connection)
                    if (fault := journal.first_fault(connection, author)) is not None
                ],
            )
        try:
            self._store.write(audit.rebuilt(rebuilding.rebuild)).result(_PATIENCE)
        except audit.Rolled as rolled:
            seen = msgspec.structs.replace(seen, rebuilt=rolled.seen)
        words: Words = msgspec.to_builtins(seen)
        return words


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection
