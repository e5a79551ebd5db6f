"""``bantiem sync``: one round with the upstream, without a window."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from desktop_app.commands.stores import open_store

if TYPE_CHECKING:
    from sync.cycle import Progress


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    sync = parsers.add_parser("sync", help="send what waits and fetch what is new, once")
    sync.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Do rounds until caught up; print what went each way."""
    from desktop_app.upstream import connector, mark_synced, one_at_a_time
    from local_db.ledger import DeskLedger
    from sync.cycle import Cycle

    with open_store(options) as (store, keys), one_at_a_time(store):
        upstream = connector(store, keys)()
        key = keys.device_key() or b""
        cycle = Cycle(DeskLedger(store), upstream, key, report=_report)
        pushed = pulled = 0
        caught_up = False
        while not caught_up:
            done = cycle.run()
            pushed, pulled, caught_up = (
                pushed + done.pushed,
                pulled + done.pulled,
                done.is_caught_up,
            )
        mark_synced(store, upstream.offset).result()
        upstream.close()
    print(f"\rsent {pushed}, fetched {pulled}")
    return 0


def _report(progress: Progress) -> None:
    print(
        f"\rwaiting {progress.waiting}, feed {progress.position}/{progress.head}",
        end="",
        file=sys.stderr,
        flush=True,
    )
