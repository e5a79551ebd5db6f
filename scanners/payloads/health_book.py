"""Our own code: the health book that a citizen carries, signed, readable without a network.

``BT1:`` and the digits of `scanners.payloads.signed`, whose body is the book as MessagePack.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from immunization import dates
from immunization.entries import IdentityNumber, Sex
from immunization.errors import KnownError
from immunization.identity import read_number
from immunization.ids import PersonId
from immunization.names import tidy
from immunization.struct_types import prepare
from immunization.text import Text
from scanners.payloads import garbled, signed
from scanners.payloads.payload import Payload, PersonFacts

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PREFIX: Final = "BT1:"
_DOMAIN: Final = b"bantiem health book 1\x00"  # so that no other signature fits here

BAD: Final = Text(
    vi="Sổ sức khoẻ này có chữ ký sai. Không lấy gì từ mã. Xin tìm người bằng căn cước.",
    en="The signature of this health book is wrong. Nothing was taken from it. "
    "Please find the person by ID card.",
)
UNKNOWN_KEY: Final = Text(
    vi="Chưa kiểm được chữ ký của sổ này. Chỉ dùng để tìm, xin đối chiếu căn cước.",
    en="The signature of this book could not be checked. Use it to search only, "
    "and compare the ID card.",
)


class HealthBook(msgspec.Struct, frozen=True, array_like=True):
    """What a health book says. ``number`` is the book's own; ``birth`` and ``issued`` are ISO."""

    number: str
    person: PersonId
    name: str
    birth: str | None = None
    sex: Sex | None = None
    issued: str | None = None


class _Wire(msgspec.Struct, frozen=True, array_like=True):
    number: str
    person: bytes
    name: str
    birth: str | None = None
    sex: Sex | None = None
    issued: str | None = None


def encode(book: HealthBook, key: Ed25519PrivateKey) -> str:
    """Return the text of the code, signed with ``key``."""
    wire = _Wire(
        book.number, uuid.UUID(book.person).bytes, book.name, book.birth, book.sex, book.issued
    )
    return signed.write(PREFIX, _DOMAIN, msgspec.msgpack.encode(wire), key)


def read(line: str, raw: str, trusted: Mapping[bytes, bytes]) -> Payload | None:
    """Return the health book, or None where the text is not one of ours.

    Under a wrong signature nothing is taken; under an unknown key it is a search hint only.
    """
    if not line.startswith(PREFIX):
        return None
    parts = signed.parted(line.removeprefix(PREFIX))
    if parts is None:
        return garbled.read(raw, search=None)
    found = _book(parts.body)
    verdict = "bad" if found is None else parts.verdict(_DOMAIN, trusted)
    if found is None or verdict == "bad":
        return Payload(kind="health_book", raw=raw, signature="bad", answer=BAD)
    if verdict == "unknown_key":
        person = msgspec.structs.replace(found, id=None, numbers=())
        book = found.numbers[0].value
        return Payload(
            kind="health_book",
            raw=raw,
            person=person,
            search=book,
            signature=verdict,
            answer=UNKNOWN_KEY,
        )
    return Payload(kind="health_book", raw=raw, person=found, signature=verdict)


prepare(_Wire)


def _book(body: bytes) -> PersonFacts | None:
    try:
        wire = msgspec.msgpack.decode(body, type=_Wire)
        number: IdentityNumber = read_number("health_book", wire.number)
        person = PersonId(str(uuid.UUID(bytes=wire.person)))
    except (msgspec.DecodeError, KnownError, ValueError):
        return None
    return PersonFacts(
        id=person,
        name=tidy(wire.name[:200]) or None,
        sex=wire.sex,
        birth=dates.stored(wire.birth),
        numbers=(number,),
        issued=dates.stored(wire.issued),
    )
