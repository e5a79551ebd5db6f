"""COSE_Sign1 (RFC 9052) with the two algorithms of health certificates, ES256 and PS256.

Vietnam signs with PS256. Tag 18, no tag, and tag 61 (CWT) around it all occur, and the key's
id and the algorithm may stand in the unprotected header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from scanners.certificates import cbor
from scanners.certificates.errors import Forged, Unreadable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes

ES256, PS256 = -7, -37
_ALGORITHM, _KEY_ID = 1, 4
_TAGS: Final = {18, 61}
_SMALLEST_RSA: Final = 2048  # bits


class Envelope(Struct, frozen=True):
    """A signed token: nothing in ``payload`` is proven before `verify`."""

    protected: bytes
    algorithm: int | None
    key_id: bytes | None
    payload: bytes
    signature: bytes

    def verify(self, key: CertificatePublicKeyTypes) -> None:
        """Return where the signature is that key's. Raises Forged."""
        from cryptography.exceptions import InvalidSignature

        signed = b"".join(
            (
                cbor.head(4, 4),
                cbor.head(3, len(_CONTEXT)) + _CONTEXT,
                cbor.byte_string(self.protected),
                cbor.byte_string(b""),
                cbor.byte_string(self.payload),
            )
        )
        try:
            _verify(self.algorithm, key, self.signature, signed)
        except InvalidSignature as error:
            raise Forged("the signature does not fit") from error


_CONTEXT: Final = b"Signature1"


def parse(data: bytes) -> Envelope:
    """Return the envelope that the bytes are. Raises Unreadable."""
    found = cbor.decode(data)
    while isinstance(found, cbor.Tagged) and found.tag in _TAGS:
        found = found.value
    if not (isinstance(found, list) and len(found) == 4):
        raise Unreadable("COSE: not four items")
    protected, unprotected, payload, signature = found
    if not all(isinstance(one, bytes) for one in (protected, payload, signature)):
        raise Unreadable("COSE: not bytes")
    inner = cbor.decode(protected) if protected else {}
    if not (isinstance(inner, dict) and isinstance(unprotected, dict)):
        raise Unreadable("COSE: a header is no map")
    algorithm = _of(inner, unprotected, _ALGORITHM, int)
    key_id = _of(inner, unprotected, _KEY_ID, bytes)
    return Envelope(protected, algorithm, key_id, payload, signature)


def _of(protected: dict[Any, Any], other: dict[Any, Any], name: int, kind: type) -> Any:
    """Return a header, the protected one first; None where it is missing or of another kind."""
    found = protected.get(name, other.get(name))
    return found if isinstance(found, kind) else None


def _verify(
    algorithm: int | None, key: CertificatePublicKeyTypes, signature: bytes, signed: bytes
) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
    from cryptography.hazmat.primitives.hashes import SHA256

    if algorithm == ES256 and isinstance(key, ec.EllipticCurvePublicKey):
        if key.curve.name != "secp256r1" or len(signature) != 64:
            raise Forged("not a key or signature of ES256")
        r, s = (int.from_bytes(part) for part in (signature[:32], signature[32:]))
        key.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))
    elif algorithm == PS256 and isinstance(key, rsa.RSAPublicKey):
        if key.key_size < _SMALLEST_RSA:
            raise Forged("the key is too short")
        filled = padding.PSS(padding.MGF1(SHA256()), SHA256.digest_size)
        key.verify(signature, signed, filled, SHA256())
    else:
        raise Forged("algorithm and key do not fit")
