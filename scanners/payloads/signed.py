"""What our own signed codes have in common: decimal digits behind a prefix, under a key.

The digits are one large number whose bytes, after a leading 1, are the key's id (8), an
Ed25519 signature (64, RFC 8032) and a body. Digits cost 3⅓ bits each in a QR code, a quarter
less than base64url, and they are what a hand scanner types unharmed under Telex and VNI.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from scanners.payloads.payload import Signature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_KEY_ID, _SIGNATURE = 8, 64
_MOST_DIGITS: Final = 1400


class Signed(Struct, frozen=True):
    """The parts of a code, not verified yet; all empty where the digits are no code of ours."""

    signer: bytes = b""
    signature: bytes = b""
    body: bytes = b""

    def verdict(self, domain: bytes, trusted: Mapping[bytes, bytes]) -> Signature:
        """Tell whether a trusted key, by its `key_id`, signed the body for this domain."""
        public = trusted.get(self.signer)
        if public is None:
            return "unknown_key"
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            key = Ed25519PublicKey.from_public_bytes(public)
            key.verify(self.signature, domain + self.body)
        except (InvalidSignature, ValueError):
            return "bad"
        return "good"


def key_id(public: bytes) -> bytes:
    """Return the id of a raw Ed25519 public key: the first 8 bytes of its SHA-256."""
    return hashlib.sha256(public).digest()[:_KEY_ID]


def trusted_keys(public: Iterable[bytes]) -> Mapping[bytes, bytes]:
    """Return raw public keys by their ids, as `recognise` wants them."""
    return {key_id(key): bytes(key) for key in public}


def write(prefix: str, domain: bytes, body: bytes, key: Ed25519PrivateKey) -> str:
    """Return the text of a code. ``domain`` keeps a signature from fitting another kind of code."""
    signer = key_id(key.public_key().public_bytes_raw())
    packed = b"\x01" + signer + key.sign(domain + body) + body
    return f"{prefix}{int.from_bytes(packed)}"


def fits(code: str) -> bool:
    """Tell whether a code is short enough to be read again."""
    return len(code.partition(":")[2]) <= _MOST_DIGITS


def parted(digits: str) -> Signed | None:
    """Return the parts of what stands behind the prefix; None where it holds more than digits."""
    digits = digits.strip()
    if not (digits.isascii() and digits.isdigit()):
        return None
    if len(digits) > _MOST_DIGITS:
        return Signed()
    number = int(digits)
    packed = number.to_bytes((number.bit_length() + 7) // 8)
    if not packed.startswith(b"\x01"):
        return Signed()
    end = 1 + _KEY_ID + _SIGNATURE
    return Signed(packed[1 : 1 + _KEY_ID], packed[1 + _KEY_ID : end], packed[end:])
