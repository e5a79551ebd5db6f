"""Bodies to bytes and back.

Whatever does not decode, or breaks a limit, is `sync.wire.Malformed`: nothing else comes
out of here, whatever goes in.
"""

from __future__ import annotations

from typing import Final, TypeVar

import msgspec

from sync.limits import MAX_BODY, MAX_PACKED
from sync.wire import OLDEST, VERSION, Malformed, Message, VersionUnknown

_LEVEL: Final = 1  # On these bodies higher levels save 2 to 4 % and cost ten times the time.
_WINDOW: Final = 1 << 24

M = TypeVar("M", bound=Message)


def pack(body: Message, version: int = VERSION) -> bytes:
    """Return the bytes of a body as they travel, for a reader of some version.

    What a newer version added stands at the end, so an older reader passes over it.
    """
    import zstandard

    spoken = body if body.version == version else msgspec.structs.replace(body, version=version)
    return zstandard.ZstdCompressor(level=_LEVEL).compress(encode(spoken))


def encode(body: Message) -> bytes:
    """Return the bytes of a body before they are compressed."""
    return msgspec.msgpack.encode(body)


def unpack(kind: type[M], packed: bytes) -> M:
    """Return the body of the given kind.

    Raises Malformed if it is not one or breaks a limit, VersionUnknown if it is of a
    version that is not spoken here.
    """
    return decode(kind, _decompress(packed))


def decode(kind: type[M], plain: bytes) -> M:
    """Return a body that is not compressed; raises as :func:`unpack` does."""
    try:
        body = msgspec.msgpack.decode(plain, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError) as error:
        _check_version(plain)
        raise Malformed(f"not a {kind.__name__}: {_reason(error)}") from error
    if not OLDEST <= body.version <= VERSION:
        raise VersionUnknown(body.version)
    return body


def _check_version(plain: bytes) -> None:
    try:
        version = msgspec.msgpack.decode(plain, type=Message).version
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError):
        return
    if not OLDEST <= version <= VERSION:
        raise VersionUnknown(version)


def _reason(error: Exception) -> str:
    # msgspec says what was expected and where, never what was found in a value.
    return str(error) if isinstance(error, msgspec.ValidationError) else type(error).__name__


def _decompress(packed: bytes) -> bytes:
    import zstandard

    if len(packed) > MAX_PACKED:
        raise Malformed("too long")
    try:
        known = zstandard.frame_content_size(packed)
        if known > MAX_BODY:
            raise Malformed("too long when decompressed")
        size = known if known >= 0 else MAX_BODY
        with zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(packed) as reader:
            plain = reader.read(size + 1)
    except (zstandard.ZstdError, MemoryError) as error:
        raise Malformed("not a Zstandard frame") from error
    if len(plain) > size or (known >= 0 and len(plain) != known):
        raise Malformed("cut short or too long when decompressed")
    return plain
