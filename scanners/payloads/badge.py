"""The code on a staff member's badge: who it is, so that the desk can change to them.

``BT2:`` and the digits of `scanners.payloads.signed`. It chooses the user and proves nothing:
the password is asked all the same (decision 26).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from immunization.ids import StaffId
from immunization.struct_types import prepare
from immunization.text import Text
from scanners.payloads import garbled, signed
from scanners.payloads.payload import Badge, Payload

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PREFIX: Final = "BT2:"
_DOMAIN: Final = b"bantiem staff badge 1\x00"  # so that no other signature fits here

BAD: Final = Text(
    vi="Thẻ nhân viên này có chữ ký sai. Không đổi người. Xin báo cho người phụ trách.",
    en="The signature of this staff badge is wrong. The user is unchanged. "
    "Please tell the supervisor.",
)
UNKNOWN_KEY: Final = Text(
    vi="Thẻ nhân viên này không do điểm tiêm này in. Không đổi người. Xin đăng nhập bằng tên.",
    en="This staff badge was not printed for this site. The user is unchanged. "
    "Please sign in by name.",
)


class _Wire(msgspec.Struct, frozen=True, array_like=True):
    staff: bytes
    issued: str


prepare(_Wire)


def encode(badge: Badge, key: Ed25519PrivateKey) -> str:
    """Return the text of the code, signed with ``key``: the centre's or that of a site's desk."""
    wire = _Wire(uuid.UUID(badge.staff).bytes, badge.issued.isoformat())
    return signed.write(PREFIX, _DOMAIN, msgspec.msgpack.encode(wire), key)


def read(line: str, raw: str, trusted: Mapping[bytes, bytes]) -> Payload | None:
    """Return the badge, or None where the text is none of ours.

    Whoever it names is said only under a good signature of a trusted key.
    """
    if line[: len(PREFIX)].upper() != PREFIX:  # Caps Lock turns what a scanner types
        return None
    parts = signed.parted(line[len(PREFIX) :])
    if parts is None:
        return garbled.read(raw, search=None)
    badge = _badge(parts.body)
    verdict = "bad" if badge is None else parts.verdict(_DOMAIN, trusted)
    if verdict == "good":
        return Payload(kind="badge", raw=raw, badge=badge, signature=verdict)
    answer = UNKNOWN_KEY if verdict == "unknown_key" else BAD
    return Payload(kind="badge", raw=raw, signature=verdict, answer=answer)


def _badge(body: bytes) -> Badge | None:
    try:
        wire = msgspec.msgpack.decode(body, type=_Wire)
        return Badge(
            staff=StaffId(str(uuid.UUID(bytes=wire.staff))), issued=date.fromisoformat(wire.issued)
        )
    except (msgspec.DecodeError, ValueError):
        return None
