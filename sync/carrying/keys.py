"""The key of a carried file, wrapped for each who may read it.

Who may read is named by the Ed25519 key that is pinned or known already, so nothing more has
to be handed out and a desk that the centre turns away can still write for it. The X25519 key
to agree with is the same point on the curve's Montgomery form (RFC 7748, section 4.1; as
libsodium and age do). That one key pair may serve both is shown in IACR ePrint 2021/509.

A file's key is random. It is wrapped under HKDF-SHA-256 (RFC 5869) of what one new ephemeral
key and the reader's key agree on, with ChaCha20-Poly1305 (RFC 8439). The wrapping key is used
once, so its nonce may be zero.
"""

from __future__ import annotations

import hashlib
from typing import Final

from sync.carrying.errors import CarriedAltered

FILE_KEY: Final = 32
"""Bytes of a file's key, and of every other key here."""

_PRIME: Final = 2**255 - 19
_Y: Final = (1 << 255) - 1
_ONCE: Final = b"\x00" * 12
_WRAP: Final = b"bantiem carried wrap v1\n"


class BadKey(ValueError):
    """Bytes that are no public key that anybody could have."""


def agreement_key(ed25519_public: bytes) -> bytes:
    """Return the X25519 public key of an Ed25519 one (32 bytes each); raises BadKey."""
    y = int.from_bytes(ed25519_public, "little") & _Y
    if len(ed25519_public) != FILE_KEY or y >= _PRIME or y in (1, _PRIME - 1):
        raise BadKey("not a point to agree with")
    return ((1 + y) * pow(1 - y, -1, _PRIME) % _PRIME).to_bytes(FILE_KEY, "little")


def agreement_secret(ed25519_private: bytes) -> bytes:
    """Return the X25519 private key of an Ed25519 one: what RFC 8032 multiplies by."""
    return hashlib.sha512(ed25519_private).digest()[:FILE_KEY]


def public_of(ed25519_private: bytes) -> bytes:
    """Return the Ed25519 public key of a private one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(ed25519_private).public_key().public_bytes_raw()


class Wrapper:
    """Wraps one file's key for readers, all with the same ephemeral key."""

    def __init__(self, file_key: bytes, ephemeral: bytes) -> None:
        """Take the file's key and 32 random bytes, which must be used for nothing else."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        self._file_key = file_key
        self._ephemeral = X25519PrivateKey.from_private_bytes(ephemeral)
        self.public = self._ephemeral.public_key().public_bytes_raw()

    def wrap(self, reader: bytes) -> bytes:
        """Return the file's key for a reader's Ed25519 key (48 bytes); raises BadKey."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        theirs = agreement_key(reader)
        try:
            shared = self._ephemeral.exchange(X25519PublicKey.from_public_bytes(theirs))
        except ValueError as error:
            raise BadKey("a point of low order") from error
        key = derive(shared, salt=self.public + theirs, info=_WRAP + reader)
        return ChaCha20Poly1305(key).encrypt(_ONCE, self._file_key, None)


def unwrap(private: bytes, ephemeral: bytes, wrapped: bytes) -> bytes:
    """Return a file's key with a reader's Ed25519 private key; raises CarriedAltered."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    reader = public_of(private)
    own = X25519PrivateKey.from_private_bytes(agreement_secret(private))
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        salt = ephemeral + own.public_key().public_bytes_raw()
        key = derive(shared, salt=salt, info=_WRAP + reader)
        return ChaCha20Poly1305(key).decrypt(_ONCE, wrapped, None)
    except (InvalidTag, ValueError) as error:
        raise CarriedAltered("the file's key does not unwrap") from error


def derive(secret: bytes, *, salt: bytes, info: bytes) -> bytes:
    """Return a key of 32 bytes by HKDF-SHA-256."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), FILE_KEY, salt, info).derive(secret)
