"""How a hub makes good what it found by comparing with the centre."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from itertools import groupby

from central import brought, chains, hub, relayed
from central.centre import Centre
from central.hub import Hub
from central.hub_shelf import Horizon
from central.relayed import Piece
from records import seals
from records.chain import links
from records.journal import Author
from records.lines import StoredEntry
from records.seals import Head
from sync.answers import Gap
from sync.client import Acknowledged, Upstream
from sync.errors import ServerRefused
from sync.held import Place

_log = logging.getLogger(__name__)


class HubMender:
    """Implements `sync.held.Mender` for a hub, as of a moment."""

    def __init__(self, centre: Centre, own: Hub, upstream: Upstream, horizon: Horizon) -> None:
        self._centre, self._hub = centre, own
        self._upstream, self._horizon = upstream, horizon

    def position(self) -> int:
        """Return the position in the centre's feed up to which everything is stored here."""
        with self._centre.database.reading() as connection:
            return hub.read_up_to(connection).position

    def can_send(self, place: Place) -> bool:
        """Tell whether an entry lies in a chain that a desk brought here."""
        return self._horizon.was_brought(place)

    def keep(self, entries: Sequence[StoredEntry]) -> Sequence[StoredEntry]:
        """Put entries into the feed here, as if they had just come down."""
        with self._centre.database.writing() as connection:
            grew = brought.store(connection, self._hub.site, entries, self._centre.clock())
        if grew:
            self._centre.traffic.feed_grew(self._hub.site)
        return entries

    def send_again(self, missing: Sequence[Place]) -> Sequence[Place]:
        """Send what lies in chains again, under their writers' seals; the last of each first."""
        own = self._hub.author.device
        sent: list[Place] = []
        # The own chain first: it may say who the next writer is.
        for author, places in _by_chain(sorted(missing, key=lambda one: (one.device != own, one))):
            sent += self._send_chain(author, [place.seq for place in places])
        return sent

    def see_what_is_held(self) -> None:
        """Send the end of each chain again: a centre that lost it says what it holds instead.

        The way up (`central.relay_up`) then goes on from there.
        """
        with self._centre.database.reading() as connection:
            ends = relayed.acknowledged_ends(connection, self._hub.site)
        self.send_again(ends)

    def _send_chain(self, author: Author, seqs: list[int]) -> Iterator[Place]:
        seqs = sorted(seqs, reverse=True)
        while seqs:
            found = self._piece(author, seqs[0])
            if found is None:
                return
            before, piece = found
            try:
                answer = self._upstream.push(piece.entries, before.chain, piece.seal)
            except Gap as gap:
                with self._centre.database.writing() as connection:
                    relayed.keep_less(connection, gap)
                self._centre.traffic.wake_projector()
                return
            except ServerRefused as error:
                _log.warning("the centre refuses a chain of %s: %s", author.device, error.detail)
                return
            self._note_refused(author, answer)
            yield from (Place(author.device, author.epoch, seq) for seq in seqs if seq > before.seq)
            seqs = [seq for seq in seqs if seq <= before.seq]

    def _piece(self, author: Author, seq: int) -> tuple[Head, Piece] | None:
        with self._centre.database.reading() as connection:
            if author != self._hub.author:
                return relayed.piece_around(connection, self._hub.site, author, seq)
            # What the hub wrote itself is little, and it can seal it anywhere.
            before = chains.origin(author)
            found = relayed.entries_after(connection, self._hub.site, author, 0)
        if len(found) < seq:
            return None
        chain = links(before.chain, (one.written for one in found))[-1]
        head = Head(author.device, author.epoch, found[-1].seq, chain)
        seal = seals.sign_head(self._centre.key.private, "seal", head)
        return before, Piece(found, seal)

    def _note_refused(self, author: Author, answer: Acknowledged) -> None:
        refused = [one for one in answer.results if one.outcome == "quarantined"]
        if refused:
            with self._centre.database.writing() as connection:
                for one in refused:
                    relayed.refuse(connection, author, one.seq, one.code)


def _by_chain(places: Sequence[Place]) -> Iterator[tuple[Author, Iterator[Place]]]:
    return groupby(places, key=lambda place: Author(place.device, place.epoch))
