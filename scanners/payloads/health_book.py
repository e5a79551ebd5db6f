"""Our own code: the health book that a citizen carries, signed, readable without a network.

``BT1:`` and decimal digits. The digits are one large number whose bytes, after a leading 1,
are the key's id (8), an Ed25519 signature (64, RFC 8032) and the book as MessagePack. Digits
cost 3⅓ bits each in a QR code, a quarter less than base64url, and they are what a hand
scanner types unharmed under Telex and VNI.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
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
from scanners.payloads import garbled
from scanners.payloads.payload import Payload, PersonFacts, Signature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PREFIX: Final = "BT1:"
_DOMAIN: Final = b"bantiem health book 1\x00"  # so that no other signature fits here
_KEY_ID, _SIGNATURE = 8, 64
_MOST_DIGITS: Final = 1400

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


def key_id(public: bytes) -> bytes:
    """Return the id of a raw Ed25519 public key: the first 8 bytes of its SHA-256."""
    return hashlib.sha256(public).digest()[:_KEY_ID]


def trusted_keys(public: Iterable[bytes]) -> Mapping[bytes, bytes]:
    """Return raw public keys by their ids, as `recognise` wants them."""
    return {key_id(key): bytes(key) for key in public}


def encode(book: HealthBook, key: Ed25519PrivateKey) -> str:
    """Return the text of the code, signed with ``key``."""
    wire = _Wire(
        book.number, uuid.UUID(book.person).bytes, book.name, book.birth, book.sex, book.issued
    )
    body = msgspec.msgpack.encode(wire)
    signer = key_id(key.public_key().public_bytes_raw())
    packed = b"\x01" + signer + key.sign(_DOMAIN + body) + body
    return f"{PREFIX}{int.from_bytes(packed)}"


def read(line: str, raw: str, trusted: Mapping[bytes, bytes]) -> Payload | None:
    """Return the health book, or None where the text is not one of ours.

    Under a wrong signature nothing is taken; under an unknown key it is a search hint only.
    """
    if not line.startswith(PREFIX):
        return None
    digits = line[len(PREFIX) :].strip()
    if not (digits.isascii() and digits.isdigit()):
        return garbled.read(raw, search=None)
    packed = _bytes(digits)
    signer, signature, body = _parted(packed)
    found = _book(body)
    verdict = "bad" if found is None else _verdict(trusted.get(signer), signature, body)
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


def _bytes(digits: str) -> bytes:
    if not 0 < len(digits) <= _MOST_DIGITS:
        return b""
    number = int(digits)
    return number.to_bytes((number.bit_length() + 7) // 8)


def _parted(packed: bytes) -> tuple[bytes, bytes, bytes]:
    if not packed.startswith(b"\x01"):
        return b"", b"", b""
    end = 1 + _KEY_ID + _SIGNATURE
    return packed[1 : 1 + _KEY_ID], packed[1 + _KEY_ID : end], packed[end:]


def _verdict(public: bytes | None, signature: bytes, body: bytes) -> Signature:
    if public is None:
        return "unknown_key"
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _DOMAIN + body)
    except InvalidSignature:
        return "bad"
    return "good"


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
