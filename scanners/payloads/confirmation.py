"""The confirmation slip that a desk gives out, also offline: the doses given, signed by the desk.

``BT4:`` and the digits of `scanners.payloads.signed`. At another desk it opens the person's card
and says the doses; they are recorded from the journal, or by hand as doses given elsewhere, never
from the slip in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from immunization.struct_types import prepare
from immunization.text import Text
from scanners.payloads import garbled, signed, slip
from scanners.payloads.payload import Payload
from scanners.payloads.slip import Bearer

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PREFIX: Final = "BT4:"
MOST_DOSES: Final = 12
_SHOWN: Final = 3  # of them, the last: more would push the verdict off the page
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DOMAIN: Final = b"bantiem confirmation slip 1\x00"  # so that no other signature fits here


class SlipDose(msgspec.Struct, frozen=True, array_like=True):
    """A dose on a slip: the vaccine's name as printed, the day in ISO form, lot and number."""

    vaccine: str
    day: str
    lot: str
    number: int


class Confirmation(msgspec.Struct, frozen=True, array_like=True):
    """What the slip says. ``site`` is the code of the site that gave it out, ``issued`` ISO.

    ``doses`` are of the order in which they were given.
    """

    bearer: Bearer
    site: str
    issued: str
    doses: tuple[SlipDose, ...]


prepare(Confirmation)


def encode(confirmation: Confirmation, key: Ed25519PrivateKey) -> str:
    """Return the text of the code, signed with ``key``, of at most 12 doses."""
    return signed.write(PREFIX, _DOMAIN, msgspec.msgpack.encode(confirmation), key)


def read(line: str, raw: str, trusted: Mapping[bytes, bytes]) -> Payload | None:
    """Return the slip, or None where the text is none of ours."""
    if not line.startswith(PREFIX):
        return None
    parts = signed.parted(line.removeprefix(PREFIX))
    if parts is None:
        return garbled.read(raw, search=None)
    found: Confirmation | None = slip.body(parts.body, Confirmation)
    told = None if found is None else (found.bearer, _sentence(found))
    return slip.payload("confirmation", raw, parts, _DOMAIN, trusted, told)


def _sentence(found: Confirmation) -> Text:
    known = found.doses[-MOST_DOSES:]
    doses = "; ".join(map(_dose, known[-_SHOWN:]))
    site, day, more = slip.word(found.site), _day(found.issued), len(known) - _SHOWN
    return Text(
        vi=f"Phiếu xác nhận của điểm tiêm {site}, {day}. Mũi đã ghi: {doses}"
        f"{f'; và {more} mũi trước' if more > 0 else ''}.",
        en=f"Confirmation slip of site {site}, {day}. Doses it names: {doses}"
        f"{f'; and {more} before' if more > 0 else ''}.",
    )


def _dose(one: SlipDose) -> str:
    return f"{one.number} {slip.word(one.vaccine)} {_day(one.day)} ({slip.word(one.lot)})"


def _day(written: str) -> str:
    day = _ISO.fullmatch(written)
    return f"{day[3]}/{day[2]}/{day[1]}" if day else slip.word(written[:10])
