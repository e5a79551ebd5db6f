"""Read a carried file: prove it as a whole first, then give its bodies, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sync.carrying import heading as headings
from sync.carrying import keys
from sync.carrying.chunks import MAX_CHUNK, OVERHEAD, Cipher, Place
from sync.carrying.errors import CarriedAltered, CarriedCut, CarriedForOthers, MediumFailed
from sync.carrying.heading import Heading


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a file; ``end`` is the offset in bytes behind it."""

    packed: bytes = field(repr=False)
    end: int
    is_last: bool


def heading_of(path: Path) -> Heading:
    """Return what a file says of itself, not proved; raises the errors of `sync.carrying`."""
    with _open(path) as file:
        return headings.read(file)[0]


class CarriedFile:
    """A file that one reader may read.

    ``private`` is the reader's Ed25519 key. Raises the errors of `sync.carrying.errors`.
    """

    def __init__(self, path: Path, private: bytes) -> None:
        self._path = path
        with _open(path) as file:
            self.heading, self._head = headings.read(file)
        self._cipher = Cipher(file_key(self.heading, private), self.heading.sender)

    @property
    def size(self) -> int:
        """Bytes of the file."""
        try:
            return self._path.stat().st_size
        except OSError as error:
            raise MediumFailed(type(error).__name__) from error

    def bodies(self) -> Iterator[Body]:
        """Yield the bodies in their order, the last marked as such.

        What was yielded is authentic and in its place, but that the file has its end is known
        only at its last body: run through once before anything is stored.
        """
        with _open(self._path) as file:
            if file.read(len(self._head)) != self._head:
                raise CarriedAltered("the heading changed meanwhile")
            place = Place.first(self._head)
            end = len(self._head)
            chunk = next_chunk(file)
            if chunk is None:
                raise CarriedCut("behind the heading")
            while chunk is not None:
                following = next_chunk(file)
                is_last = following is None
                body = self._opened(place, chunk, is_last=is_last)
                end += 4 + len(chunk)
                yield Body(body, end, is_last)
                place, chunk = place.after(chunk), following

    def _opened(self, place: Place, chunk: bytes, *, is_last: bool) -> bytes:
        if not is_last:
            return self._cipher.open(place, chunk)
        try:
            return self._cipher.open(place.last(), chunk)
        except CarriedAltered:
            # One that is whole, and not the last: what came behind it is gone.
            self._cipher.open(place, chunk)
            raise CarriedCut("after a chunk") from None


def file_key(heading: Heading, private: bytes) -> bytes:
    """Return a file's key; raises CarriedForOthers or CarriedAltered."""
    own = keys.public_of(private)
    for reader in heading.readers:
        if reader.key == own:
            return keys.unwrap(private, heading.ephemeral, reader.wrapped)
    raise CarriedForOthers


def next_chunk(file: BinaryIO) -> bytes | None:
    """Return the next chunk, or None at the end; raises CarriedCut or CarriedAltered."""
    length = file.read(4)
    if not length:
        return None
    size = int.from_bytes(length)
    if len(length) == 4 and not OVERHEAD <= size <= MAX_CHUNK:
        raise CarriedAltered("a chunk of an impossible length")
    chunk = file.read(size) if len(length) == 4 else b""
    if len(chunk) < size or len(length) < 4:
        raise CarriedCut("in a chunk")
    return chunk


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise MediumFailed(type(error).__name__) from error
