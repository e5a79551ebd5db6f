"""``bantiem centre import FILE`` and ``centre export SITE FILE``: what is carried by hand."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands.carry import watch
from immunization.errors import KnownError
from immunization.ids import DeviceId, SiteCode
from immunization.text import Text

if TYPE_CHECKING:
    from central.carried import Supervision
    from central.centre import Centre

_TOOK = Text(
    vi="Bàn {desk}, điểm tiêm {site}: {entries} mục trong tệp, {new} mục mới, {refused} bị từ "
    "chối. Xin đưa tệp {receipts} về bàn đó.",
    en="Desk {desk} of {site}: {entries} entries in the file, {new} new, {refused} refused. "
    "Please bring {receipts} back to that desk.",
)


class NoDesksYet(KnownError):
    """A register that nobody could read."""

    text = Text(
        vi="Điểm tiêm này chưa có bàn nào đang dùng, nên không ai đọc được tệp. Chưa ghi gì. "
        "Xin đăng ký bàn trước.",
        en="This site has no desk in use yet, so nobody could read the file. Nothing was written. "
        "Please enrol a desk first.",
    )


def add(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the actions to those of the centre."""
    taking = _add_import(actions)
    taking.add_argument(
        "--supervised",
        metavar="REASON",
        help="take the file of a revoked desk, and say in its site's feed why",
    )
    taking.add_argument(
        "--also-later",
        action="store_true",
        help="with --supervised: count also what is dated after the desk was revoked",
    )
    taking.set_defaults(run=run_import)
    giving = actions.add_parser("export", help="write a site's register for its desks")
    giving.add_argument("site")
    giving.add_argument("file", type=Path)
    giving.add_argument("--device", help="only for this one; for all that are not revoked if not")
    giving.set_defaults(run=run_export)


def add_to_hub(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what a hub can do to its actions: it takes files and hands them on to the centre."""
    _add_import(actions).set_defaults(run=run_import_at_hub, supervised=None, also_later=False)


def _add_import(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    taking = actions.add_parser("import", help="take a file that a desk wrote")
    taking.add_argument("file", type=Path)
    taking.add_argument(
        "--receipts", type=Path, metavar="FILE", help="where to write them; beside the file if not"
    )
    return taking


def run_import(options: argparse.Namespace) -> int:
    """Take the file, write its receipts, and print what it brought."""
    from desktop_app.commands.centre import existing_centre

    with existing_centre(options.data, options.database) as centre:
        take(centre, options)
    return 0


def run_import_at_hub(options: argparse.Namespace) -> int:
    """Do the same at a site's hub, which relays what it took."""
    from desktop_app.commands.hub import open_hub

    with open_hub(options.data) as hub:
        take(hub, options)
    return 0


def take(centre: Centre, options: argparse.Namespace) -> None:
    """Take the file at a centre or a hub.

    Raises CarriedExists, NoReason and what `carried.import_file` and `write_receipts` raise.
    """
    from central import carried

    supervision = _supervision(options)
    receipts = options.receipts or options.file.with_name(options.file.name + carried.RECEIPTS)
    _see_that_it_may_go(receipts)
    taken = carried.import_file(centre, options.file, watch(), supervision=supervision)
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


def _supervision(options: argparse.Namespace) -> Supervision | None:
    from central import carried
    from central.errors import NoReason

    if options.supervised is None and not options.also_later:
        return None
    reason = (options.supervised or "").strip()
    if not reason:
        raise NoReason
    return carried.Supervision(reason, also_later=options.also_later)


def _see_that_it_may_go(receipts: Path) -> None:
    """Raise CarriedExists where something else than receipts has the name: they take its place."""
    from sync.carrying.errors import CarriedExists, CarryError
    from sync.carrying.reading import heading_of

    if not receipts.exists():
        return
    try:
        is_receipts = heading_of(receipts).kind == "receipts"
    except CarryError as error:
        raise CarriedExists from error
    if not is_receipts:
        raise CarriedExists


def run_export(options: argparse.Namespace) -> int:
    """Write the file and print up to which position of the feed it goes.

    Raises UnknownSite, NoDesksYet, UnknownDevice and the errors of `sync.carrying.errors`.
    """
    from central import administration, carried_feed
    from desktop_app.commands.centre import existing_centre

    device = DeviceId(options.device) if options.device else None
    with existing_centre(options.data, options.database) as centre:
        site = SiteCode(options.site)
        if all(one.revoked for one in administration.list_devices(centre, site)):
            raise NoDesksYet
        reached = carried_feed.export_feed(centre, site, options.file, watch(), device=device)
    print(f"\r{reached} {options.file}")
    return 0
