"""A new desk that receives its register while a nurse works at it; a process of its own.

Prints one JSON object a line: where it stands of how much, and at the end what the nurse
waited for at the most (milliseconds) and how much memory was resident (bytes).
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import psutil

from desk.desk import Desk
from desktop_app.bench import ready_desk
from desktop_app.bench.figures import milliseconds, percentile
from desktop_app.demo.story import LOGIN
from desktop_app.upstream import exchange_all
from immunization.ids import PersonId
from local_db import queries, search
from local_db.file_keys import FileKeys
from local_db.store import Store
from sync.cycle import Progress

_PAUSE: Final = 0.25
"""Seconds between two saves: quicker than any nurse."""
_TYPED: Final = ("nguyen", "tran", "le thi", "pham van", "hoang", "vo", "dang", "bui", "do", "ho")


class Nurse:
    """Looks for people by their names and receives them; keeps what she waited for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._received: set[PersonId] = set()
        self.saves: list[float] = []
        self.searches: list[float] = []

    def work(self, is_over: threading.Event) -> None:
        """Receive one after the other, as soon as she can sign in, until it is over."""
        while not self._can_sign_in() and not is_over.wait(_PAUSE):
            pass
        desk = ready_desk.desk_of(self._store)
        turn = 0
        while not is_over.wait(_PAUSE):
            self._receive(desk, _TYPED[turn % len(_TYPED)])
            turn += 1

    def _can_sign_in(self) -> bool:
        with self._store.read() as connection:
            return bool(queries.staff_of_login(connection, LOGIN))

    def _receive(self, desk: Desk, typed: str) -> None:
        found: list[search.PersonRow] = []
        self.searches.append(milliseconds(lambda: found.extend(self._search(typed))))
        new = [row.person for row in found if row.person not in self._received]
        if new:
            self._received.add(new[0])
            save = desk.reception.arrive
            self.saves.append(milliseconds(lambda: save(desk.new_form(), new[0]).result()))

    def _search(self, typed: str) -> list[search.PersonRow]:
        with self._store.read() as connection:
            return search.people(connection, typed)


def main() -> int:
    """Receive what the upstream has."""
    folder = Path(sys.argv[1])
    own = psutil.Process(os.getpid())
    largest = 0

    def report(progress: Progress) -> None:
        nonlocal largest
        largest = max(largest, own.memory_info().rss)
        _print(position=progress.position, head=progress.head, rss=largest)

    with ready_desk.opened(folder) as store:
        nurse = Nurse(store)
        is_over = threading.Event()
        begun = time.perf_counter()
        with _beside(lambda: nurse.work(is_over), is_over):
            exchange_all(store, FileKeys(folder), report)
            took = time.perf_counter() - begun
    saves, searches = nurse.saves or [0.0], nurse.searches or [0.0]
    _print(
        seconds=took,
        saves=len(nurse.saves),
        save_p95=percentile(saves, 0.95),
        longest_save=max(saves),
        longest_search=max(searches),
        rss=largest,
    )
    return 0


class _beside:  # noqa: N801 (read as a word of a with statement)
    """Do something in a thread until the block ends."""

    def __init__(self, what: Callable[[], None], is_over: threading.Event) -> None:
        self._thread = threading.Thread(target=what, name="nurse")
        self._is_over = is_over

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()


def _print(**told: float) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    sys.exit(main())
