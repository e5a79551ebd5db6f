"""What the desk makes of a certificate's code: verified, put into words, never an identity.

A certificate helps to find the person and tells the nurse what was given elsewhere. It names
nobody by number, so it opens nobody's card by itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec.structs import replace

from immunization.dates import NoSuchDay, PartialDate, UnreadableDate
from immunization.names import tidy
from immunization.text import Text
from scanners.certificates import hc1, shc
from scanners.certificates.certificate import Certificate, CertifiedDose
from scanners.certificates.errors import CertificateRefused
from scanners.certificates.products import name_of
from scanners.certificates.shc import Chunk
from scanners.certificates.trust import TrustList
from scanners.payloads import Payload, PersonFacts, facts, normalise

KINDS: Final = frozenset({"hc1", "shc"})
_PATIENCE: Final = 120.0  # seconds between two chunks of a card
_SHOWN: Final = 6  # doses in the sentence


class Certificates:
    """Reads certificates; keeps the chunks of one card until it is whole."""

    def __init__(self, trust: TrustList) -> None:
        self._trust = trust
        self._chunks: dict[int, Chunk] = {}
        self._last: datetime | None = None

    def read(self, payload: Payload, now: datetime) -> Payload:
        """Return the payload with what its certificate says; other kinds as they are.

        ``signature`` tells whether it is proven; under a bad one nothing is taken.
        """
        if payload.kind not in KINDS:
            return payload
        try:
            found = self._read(payload, now)
        except CertificateRefused as refused:
            self._chunks.clear()
            return replace(payload, signature="bad", answer=refused.text)
        if isinstance(found, Text):
            return replace(payload, answer=found)
        return _told(payload, found, self._trust.days_old(now))

    def _read(self, payload: Payload, now: datetime) -> Certificate | Text:
        line = normalise.line(payload.raw)
        if payload.kind == "hc1":
            return hc1.read(line, self._trust, now)
        part = shc.chunk(line)
        if part.of == 1:
            return shc.read(part.text, self._trust, now)
        self._keep(part, now)
        if len(self._chunks) < part.of:
            return _more(len(self._chunks), part.of)
        whole = "".join(self._chunks[at].text for at in sorted(self._chunks))
        self._chunks.clear()
        return shc.read(whole, self._trust, now)

    def _keep(self, part: Chunk, now: datetime) -> None:
        """Keep a chunk, and drop those of another card: of another count, or of long ago."""
        late = self._last is not None and (now - self._last).total_seconds() > _PATIENCE
        before = self._chunks.get(part.at)
        others = any(one.of != part.of for one in self._chunks.values())
        if late or others or (before is not None and before != part):
            self._chunks.clear()
        self._chunks[part.at] = part
        self._last = now


def _told(payload: Payload, found: Certificate, days: int | None) -> Payload:
    doses = "; ".join(map(_dose, found.doses[:_SHOWN]))
    good = found.verdict == "good"
    sentence = _good(days or 0) if good else _unknown(days)
    return replace(
        payload,
        person=_person(found),
        signature="good" if good else "unknown_key",
        answer=Text(
            vi=f"{sentence.vi} {_VI[bool(doses)]} {doses}".strip(),
            en=f"{sentence.en} {_EN[bool(doses)]} {doses}".strip(),
        ),
        extra=found.flags,
        certificate=found,
    )


_VI: Final = {True: "Mũi đã ghi:", False: ""}
_EN: Final = {True: "Doses it names:", False: ""}


def _person(found: Certificate) -> PersonFacts:
    name = tidy(found.name)
    return PersonFacts(
        name=name if facts.is_name(name) else None,
        birth=_birth(found.birth),
    )


def _birth(written: str) -> PartialDate | None:
    try:
        return PartialDate.typed(written) if written else None
    except (NoSuchDay, UnreadableDate):
        return None


def _dose(one: CertifiedDose) -> str:
    count = f"{one.number}/{one.total}" if one.total else str(one.number or "")
    words = (count, name_of(one.product), one.day, one.country)
    return " ".join(word for word in words if word).replace("{", "").replace("}", "")


def _good(days: int) -> Text:
    return Text(
        vi=f"Chứng nhận có chữ ký đúng, theo danh sách tin cậy cách đây {days} ngày. "
        "Chỉ dùng để tìm, xin đối chiếu giấy tờ.",
        en=f"The certificate's signature is right, by a trust list {days} days old. "
        "Use it to search only, and compare the papers.",
    )


def _unknown(days: int | None) -> Text:
    if days is None:
        return Text(
            vi="Chưa kiểm được chứng nhận: máy này chưa có danh sách tin cậy. "
            "Chỉ dùng để tìm, xin đối chiếu giấy tờ.",
            en="The certificate could not be checked: this desk has no trust list. "
            "Use it to search only, and compare the papers.",
        )
    return Text(
        vi=f"Chưa kiểm được chứng nhận: bên ký không có trong danh sách tin cậy cách đây {days} "
        "ngày. Chỉ dùng để tìm, xin đối chiếu giấy tờ.",
        en=f"The certificate could not be checked: its signer is not in the trust list, {days} "
        "days old. Use it to search only, and compare the papers.",
    )


def _more(have: int, of: int) -> Text:
    return Text(
        vi=f"Thẻ SMART có {of} mã, đã đọc {have}. Xin quét tiếp các mã còn lại.",
        en=f"This SMART card has {of} codes, {have} are read. Please scan the others.",
    )
