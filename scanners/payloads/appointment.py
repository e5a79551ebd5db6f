"""The appointment slip: who is to come when, and to which site.

``BT3:`` and the digits of `scanners.payloads.signed`. It opens the person's card; the day and the
site are said, and decide nothing: who comes on another day is received all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from immunization.struct_types import prepare
from immunization.text import Text
from scanners.payloads import garbled, signed, slip
from scanners.payloads.payload import Payload
from scanners.payloads.slip import Bearer

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PREFIX: Final = "BT3:"
_DOMAIN: Final = b"bantiem appointment 1\x00"  # so that no other signature fits here


class Appointment(msgspec.Struct, frozen=True, array_like=True):
    """What the slip says. ``at`` is the site's own time, ISO to the minute; ``site`` its code."""

    bearer: Bearer
    site: str
    at: str


prepare(Appointment)


def encode(appointment: Appointment, key: Ed25519PrivateKey) -> str:
    """Return the text of the code, signed with ``key``."""
    return signed.write(PREFIX, _DOMAIN, msgspec.msgpack.encode(appointment), key)


def read(line: str, raw: str, trusted: Mapping[bytes, bytes]) -> Payload | None:
    """Return the slip, or None where the text is none of ours."""
    if not line.startswith(PREFIX):
        return None
    parts = signed.parted(line.removeprefix(PREFIX))
    if parts is None:
        return garbled.read(raw, search=None)
    found: Appointment | None = slip.body(parts.body, Appointment)
    said = None if found is None else sentence(found)
    told = None if found is None or said is None else (found.bearer, said)
    return slip.payload("appointment", raw, parts, _DOMAIN, trusted, told)


def sentence(told: Appointment) -> Text | None:
    """Return what a slip says in a sentence, or None where its time does not exist."""
    when = _moment(told.at)
    return None if when is None else _sentence(told.site, when)


def _moment(at: str) -> datetime | None:
    try:
        return datetime.strptime(at[:16], "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - the site's own time
    except ValueError:
        return None


def _sentence(site: str, when: datetime) -> Text:
    day, hour = f"{when:%d/%m/%Y}", f"{when.hour}:{when:%M}"
    return Text(
        vi=f"Phiếu hẹn: {day} lúc {hour}, điểm tiêm {slip.word(site)}.",
        en=f"Appointment: {day} at {hour}, site {slip.word(site)}.",
    )
