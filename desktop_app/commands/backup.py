"""``bantiem backup``: an encrypted copy of the desk's database, proved before it counts."""

from __future__ import annotations

import argparse


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    backup = parsers.add_parser("backup", help="copy this desk's database, open or not")
    backup.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Copy it beside itself and print where; raises KeyMissing, DiskFull, BackupFailed."""
    from local_db import backup
    from local_db.connecting import FILE
    from local_db.keys import keys_of

    key = keys_of(options.data).database_key()
    print(backup.make(options.data / FILE, key, why="by-hand"))
    return 0
