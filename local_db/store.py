"""The desk's store: open it, write by one thread, read from any, hear of changes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from local_db.changes import Changes, Origin
from local_db.errors import StoreClosed
from local_db.keys import KeyStore

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from local_db.opening import Opened, Report

T = TypeVar("T")
Heard = Callable[[Changes], None]

_log = logging.getLogger(__name__)
_CLOSE_SECONDS = 10.0


class Store:
    """An open database of one desk. Any thread may call it."""

    def __init__(self, opened: Opened) -> None:
        from local_db.writer import Writer

        self._opened = opened
        self._listeners: tuple[Heard, ...] = ()
        self._gate = threading.Lock()
        self._is_closed = False
        self._writer = Writer(opened.writing, opened.translate, self._tell)
        self._writer.start()

    @classmethod
    def open(
        cls,
        folder: Path,
        keys: KeyStore,
        *,
        may_migrate: bool = True,
        progress: Report | None = None,
    ) -> Store:
        """Open the database in ``folder``, or make it where there is none.

        Checks it, backs it up and migrates it if an older version wrote it, and projects its
        tables anew if the folds have changed; ``progress`` hears of what takes long. Raises the
        errors of `local_db.errors`; then nothing was deleted and nothing recreated.
        """
        from local_db.opening import open_folder

        return cls(open_folder(folder, keys, may_migrate=may_migrate, report=progress))

    @property
    def path(self) -> Path:
        """The database file."""
        return self._opened.path

    @property
    def key(self) -> bytes:
        """The database's key, for backups of it."""
        return self._opened.key

    def write(
        self,
        work: Callable[[Connection], T],
        *,
        background: bool = False,
        origin: Origin = "desk",
    ) -> Future[T]:
        """Do ``work`` in one transaction on the writer thread.

        The future resolves after COMMIT, or with a typed error and nothing done. ``background``
        work waits for all other work: cut it into pieces of a few milliseconds.
        """
        return self._writer.submit(work, background=background, origin=origin)

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits at the desk: background work asks between its pieces."""
        return self._writer.is_wanted

    @property
    def is_resting(self) -> bool:
        """Whether nobody at the desk has saved for a while: background work may take longer."""
        return self._writer.is_resting

    def fold_log_in(self) -> None:
        """Fold the write-ahead log into the file if it has grown long, in the caller's thread.

        For background work that writes much, between two of its transactions: a save that comes
        meanwhile does not wait for it, as it would if SQLite did it within a commit.
        """
        self._writer.fold_log_in()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the database and cannot write.

        Keep it short, and on one thread. Raises the errors of `local_db.errors`.
        """
        if self._is_closed:
            raise StoreClosed
        try:
            with self._opened.reading.connect() as connection, connection.begin():
                yield connection
        except Exception as error:
            known = self._opened.translate(error)
            if known is error:
                raise
            raise known from error

    def on_change(self, heard: Heard) -> Callable[[], None]:
        """Call ``heard`` after each commit, on the writer thread; return how to stop that.

        It must return at once (post to a queue): the next save waits for it.
        """
        with self._gate:
            self._listeners = (*self._listeners, heard)

        def stop() -> None:
            with self._gate:
                self._listeners = tuple(one for one in self._listeners if one is not heard)

        return stop

    def close(self, timeout: float = _CLOSE_SECONDS) -> None:
        """Finish what was begun, refuse the rest and let go of the file, within ``timeout`` s."""
        with self._gate:
            if self._is_closed:
                return
            self._is_closed = True
        if self._writer.stop(timeout):
            self._remember()
        self._opened.close()

    def remember(self) -> None:
        """Write beside the database how far the own chain has come (`local_db.witness`)."""
        if not self._is_closed:
            self._remember()

    def _remember(self) -> None:
        from local_db import witness

        try:
            with self._opened.reading.connect() as connection:
                witness.keep(self.path.parent, self.key, connection)
        except Exception as error:  # noqa: BLE001 (a help only: closing goes on without it)
            _log.warning("the witness was not kept: %s", type(error).__name__)

    def _tell(self, changes: Changes) -> None:
        for heard in self._listeners:
            try:
                heard(changes)
            except Exception:  # noqa: BLE001 (the thread's boundary: a deaf screen stops no save)
                _log.exception("a listener failed")
