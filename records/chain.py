"""The hash chain over a device's entries.

``chain(0)`` binds the device and its epoch; ``chain(n) = SHA-256(chain(n-1) ‖ bytes(n))``.
The values are kept beside the entries and not in them: whoever holds the bytes can
compute them again, so the wire need not carry them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from immunization.ids import DeviceId

_DOMAIN = b"bantiem chain v1\n"


def genesis(device: DeviceId, epoch: int) -> bytes:
    """Return the chain value before the first entry of a device's epoch (32 bytes)."""
    return hashlib.sha256(_DOMAIN + f"{device}\n{epoch}\n".encode("ascii")).digest()


def link(previous: bytes, written: bytes) -> bytes:
    """Return the chain value after one more entry."""
    return hashlib.sha256(previous + written).digest()


def links(previous: bytes, batch: Iterable[bytes]) -> list[bytes]:
    """Return the chain value after each entry of a batch."""
    values = []
    for written in batch:
        previous = link(previous, written)
        values.append(previous)
    return values
