"""``bantiem backup``: an encrypted copy of the desk's database, proved before it counts."""

from __future__ import annotations

import argparse


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    backup = parsers.add_parser("backup", help="copy this desk's database, open or not")
    backup.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Copy it beside itself and print where.

    Raises NoDeskHere, KeyMissing, DiskFull, BackupFailed.
    """
    from desktop_app.commands.stores import see_a_desk
    from local_db import backup
    from local_db.connecting import FILE
    from local_db.errors import BackupFailed
    from local_db.keys import keys_of

    see_a_desk(options)
    key = keys_of(options.data).database_key()
    try:
        made = backup.make(options.data / FILE, key, why="by-hand")
    except OSError as error:
        # The folder of the copies cannot be made, or an old copy cannot be taken away.
        raise BackupFailed(type(error).__name__) from error
    print(made)
    return 0
