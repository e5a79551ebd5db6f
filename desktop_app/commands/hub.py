"""``bantiem hub …``: make this computer a site's hub, serve it, and let desks join there."""

from __future__ import annotations

import argparse
import json
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands import centre_files

if TYPE_CHECKING:
    from central.centre import Centre

EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 (a LAN's server)
_PORT = 8444
_DATABASE = "hub.db"
_KEY = "hub.key"


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    hub = parsers.add_parser("hub", help="serve a site's desks over its own network")
    actions = hub.add_subparsers(required=True, metavar="ACTION")
    join = actions.add_parser("join", help="make this computer a site's hub, with a one-time code")
    join.add_argument("url", help="of the centre, as http://…")
    join.add_argument("code", help="as `bantiem centre code --hub` printed it")
    join.set_defaults(run=run_join)
    serve = actions.add_parser("serve", help="serve until stopped")
    serve.add_argument("--host", default=EVERY_ADDRESS, help="the address to listen at")
    serve.add_argument("--port", type=int, default=_PORT, help="0 takes a free one")
    serve.set_defaults(run=run_serve)
    code = actions.add_parser("code", help="print a one-time code with which a desk can join here")
    code.set_defaults(run=run_code)
    status = actions.add_parser("status", help="how far it is with the centre, and do they agree")
    status.add_argument("--json", action="store_true", help="print one object")
    status.set_defaults(run=run_status)
    centre_files.add_to_hub(actions)
    qr = actions.add_parser("qr", help="show where this hub is, as a code for the desks to scan")
    qr.add_argument("--host", help="the address that desks reach; else this computer's first")
    qr.add_argument("--port", type=int, default=_PORT)
    qr.set_defaults(run=run_qr)


def run_join(options: argparse.Namespace) -> int:
    """Join the centre; prints the site and the hub's key as one line of JSON.

    Raises AddressWrong, DatabaseUnavailable, KeyFileWrong and what `joining.join` raises.
    """
    from central import joining
    from central.database import Database
    from central.errors import DatabaseUnavailable, NotAHubsCode
    from central.hub import find
    from central.keys import load_or_make_key
    from desktop_app.server_address import place_of
    from sync import codes

    url = place_of(options.url).url
    codes.read_code(options.code)
    try:
        options.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(type(error).__name__) from error
    key = load_or_make_key(options.data / _KEY)
    database = Database(options.data / _DATABASE)
    try:
        joined = joining.join(database, key, url, options.code, socket.gethostname() or "hub")
    except NotAHubsCode:
        # At the centre this key is a desk's for good: another one has to join as a hub.
        with database.reading() as connection:
            is_hub = find(connection) is not None
        if not is_hub:
            (options.data / _KEY).unlink(missing_ok=True)
        raise
    finally:
        database.close()
    print(json.dumps({"site": joined.site, "key": key.public.hex()}))
    return 0


def run_serve(options: argparse.Namespace) -> int:
    """Serve until the process is told to stop; prints the address as one line of JSON."""
    from central.server import Server
    from sync.nearby import Announcement

    with open_hub(options.data) as centre:
        server = Server(centre, options.host, options.port)
        print(json.dumps({"url": server.url, "key": centre.key.public.hex()}), flush=True)
        told = Announcement(centre.key.public, server.port, host=options.host)
        try:
            if not options.host.startswith("127."):
                told.start()
            with suppress(KeyboardInterrupt):  # Ctrl+C is how IT ends it: it has ended by then
                server.run()
        finally:
            told.stop()
    return 0


def run_code(options: argparse.Namespace) -> int:
    """Print a one-time code for a desk of this site; the centre need not be reached."""
    from central import administration

    with open_hub(options.data) as centre:
        assert centre.hub is not None  # noqa: S101 (only a hub is opened)
        print(administration.issue_code(centre, centre.hub.site))
    return 0


def run_status(options: argparse.Namespace) -> int:
    """Print what this hub holds of the centre's feed, what waits, and the last comparison."""
    from central import hub_status

    with open_hub(options.data) as centre:
        assert centre.hub is not None  # noqa: S101 (only a hub is opened)
        with centre.database.reading() as connection:
            found = hub_status.read(connection, centre.hub)
    if options.json:
        print(json.dumps(found.members(), ensure_ascii=False))
    else:
        print("\n".join(found.lines()))
    return 0


def run_qr(options: argparse.Namespace) -> int:
    """Print the hub's address and key as text and as a QR code. Raises NoHub, AddressWrong."""
    import qrcode

    from desktop_app.server_address import place_of
    from records import hub_place
    from sync.nearby import own_addresses

    with open_hub(options.data) as centre:
        host = options.host or next(iter(own_addresses()), "127.0.0.1")
        url = place_of(f"http://{host}:{options.port}").url
        text = hub_place.write(url, centre.key.public.hex())
    print(text)
    drawn = qrcode.QRCode()
    drawn.add_data(text)
    if sys.stdout.isatty():
        drawn.print_ascii(invert=True)
    return 0


@contextmanager
def open_hub(data: Path) -> Iterator[Centre]:
    """Open the hub of a data folder; raises NoHub."""
    from central import joining
    from central.centre import Centre
    from central.keys import load_key

    database, hub = joining.opened(data / _DATABASE)
    try:
        yield Centre(database, load_key(data / _KEY), hub=hub)
    finally:
        database.close()
