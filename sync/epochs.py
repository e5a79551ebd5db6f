"""When the upstream holds another chain under this device's name: go on in a new epoch.

It shows by a problem (``forked-chain``), or by a receipt over entries that are not here. Either
way this database was restored from a backup, or is one of two copies. The ledger carries what
is not acknowledged into a chain of its own; what the upstream holds of the former one is
fetched back by its numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sync import columns, wire
from sync.client import Upstream
from sync.errors import ForkedChain, ServerBroken
from sync.limits import MAX_ENTRIES
from sync.ports import Ledger
from sync.wire import Malformed

_MOST_PAGES: Final = 1_000
"""Pages of one round; what is left comes in the next."""


class Epochs:
    """The epochs of one ledger, as far as its upstream has a say in them."""

    def __init__(self, ledger: Ledger, upstream: Upstream) -> None:
        self._ledger = ledger
        self._upstream = upstream

    def begin(self, error: ForkedChain) -> None:
        """Begin a new epoch, because the upstream holds another chain than this one.

        Raises ``error`` if that was done before and did not help: then people have to look.
        """
        if not self._ledger.begin_epoch():
            raise error

    def fetch_back(self, check: Callable[[], None]) -> int:
        """Fetch what the upstream holds of epochs that were left; return how many entries.

        ``check`` is called between two pages; what it raises ends it. Raises the errors of
        `sync.errors`.
        """
        count = 0
        for _ in range(_MOST_PAGES):
            former = self._ledger.former()
            if former is None:
                break
            check()
            page = self._page(former.epoch, former.seq)
            try:
                entries = columns.entries_of(page)
            except Malformed as error:
                raise ServerBroken(str(error)) from error
            if any((one.device, one.epoch) != (former.device, former.epoch) for one in entries):
                raise ServerBroken("entries of another writer than the one asked for")
            self._ledger.take_former(former, entries, page.next, is_all=page.next >= page.head)
            count += len(entries)
        return count

    def _page(self, epoch: int, after: int) -> wire.Page:
        target = f"/v1/chain?epoch={epoch}&after={after}&limit={MAX_ENTRIES}"
        page = self._upstream.line.ask(wire.Page, "GET", target)
        if page.after != after or page.next < after or page.next == after < page.head:
            raise ServerBroken("a stretch of a chain that was not asked for")
        return page
