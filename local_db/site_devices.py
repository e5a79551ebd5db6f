"""The devices of a site as the centre named them: whom a desk can write a file for."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from immunization.ids import DeviceId, SiteCode
from local_db.question import Question
from records import tables

_device = tables.device.c
_KEYS = Question(
    select(_device.device_id, _device.key)
    .where(_device.site == bindparam("site"), _device.revoked.is_(False))
    .order_by(_device.desk)
)
_KEY_DIGITS = 64


def keys_of(connection: Connection, site: SiteCode) -> dict[DeviceId, bytes]:
    """Return the Ed25519 public keys of a site's devices that are not revoked.

    What is no key is left out: a file for the others must not fail by it.
    """
    found = {}
    for device, key in _KEYS.all(connection, site=site):
        try:
            raw = bytes.fromhex(key)
        except ValueError:
            continue
        if len(key) == _KEY_DIGITS:
            found[DeviceId(device)] = raw
    return found
