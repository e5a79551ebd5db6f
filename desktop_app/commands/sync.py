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
    """Exchange until caught up; print what went each way."""
    from desktop_app.upstream import exchange_all

    with open_store(options) as (store, keys):
        sent, fetched = exchange_all(store, keys, _report)
    print(f"\rsent {sent}, fetched {fetched}")
    return 0


def _report(progress: Progress) -> None:
    of_all = f"/{progress.head}" if progress.head else ""
    print(
        f"\rwaiting {progress.waiting}, feed {progress.position}{of_all}",
        end="",
        file=sys.stderr,
        flush=True,
    )
