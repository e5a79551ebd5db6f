"""``bantiem trust [FILE]``: whose certificates this desk believes, and as of when."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from desktop_app import trust_file


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    made = parsers.add_parser("trust", help="show or replace the trust list for certificates")
    made.add_argument("file", nargs="?", type=Path, help="a new list, checked before it is taken")
    made.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Replace the list where a file is named, and say what is in force.

    Raises TrustListUnreadable, TrustListNotKept; the old list then stays. A desk that is open
    takes the new one at the next sign-in.
    """
    folder: Path = options.data
    if options.file is None:
        held = trust_file.load(folder)
    else:
        held = trust_file.keep(folder, trust_file.read_bytes(options.file))
    days = held.days_old(datetime.now(UTC))
    if days is None:
        print("-")
        return 0
    signers = sum(map(len, held.hc1.values()))
    print(f"{held.as_of:%Y-%m-%d} ({days} d)  HC1 {signers}  SHC {len(held.shc)}")
    return 0
