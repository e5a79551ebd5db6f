"""The one thread that writes.

Each piece of work is one transaction: BEGIN IMMEDIATE, the work, COMMIT. What a nurse
waits for goes before what runs in the background, so background work is cut into short
pieces by whoever gives it. A single writer by construction needs no retry on "locked".

A commit waits for the disk, except for entries of the feed: the upstream has those, and the
position moves with them. A power cut may undo the last of them, never one that a durable commit
followed, because the write-ahead log reaches the disk in its order.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine

from local_db import indexing
from local_db.changes import Changes, Origin
from local_db.errors import StoreClosed
from local_db.touched import Touched
from local_db.write_ahead_log import WriteAheadLog

_log = logging.getLogger(__name__)
_INTERACTIVE, _BACKGROUND, _END = 0, 1, 2
_IDLE = 0.2
REST: Final = 30.0
"""Seconds without a save after which nobody is taken to be at work."""

T = TypeVar("T")
Work = Callable[[Connection], T]
Translate = Callable[[BaseException], BaseException]


@dataclass(order=True, slots=True)
class _Job:
    priority: int
    place: int
    work: Work[Any] | None = field(compare=False)
    origin: Origin = field(compare=False, default="desk")
    future: Future[Any] = field(compare=False, default_factory=Future)


class Writer:
    """Owns the connection that writes, from :meth:`start` to :meth:`stop`."""

    def __init__(
        self, engine: Engine, translate: Translate, tell: Callable[[Changes], None]
    ) -> None:
        self._engine = engine
        self._translate = translate
        self._tell = tell
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._places = itertools.count()
        self._closing = threading.Event()
        self._gate = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="db-writer", daemon=True)
        self._connection: Connection | None = None
        self._touched = Touched()
        self._log = WriteAheadLog()
        self._is_durable = True
        self._asked_at = -REST

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def submit(self, work: Work[T], *, background: bool, origin: Origin) -> Future[T]:
        """Queue work; its future resolves after COMMIT. Raises StoreClosed after :meth:`stop`."""
        job = _Job(_BACKGROUND if background else _INTERACTIVE, next(self._places), work, origin)
        if not background:
            self._asked_at = time.monotonic()
        with self._gate:
            if self._closing.is_set():
                raise StoreClosed
            self._jobs.put(job)
        return job.future

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits at the desk: background work that runs should now end."""
        jobs = self._jobs.queue
        return bool(jobs) and jobs[0].priority == _INTERACTIVE

    @property
    def is_resting(self) -> bool:
        """Whether nobody at the desk has saved for half a minute: longer work may run."""
        return time.monotonic() - self._asked_at > REST

    def fold_log_in(self) -> None:
        """Fold a long write-ahead log into the file, in the caller's thread."""
        if self._log.is_long:
            self._log.fold_in_beside(self._engine)

    def stop(self, timeout: float) -> bool:
        """Finish what a nurse waits for, refuse the rest; return whether it ended in time.

        Work that is still running after half of ``timeout`` (seconds) is interrupted: it rolls
        back, as after a power cut.
        """
        with self._gate:
            if not self._closing.is_set():
                self._closing.set()
                self._jobs.put(_Job(_END, next(self._places), None))
        if self._thread.ident is None:
            return True
        self._thread.join(timeout / 2)
        if self._thread.is_alive():
            self._interrupt()
            self._thread.join(timeout / 2)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._next()).work is not None:
            if self._closing.is_set() and job.priority == _BACKGROUND:
                if job.future.set_running_or_notify_cancel():
                    job.future.set_exception(StoreClosed())
            elif job.future.set_running_or_notify_cancel():
                self._do(job, job.work)
        self._disconnect()

    def _next(self) -> _Job:
        if self._log.is_due:
            try:
                return self._jobs.get(timeout=_IDLE)
            except queue.Empty:
                self._log.fold_in(self._connected())
        return self._jobs.get()

    def _do(self, job: _Job, work: Work[Any]) -> None:
        try:
            result = self._transact(work, is_durable=job.origin != "feed")
        except BaseException as error:  # noqa: BLE001 (the task's boundary: it goes to its future)
            self._touched.clear()
            job.future.set_exception(self._translate(error))
            return
        self._tell(Changes(self._touched.take(), job.origin))
        job.future.set_result(result)

    def _transact(self, work: Work[T], *, is_durable: bool) -> T:
        connection = self._connected()
        self._wait_for_disk(connection, is_durable)
        try:
            with connection.begin():
                result = work(connection)
                indexing.take_in(connection)
        except BaseException:
            if connection.in_transaction():
                _log.error("rolling back failed; the connection is made anew")
                self._disconnect()
            raise
        self._log.grew(connection)
        return result

    def _wait_for_disk(self, connection: Connection, is_durable: bool) -> None:
        if is_durable != self._is_durable:
            raw: Any = connection.connection.driver_connection
            raw.execute(f"PRAGMA synchronous = {'FULL' if is_durable else 'NORMAL'}")
            self._is_durable = is_durable

    def _connected(self) -> Connection:
        if self._connection is None:
            connection = self._engine.connect()
            self._touched.watch(connection)
            self._connection, self._is_durable = connection, True
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _interrupt(self) -> None:
        connection = self._connection
        if connection is not None:
            connection.connection.driver_connection.interrupt()  # type: ignore[union-attr]
