"""What presenters are given in their tests: a work that waits, a host that remembers, any view."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from desk.recorder import Saved
from immunization.errors import KnownError
from immunization.ids import PersonId

T = TypeVar("T")


class StepWork:
    """Does one thing at a time, when told: so that a test can press a key in between."""

    def __init__(self, *, at_once: bool = True) -> None:
        self.at_once = at_once
        self.writes = 0
        self._kept: list[Callable[[], None]] = []

    def read(
        self, op: Callable[[], T], done: Callable[[T], None], failed: Callable[[KnownError], None]
    ) -> None:
        self._take(lambda: _run(op, done, failed))

    def write(
        self,
        op: Callable[[], Future[T]],
        done: Callable[[T], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        self.writes += 1
        self._take(lambda: _run(lambda: op().result(timeout=10), done, failed))

    def when_saved(self, then: Callable[[], None]) -> None:
        self._take(then)

    def step(self) -> None:
        """Do everything that was kept, and what comes of it."""
        while self._kept:
            self._kept.pop(0)()

    def _take(self, act: Callable[[], None]) -> None:
        self._kept.append(act)
        if self.at_once:
            self.step()


def _run(
    op: Callable[[], T], done: Callable[[T], None], failed: Callable[[KnownError], None]
) -> None:
    try:
        answer = op()
    except KnownError as error:
        failed(error)
    else:
        done(answer)


class FakeHost:
    """The workplace as a page sees it."""

    def __init__(self) -> None:
        self.saves: list[Saved] = []
        self.went: list[tuple[str, PersonId | None]] = []
        self.sounds: list[str] = []
        self.listened = 0
        self.emergencies = 0

    def saved(self, saved: Saved) -> None:
        self.saves.append(saved)

    def go(self, where: str, person: PersonId | None = None) -> None:
        self.went.append((where, person))

    def opened(self, person: PersonId | None) -> None:
        pass

    def listen(self) -> None:
        self.listened += 1

    def play(self, sound: str) -> None:
        self.sounds.append(sound)

    def report_reaction(self, person: PersonId) -> None:
        self.went.append(("reaction", person))

    def emergency(self) -> None:
        self.emergencies += 1


class FakeView:
    """Remembers the last arguments of each call: ``view.last("show_panel")``.

    ``answers`` are what a user would say where the page asks, by the call's name.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.answers: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*args: Any, **named: Any) -> Any:
            del named
            self.calls.append((name, args))
            return self.answers.get(name)

        return called

    def last(self, name: str) -> tuple[Any, ...]:
        """Return the arguments of the last call of that name."""
        return next(args for called, args in reversed(self.calls) if called == name)

    def count(self, name: str) -> int:
        """Return how often it was called."""
        return sum(called == name for called, _ in self.calls)
