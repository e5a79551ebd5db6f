"""The centre's Ed25519 key: it signs receipts and answers, and desks pin it at enrolment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from central.errors import KeyFileWrong


@dataclass(frozen=True, slots=True)
class CentreKey:
    """A raw private key of 32 bytes, and what belongs to it."""

    private: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """The raw public key (32 bytes)."""
        return _public(self.private)

    @property
    def id(self) -> str:
        """The name of this key in a signature: the first 16 hexadecimal digits of the key."""
        return self.public.hex()[:16]


@lru_cache(maxsize=4)
def _public(private: bytes) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(private)
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def make_key() -> CentreKey:
    """Return a new key."""
    return CentreKey(Ed25519PrivateKey.generate().private_bytes_raw())


def load_key(path: Path) -> CentreKey:
    """Return the key of a file; raises KeyFileWrong."""
    try:
        private = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise KeyFileWrong(type(error).__name__) from error
    if len(private) != 32:
        raise KeyFileWrong("not 32 bytes")
    return CentreKey(private)


def load_or_make_key(path: Path) -> CentreKey:
    """Return the key of a file; where there is none, make one that only the owner may read."""
    if path.exists():
        return load_key(path)
    key = make_key()
    # O_EXCL: of two processes that start at once, one makes the key and the other reads it.
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return load_key(path)
    except OSError as error:
        raise KeyFileWrong(type(error).__name__) from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.private.hex())
        file.flush()
        os.fsync(file.fileno())
    return key
