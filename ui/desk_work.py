"""The presenters' work on the program's executors: reads in parallel, saves one after another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject

from immunization.errors import KnownError
from ui.tasks import Tasks

T = TypeVar("T")


class DeskWork:
    """`ui.presenters.work.Work` by `ui.tasks`: once ``owner`` is gone, nobody is answered."""

    def __init__(self, tasks: Tasks, owner: QObject) -> None:
        self._tasks, self._owner = tasks, owner
        self._saving = 0
        self._waiting: list[Callable[[], None]] = []

    def read(
        self, op: Callable[[], T], done: Callable[[T], None], failed: Callable[[KnownError], None]
    ) -> None:
        """Run ``op`` on an io thread."""
        self._tasks.read(self._owner, op, done, failed)

    def write(
        self,
        op: Callable[[], Future[T]],
        done: Callable[[T], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Run ``op`` on the writing thread and wait there for its COMMIT, never on the GUI's."""
        self._saving += 1

        def saved(answer: T) -> None:
            self._saving -= 1
            done(answer)
            self._go_on()

        def refused(error: KnownError) -> None:
            self._saving -= 1
            self._waiting.clear()
            failed(error)

        self._tasks.write(self._owner, lambda: op().result(), saved, refused)

    def when_saved(self, then: Callable[[], None]) -> None:
        """Call ``then`` once no save is on its way; never, if one that is fails."""
        self._waiting.append(then)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._saving:
            self._waiting.pop(0)()
