"""The centre or a hub of a run: the real `bantiem centre serve`, which can be told to die."""

from __future__ import annotations

import _sqlite3
import argparse
import logging
import os
import threading
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, event

import central.exchange
import central.relay
import central.relay_down
import central.relay_up
import central.traffic
from central import brought, relayed
from central.database import Database
from central.exchange import Answered, Exchange
from central.server import Server  # noqa: F401 (imported before the fork)
from central.traffic import Traffic
from desktop_app.commands import centre
from sync.client import Upstream
from sync.timing import Timing
from tests.faults import haste
from tests.faults.control import Child
from tests.faults.dying import Deaths
from tests.faults.fsync import note_durability

_ALL_PAGES: Final = 4_294_967_294
_EXPECTED: Final = ("another copy of", "the centre was restored")
"""What a hub rightly says loudly: a desk's disk was copied, the centre put back from a copy."""


def main(
    port: int, token: str, *, folder: str, serve: int, role: str = "centre", url: str | None = None
) -> None:
    """Serve a folder, or a centre of a PostgreSQL ``url``, until killed."""
    logging.basicConfig(level=logging.ERROR, format=f"{role}: %(message)s {folder}")
    # It sets a level of its own, and warns of what it lets go with a connection that was cut.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    for way in ("central.relay_up", "central.relay_down"):
        logging.getLogger(way).addFilter(
            lambda record: not record.getMessage().startswith(_EXPECTED)
        )
    child, deaths, databases = Child(port, token), Deaths(_sqlite3), _databases()
    _shorten_waits()
    _pass_points(deaths)
    if role == "hub":
        _pass_points_of_relay(deaths)
    orders = threading.Thread(target=_obey, args=(child, deaths, databases), daemon=True)
    orders.start()
    centre.run_serve(
        argparse.Namespace(data=Path(folder), database=url, role=role, host="127.0.0.1", port=serve)
    )


def _shorten_waits() -> None:
    """A run lasts a second or two: what waits for minutes in life waits for moments here."""
    central.traffic._QUIET = 0.02  # type: ignore[misc]
    central.exchange._RETRY_AFTER = 0  # type: ignore[misc]
    central.relay._LOOK_AGAIN = 0.5  # type: ignore[misc]
    central.relay._TIMING = Timing(first=0.05, most_unreachable=0.15, most=0.2)  # type: ignore[misc]
    central.relay_up._FORKED_AGAIN = 0.3  # type: ignore[misc]
    central.relay_up._AGAIN = 0.3  # type: ignore[misc]
    central.relay_down._MOMENT = 0.02  # type: ignore[misc]
    central.relay_down.MAX_WAIT = 1  # type: ignore[attr-defined]
    haste.hurry()


def _databases() -> list[Database]:
    """Return the list into which the program's own database will come."""
    made: list[Database] = []
    original = Database.__init__

    def remembered(self: Database, url: str | Path) -> None:
        original(self, url)
        if self.is_sqlite and isinstance(url, Path):
            event.listen(self._write, "connect", lambda raw, _: note_durability(raw, url))
        made.append(self)

    Database.__init__ = remembered  # type: ignore[method-assign]
    return made


def _pass_points(deaths: Deaths) -> None:
    grew, serve = Traffic.feed_grew, Exchange.serve

    def committing(_connection: Connection) -> None:
        deaths.passed("before a commit")

    def committed(self: Traffic, site: Any) -> None:
        deaths.passed("after a commit")
        grew(self, site)

    def served(self: Exchange, *asked: Any) -> Answered:
        answered = serve(self, *asked)
        deaths.passed("before an answer")
        return answered

    event.listen(Engine, "commit", committing)
    Traffic.feed_grew = committed  # type: ignore[method-assign]
    Exchange.serve = served  # type: ignore[method-assign, assignment]


def _pass_points_of_relay(deaths: Deaths) -> None:
    push, keep, woken = Upstream.push, relayed.keep_receipt, Traffic.wake_readers
    store, step = brought.store, central.relay_down.Down.step

    def pushing(self: Upstream, *words: Any, **more: Any) -> Any:
        deaths.passed("before a batch goes up")
        return push(self, *words, **more)

    def keeping(connection: Connection, signed: Any) -> None:
        keep(connection, signed)
        deaths.passed("before a receipt from above is kept")

    def kept(self: Traffic, site: Any) -> None:
        deaths.passed("after a receipt from above was kept")
        woken(self, site)

    def storing(connection: Connection, *words: Any) -> bool:
        grew = store(connection, *words)
        deaths.passed("before a page from above is kept")
        return grew

    def stepped(self: central.relay_down.Down) -> bool:
        busy = step(self)
        if busy:
            deaths.passed("after a page from above was kept")
        return busy

    Upstream.push = pushing  # type: ignore[method-assign]
    relayed.keep_receipt = keeping
    Traffic.wake_readers = kept  # type: ignore[method-assign]
    brought.store = storing  # type: ignore[assignment]
    central.relay_down.Down.step = stepped  # type: ignore[method-assign]


def _obey(child: Child, deaths: Deaths, databases: list[Database]) -> None:
    for order in child.orders():
        match order["do"]:
            case "die":
                deaths.arm(order["point"], order["left"])
            case "fill":
                _limit(databases, order["spare"])
            case "calm":
                haste.calm()
            case "empty":
                _limit(databases, None)
        child.answer(order, {"is": "there"})
    os._exit(0)


def _limit(databases: list[Database], spare: int | None) -> None:
    """Let the database's file grow by so many pages and no more."""
    for database in databases:
        if not database.is_sqlite:
            continue
        with database.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            most = _ALL_PAGES if spare is None else pages + spare
            connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")
