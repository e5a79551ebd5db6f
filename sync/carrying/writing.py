"""Write a carried file; one that was torn goes on from its last whole chunk.

It is written under a name of its own and takes the right one when it is whole and on the
disk: what has the name is never half a file by our doing.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from sync.carrying import heading as headings
from sync.carrying import keys
from sync.carrying.chunks import SALT, Cipher, Place, Randomness
from sync.carrying.errors import (
    CarriedAltered,
    CarriedCut,
    CarriedExists,
    CarriedTooNew,
    CarryError,
    MediumFailed,
    NotCarried,
)
from sync.carrying.heading import About
from sync.carrying.reading import file_key, next_chunk

_UNFINISHED: Final = ".unfinished"


class CarriedWriter:
    """Writes one file. Raises CarriedExists where one of its name is, and MediumFailed.

    Readers always include the writer itself: else it could not go on after a torn write.
    """

    def __init__(
        self,
        path: Path,
        private: bytes,
        about: About,
        readers: Sequence[bytes],
        *,
        took: Callable[[bytes], bool] = lambda _body: False,
        now: Callable[[], float] = time.time,
        randomness: Randomness = os.urandom,
    ) -> None:
        """Begin, or go on with what an earlier writer of the same kind left unfinished.

        ``took`` is given each whole body that is there already, in order, and tells whether it
        still holds; from the first that does not, the file is written anew.
        """
        if path.exists():
            raise CarriedExists
        self._path, self._unfinished = path, path.with_name(path.name + _UNFINISHED)
        self._private, self._randomness = private, randomness
        self._sender = keys.public_of(private)
        with _medium():
            if not self._go_on(about, took):
                self._begin(about, readers, int(now() * 1000))

    def add(self, body: bytes) -> None:
        """Write one body that is not the last."""
        self._write(self._place, body)

    def finish(self, body: bytes) -> None:
        """Write the last body, wait for the disk and give the file its name."""
        self._write(self._place.last(), body)
        with _medium():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            if self._path.exists():
                raise CarriedExists
            self._unfinished.replace(self._path)
            settle(self._path.parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        # A stick that is gone fails here once more; what matters was said already.
        with contextlib.suppress(OSError):
            self._file.close()

    def _begin(self, about: About, readers: Sequence[bytes], at: int) -> None:
        heading, key = headings.make(
            about, self._sender, [self._sender, *readers], at, self._randomness(80)
        )
        head = headings.encode(heading)
        self._cipher, self._place = Cipher(key, self._sender), Place.first(head)
        self._file: BinaryIO = self._unfinished.open("wb")
        self._file.write(head)

    def _go_on(self, about: About, took: Callable[[bytes], bool]) -> bool:
        """Take over what is there of an unfinished file of ours; tell whether there was one."""
        if not self._unfinished.exists():
            return False
        self._file = self._unfinished.open("r+b")
        with contextlib.ExitStack() as undo:
            undo.callback(self._file.close)
            try:
                head = self._own_heading(about)
            except (CarriedAltered, CarriedCut):
                return False
            self._place = Place.first(head)
            end = self._whole(len(head), took)
            self._file.seek(end)
            self._file.truncate()
            undo.pop_all()
        return True

    def _own_heading(self, about: About) -> bytes:
        """Read the heading of an unfinished file; raises CarriedExists if it is not this one's."""
        try:
            heading, head = headings.read(self._file)
        except (NotCarried, CarriedTooNew) as error:
            raise CarriedExists from error
        is_same = (heading.kind, heading.site, heading.device) == (
            about.kind, about.site, about.device,
        )  # fmt: skip
        if not is_same or (heading.sender, heading.centre) != (self._sender, about.centre):
            raise CarriedExists
        self._cipher = Cipher(file_key(heading, self._private), self._sender)
        return head

    def _whole(self, end: int, took: Callable[[bytes], bool]) -> int:
        """Run through the chunks that are whole; return the offset behind them."""
        with contextlib.suppress(CarriedAltered, CarriedCut):
            while (chunk := next_chunk(self._file)) is not None:
                if not took(self._cipher.open(self._place, chunk)):
                    break
                end += 4 + len(chunk)
                self._place = self._place.after(chunk)
        return end

    def _write(self, place: Place, body: bytes) -> None:
        chunk = self._cipher.seal(place, body, self._private, self._randomness(SALT))
        with _medium():
            self._file.write(len(chunk).to_bytes(4) + chunk)
        self._place = place.after(chunk)


@contextmanager
def _medium() -> Iterator[None]:
    try:
        yield
    except CarryError:
        raise
    except OSError as error:
        raise MediumFailed(type(error).__name__) from error


def settle(folder: Path) -> None:
    """Make a file's new name outlast a power cut (POSIX; Windows does it by itself)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
