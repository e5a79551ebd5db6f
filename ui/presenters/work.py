"""How presenters get work done elsewhere: reads and saves, with the answer on their thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

from immunization.errors import KnownError

T = TypeVar("T")

Failed = Callable[[KnownError], None]


class Work(Protocol):
    """Runs things away from the GUI thread and answers on it.

    ``failed`` gets what the user can act upon; anything else is a bug and goes to its hook.
    """

    def read(self, op: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run ``op`` on an io thread."""
        ...

    def write(self, op: Callable[[], Future[T]], done: Callable[[T], None], failed: Failed) -> None:
        """Run ``op`` on an io thread and answer with what its future says after COMMIT."""
        ...

    def when_saved(self, then: Callable[[], None]) -> None:
        """Call ``then`` now, or once the saves that are on their way were answered.

        If one of them failed it is not called: what was said of that stays in sight.
        """
        ...


class Latest:
    """Lets only the answer to the newest question through: an older one is about another person."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._newest = 0

    def ask(self, op: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Read, and forget the answer if something else was asked meanwhile."""
        self._newest += 1
        mine = self._newest

        def answered(answer: T) -> None:
            if mine == self._newest:
                done(answer)

        def refused(error: KnownError) -> None:
            if mine == self._newest:
                failed(error)

        self._work.read(op, answered, refused)

    def forget(self) -> None:
        """Let nothing through that was asked before."""
        self._newest += 1
