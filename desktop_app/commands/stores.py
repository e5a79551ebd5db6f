"""A data folder's store and keys, for the length of a command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from local_db.keys import KeyStore
    from local_db.store import Store


@contextmanager
def open_store(options: argparse.Namespace) -> Iterator[tuple[Store, KeyStore]]:
    """Open the store of ``options.data``; raises the errors of `local_db.errors`."""
    from local_db.keys import keys_of
    from local_db.store import Store

    keys = keys_of(options.data)
    store = Store.open(options.data, keys)
    try:
        yield store, keys
    finally:
        store.close()
