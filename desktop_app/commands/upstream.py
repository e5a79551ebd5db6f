"""``bantiem upstream …``: the servers of this desk, where it does not find them by itself."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop_app.commands.stores import open_store

if TYPE_CHECKING:
    from records.hub_place import HubPlace


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    upstream = parsers.add_parser("upstream", help="look after the servers that this desk uses")
    actions = upstream.add_subparsers(required=True, metavar="ACTION")
    added = actions.add_parser("add", help="use a hub at an address")
    added.add_argument("url", help="as http://…, or the whole text of the hub's QR code")
    added.add_argument("key", nargs="?", help="the hub's key, 64 hexadecimal digits")
    added.set_defaults(run=run_add)
    listed = actions.add_parser("list", help="list them; a star marks the one in use")
    listed.set_defaults(run=run_list)


def run_add(options: argparse.Namespace) -> int:
    """Know a hub from now on. Raises AddressWrong, NotAHub, NotEnrolled."""
    from local_db import node, upstreams

    way = _way(options)
    known = upstreams.Upstream("hub", way.key, way.url)
    with open_store(options) as (store, _keys):
        with store.read() as connection:
            node.read(connection)
        store.write(lambda connection: upstreams.add(connection, known), origin="sync").result()
    return 0


def run_list(options: argparse.Namespace) -> int:
    """Print each upstream: whether it is in use, role, address, the first digits of its key."""
    from local_db import node, upstreams

    with open_store(options) as (store, _keys), store.read() as connection:
        own = node.read(connection)
        for one in upstreams.known(connection):
            mark = "*" if one.key == own.upstream_key else " "
            print(f"{mark} {one.role:6} {one.url or '?'} {one.key[:16]}")
    return 0


def _way(options: argparse.Namespace) -> HubPlace:
    from desktop_app.server_address import place_of
    from records import hub_place

    if options.key is None:
        return hub_place.read(options.url)
    return hub_place.checked(place_of(options.url).url, options.key.strip().lower())
