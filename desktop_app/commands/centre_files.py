"""``bantiem centre import FILE`` and ``centre export SITE FILE``: what is carried by hand."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands.carry import watch
from immunization.ids import DeviceId, SiteCode
from immunization.text import Text

if TYPE_CHECKING:
    from central.centre import Centre

_log = logging.getLogger("bantiem.centre")
_TOOK = Text(
    vi="Bàn {desk}, điểm tiêm {site}: {entries} mục trong tệp, {new} mục mới, {refused} bị từ "
    "chối. Xin đưa tệp {receipts} về bàn đó.",
    en="Desk {desk} of {site}: {entries} entries in the file, {new} new, {refused} refused. "
    "Please bring {receipts} back to that desk.",
)


def add(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the actions to those of the centre."""
    taking = actions.add_parser("import", help="take a file that a desk wrote")
    taking.add_argument("file", type=Path)
    taking.add_argument(
        "--receipts", type=Path, metavar="FILE", help="where to write them; beside the file if not"
    )
    taking.add_argument(
        "--supervised",
        metavar="REASON",
        help="take the file of a revoked desk, and say in its site's feed why",
    )
    taking.set_defaults(run=run_import)
    giving = actions.add_parser("export", help="write a site's register for its desks")
    giving.add_argument("site")
    giving.add_argument("file", type=Path)
    giving.add_argument("--device", help="only for this one; for all that are not revoked if not")
    giving.set_defaults(run=run_export)


def run_import(options: argparse.Namespace) -> int:
    """Take the file, write its receipts, and print what it brought."""
    from desktop_app.commands.centre import open_centre

    with open_centre(options.data, options.database) as centre:
        take(centre, options)
    return 0


def take(centre: Centre, options: argparse.Namespace) -> None:
    """Take the file at a centre or a hub."""
    from central import carried

    supervision = carried.Supervision(options.supervised) if options.supervised else None
    taken = carried.import_file(centre, options.file, watch(), supervision=supervision)
    receipts = options.receipts or options.file.with_name(options.file.name + carried.RECEIPTS)
    carried.write_receipts(centre, taken, receipts)
    node = taken.node
    print(
        "\r"
        + _TOOK.say(
            options.language,
            desk=node.desk,
            site=node.site,
            entries=taken.entries,
            new=taken.new,
            refused=taken.refused,
            receipts=receipts,
        )
    )


def run_export(options: argparse.Namespace) -> int:
    """Write the file and print up to which position of the feed it goes."""
    from central import carried_feed
    from desktop_app.commands.centre import open_centre

    device = DeviceId(options.device) if options.device else None
    with open_centre(options.data, options.database) as centre:
        site = SiteCode(options.site)
        reached = carried_feed.export_feed(centre, site, options.file, watch(), device=device)
    print(f"\r{reached} {options.file}")
    return 0
