"""Whose signatures on our own codes a desk believes: its site's desks and hub, and the centre."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from immunization.ids import SiteCode
from local_db import node, site_devices, upstreams
from scanners.payloads.signed import trusted_keys


def signers(connection: Connection) -> Mapping[bytes, bytes]:
    """Return the keys that may have signed a badge, a health book or a slip, by their ids.

    The centre named each in the feed; a device that it revoked is none of them.
    """
    own = node.find(connection)
    desks = site_devices.keys_of(connection, SiteCode(own.site)).values() if own else ()
    known = [bytes.fromhex(one.key) for one in upstreams.known(connection) if _is_key(one.key)]
    return trusted_keys([*desks, *known])


def _is_key(written: str) -> bool:
    try:
        return len(bytes.fromhex(written)) == 32
    except ValueError:
        return False
