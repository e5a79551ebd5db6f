"""CBOR (RFC 8949), as much as certificates use of it: read with limits, written for signatures.

Tokens are read before anything in them is proven, so tags do nothing here (in libraries they
make dates, numbers of any size and compiled patterns): a tagged item is given as it stands.
"""

from __future__ import annotations

import struct
from typing import Any, Final

from msgspec import Struct

from scanners.certificates.errors import Unreadable

_DEEPEST: Final = 16
_MOST_ITEMS: Final = 4_000
_BREAK: Final = object()
_SIMPLE: Final = {20: False, 21: True, 22: None, 23: None}
_FLOATS: Final = {25: ">e", 26: ">f", 27: ">d"}
_INDEFINITE: Final = 31


class Tagged(Struct, frozen=True):
    """An item with its tag."""

    tag: int
    value: Any


def decode(data: bytes) -> Any:
    """Return the one item that the bytes are.

    Maps become dicts, arrays lists. Raises Unreadable for anything malformed, nested deeper
    than 16, of more than 4,000 items, or followed by other bytes.
    """
    reader = _Reader(data)
    try:
        item = reader.item(0)
    except (struct.error, UnicodeDecodeError, IndexError, OverflowError) as error:
        raise Unreadable(f"CBOR: {type(error).__name__}") from error
    if item is _BREAK or reader.at != len(data):
        raise Unreadable("CBOR: bytes left over")
    return item


def head(major: int, value: int) -> bytes:
    """Return the head of an item: its major type and its length or value (section 3)."""
    if value < 24:
        return bytes([major << 5 | value])
    for info, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if value < 1 << 8 * size:
            return bytes([major << 5 | info]) + value.to_bytes(size)
    raise OverflowError(value)


def byte_string(data: bytes) -> bytes:
    """Return bytes as an item."""
    return head(2, len(data)) + data


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._items = 0
        self.at = 0

    def item(self, depth: int) -> Any:  # noqa: PLR0911 (a table)
        self._items += 1
        if depth > _DEEPEST or self._items > _MOST_ITEMS:
            raise Unreadable("CBOR: too deep or too many")
        first = self._take(1)[0]
        major, info = first >> 5, first & 0x1F
        match major:
            case 0:
                return self._number(info)
            case 1:
                return -1 - self._number(info)
            case 2 | 3:
                return self._string(major, info, depth)
            case 4:
                return self._array(info, depth)
            case 5:
                return self._map(info, depth)
            case 6:
                return Tagged(self._number(info), self._inner(depth))
            case _:
                return self._simple(info)

    def _take(self, count: int) -> bytes:
        part = self._data[self.at : self.at + count]
        if len(part) != count:
            raise Unreadable("CBOR: cut off")
        self.at += count
        return part

    def _number(self, info: int) -> int:
        if info < 24:
            return info
        if info > 27:
            raise Unreadable("CBOR: no such length")
        return int.from_bytes(self._take(1 << info - 24))

    def _string(self, major: int, info: int, depth: int) -> bytes | str:
        if info == _INDEFINITE:
            parts = self._until_break(depth)
            kind = bytes if major == 2 else str
            if not all(isinstance(part, kind) for part in parts):
                raise Unreadable("CBOR: a part of another kind")
            return kind().join(parts)
        data = self._take(self._number(info))
        return data if major == 2 else data.decode()

    def _array(self, info: int, depth: int) -> list[Any]:
        if info == _INDEFINITE:
            return self._until_break(depth)
        return [self._inner(depth) for _ in range(self._bounded(info))]

    def _map(self, info: int, depth: int) -> dict[Any, Any]:
        if info == _INDEFINITE:
            flat = self._until_break(depth)
        else:
            flat = [self._inner(depth) for _ in range(2 * self._bounded(info))]
        keys = flat[::2]
        if len(flat) % 2 or not all(isinstance(key, int | str) for key in keys):
            raise Unreadable("CBOR: a map without a value, or with a strange key")
        found = dict(zip(keys, flat[1::2], strict=True))
        if len(found) != len(keys):
            raise Unreadable("CBOR: a key twice")
        return found

    def _bounded(self, info: int) -> int:
        count = self._number(info)
        if count > _MOST_ITEMS:
            raise Unreadable("CBOR: too many")
        return count

    def _inner(self, depth: int) -> Any:
        found = self.item(depth + 1)
        if found is _BREAK:
            raise Unreadable("CBOR: a break where none can be")
        return found

    def _until_break(self, depth: int) -> list[Any]:
        found = []
        while (one := self.item(depth + 1)) is not _BREAK:
            found.append(one)
        return found

    def _simple(self, info: int) -> Any:
        if info == _INDEFINITE:
            return _BREAK
        if info in _FLOATS:
            (number,) = struct.unpack(_FLOATS[info], self._take(1 << info - 24))
            return number
        if info in _SIMPLE:
            return _SIMPLE[info]
        raise Unreadable("CBOR: no such simple value")
