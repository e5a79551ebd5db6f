"""Files for carrying by hand, from and to this desk's database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sync.carrying.watching import UNWATCHED, Watch

if TYPE_CHECKING:
    from local_db.keys import KeyStore
    from local_db.store import Store
    from sync.carrying.incoming import Taken
    from sync.carrying.outgoing import Carrier


def carrier(store: Store, keys: KeyStore) -> Carrier:
    """Return who carries: this desk and whom it knows. Raises NotEnrolled, KeyMissing."""
    from local_db import node, site_devices
    from local_db.errors import KeyMissing
    from sync.carrying.outgoing import Carrier

    with store.read() as connection:
        own = node.read(connection)
        desks = site_devices.keys_of(connection, own.site)
    private = keys.device_key()
    if private is None or own.centre_key is None:
        raise KeyMissing("device key")
    centre = bytes.fromhex(own.centre_key)
    upstream = bytes.fromhex(own.upstream_key) if own.upstream_key else centre
    return Carrier(own.device, own.site, private, centre, upstream, desks)


def export_entries(
    store: Store, keys: KeyStore, path: Path, watch: Watch = UNWATCHED, *, everything: bool = False
) -> int:
    """Write what the centre has not acknowledged into a file; return how many entries."""
    from local_db.ledger import DeskLedger
    from sync.carrying import outgoing

    who = carrier(store, keys)
    return outgoing.export_entries(DeskLedger(store), who, path, watch, everything=everything)


def import_file(store: Store, keys: KeyStore, path: Path, watch: Watch = UNWATCHED) -> Taken:
    """Take a file of receipts, of a feed, or of another desk's entries."""
    from local_db.ledger import DeskLedger
    from sync.carrying import incoming

    return incoming.import_file(DeskLedger(store), carrier(store, keys), path, watch)


def file_name(site: str, desk: int, now: datetime) -> str:
    """Return what an export is called: no name of a person, and another one each minute."""
    return f"bantiem-{site}-{desk}-{now:%Y%m%d-%H%M}.carried"
