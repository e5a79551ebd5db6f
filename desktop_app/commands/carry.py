"""``bantiem carry export FILE`` and ``carry import FILE``: this desk's way without a line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands.stores import open_store
from immunization.text import Text

if TYPE_CHECKING:
    from sync.carrying.incoming import Taken
    from sync.carrying.watching import Watch

_BROUGHT = {
    "receipts": Text(
        vi="Trung tâm đã nhận đến mục {acknowledged}; {refused} mục bị từ chối.",
        en="Acknowledged up to entry {acknowledged}; {refused} refused.",
    ),
    "feed": Text(vi="Đã nhận {stored} mục của điểm tiêm.", en="Took {stored} entries of the site."),
    "entries": Text(
        vi="Đã nhận {stored} mục của bàn khác.", en="Took {stored} entries of another desk."
    ),
}
_WIPED = Text(
    vi="Máy này đã bị thu hồi và trung tâm đã nhận mọi mục: dữ liệu ở đây đã được xoá.",
    en="This desk was revoked and the centre has every entry: the data here was destroyed.",
)


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
    print("\r" + words(taken).say(options.language))
    if taken.may_destroy:
        from local_db import wiping

        wiping.wipe(options.data, keys)
        print(_WIPED.say(options.language))
    return 0


def words(taken: Taken) -> Text:
    """Return what a file brought, in words."""
    values = {
        "stored": taken.stored,
        "acknowledged": taken.acknowledged,
        "refused": taken.refused,
    }
    said = _BROUGHT[taken.kind]
    return Text(vi=said.say("vi", **values), en=said.say("en", **values))


def watch() -> Watch:
    """Return what prints how far it is."""
    from sync.carrying.watching import Watch

    return Watch(_report)


def _report(done: int, total: int) -> None:
    print(f"\r{done}/{total}", end="", file=sys.stderr, flush=True)
