"""EU Digital COVID Certificates (``HC1:``), the form of Vietnam's vaccine passport.

``HC1:`` + base45 + zlib + COSE_Sign1 + CBOR Web Token (RFC 8392) with the certificate under
claim -260, number 1 (EU "Electronic Health Certificates", volume 3). Real ones deviate:
spaces around codes, null groups, fractional counts, times in dates. They are read leniently.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from scanners.certificates import base45, cbor, cose
from scanners.certificates.certificate import Certificate, CertifiedDose, Verdict
from scanners.certificates.errors import CertificateRefused, Expired, Forged, NotForThis, Unreadable
from scanners.certificates.inflating import ZLIB, inflate
from scanners.certificates.trust import Signer, TrustList

PREFIX: Final = "HC1:"
_ISSUER, _EXPIRES, _ISSUED, _HEALTH = 1, 4, 6, -260
_GROUPS: Final = ("v", "t", "r")
_LONGEST: Final = 120  # characters of a name
_MOST_DOSES: Final = 20


def read(text: str, trust: TrustList, now: datetime) -> Certificate:
    """Return what the code says. Raises Unreadable, Forged, NotForThis, Expired."""
    envelope = unpacked(text)
    claims = cbor.decode(envelope.payload)
    content = content_of(claims)
    kinds = frozenset(group for group in _GROUPS if content.get(group))
    verdict = verified(envelope, trust, kinds)
    issued, expires = (_moment(claims.get(name)) for name in (_ISSUED, _EXPIRES))
    if (issued and now < issued) or (expires and now >= expires):
        raise Expired("outside its time")
    doses = tuple(_dose(one) for one in _listed(content.get("v"))[:_MOST_DOSES])
    return Certificate(
        verdict=verdict,
        issuer=_word(claims.get(_ISSUER), 40),
        name=_name(content.get("nam")),
        birth=_word(content.get("dob"), 10),
        kinds=kinds,
        doses=doses,
        issued=issued,
        expires=expires,
        identifier=next((_word(one.get("ci"), 80) for one in _listed(content.get("v"))), ""),
        flags=_flags(kinds, doses),
        key=(envelope.key_id or b"").hex(),
        trusted_on=trust.day,
    )


def unpacked(text: str) -> cose.Envelope:
    """Return the token in a code's text. Raises Unreadable."""
    if not text.startswith(PREFIX):
        raise Unreadable("no HC1 in front")
    return cose.parse(inflate(base45.decode(text[len(PREFIX) :]), ZLIB))


def content_of(claims: Any) -> dict[str, Any]:
    """Return the health certificate in a token's claims. Raises Unreadable."""
    groups = claims.get(_HEALTH) if isinstance(claims, dict) else None
    content = groups.get(1) if isinstance(groups, dict) else None
    if not isinstance(content, dict):
        raise Unreadable("no health certificate in the token")
    return content


def verified(envelope: cose.Envelope, trust: TrustList, kinds: frozenset[str]) -> Verdict:
    """Return whose signature it is: a known signer's or nobody's we know.

    Raises Forged where the signer with that key id did not sign it, NotForThis where he may
    not sign such certificates.
    """
    signers = trust.hc1.get(envelope.key_id or b"", ())
    refused: CertificateRefused | None = None
    for signer in signers:
        try:
            _verify(envelope, signer, kinds)
        except (Forged, NotForThis) as error:
            refused = error
        else:
            return "good"
    if refused is not None:
        raise refused
    return "unknown_signer"


def _verify(envelope: cose.Envelope, signer: Signer, kinds: frozenset[str]) -> None:
    envelope.verify(signer.key)
    if signer.uses and not kinds <= signer.uses:
        raise NotForThis(f"signs {', '.join(sorted(signer.uses))} only")


def _moment(value: Any) -> datetime | None:
    """Return a claim's time; tokens write seconds since 1970, also as a float or tagged."""
    if isinstance(value, cbor.Tagged):
        value = value.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Unreadable("a time that does not exist") from error


def _dose(one: dict[Any, Any]) -> CertifiedDose:
    return CertifiedDose(
        product=_word(one.get("mp"), 40),
        day=_word(one.get("dt"), 10),
        number=_count(one.get("dn")),
        total=_count(one.get("sd")),
        country=_word(one.get("co"), 4),
    )


def _flags(kinds: frozenset[str], doses: tuple[CertifiedDose, ...]) -> tuple[str, ...]:
    found = ["several kinds"] if len(kinds) > 1 else []
    if any((dose.number or 0) > (dose.total or dose.number or 0) for dose in doses):
        found.append("more doses than planned")
    return tuple(found)


def _name(names: Any) -> str:
    """Return family name and given names, as written, else in passport letters."""
    if not isinstance(names, dict):
        return ""
    family, given = (names.get(one) or names.get(f"{one}t") for one in ("fn", "gn"))
    parts = (_word(part, _LONGEST).replace("<", " ") for part in (family, given))
    return " ".join(part for part in parts if part)


def _listed(value: Any) -> list[dict[Any, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _word(value: Any, longest: int) -> str:
    if isinstance(value, cbor.Tagged):
        value = value.value
    return value.strip()[:longest] if isinstance(value, str) else ""


def _count(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 100:
        return None
    return int(value)
