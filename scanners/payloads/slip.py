"""What the slips that a site gives out have in common: whose they are, signed, without a number.

A slip names the person by the id that all desks know them by, with name, birth date and sex to
compare; it carries no national number, so that a slip that is lost gives none away.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from immunization import dates
from immunization.entries import Sex
from immunization.ids import PersonId
from immunization.names import tidy
from immunization.text import Text
from scanners.payloads.payload import Kind, Payload, PersonFacts
from scanners.payloads.signed import Signed

_LONGEST: Final = 200
_WORD: Final = 60

BAD: Final = Text(
    vi="Phiếu này có chữ ký sai. Không lấy gì từ mã. Xin tìm người bằng căn cước.",
    en="The signature of this slip is wrong. Nothing was taken from it. "
    "Please find the person by ID card.",
)
_UNKNOWN_KEY: Final = Text(
    vi="Chưa kiểm được chữ ký của phiếu này. Chỉ dùng để tìm, xin đối chiếu căn cước.",
    en="The signature of this slip could not be checked. Use it to search only, "
    "and compare the ID card.",
)


class Bearer(msgspec.Struct, frozen=True, array_like=True):
    """Whose slip it is: the person's id as 16 bytes, and what to compare with the person."""

    person: bytes
    name: str
    birth: str | None = None
    sex: Sex | None = None


def bearer(person: PersonId, name: str, birth: str | None = None, sex: Sex | None = None) -> Bearer:
    """Return the bearer; ``birth`` is ISO, also a year or a month alone."""
    return Bearer(uuid.UUID(person).bytes, name, birth, sex)


def body(data: bytes, type: type[Any]) -> Any:
    """Return the body of a slip, or None where the bytes are none of that type."""
    try:
        return msgspec.msgpack.decode(data, type=type)
    except (msgspec.DecodeError, ValueError):  # also text that is no UTF-8
        return None


def payload(
    kind: Kind,
    raw: str,
    parts: Signed,
    domain: bytes,
    trusted: Mapping[bytes, bytes],
    told: tuple[Bearer, Text] | None,
) -> Payload:
    """Return the slip: under a wrong signature nothing, under an unknown key a hint to search by.

    ``told`` is whose it is and what it says in a sentence; None where it cannot be read.
    """
    person = None if told is None else _person(told[0])
    verdict = "bad" if person is None else parts.verdict(domain, trusted)
    if told is None or person is None or verdict == "bad":
        return Payload(kind=kind, raw=raw, signature="bad", answer=BAD)
    says = told[1]
    if verdict == "unknown_key":
        person = replace(person, id=None)
        says = Text(vi=f"{_UNKNOWN_KEY.vi} {says.vi}", en=f"{_UNKNOWN_KEY.en} {says.en}")
    return Payload(kind=kind, raw=raw, person=person, signature=verdict, answer=says)


def word(text: str) -> str:
    """Return a word of a slip as a sentence can hold it."""
    shown = text[:_WORD].replace("{", "").replace("}", "")
    # Lots and days are mostly plain, and a slip has some thirty words.
    return " ".join(shown.split()) if shown.isascii() and shown.isprintable() else tidy(shown)


def _person(one: Bearer) -> PersonFacts | None:
    try:
        person = PersonId(str(uuid.UUID(bytes=one.person)))
    except ValueError:
        return None
    return PersonFacts(
        id=person,
        name=tidy(one.name[:_LONGEST]) or None,
        sex=one.sex,
        birth=dates.stored(one.birth),
    )
