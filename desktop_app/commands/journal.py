"""``bantiem journal verify | show`` and ``bantiem rebuild``."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from desktop_app.commands.stores import open_store
from immunization.errors import KnownError
from immunization.text import Text

if TYPE_CHECKING:
    from local_db.keys import KeyStore
    from records.lines import StoredEntry


class JournalAtFault(KnownError):
    """A chain does not hold."""

    text = Text(
        vi="Nhật ký của máy {device}, kỳ {epoch}, sai ở mục {seq}: {what}. "
        "Đừng ghi thêm, đừng xoá gì, xin báo IT.",
        en="The journal of device {device}, epoch {epoch}, is wrong at entry {seq}: {what}. "
        "Write nothing more, delete nothing, tell IT.",
    )


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    journal = parsers.add_parser("journal", help="prove or print the journal of this desk")
    actions = journal.add_subparsers(required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help="recompute the chain; name the first wrong entry")
    verify.set_defaults(run=run_verify)
    show = actions.add_parser("show", help="print entries readably (they hold personal data)")
    show.add_argument("--after", type=int, default=0, metavar="SEQ", help="begin after this entry")
    show.add_argument("--limit", type=int, default=None, metavar="N", help="at most so many")
    show.set_defaults(run=run_show)
    rebuild = parsers.add_parser("rebuild", help="drop the projected tables and fold them anew")
    rebuild.set_defaults(run=run_rebuild)


def run_verify(options: argparse.Namespace) -> int:
    """Check every chain kept here; raises JournalAtFault for the first that does not hold."""
    from records import journal

    with open_store(options) as (store, keys), store.read() as connection:
        authors = journal.authors(connection)
        for author in authors:
            fault = journal.first_fault(connection, author, _public_key(keys))
            if fault:
                raise JournalAtFault(
                    device=fault.device, epoch=fault.epoch, seq=fault.seq, what=fault.what
                )
            end = journal.head(connection, author)
            print(f"{author.device} epoch {author.epoch}: {end.seq} entries, intact")
        print(f"{journal.count(connection)} entries in all, of this desk and from the feed")
    return 0


def run_show(options: argparse.Namespace) -> int:
    """Print the desk's own entries, one line each."""
    from records import journal

    with open_store(options) as (store, _), store.read() as connection:
        for author in journal.authors(connection):
            print(f"# {author.device} epoch {author.epoch}")
            own = journal.read(connection, author, options.after, options.limit)
            for stored in own:
                print(line_for_people(stored))
    return 0


def run_rebuild(options: argparse.Namespace) -> int:
    """Project every subject anew."""
    from local_db import rebuilding

    with open_store(options) as (store, _):
        done = store.write(lambda connection: rebuilding.rebuild(connection, _progress)).result()
    print(f"\r{done} subjects folded anew")
    return 0


def line_for_people(stored: StoredEntry) -> str:
    """Return an entry as a line: place, time, kind, subject, who, and the body as written."""
    from immunization import entries

    try:
        entry = entries.read(stored.written)
    except entries.UnreadableEntry as error:
        return f"{stored.seq:>7}  cannot be read ({error.detail}): {stored.written[:80]!r}"
    doubt = " clock doubtful" if entry.doubt else ""
    return (
        f"{stored.seq:>7}  {entry.at.isoformat(' ')}{doubt}  {entry.kind:22} {entry.about}"
        f"  by {entry.by or '-'}  {bytes(entry.body).decode()}"
    )


def _progress(done: int) -> None:
    print(f"\r{done} subjects", end="", file=sys.stderr, flush=True)


def _public_key(keys: KeyStore) -> bytes | None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = keys.device_key()
    if private is None:
        return None
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
