"""``bantiem centre …``: serve a centre, and look after its sites, staff, desks and register."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands import badge, centre_files, centre_papers, centre_rules
from immunization.ids import DeviceId, SiteCode

if TYPE_CHECKING:
    from central.centre import Centre
    from central.nodes import NodeRole
    from records.seals import Head

_PORT = 8443
_DATABASE = "centre.db"
_KEY = "centre.key"
_LONGEST_LINE = 64 * 1024


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    centre = parsers.add_parser("centre", help="serve or look after a centre")
    centre.add_argument(
        "--database",
        metavar="URL",
        help="PostgreSQL as postgresql://…; without it, SQLite in the data folder",
    )
    actions = centre.add_subparsers(required=True, metavar="ACTION")
    _add_serve(actions)
    site = actions.add_parser("add-site", help="add a site")
    site.add_argument("site")
    site.add_argument("name")
    site.set_defaults(run=run_add_site)
    _add_staff(actions)
    code = actions.add_parser("code", help="print a one-time code with which a desk can join")
    code.add_argument("site")
    code.add_argument("--hub", action="store_true", help="with which the site's hub can join")
    code.set_defaults(run=run_code)
    devices = actions.add_parser("devices", help="list the desks of a site")
    devices.add_argument("site")
    devices.set_defaults(run=run_devices)
    revoke = actions.add_parser("revoke", help="take no more from a desk")
    revoke.add_argument("device")
    revoke.add_argument("reason")
    revoke.set_defaults(run=run_revoke)
    register = actions.add_parser("register", help="load people: one JSON object a line")
    register.add_argument("site")
    register.add_argument("file", type=Path, help="- for standard input")
    register.set_defaults(run=run_register)
    centre_rules.add(actions)
    centre_files.add(actions)
    badge.add_to_centre(actions)
    centre_papers.add(actions)


def _add_serve(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = actions.add_parser("serve", help="serve until stopped")
    serve.add_argument("--role", choices=("centre", "hub"), default="centre")
    serve.add_argument("--host", help="127.0.0.1; a hub listens at every address")
    serve.add_argument("--port", type=int, default=_PORT, help="0 takes a free one")
    serve.set_defaults(run=run_serve)


def _add_staff(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    staff = actions.add_parser("add-staff", help="let somebody sign in at a site's desks")
    staff.add_argument("site")
    staff.add_argument("login")
    staff.add_argument("name")
    staff.add_argument("--title", default="", help='as in "BS.", "ĐD."')
    staff.add_argument("--role", choices=("nurse", "supervisor", "administrator"), default="nurse")
    staff.set_defaults(run=run_add_staff)


def run_serve(options: argparse.Namespace) -> int:
    """Serve until the process is told to stop; prints the address as one line of JSON.

    In the role of a hub it is `bantiem hub serve`: the same program over another database.
    """
    from central.server import Server
    from desktop_app.commands import hub

    if options.role == "hub":
        options.host = options.host or hub.EVERY_ADDRESS
        return hub.run_serve(options)
    with existing_centre(options.data, options.database) as centre:
        server = Server(centre, options.host or "127.0.0.1", options.port)
        with suppress(KeyboardInterrupt):  # Ctrl+C is how IT ends it: it has ended by then
            print(json.dumps({"url": server.url, "key": centre.key.public.hex()}), flush=True)
            server.run()
    return 0


def run_add_site(options: argparse.Namespace) -> int:
    """Add a site. Raises SiteExists."""
    from central import administration

    with open_centre(options.data, options.database) as centre:
        administration.add_site(centre, SiteCode(options.site), options.name)
    return 0


def run_add_staff(options: argparse.Namespace) -> int:
    """Add a member of staff; the password is asked for, or read from standard input.

    Raises UnknownSite before it is asked for, GivenLineUnreadable, NoName, WeakPassword,
    SaidTooMuch.
    """
    from central import administration

    site = SiteCode(options.site)
    with existing_centre(options.data, options.database) as centre:
        administration.see_that_there_is(centre, site)
        member = administration.Member(
            options.login, options.name, options.role, _password(), options.title
        )
        administration.add_staff(centre, site, member)
    return 0


def _password() -> str:
    if sys.stdin.isatty():
        with suppress(EOFError):  # Ctrl+D: none was given
            return getpass.getpass()
        return ""
    from desktop_app.commands.given import GivenLineUnreadable

    line = sys.stdin.buffer.readline(_LONGEST_LINE)
    try:
        # Windows' PowerShell puts a mark before what it sends through a pipe.
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise GivenLineUnreadable("not UTF-8", line=1, file="-") from error


def run_code(options: argparse.Namespace) -> int:
    """Print a one-time code."""
    from central import administration

    with existing_centre(options.data, options.database) as centre:
        role: NodeRole = "hub" if options.hub else "desk"
        print(administration.issue_code(centre, SiteCode(options.site), role=role))
    return 0


def run_devices(options: argparse.Namespace) -> int:
    """List the devices of a site, with the last number of each that is held.

    Below each, that its disk was restored or copied.
    """
    from central import administration

    site = SiteCode(options.site)
    with existing_centre(options.data, options.database) as centre:
        begun = administration.list_epochs(centre, site)
        held = administration.list_held(centre, site)
        for node in administration.list_devices(centre, site):
            said = _held_words(held.get(node.device))
            state = "REVOKED, " if node.revoked else ""
            number = "hub    " if node.role == "hub" else f"desk {node.desk:2}"
            print(f"{number}  {node.device}  {state}{said}  {node.name}")
            for one in begun:
                if one.device == node.device:
                    print(f"  ! {one.sentence.say(options.language)}")
    return 0


def _held_words(last: Head | None) -> str:
    if last is None:
        return "nothing held"
    of_epoch = f" of epoch {last.epoch}" if last.epoch > 1 else ""
    return f"held up to {last.seq}{of_epoch}"


def run_revoke(options: argparse.Namespace) -> int:
    """Revoke a desk. Raises UnknownDevice."""
    from central import administration

    with existing_centre(options.data, options.database) as centre:
        administration.revoke_device(centre, DeviceId(options.device), options.reason)
    return 0


def run_register(options: argparse.Namespace) -> int:
    """Load a register: each line is the body of a ``person.registered`` entry.

    Raises UnknownSite, GivenFileUnreadable, GivenLineUnreadable.
    """
    from central import administration, register
    from desktop_app.commands import given
    from desktop_app.commands.person_lines import fault_of_person
    from immunization.entries import PersonRegistered

    site = SiteCode(options.site)
    people = given.lines(options.file, PersonRegistered, fault_of_person)
    with existing_centre(options.data, options.database) as centre:
        administration.see_that_there_is(centre, site)
        done = register.load(centre, site, people, _progress)
    print(f"\r{done} people", file=sys.stderr)
    return 0


@contextmanager
def open_centre(data: Path, url: str | None = None) -> Iterator[Centre]:
    """Open the centre of a data folder, making its key and tables where there are none.

    Raises DatabaseUnavailable, DatabaseTooNew, KeyFileWrong.
    """
    from central.errors import DatabaseUnavailable

    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(type(error).__name__) from error
    with _opened(data, url, may_make=True) as centre:
        yield centre


@contextmanager
def existing_centre(data: Path, url: str | None = None) -> Iterator[Centre]:
    """Open the centre that is there; a wrong folder is said, and nothing is made in it.

    Raises DatabaseNotCreated and what `open_centre` raises.
    """
    from central.errors import DatabaseNotCreated

    if url is None and not (data / _DATABASE).is_file():
        raise DatabaseNotCreated
    with _opened(data, url, may_make=False) as centre:
        yield centre


@contextmanager
def _opened(data: Path, url: str | None, *, may_make: bool) -> Iterator[Centre]:
    from central import sites
    from central.centre import Centre
    from central.database import Database
    from central.keys import load_key, load_or_make_key

    database = Database(data / _DATABASE if url is None else url)
    try:
        if may_make:
            database.create()
        database.check()
        with database.reading() as connection:
            is_used = bool(sites.codes(connection))
        # The desks of a centre trust the key that it had: another one would shut all of them out.
        key = load_key(data / _KEY) if is_used else load_or_make_key(data / _KEY)
        yield Centre(database, key)
    finally:
        database.close()


def _progress(done: int) -> None:
    print(f"\r{done} people", end="", file=sys.stderr, flush=True)
