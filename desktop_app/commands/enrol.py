"""``bantiem enrol URL CODE``: make this computer a desk of a site."""

from __future__ import annotations

import argparse

from desktop_app.commands.stores import open_store


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    enrol = parsers.add_parser("enrol", help="make this computer a desk, with a one-time code")
    enrol.add_argument(
        "url", help="of the centre or the site's hub, as http://…; or a hub's QR text"
    )
    enrol.add_argument("code", help="as the centre printed it")
    enrol.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Enrol, and say which desk this is now. Raises NotAHub."""
    from desktop_app.upstream import join
    from records import hub_place

    url, pinned = options.url, ""
    if url.startswith(hub_place.BEGINNING):
        place = hub_place.read(url)
        url, pinned = place.url, place.key
    with open_store(options) as (store, keys):
        node = join(store, keys, url, options.code, pinned=pinned)
        print(f"{node.desk_name}, {node.site_name} ({node.site})")
        print(keys.description.say(options.language))
    return 0
