"""The way from a desk's database to its upstream: joining a site, and the client that speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from immunization.errors import KnownError
from immunization.text import Text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from local_db.keys import KeyStore
    from local_db.node import Node
    from local_db.store import Store
    from sync.client import Upstream
    from sync.cycle import Progress
    from sync.route import Route, Way
    from sync.wire import Membership, Place

_LOCK: Final = "sync.lock"


class OtherServer(KnownError):
    """The server that answered has another key than the code on its screen says."""

    text = Text(
        vi="Máy chủ trả lời không phải máy chủ của mã QR này. Máy này chưa vào điểm tiêm nào. "
        "Xin báo IT.",
        en="The server that answered is not that of this QR code. This computer has joined no "
        "site. Tell IT.",
    )


def join(store: Store, keys: KeyStore, url: str, code: str, *, pinned: str = "") -> Node:
    """Enrol this desk with a one-time code and write down who it is now.

    The desk makes its own key, once: asking again after a cut gives the same device.
    ``pinned`` is the key that the server must have, in hexadecimal, where a QR code named it.
    Raises OtherServer and the errors of `sync.enrolment`.
    """
    import socket

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from msgspec.structs import replace

    from immunization.ids import DeviceId, SiteCode
    from local_db import node, upstreams
    from sync.enrolment import enrol
    from sync.errors import CodeRefused

    private = keys.device_key()
    if private is None:
        private = _new_key(keys)
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    # Not `platform.node`: on Windows it asks WMI for much else, which may take long or not answer.
    told = enrol(url, code, socket.gethostname() or "desk", public)
    if told.role != "desk":
        with store.read() as connection:
            is_desk = node.find(connection) is not None
        if not is_desk:
            _new_key(keys)  # at the centre the one that asked is a hub's for good
        raise CodeRefused("code-refused", "a hub's code")
    asked = _itself(told)
    if pinned and asked.key.hex() != pinned:
        raise OtherServer("another key than the code shows")
    joined = node.Node(
        device=DeviceId(told.device),
        epoch=told.epoch,
        desk=told.desk,
        desk_name=f"Bàn {told.desk}",
        site=SiteCode(told.site),
        site_name=told.site_name,
        upstream=url,
        upstream_role=asked.role,
        upstream_key=asked.key.hex(),
        centre_key=told.centre_key.hex(),
    )

    def write(connection: Connection) -> None:
        node.enrol(connection, joined)
        for place in told.upstreams:
            known = upstreams.Upstream(place.role, place.key.hex(), place.url)
            upstreams.add(connection, replace(known, url=url) if place is asked else known)

    store.write(write, origin="sync").result()
    return joined


def _new_key(keys: KeyStore) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate().private_bytes_raw()
    keys.keep_device_key(private)
    return private


def _itself(told: Membership) -> Place:
    """Return the upstream that answered: a hub names itself first, a centre only itself last."""
    from sync.wire import Place

    if not told.upstreams:
        return Place("centre", told.centre_key)
    names_the_centre = bool(told.upstreams[-1].url)
    return told.upstreams[0 if names_the_centre else -1]


def connector(store: Store, keys: KeyStore) -> Callable[[], Upstream]:
    """Return what makes a client of the upstream that this desk uses at the time.

    Raises NotEnrolled, KeyMissing.
    """
    from local_db import node
    from local_db.errors import KeyMissing
    from sync.client import Identity, Upstream

    private = keys.device_key()

    def connect() -> Upstream:
        with store.read() as connection:
            own = node.read(connection)
        if private is None or own.upstream_key is None:
            raise KeyMissing("device key")
        centre_key = bytes.fromhex(own.centre_key) if own.centre_key else None
        pinned = bytes.fromhex(own.upstream_key)
        identity = Identity(own.device, private, pinned, own.upstream_role, centre_key)
        return Upstream(own.upstream, identity)

    connect().close()
    return connect


def route_of(store: Store, hints: Callable[[], Mapping[str, str]] = dict) -> Route:
    """Return what chooses among this desk's upstreams."""
    from sync.route import Route

    return Route(DeskBook(store), hints)


class DeskBook:
    """Implements `sync.route.Book` for a store whose desk is enrolled."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def ways(self) -> list[Way]:
        """Return the upstreams that are known by their keys."""
        from local_db import upstreams
        from sync.route import Way

        with self._store.read() as connection:
            return [Way(one.role, one.key, one.url) for one in upstreams.known(connection)]

    def current(self) -> Way:
        """Return the one that is used."""
        from local_db import node
        from sync.route import Way

        with self._store.read() as connection:
            own = node.read(connection)
        return Way(own.upstream_role, own.upstream_key or "", own.upstream)

    def turn_to(self, way: Way) -> None:
        """Use another from now on."""
        from local_db import upstreams

        chosen = upstreams.Upstream(way.role, way.key, way.url)
        self._store.write(
            lambda connection: upstreams.turn_to(connection, chosen),
            background=True,
            origin="sync",
        ).result()


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
    from sync.errors import ServerUnreachable

    sent = fetched = 0
    route = route_of(store)
    connect = connector(store, keys)
    with one_at_a_time(store):
        route.choose()
        is_caught_up = False
        while not is_caught_up:
            upstream = connect()
            try:
                cycle = Cycle(DeskLedger(store), upstream, keys.device_key() or b"", report=report)
                done = cycle.run()
                sent, fetched = sent + done.pushed, fetched + done.pulled
                is_caught_up = done.is_caught_up
                if is_caught_up:
                    mark_synced(store, upstream.offset).result()
            except ServerUnreachable as error:
                route.failed(error)
                if not route.choose():
                    raise
            finally:
                upstream.close()
    return sent, fetched
