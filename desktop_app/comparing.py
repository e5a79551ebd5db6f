"""Comparing with the upstream, joined with the desk's store."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from local_db.keys import KeyStore
    from local_db.ledger import DeskLedger
    from local_db.store import Store
    from sync.client import Upstream
    from sync.comparing import Comparing, Verdict
    from sync.reconciling import Reconciler

_DAY: Final = 86_400


def comparing(
    store: Store, ledger: DeskLedger, keys: KeyStore, told: Callable[[Verdict], None]
) -> Comparing:
    """Return what compares this desk with the upstream that it has at the time."""
    from local_db.shelf import DeskShelf
    from sync.comparing import Comparing
    from sync.mending import DeskMender
    from sync.reconciling import Reconciler

    def make(upstream: Upstream) -> Reconciler:
        mender = DeskMender(ledger, upstream, keys.device_key() or b"")
        return Reconciler(mender, DeskShelf(store), upstream)

    return Comparing(make, told, lambda: int(time.time()) // _DAY)
