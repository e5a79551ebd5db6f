"""Staff badges: ``bantiem badge FILE [LOGIN …]``, ``bantiem centre badge SITE FILE [LOGIN …]``."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands import printed
from desktop_app.commands.stores import open_store
from immunization.errors import KnownError
from immunization.ids import SiteCode
from immunization.names import tidy
from immunization.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.badges import NewBadge


class NobodyToPrint(KnownError):
    """There is no such member of staff, or the list of them has not come yet."""

    text = Text(
        vi="Không có nhân viên nào như vậy trong danh sách. Chưa in gì. Xin xem lại tên đăng nhập; "
        "người mới có sau lần đồng bộ tới.",
        en="Nobody like that is on the staff list. Nothing was printed. Please check the login; "
        "new people come with the next sync.",
    )


class BadgesNotKept(KnownError):
    """The PDF could not be written where it was asked for."""

    text = Text(
        vi="Không ghi được tệp thẻ nhân viên. Chưa in gì. Xin chọn chỗ khác; chỉ tệp PDF cũ mới "
        "được ghi đè.",
        en="The file of badges could not be written. Nothing was printed. Choose another place; "
        "only an old PDF is written over.",
    )


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command of a desk."""
    made = parsers.add_parser("badge", help="write staff badges as PDF, signed by this desk")
    _add_words(made)
    made.set_defaults(run=run)


def add_to_centre(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the action of a centre."""
    made = actions.add_parser("badge", help="write staff badges as PDF, signed by the centre")
    made.add_argument("site")
    _add_words(made)
    made.set_defaults(run=run_at_centre)


def run(options: argparse.Namespace) -> int:
    """Write the badges of this desk's site.

    Raises NotEnrolled, NobodyToPrint, NotPrinted, BadgesNotKept.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from desk.badges import Badges
    from local_db import node

    with open_store(options) as (store, keys):
        with store.read() as connection:
            site = node.read(connection).site_name
        key = Ed25519PrivateKey.from_private_bytes(keys.device_key() or b"")
        wanted = _wanted(options)
        badges = Badges(store).issue(key, datetime.now().astimezone().date(), wanted)
    return _keep(options.file, _all_there(badges, wanted), site)


def run_at_centre(options: argparse.Namespace) -> int:
    """Write the badges of a site. Raises UnknownSite, NobodyToPrint, NotPrinted, BadgesNotKept."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from central import roster
    from desk.badges import new_badge
    from desk.staff import Operator
    from desktop_app.commands.centre import existing_centre

    today = datetime.now().astimezone().date()
    with existing_centre(options.data, options.database) as centre:
        name, members = roster.of_site(centre, SiteCode(options.site))
        key = Ed25519PrivateKey.from_private_bytes(centre.key.private)
    wanted = _wanted(options)
    badges = [
        new_badge(Operator(one.id, one.login, one.name, one.title, one.role), key, today)
        for one in members
        if not wanted or one.login in wanted
    ]
    return _keep(options.file, _all_there(badges, wanted), name)


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the PDF to write")
    parser.add_argument("logins", nargs="*", metavar="LOGIN", help="only these; all if none")


def _wanted(options: argparse.Namespace) -> list[str]:
    """Return the logins that were named, as they are kept."""
    return [tidy(login).lower() for login in options.logins]


def _all_there(badges: Sequence[NewBadge], wanted: Sequence[str]) -> Sequence[NewBadge]:
    """Return the badges; raises NobodyToPrint if there are none, or one that was named is not."""
    lacking = len(set(wanted)) - len(badges)
    if lacking > 0 or not badges:
        raise NobodyToPrint(f"{lacking} of {len(set(wanted))} logins are unknown" if wanted else "")
    return badges


def _keep(path: Path, badges: Sequence[NewBadge], site: str) -> int:
    from desk import badge_paper

    made = badge_paper.paper(badges, site)
    try:
        printed.keep(path, made)
    except OSError as error:
        raise BadgesNotKept(type(error).__name__) from error
    print(len(badges))
    return 0
