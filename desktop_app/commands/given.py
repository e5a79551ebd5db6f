"""A file that a command is given, read whole or line by line; ``-`` is standard input."""

from __future__ import annotations

import codecs
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import msgspec

from immunization.errors import KnownError
from immunization.text import Text

T = TypeVar("T")

_LONGEST: Final = 64 * 1024
"""Bytes of a line: many times what a register says of one person."""
_MOST_BYTES: Final = 16 * 1024 * 1024
_MOST_PIPED: Final = 1024 * 1024 * 1024


class GivenFileUnreadable(KnownError):
    """A file is not there, may not be read, or is larger than any of its kind."""

    text = Text(
        vi="Không đọc được tệp {file}. Chưa làm gì cả. Xin xem lại tên tệp, quyền đọc và cỡ tệp.",
        en="The file {file} cannot be read. Nothing was done. Please check its name, its size and "
        "that you may read it.",
    )


class GivenLineUnreadable(KnownError):
    """A line is not what the command takes: ``line`` counts from 1."""

    text = Text(
        vi="Dòng {line} của tệp {file} không đúng. Chưa ghi gì cả. Xin sửa dòng ấy rồi chạy lại.",
        en="Line {line} of the file {file} is not right. Nothing was written. Please mend it and "
        "run the command again.",
    )


def content(path: Path) -> bytes:
    """Return what stands in a file of up to 16 MB. Raises GivenFileUnreadable."""
    with _opened(path) as source:
        return _without_mark(_read(source, path, _MOST_BYTES))


def lines(path: Path, kind: type[T], fault: Callable[[T], str] = lambda _held: "") -> Iterator[T]:
    """Yield what the lines hold, one JSON object each.

    ``fault`` names the member of one that is not right, "" if there is none. The whole file is
    read once before the first is given: a wrong line at the end is found before anything is done
    with those before it. Raises GivenFileUnreadable, GivenLineUnreadable.
    """
    decoder = msgspec.json.Decoder(kind)
    with _opened(path) as source:
        for line, held in _decoded(source, path, decoder):
            if where := fault(held):
                raise GivenLineUnreadable(where, line=line, file=path)
        source.seek(0)
        for _, held in _decoded(source, path, decoder):
            yield held


def numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not empty, with their numbers. Raises GivenFileUnreadable."""
    with _opened(path) as source:
        yield from _numbered(source, path)


def _opened(path: Path) -> BinaryIO:
    """Open a file; what comes through a pipe is kept in memory, for it cannot be read twice."""
    if str(path) == "-":
        return io.BytesIO(_read(sys.stdin.buffer, path, _MOST_PIPED))
    try:
        source = path.open("rb")
        if source.seekable():
            return source
        with source:
            return io.BytesIO(_read(source, path, _MOST_PIPED))
    except OSError as error:
        raise GivenFileUnreadable(type(error).__name__, file=path) from error


def _read(source: BinaryIO, path: Path, most: int) -> bytes:
    try:
        read = source.read(most + 1)
    except OSError as error:
        raise GivenFileUnreadable(type(error).__name__, file=path) from error
    if len(read) > most:
        raise GivenFileUnreadable(f"more than {most} bytes", file=path)
    return read


def _decoded(
    source: BinaryIO, path: Path, decoder: msgspec.json.Decoder[T]
) -> Iterator[tuple[int, T]]:
    for line, written in _numbered(source, path):
        try:
            yield line, decoder.decode(written)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            # Where it is wrong, not what stands there: that may be about a person.
            place = str(error).rpartition(" - at ")[2] if " - at " in str(error) else ""
            detail = f"{type(error).__name__} {place}".strip()
            raise GivenLineUnreadable(detail, line=line, file=path) from error


def _numbered(source: BinaryIO, path: Path) -> Iterator[tuple[int, bytes]]:
    line = 0
    try:
        while written := source.readline(_LONGEST + 1):
            line += 1
            if line == 1:
                written = _without_mark(written)
            if len(written) > _LONGEST:
                raise GivenLineUnreadable("too long", line=line, file=path)
            if written.strip():
                yield line, written
    except OSError as error:
        raise GivenFileUnreadable(type(error).__name__, file=path) from error


def _without_mark(written: bytes) -> bytes:
    """Leave out what Windows' editors and PowerShell put before UTF-8."""
    return written.removeprefix(codecs.BOM_UTF8)
