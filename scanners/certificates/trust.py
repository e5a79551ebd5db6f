"""Whose signatures count: the trust list that the desk holds, and how old it is.

A file ``trust.json``: ``{"as_of": "2026-11-01T00:00:00Z", "hc1": [DER certificates in base64],
"shc": [{"iss": address, "keys": [JSON Web Keys]}]}``. It is read whole or not at all.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

from immunization.errors import KnownError
from immunization.text import Text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
    from cryptography.x509 import Certificate

_LARGEST: Final = 16 * 1024 * 1024  # bytes; the EU's list of 2,000 signers has 2 MB
_MOST: Final = 20_000
# Extended key usage of document signers (EU DCC, volume 2), also with the arc of a test root.
_USES: Final = {
    f"1.3.6.1.4.1.{arc}.2021.1.{last}": kind
    for arc in ("1847", "0.1847")
    for last, kind in ((1, "t"), (2, "v"), (3, "r"))
}


class TrustListUnreadable(KnownError):
    """The file is no trust list."""

    text = Text(
        vi="Không đọc được danh sách tin cậy. Chưa thay gì, danh sách cũ vẫn dùng. "
        "Xin lấy lại tệp từ tuyến trên.",
        en="The trust list cannot be read. Nothing was changed, the old one is still used. "
        "Please get the file again.",
    )


class Signer(msgspec.Struct, frozen=True):
    """Somebody who may sign. ``uses`` are kinds of certificates (v, t, r); empty is all."""

    key: Any = msgspec.field()
    country: str = ""
    uses: frozenset[str] = frozenset()


class TrustList(msgspec.Struct, frozen=True):
    """Signers of HC1 by key id (several may share one), of SMART cards by issuer and key id."""

    as_of: datetime | None = None
    hc1: dict[bytes, tuple[Signer, ...]] = {}
    shc: dict[tuple[str, str], Signer] = {}

    @property
    def day(self) -> date | None:
        """The day of the list (UTC); None where there is no list."""
        return None if self.as_of is None else self.as_of.date()

    def days_old(self, now: datetime) -> int | None:
        """Return the age in whole days; None where there is no list."""
        return None if self.as_of is None else max(0, (now - self.as_of).days)


class _Issuer(msgspec.Struct, frozen=True):
    iss: str
    keys: list[dict[str, Any]]


class _File(msgspec.Struct, frozen=True):
    as_of: datetime
    hc1: list[str] = []
    shc: list[_Issuer] = []


def read(data: bytes) -> TrustList:
    """Return the list in the bytes of a file. Raises TrustListUnreadable."""
    if len(data) > _LARGEST:
        raise TrustListUnreadable("too large")
    try:
        file = msgspec.json.decode(data, type=_File)
        if file.as_of.tzinfo is None or len(file.hc1) > _MOST:
            raise TrustListUnreadable("no time zone, or too many")
        signers = [signer_of(base64.b64decode(one, validate=True)) for one in file.hc1]
        cards = {
            (issuer.iss, str(key["kid"])): Signer(key_of_jwk(key))
            for issuer in file.shc
            for key in issuer.keys
        }
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        # Of ValueError are also what msgspec, base64 and UTF-8 raise; lists within lists recurse.
        raise TrustListUnreadable(type(error).__name__) from error
    return TrustList(file.as_of, by_key_id(signers), cards)


def by_key_id(signers: list[tuple[bytes, Signer]]) -> dict[bytes, tuple[Signer, ...]]:
    """Return signers by key id."""
    found: dict[bytes, tuple[Signer, ...]] = {}
    for key_id, signer in signers:
        found[key_id] = (*found.get(key_id, ()), signer)
    return found


def signer_of(der: bytes) -> tuple[bytes, Signer]:
    """Return key id and signer of an X.509 certificate. Raises ValueError where it is none."""
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    certificate = x509.load_der_x509_certificate(der)
    countries = certificate.subject.get_attributes_for_oid(NameOID.COUNTRY_NAME)
    country = str(countries[0].value) if countries else ""
    key_id = hashlib.sha256(der).digest()[:8]
    return key_id, Signer(certificate.public_key(), country, _uses(certificate))


def key_of_jwk(key: dict[str, Any]) -> CertificatePublicKeyTypes:
    """Return a P-256 key of a JSON Web Key (RFC 7517). Raises ValueError, KeyError."""
    from cryptography.hazmat.primitives.asymmetric import ec

    if key["kty"] != "EC" or key["crv"] != "P-256":
        raise ValueError("not a key of ES256")
    x, y = (int.from_bytes(base64.urlsafe_b64decode(f"{key[name]}==")) for name in ("x", "y"))
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def _uses(certificate: Certificate) -> frozenset[str]:
    from cryptography.x509 import ExtendedKeyUsage, ExtensionNotFound

    try:
        usage = certificate.extensions.get_extension_for_class(ExtendedKeyUsage).value
    except (ExtensionNotFound, ValueError):  # an empty list of uses is malformed, and means all
        return frozenset()
    return frozenset(_USES[one.dotted_string] for one in usage if one.dotted_string in _USES)
