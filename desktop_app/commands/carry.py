"""``bantiem carry export FILE`` and ``carry import FILE``: this desk's way without a line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands.stores import open_store

if TYPE_CHECKING:
    from sync.carrying.watching import Watch


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    carry = parsers.add_parser("carry", help="carry entries by a file, on a USB stick")
    actions = carry.add_subparsers(required=True, metavar="ACTION")
    out = actions.add_parser("export", help="write what the centre has not acknowledged")
    out.add_argument("file", type=Path)
    out.add_argument("--everything", action="store_true", help="also what it has acknowledged")
    out.set_defaults(run=run_export)
    back = actions.add_parser(
        "import", help="take receipts, a site's register, or another desk's entries"
    )
    back.add_argument("file", type=Path)
    back.set_defaults(run=run_import)


def run_export(options: argparse.Namespace) -> int:
    """Write the file and print how many entries are in it."""
    from desktop_app import carrying

    with open_store(options) as (store, keys):
        count = carrying.export_entries(
            store, keys, options.file, watch(), everything=options.everything
        )
    print(f"\r{count} {options.file}")
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Take the file; a revoked desk of which the centre has everything is then destroyed."""
    from desktop_app import carrying

    with open_store(options) as (store, keys):
        taken = carrying.import_file(store, keys, options.file, watch())
    print("\r" + carrying.brought(taken).say(options.language))
    if taken.may_destroy:
        from local_db import wiping

        wiping.wipe(options.data, keys)
        print(carrying.WIPING.say(options.language))
    return 0


def watch() -> Watch:
    """Return what prints how far it is."""
    from sync.carrying.watching import Watch

    return Watch(_report)


def _report(done: int, total: int) -> None:
    print(f"\r{done}/{total}", end="", file=sys.stderr, flush=True)
