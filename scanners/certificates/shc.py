"""SMART Health Cards (``shc:/``): a signed FHIR bundle, in one code or in several chunks.

Pairs of digits, each 45 below the character (the "Encoding Chunks as QR Codes" of the SMART
Health Cards framework), make a compact JWS (RFC 7515) with ES256 over raw deflated JSON.
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scanners.certificates.certificate import Certificate, CertifiedDose, Verdict
from scanners.certificates.errors import Expired, Forged, Unreadable
from scanners.certificates.inflating import RAW, inflate
from scanners.certificates.trust import TrustList

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

PREFIX: Final = "shc:/"
_CHUNK: Final = re.compile(r"shc:/(?:(\d{1,2})/(\d{1,2})/)?((?:\d\d)+)", re.ASCII)
_OFFSET: Final = 11 * ord("0") - 45
_MOST_CHUNKS: Final = 20
_LONGEST: Final = 120
_MOST_ENTRIES: Final = 200


class Chunk(msgspec.Struct, frozen=True):
    """One code of a card: number ``at`` of ``of``, from 1, and its part of the JWS."""

    at: int
    of: int
    text: str


class _Header(msgspec.Struct, frozen=True):
    alg: str
    kid: str
    zip: str = ""


class _Subject(msgspec.Struct, frozen=True):
    fhirBundle: dict[str, Any]  # noqa: N815 - the framework's own name


class _Credential(msgspec.Struct, frozen=True):
    credentialSubject: _Subject  # noqa: N815 - the framework's own name


class _Claims(msgspec.Struct, frozen=True):
    iss: str
    nbf: float
    vc: _Credential
    exp: float | None = None


def chunk(text: str) -> Chunk:
    """Return the chunk that a code holds. Raises Unreadable."""
    found = _CHUNK.fullmatch(text)
    if found is None:
        raise Unreadable("not a SMART Health Card")
    at, of = int(found[1] or 1), int(found[2] or 1)
    if not 0 < at <= of <= _MOST_CHUNKS:
        raise Unreadable("no such chunk")
    digits = found[3].encode()
    pairs = zip(digits[::2], digits[1::2], strict=True)
    return Chunk(
        at, of, bytes(10 * tens + ones - _OFFSET for tens, ones in pairs).decode("latin-1")
    )


def read(jws: str, trust: TrustList, now: datetime) -> Certificate:
    """Return what a whole JWS says. Raises Unreadable, Forged, Expired."""
    parts = jws.split(".")
    if len(parts) != 3:
        raise Unreadable("JWS: not three parts")
    header, payload, signature = map(_bytes, parts)
    try:
        told = msgspec.json.decode(header, type=_Header)
        packed = payload if told.zip != "DEF" else inflate(payload, RAW)
        claims = msgspec.json.decode(packed, type=_Claims)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(f"JWS: {type(error).__name__}") from error
    verdict = _verdict(told, claims.iss, f"{parts[0]}.{parts[1]}".encode(), signature, trust)
    issued, expires = _moment(claims.nbf), _moment(claims.exp)
    if (issued and now < issued) or (expires and now >= expires):
        raise Expired("outside its time")
    resources = _resources(claims.vc.credentialSubject.fhirBundle)
    patient = next((one for one in resources if one.get("resourceType") == "Patient"), {})
    given = [one for one in resources if one.get("resourceType") == "Immunization"]
    return Certificate(
        verdict=verdict,
        issuer=claims.iss[:_LONGEST],
        name=_name(patient),
        birth=_word(patient.get("birthDate"), 10),
        kinds=frozenset({"v"}) if given else frozenset(),
        doses=tuple(_dose(at, one) for at, one in enumerate(given, start=1)),
        issued=issued,
        expires=expires,
        scheme="shc",
        key=told.kid,
        trusted_on=trust.day,
    )


def _verdict(
    header: _Header, issuer: str, signed: bytes, signature: bytes, trust: TrustList
) -> Verdict:
    signer = trust.shc.get((issuer, header.kid))
    if header.alg != "ES256":
        raise Forged("not ES256")
    if signer is None:
        return "unknown_signer"
    key: EllipticCurvePublicKey = signer.key
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, utils
    from cryptography.hazmat.primitives.hashes import SHA256

    if len(signature) != 64:
        raise Forged("not a signature of ES256")
    r, s = (int.from_bytes(part) for part in (signature[:32], signature[32:]))
    try:
        key.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))
    except InvalidSignature as error:
        raise Forged("the signature does not fit") from error
    return "good"


def _bytes(part: str) -> bytes:
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("JWS: not base64url") from error


def _moment(seconds: float | None) -> datetime | None:
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Unreadable("a time that does not exist") from error


def _resources(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    entries = bundle.get("entry")
    if not isinstance(entries, list):
        return []
    inner = [one.get("resource") for one in entries[:_MOST_ENTRIES] if isinstance(one, dict)]
    return [one for one in inner if isinstance(one, dict)]


def _name(patient: dict[str, Any]) -> str:
    """Return family and given names in their Vietnamese order."""
    names = patient.get("name")
    first = names[0] if isinstance(names, list) and names else {}
    if not isinstance(first, dict):
        return ""
    given = first.get("given")
    parts = [first.get("family"), *(given if isinstance(given, list) else [])]
    words = (_word(part, _LONGEST) for part in parts)
    return " ".join(word for word in words if word)[:_LONGEST]


def _dose(at: int, one: dict[str, Any]) -> CertifiedDose:
    code = one.get("vaccineCode")
    codings = code.get("coding") if isinstance(code, dict) else None
    coding = codings[0] if isinstance(codings, list) and codings else None
    cvx = _word(coding.get("code"), 10) if isinstance(coding, dict) else ""
    return CertifiedDose(
        product=f"CVX {cvx}" if cvx else "",
        day=_word(one.get("occurrenceDateTime"), 10),
        number=at,
        lot=_word(one.get("lotNumber"), 20),
    )


def _word(value: Any, longest: int) -> str:
    return value.strip()[:longest] if isinstance(value, str) else ""
