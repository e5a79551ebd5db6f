"""The way up: each chain in its writer's own pieces, under its writer's own seals.

The hub's own chain goes first, because it may say who the next writer is. A chain that
the centre does not take holds up no other: it is tried again later.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from central import brought, chains, displaced, hub, relayed, sites, subscriptions
from central.centre import Centre
from central.hub import Hub
from central.relayed import Piece
from records import seals
from records.chain import links
from records.journal import Author
from records.seals import Head
from sync.answers import Gap
from sync.client import Acknowledged, Upstream
from sync.errors import ForkedChain, ServerBroken, ServerRefused
from sync.limits import MAX_ENTRIES
from sync.point import Point

_log = logging.getLogger(__name__)

_FORKED_AGAIN: Final = 10.0
_AGAIN: Final = 30.0
"""Seconds after which a chain that the centre refused is tried again."""


class Up:
    """Sends what a hub holds and the centre has not acknowledged."""

    def __init__(
        self,
        centre: Centre,
        own: Hub,
        upstream: Upstream,
        patience: float,
        read_again: Callable[[], None],
    ) -> None:
        self._centre = centre
        self._database = centre.database
        self._hub = own
        self._upstream = upstream
        self._patience = patience
        self._read_again = read_again
        self._refused: dict[Author, float] = {}
        self._has_forked: set[Author] = set()

    def step(self) -> bool:
        """Send what waits, one batch of each chain; raises the errors of `sync.errors`."""
        busy = self._send_urgent()
        with self._database.reading() as connection:
            behind = relayed.behind(connection, self._hub.site)
        behind.sort(key=lambda author: author.device != self._hub.author.device)
        for author in behind:
            if self._refused.get(author, 0.0) <= time.monotonic():
                busy = self._send_next(author) or busy
        return self._ask_for_subjects() or busy

    def wait(self) -> None:
        """Wait until a desk has brought something, or for a while."""
        self._centre.traffic.wait_for_work(self._patience)

    def _send_next(self, author: Author) -> bool:
        """Send the next piece of a chain and keep the centre's receipt; tell whether it did."""
        with self._database.reading() as connection:
            held = relayed.held_by_centre(connection, author)
            piece = self._piece(author, held.seq)
            told = hub.told_of(connection)
        if piece is None:
            return False
        try:
            self._check(held, piece)
            answer = self._upstream.push(piece.entries, held.chain, piece.seal, told=told)
            self._took(piece, answer)
        except Gap as gap:
            # The centre holds less than it said: from there again, under the same seals.
            with self._database.writing() as connection:
                relayed.keep_less(connection, gap)
        except ForkedChain:
            return self._forked(author, piece)
        except ServerRefused as error:
            _log.warning("the centre refuses a chain of %s: %s", author.device, error.detail)
            self._refused[author] = time.monotonic() + _AGAIN
            return False
        return True

    def _piece(self, author: Author, after: int) -> Piece | None:
        with self._database.reading() as connection:
            if author != self._hub.author:
                return relayed.next_piece(connection, self._hub.site, author, after)
            found = relayed.entries_after(connection, self._hub.site, author, after)
            held = relayed.held_by_centre(connection, author)
        if not found:
            return None
        before = held.chain
        chain = links(before, (one.written for one in found))[-1]
        head = Head(author.device, author.epoch, found[-1].seq, chain)
        return Piece(found, seals.sign_head(self._centre.key.private, "seal", head))

    def _check(self, held: Head, piece: Piece) -> None:
        chain = links(held.chain, (one.written for one in piece.entries))[-1]
        if chain != piece.seal.head.chain:
            raise ForkedChain("the centre holds another chain than was brought here")

    def _took(self, piece: Piece, answer: Acknowledged) -> None:
        if answer.receipt.head.seq < piece.seal.head.seq:
            raise ServerBroken("a receipt that does not cover the batch")
        refused = {one.seq for one in answer.results if one.outcome == "quarantined"}
        taken = [one for one in piece.entries if one.seq not in refused]
        with self._database.writing() as connection:
            relayed.keep_receipt(connection, answer.receipt)
            if answer.end:
                hub.was_told(connection, answer.end)
            brought.release(connection, self._hub.site, taken)
        # Also when the feed did not grow: a desk waits for the receipt.
        self._centre.traffic.wake_readers(self._hub.site)

    def _forked(self, author: Author, piece: Piece) -> bool:
        """Deal with a chain of which the centre holds another branch.

        Mostly the way down soon brings the other branch, and sets this one aside from where they
        part (`central.brought`). Only if it has not by the next time is it done from here.
        """
        self._refused[author] = time.monotonic() + _FORKED_AGAIN
        if author not in self._has_forked:
            _log.error("another copy of %s has brought its entries to the centre", author.device)
            self._has_forked.add(author)
            return False
        with self._database.writing() as connection:
            site = sites.lock(connection, self._hub.site)
            if chains.head(connection, self._hub.site, author).seq >= piece.seal.head.seq:
                first = piece.entries[0].seq
                displaced.move_aside(connection, site, author, first)
                sites.save(connection, site)
                displaced.close(connection, author)
                hub.move_to(connection, Point())
                self._read_again()
        return True

    def _send_urgent(self) -> bool:
        with self._database.reading() as connection:
            waiting = relayed.urgent_waiting(connection, self._hub.site)
        for stored, signature in waiting:
            try:
                self._upstream.pass_urgent(stored, signature)
            except ServerRefused as error:
                # It comes with its chain, where a refusal is dealt with.
                _log.warning("the centre refuses an urgent entry: %s", error.detail)
            with self._database.writing() as connection:
                relayed.sent_urgent(connection, stored)
        return bool(waiting)

    def _ask_for_subjects(self) -> bool:
        with self._database.reading() as connection:
            waiting = subscriptions.waiting(connection, MAX_ENTRIES)
        if waiting:
            self._upstream.subscribe([subject for subject, _ in waiting])
            with self._database.writing() as connection:
                subscriptions.mark_served(connection, waiting)
        return bool(waiting)
