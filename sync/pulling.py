"""Pull the feed until its end.

While a page is being stored, the next one is already on its way. The position moves with
what is stored, never with what was asked for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final

from records.lines import StoredEntry
from sync import columns
from sync.ahead import Ahead
from sync.client import Known, Upstream
from sync.errors import FeedWentBack, ForkedChain, OtherFeed, ServerBroken, ServerUnreachable
from sync.pace import Pace
from sync.ports import Ledger
from sync.wire import Malformed, Page

_MOST_PAGES: Final = 1_000
"""Pages of one round: two million entries. What is left comes in the next round."""
_STANDSTILLS: Final = 3
"""Pages in a row that may bring nothing although there is said to be more."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """A page that is stored: how many entries, and where the feed stands of how much."""

    count: int
    position: int
    head: int


@dataclass(frozen=True, slots=True)
class _Checked:
    entries: list[StoredEntry]
    page: Page


def known_of(ledger: Ledger, upstream: Upstream) -> Known:
    """Return up to where the own chain is known to be held, by an upstream and by the centre.

    And, of a hub, what it said of the site's other chains.
    """
    here, centre = (ledger.receipt(holder) for holder in (upstream.holder, "centre"))
    return Known(
        here.seq if here else 0,
        centre.seq if centre else 0,
        ledger.vouched() if upstream.holder == "hub" else None,
    )


class Puller:
    """Pulls one upstream's feed into one ledger."""

    def __init__(self, ledger: Ledger, upstream: Upstream) -> None:
        self._ledger = ledger
        self._upstream = upstream
        self.pace = Pace()
        self.lost_after: int | None = None
        """Up to where the upstream holds the own chain, if it lost what it had acknowledged."""

    def pull(self, each: Callable[[Pulled], None]) -> bool:
        """Pull until the feed's end; tell whether it was reached within one round's pages.

        ``each`` is called after each page that is stored. Raises the errors of `sync.errors`;
        what ``each`` raises ends it too. When the feed ends before what was read of it, or is
        another there, the upstream was restored from a backup and gives those positions to
        others: the next round reads it from its start.
        """
        try:
            return self._pull(each)
        except OtherFeed:
            self._ledger.take_page([], 0)
            raise

    def _pull(self, each: Callable[[Pulled], None]) -> bool:
        epoch = self._ledger.author().epoch
        position, mark = self._ledger.position(), self._ledger.mark()
        known = known_of(self._ledger, self._upstream)
        self.lost_after = None
        still = 0
        coming: Future[_Checked] | None = None
        with Ahead() as ahead:
            for _ in range(_MOST_PAGES):
                asked = (position, mark, epoch, known)
                checked = coming.result() if coming else self._checked(*asked)
                page, coming = checked.page, None
                self._take_receipts(page, known)
                is_news, mark = bool(page.mark), page.mark or mark
                if position < page.next < page.head:
                    coming = ahead.call(self._checked, page.next, mark, epoch, known)
                still = 0 if page.next > position else still + 1
                if page.next > position or is_news:
                    self._ledger.take_page(checked.entries, page.next, mark)
                    position = page.next
                each(Pulled(len(checked.entries), position, page.head))
                if position == page.head:
                    return True
                if still >= _STANDSTILLS:
                    raise ServerBroken("a feed that does not move on")
        return False

    def _take_receipts(self, page: Page, known: Known) -> None:
        own = self._ledger.head()
        of_centre = self._upstream.checked_centre(page.centre, own)
        if of_centre is not None:
            self._ledger.take_receipt("centre", of_centre)
        if page.others and self._upstream.holder == "hub":
            self._ledger.take_vouched(self._upstream.checked_others(page.others))
        if page.here is None:
            return
        here = self._upstream.checked(page.here, own)
        if here.head.seq >= known.here:
            self._ledger.take_receipt(self._upstream.holder, here)
        elif self._ledger.chain_at(here.head.seq) != here.head.chain:
            raise ForkedChain("the upstream holds another chain")
        else:
            self.lost_after = here.head.seq

    def _checked(self, position: int, mark: int, epoch: int, known: Known) -> _Checked:
        """Ask for the page after a position, and see that it is one."""
        count = self.pace.count
        begun = time.monotonic()
        try:
            page = self._upstream.page(position, count, without=epoch, known=known, mark=mark)
        except ServerUnreachable:
            self.pace.failed()
            raise
        self.pace.took(max(len(page.entries), 1), time.monotonic() - begun)
        if page.head < position:
            raise OtherFeed(f"at {position}, the upstream ends at {page.head}")
        if page.next < position:
            raise FeedWentBack(f"at {position}, the upstream goes on at {page.next}")
        if page.after != position or page.next > page.head or len(page.entries) > count:
            raise ServerBroken("a page that was not asked for")
        try:
            return _Checked(columns.entries_of(page), page)
        except Malformed as error:
            raise ServerBroken(str(error)) from error
