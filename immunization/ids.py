"""Identifiers: what they are made of, and who may make them.

All are UUIDs in their canonical lower-case text form (RFC 9562, 36 characters), except
the site code, which the programme gives. A person with a national number has an id
*derived* from it, so that two desks that cannot see each other give the same person the
same id; everything else gets a random or time-ordered one, passed in by the caller.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import NewType

EntryId = NewType("EntryId", str)
SubjectId = NewType("SubjectId", str)
PersonId = NewType("PersonId", str)
LotId = NewType("LotId", str)
StaffId = NewType("StaffId", str)
DeviceId = NewType("DeviceId", str)
SiteCode = NewType("SiteCode", str)

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_uuid(text: str) -> bool:
    """Tell whether ``text`` is a UUID in canonical form."""
    return _UUID.fullmatch(text) is not None


def derived(purpose: str, *parts: str) -> str:
    """Return the UUIDv8 (RFC 9562) that stands for ``parts``: the same everywhere, always.

    It is a hash, not a secret: whoever knows the parts can compute it, so an id of a
    person counts as personal data and never stands in a log or a URL.
    """
    material = "\x00".join(("bantiem", purpose, *parts)).encode()
    raw = bytearray(hashlib.sha256(material).digest()[:16])
    raw[6] = (raw[6] & 0x0F) | 0x80
    raw[8] = (raw[8] & 0x3F) | 0x80
    return str(uuid.UUID(bytes=bytes(raw)))


def person_of_number(system: str, value: str) -> PersonId:
    """Return the id of the person who has this identity number (``system`` as in `identity`)."""
    return PersonId(derived("person", system, value))


def centre_at(site: SiteCode) -> DeviceId:
    """Return the device that the centre itself writes as in the feed of a site."""
    return DeviceId(derived("centre", site))


def lot_at_site(site: SiteCode, product: str, lot: str) -> LotId:
    """Return the id of a lot of a product as one site holds it."""
    return LotId(derived("lot", site, product, lot))
