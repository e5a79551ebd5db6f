"""The pieces of a carried file: each signed, then encrypted under a key of its own.

The key of a chunk is HKDF-SHA-256 of the file's key with a new random salt and, as info, the
digest of the heading, the chunk's number and whether it is the last: so a chunk opens at its
place in its file only (STREAM, Hoang et al. 2015), and one that is written anew after a torn
write never meets the same key and nonce with other bytes. The tag of the chunk before is the
additional data: chunks of two files, or of two versions of one, cannot be mixed.

The signature inside is the sender's over the same place and the body's digest: that somebody
may read a file does not let them write one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from sync.carrying import keys
from sync.carrying.errors import CarriedAltered
from sync.limits import MAX_PACKED

SALT: Final = 16
TAG: Final = 16
SIGNATURE: Final = 64
OVERHEAD: Final = SALT + SIGNATURE + TAG
MAX_CHUNK: Final = MAX_PACKED + OVERHEAD
"""Bytes of a chunk behind its length."""

_ONCE: Final = b"\x00" * 12
_CHUNK: Final = b"bantiem carried chunk v1\n"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chunk stands: in which file, behind which chunk, as which, and if it is the last."""

    heading: bytes
    number: int = 0
    before: bytes = b""
    is_last: bool = False

    @classmethod
    def first(cls, heading: bytes) -> Place:
        """Return the place of the first chunk after a heading's bytes."""
        return cls(hashlib.sha256(heading).digest())

    def after(self, chunk: bytes) -> Place:
        """Return the place behind a chunk that stands here."""
        return Place(self.heading, self.number + 1, chunk[-TAG:])

    def last(self) -> Place:
        """Return the same place for the last chunk."""
        return replace(self, is_last=True)

    @property
    def name(self) -> bytes:
        """What keys and signatures of the chunk are bound to."""
        return _CHUNK + self.heading + self.number.to_bytes(8) + bytes([self.is_last])


@dataclass(frozen=True, slots=True)
class Cipher:
    """Seals and opens the chunks of one file."""

    file_key: bytes = field(repr=False)
    sender: bytes
    """The Ed25519 public key that signs them."""

    def seal(self, place: Place, body: bytes, private: bytes, salt: bytes) -> bytes:
        """Return a chunk; ``salt`` is 16 random bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        signed = Ed25519PrivateKey.from_private_bytes(private).sign(_message(place, body))
        key = keys.derive(self.file_key, salt=salt, info=place.name)
        return salt + ChaCha20Poly1305(key).encrypt(_ONCE, signed + body, place.before)

    def open(self, place: Place, chunk: bytes) -> bytes:
        """Return the body of a chunk; raises CarriedAltered."""
        from cryptography.exceptions import InvalidSignature, InvalidTag
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        key = keys.derive(self.file_key, salt=chunk[:SALT], info=place.name)
        try:
            plain = ChaCha20Poly1305(key).decrypt(_ONCE, chunk[SALT:], place.before)
            signature, body = plain[:SIGNATURE], plain[SIGNATURE:]
            Ed25519PublicKey.from_public_bytes(self.sender).verify(signature, _message(place, body))
        except (InvalidTag, InvalidSignature, ValueError) as error:
            what = f"chunk {place.number}: {type(error).__name__}"
            raise CarriedAltered(what) from error
        return body


def _message(place: Place, body: bytes) -> bytes:
    return place.name + hashlib.sha256(body).digest()


Randomness = Callable[[int], bytes]
