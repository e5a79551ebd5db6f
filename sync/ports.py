"""What synchronising needs of a desk's database, without knowing it.

`local_db.ledger` is the real one; the contract test in `tests/contract` holds every
implementation to what stands here. All calls are made from the sync thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from immunization.ids import DeviceId, EntryId
from records.journal import Author
from records.lines import StoredEntry
from records.seals import Head, Holder, Signed


@dataclass(frozen=True, slots=True)
class Former:
    """An epoch that this device left, fetched back up to and with its entry ``seq``."""

    device: DeviceId
    epoch: int
    seq: int


class Ledger(Protocol):
    """The desk's side of the exchange: what is not yet held upstream, and where the feed stands."""

    def author(self) -> Author:
        """Return the device and epoch that write here."""

    def head(self) -> Head:
        """Return the end of the own chain: what a seal over everything here is over."""

    def chain_at(self, seq: int) -> bytes:
        """Return the own chain's value after entry ``seq`` (32 bytes); at 0 it is the genesis."""

    def unsent(self, *, count: int, size: int, after: int | None = None) -> list[StoredEntry]:
        """Return own entries after the upstream's last receipt, in order.

        At most ``count`` entries and ``size`` bytes, but at least one entry if there is any.
        With ``after``, those after that sequence number instead: for an upstream that was
        restored from a backup and holds less than its receipt said.
        """

    def unsent_urgent(self) -> list[StoredEntry]:
        """Return own entries that must not wait behind a backlog and are not held upstream.

        They are the serious reactions (``reaction.reported``, serious then or found to be by a
        follow-up), their follow-ups and that a supervisor has seen them; oldest first. Held
        upstream means: within a receipt, or named by :meth:`took_urgent`.
        """

    def waiting(self) -> int:
        """Return how many own entries the centre has not acknowledged."""

    def receipt(self, holder: Holder) -> Head | None:
        """Return the last receipt of the hub or the centre, or None."""

    def take_seal(self, signed: Signed) -> None:
        """Keep a seal that is about to be sent."""

    def take_receipt(self, holder: Holder, signed: Signed) -> None:
        """Keep a receipt whose signature was checked.

        Raises `sync.errors.ForkedChain` if it is over another chain than the one kept here, or
        over entries that are not here; an older one than the last changes nothing.
        """

    def vouched(self) -> int:
        """Return the sum of the numbers that :meth:`take_vouched` was told last; 0 before that."""

    def take_vouched(self, heads: Sequence[Head]) -> None:
        """Keep up to where the centre has the chains of the site's other devices.

        In place of what was told before. Each was said by the centre and passed on by a hub.
        """

    def took_urgent(self, entry: EntryId) -> None:
        """Remember that an urgent entry is held upstream."""

    def begin_epoch(self) -> bool:
        """Go on in a new epoch: the upstream holds another chain under the present one.

        All own entries that the centre has not acknowledged are carried into it, byte for byte
        and in order, and an ``epoch.begun`` follows them. False, and nothing done, if the last
        epochs were begun in vain: the upstream acknowledged nothing of them.
        """

    def former(self) -> Former | None:
        """Return an epoch that was left and not yet fetched back, or None."""

    def take_former(
        self, former: Former, entries: Sequence[StoredEntry], until: int, *, is_all: bool
    ) -> None:
        """Store entries of an epoch that was left, and that it is fetched ``until`` there.

        They are not part of the own chain: the upstream has them. One that is here already
        changes nothing.
        """

    def position(self) -> int:
        """Return the feed position up to which everything is stored here; 0 at first."""

    def mark(self) -> int:
        """Return what the feed was known by at that position; 0 if that is not known."""

    def take_page(self, entries: Sequence[StoredEntry], position: int, mark: int = 0) -> None:
        """Store a page of the feed and move the position, in one transaction.

        ``mark`` is what the feed is known by there, 0 if that is not known. An entry that is
        here already changes nothing. One whose envelope cannot be read is
        passed over (its writer keeps it): the position moves all the same.
        """
