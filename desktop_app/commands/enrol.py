"""``bantiem enrol URL CODE``: make this computer a desk of a site."""

from __future__ import annotations

import argparse

from desktop_app.commands.stores import open_or_make_store


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    enrol = parsers.add_parser("enrol", help="make this computer a desk, with a one-time code")
    enrol.add_argument(
        "url", help="of the centre or the site's hub, as http://…; or a hub's QR text"
    )
    enrol.add_argument("code", help="as the centre printed it")
    enrol.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Enrol, and say which desk this is now. Raises AddressWrong, NotAHub, CodeRefused.

    What was typed wrong is found before a database is made.
    """
    from desktop_app.server_address import place_of
    from desktop_app.upstream import join
    from sync import codes

    place = place_of(options.url)
    codes.read_code(options.code)
    with open_or_make_store(options) as (store, keys):
        node = join(store, keys, place.url, options.code, pinned=place.key)
        print(f"{node.desk_name}, {node.site_name} ({node.site})")
        print(keys.description.say(options.language))
    return 0
