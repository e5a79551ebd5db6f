"""Which kind of code is this? The kinds are tried in a fixed order, the safest first.

Counting fields is not enough: a CCCD of six fields and the national personal QR collide.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from scanners.payloads import (
    appointment,
    badge,
    bhyt,
    can_cuoc,
    cccd,
    confirmation,
    consent_sheet,
    digital_link,
    garbled,
    gs1,
    hc1,
    health_book,
    hub,
    national_qr,
    normalise,
    number,
    shc,
    trial_code,
    unknown,
)
from scanners.payloads.payload import Payload

LONGEST: Final = 4296  # alphanumeric characters in the largest QR code (ISO/IEC 18004)
_MOST_BARS: Final = 24  # a BHYT code has 16
NO_KEYS: Final[Mapping[bytes, bytes]] = MappingProxyType({})


def recognise(raw: bytes | str, trusted: Mapping[bytes, bytes] = NO_KEYS) -> Payload:
    """Return what a code is and says. Never raises; under 100 µs but for a signature.

    ``trusted`` are the keys that may have signed a health book, badge or slip, by `signed.key_id`.
    Bytes are read as UTF-8; what is not UTF-8 is kept escaped and is of no kind of ours.
    """
    read = raw if isinstance(raw, str) else raw.decode("utf-8", "backslashreplace")
    if len(read) > LONGEST:
        return unknown.too_long(read)
    line = normalise.line(read)
    return (
        hub.read(line)
        or hc1.read(line, read)
        or shc.read(line, read)
        or health_book.read(line, read, trusted)
        or badge.read(line, read, trusted)
        or appointment.read(line, read, trusted)
        or confirmation.read(line, read, trusted)
        or consent_sheet.read(line, read)
        or trial_code.read(line, read)
        or _of_fields(read)
        or _of_plain(line, read)
        or unknown.read(read)
    )


def _of_fields(raw: str) -> Payload | None:
    if not 0 < raw.count("|") <= _MOST_BARS:
        return None
    insurance = bhyt.split(raw)
    fields = normalise.fields(normalise.text(raw)) if "\x00" in raw else insurance
    return (
        bhyt.read(insurance, raw)
        or national_qr.read(fields, raw)
        or can_cuoc.read(fields, raw)
        or cccd.read(fields, raw)
        or garbled.of_fields(fields, raw)
    )


def _of_plain(line: str, raw: str) -> Payload | None:
    plain = normalise.text(raw)
    return number.read(plain, raw) or gs1.read(line, raw) or digital_link.read(line, raw)
