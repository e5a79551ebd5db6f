"""The one way to do work off the GUI thread: run, then on success or on failure.

``op`` runs on an executor (one thread for writing, a few for reading) and returns an
immutable value; the answer comes back to the GUI thread by one queued signal. An answer to
a receiver that is gone is dropped. Nothing here knows what the work is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from immunization.errors import KnownError

_LOG = logging.getLogger("ui")

T = TypeVar("T")


class Tasks(Protocol):
    """What a presenter asks for. ``owner`` is a QObject: once it is gone, nobody is called."""

    def write(
        self,
        owner: QObject,
        op: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[KnownError], None],
    ) -> None:
        """Run ``op`` on the one writing thread, after those asked for before."""

    def read(
        self,
        owner: QObject,
        op: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[KnownError], None],
    ) -> None:
        """Run ``op`` on one of the reading threads."""


class _Answer:
    """What came back, and whom to tell."""

    __slots__ = ("future", "on_failure", "on_success", "owner")

    def __init__(
        self,
        owner: QObject,
        future: Future[Any],
        on_success: Callable[[Any], None],
        on_failure: Callable[[KnownError], None],
    ) -> None:
        self.owner = owner
        self.future = future
        self.on_success = on_success
        self.on_failure = on_failure

    def deliver(self) -> None:
        """Call back; a failure that is not known is a bug and is raised to the root hook."""
        if self.future.cancelled() or not isValid(self.owner):
            return
        error = self.future.exception()
        if error is None:
            self.on_success(self.future.result())
        elif isinstance(error, KnownError):
            self.on_failure(error)
        else:
            _LOG.error("a task failed", exc_info=error)
            raise error


class QtTasks(QObject):
    """Tasks on two executors, answered on the thread that this object lives on."""

    _answered = Signal(object)

    def __init__(self, writer: Executor, readers: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer, self._readers = writer, readers
        self._is_over = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        owner: QObject,
        op: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[KnownError], None],
    ) -> None:
        """Run ``op`` on the one writing thread."""
        self._run(self._writer, owner, op, on_success, on_failure)

    def read(
        self,
        owner: QObject,
        op: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[KnownError], None],
    ) -> None:
        """Run ``op`` on one of the reading threads."""
        self._run(self._readers, owner, op, on_success, on_failure)

    def end(self) -> None:
        """Call nobody any more: who asked is about to go."""
        self._is_over = True

    def _run(
        self,
        executor: Executor,
        owner: QObject,
        op: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[KnownError], None],
    ) -> None:
        future = executor.submit(op)
        answer = _Answer(owner, future, on_success, on_failure)
        future.add_done_callback(lambda _done: self._tell(answer))

    def _tell(self, answer: _Answer) -> None:
        if isValid(self):
            self._answered.emit(answer)

    def _deliver(self, answer: _Answer) -> None:
        if not self._is_over:
            answer.deliver()


class ImmediateTasks:
    """For tests: does the work at once, on the caller's thread."""

    def write(
        self,
        owner: QObject,
        op: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[KnownError], None],
    ) -> None:
        """Run ``op`` now."""
        future: Future[T] = Future()
        try:
            future.set_result(op())
        except KnownError as error:
            future.set_exception(error)
        _Answer(owner, future, on_success, on_failure).deliver()

    read = write
