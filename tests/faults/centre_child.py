"""The centre of a run: the real `bantiem centre serve`, which can be told to die or to be full."""

from __future__ import annotations

import argparse
import logging
import os
import threading
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

import central.exchange
import central.traffic
from central.database import Database
from central.exchange import Answered, Exchange
from central.server import Server  # noqa: F401 (imported before the fork)
from central.traffic import Traffic
from desktop_app.commands import centre
from tests.faults.control import Child, Words
from tests.faults.dying import Deaths

_ALL_PAGES = 4_294_967_294


def main(port: int, token: str, *, folder: str, serve: int, url: str | None = None) -> None:
    """Serve the centre of a folder, or of a PostgreSQL ``url``, until killed."""
    logging.basicConfig(level=logging.ERROR, format=f"centre: %(message)s {folder}")
    child, deaths, databases = Child(port, token), Deaths(), _databases()
    _shorten_waits()
    _pass_points(deaths)
    orders = threading.Thread(target=_obey, args=(child, deaths, databases), daemon=True)
    orders.start()
    centre.run_serve(
        argparse.Namespace(
            data=Path(folder), database=url, role="centre", host="127.0.0.1", port=serve
        )
    )


def _shorten_waits() -> None:
    """A run lasts a second or two: what waits for minutes in life waits for moments here."""
    central.traffic._QUIET = 0.02  # type: ignore[misc]
    central.exchange._RETRY_AFTER = 0  # type: ignore[misc]


def _databases() -> list[Database]:
    """Return the list into which the program's own database will come."""
    made: list[Database] = []
    original = Database.__init__

    def remembered(self: Database, url: str | Path) -> None:
        original(self, url)
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


def _obey(child: Child, deaths: Deaths, databases: list[Database]) -> None:
    for order in child.orders():
        match order["do"]:
            case "die":
                deaths.arm(order["point"], order["left"])
            case "fill":
                _limit(databases, order["spare"])
            case "empty":
                _limit(databases, None)
        if order.get("answer"):
            _answer(child)
    os._exit(0)


def _answer(child: Child) -> None:
    words: Words = {"is": "there"}
    child.say(words)


def _limit(databases: list[Database], spare: int | None) -> None:
    """Let the database's file grow by so many pages and no more."""
    for database in databases:
        if not database.is_sqlite:
            continue
        with database.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            most = _ALL_PAGES if spare is None else pages + spare
            connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")
