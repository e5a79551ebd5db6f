"""The way from a desk's database to its upstream: joining a site, and the client that speaks."""

from __future__ import annotations

import platform
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from local_db.keys import KeyStore
    from local_db.node import Node
    from local_db.store import Store
    from sync.client import Upstream
    from sync.cycle import Progress

_LOCK: Final = "sync.lock"


def join(store: Store, keys: KeyStore, url: str, code: str) -> Node:
    """Enrol this desk with a one-time code and write down who it is now.

    The desk makes its own key, once: asking again after a cut gives the same device. Raises
    the errors of `sync.enrolment`.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from immunization.ids import DeviceId, SiteCode
    from local_db import node
    from sync.enrolment import enrol

    private = keys.device_key()
    if private is None:
        private = Ed25519PrivateKey.generate().private_bytes_raw()
        keys.keep_device_key(private)
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    told = enrol(url, code, platform.node() or "desk", public)
    joined = node.Node(
        device=DeviceId(told.device),
        epoch=told.epoch,
        desk=told.desk,
        desk_name=f"Bàn {told.desk}",
        site=SiteCode(told.site),
        site_name=told.site_name,
        upstream=url,
        upstream_key=told.centre_key.hex(),
        centre_key=told.centre_key.hex(),
    )
    store.write(lambda connection: node.enrol(connection, joined), origin="sync").result()
    return joined


def connector(store: Store, keys: KeyStore) -> Callable[[], Upstream]:
    """Return what makes a client of this desk's upstream. Raises NotEnrolled, KeyMissing."""
    from local_db import node
    from local_db.errors import KeyMissing
    from sync.client import Identity, Upstream

    with store.read() as connection:
        own = node.read(connection)
    private = keys.device_key()
    if private is None or own.upstream_key is None:
        raise KeyMissing("device key")
    identity = Identity(own.device, private, bytes.fromhex(own.upstream_key))
    return lambda: Upstream(own.upstream, identity)


def one_at_a_time(store: Store) -> AbstractContextManager[None]:
    """Return the lock under which a data folder is synchronised."""
    from sync.only_one import OnlyOne

    return OnlyOne(store.path.parent / _LOCK)


def mark_synced(store: Store, offset: float | None) -> Future[None]:
    """Write down that all was exchanged just now: from then on the desk knows what it knows.

    ``offset`` is by how many seconds the upstream's clock is ahead of this machine's.
    """
    from local_db import node

    ahead = timedelta(seconds=offset or 0.0)
    at = datetime.now(UTC) + ahead
    behind = None if offset is None else -ahead
    return store.write(
        lambda connection: node.synced(connection, at, behind), background=True, origin="sync"
    )


def exchange_all(
    store: Store, keys: KeyStore, report: Callable[[Progress], None] = lambda _progress: None
) -> tuple[int, int]:
    """Send what waits and fetch what is new, until caught up; return how many each way."""
    from local_db.ledger import DeskLedger
    from sync.cycle import Cycle

    sent = fetched = 0
    with one_at_a_time(store):
        upstream = connector(store, keys)()
        try:
            cycle = Cycle(DeskLedger(store), upstream, keys.device_key() or b"", report=report)
            is_caught_up = False
            while not is_caught_up:
                done = cycle.run()
                sent, fetched = sent + done.pushed, fetched + done.pulled
                is_caught_up = done.is_caught_up
            mark_synced(store, upstream.offset).result()
        finally:
            upstream.close()
    return sent, fetched
