"""The desk's side of synchronising, over its store: see `sync.ports.Ledger`.

Called from the sync thread only. What is written here waits behind a nurse's saves, and a
page of the feed is stored in short pieces between which a save can go.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from immunization.ids import EntryId
from local_db import epochs, node, seen, tables
from local_db.changes import Origin
from local_db.question import Question
from local_db.store import Store
from records import journal, projection
from records import tables as records_tables
from records.chain import genesis
from records.journal import Author
from records.lines import StoredEntry, read_line
from records.seals import Head, Holder, Signed
from sync.errors import ForkedChain
from sync.ports import Former

T = TypeVar("T")

PIECE: Final = 60
"""Entries of a page between two looks at the clock and at whether somebody waits: some 5 ms."""

SPELL: Final = 0.015
"""Seconds after which a transaction ends: a save that comes meanwhile waits no longer than that
and the commit, however many pages of a large register the entries touch."""

LONG_SPELL: Final = 0.3
"""The same where nobody has saved for a while: each commit has its price."""


# Where an entry says whom it is about. Only the order of work hangs on it, so a look is enough.
_ABOUT = re.compile(rb'"about":"([0-9a-f-]{36})"')

_entry, _receipt = records_tables.entry.c, tables.receipt.c
_reaction = records_tables.reaction.c

_SERIOUS: Final = Question(select(_reaction.reaction_id).where(_reaction.severity == "serious"))
_URGENT: Final = Question(
    select(_entry.seq, _entry.written)
    .where(
        _entry.subject.in_(select(_reaction.person_id).where(_reaction.severity == "serious")),
        or_(
            _entry.kind == "reaction.reported",
            _entry.kind == "reaction.followed_up",
            _entry.kind == "reaction.acknowledged",
        ),
        _entry.device_id == bindparam("device"),
        _entry.epoch == bindparam("epoch"),
        _entry.entry_id.not_in(select(tables.urgent_held.c.entry_id)),
    )
    .order_by(_entry.seq)
)


def _reaction_of(stored: StoredEntry) -> EntryId:
    """Return which reaction an own entry is about: itself, or the one that it names."""
    line = read_line(stored)
    about: EntryId = getattr(line.body, "reaction", line.entry.id)
    return about


class _Read(Struct, frozen=True):
    """Up to where the feed was read with a page, and the ends of the chains on it."""

    position: int
    mark: int
    ends: Mapping[Author, int]


class DeskLedger:
    """Implements `sync.ports.Ledger` for a store whose desk is enrolled."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def author(self) -> Author:
        """Return the device and epoch that write here. Raises NotEnrolled."""
        with self._store.read() as connection:
            return node.read(connection).author

    def head(self) -> Head:
        """Return the end of the own chain."""
        with self._store.read() as connection:
            return journal.head(connection, node.read(connection).author)

    def chain_at(self, seq: int) -> bytes:
        """Return the own chain's value after entry ``seq``; at 0 it is the genesis."""
        with self._store.read() as connection:
            return _chain_at(connection, node.read(connection).author, seq) or b""

    def unsent(self, *, count: int, size: int, after: int | None = None) -> list[StoredEntry]:
        """Return own entries after the upstream's last receipt, in order and bounded."""
        with self._store.read() as connection:
            own = node.read(connection)
            if after is None:
                after = _held_upstream(connection, own)
            batch: list[StoredEntry] = []
            for stored in journal.read(connection, own.author, after, limit=count):
                size -= len(stored.written)
                if batch and size < 0:
                    break
                batch.append(stored)
            return batch

    def unsent_urgent(self) -> list[StoredEntry]:
        """Return own serious reactions that are not held upstream, oldest first.

        And what happened to them since: a follow-up, that a supervisor has seen it.
        """
        with self._store.read() as connection:
            own = node.read(connection)
            found = _URGENT.all(connection, device=own.device, epoch=own.epoch)
            # Asked after each save, and mostly there is none.
            held = _held_upstream(connection, own) if found else 0
            waiting = [row for row in found if row[0] > held]
            serious = set(_SERIOUS.column(connection)) if waiting else set()
        entries = (StoredEntry(own.device, own.epoch, seq, written) for seq, written in waiting)
        return [one for one in entries if _reaction_of(one) in serious]

    def waiting(self) -> int:
        """Return how many own entries the centre has not acknowledged."""
        with self._store.read() as connection:
            author = node.read(connection).author
            held = _last_receipt(connection, "centre", author)
            return journal.head(connection, author).seq - (held.seq if held else 0)

    def receipt(self, holder: Holder) -> Head | None:
        """Return the last receipt of the hub or the centre, or None."""
        with self._store.read() as connection:
            return _last_receipt(connection, holder, node.read(connection).author)

    def take_seal(self, signed: Signed) -> None:
        """Keep a seal that is about to be sent."""
        self._write(lambda connection: journal.add_seal(connection, signed), "sync")

    def take_receipt(self, holder: Holder, signed: Signed) -> None:
        """Keep a receipt whose signature was checked. Raises ForkedChain."""
        self._write(lambda connection: _take_receipt(connection, holder, signed), "sync")
        self._store.remember()

    def vouched(self) -> int:
        """Return the sum of what the hub told last of the site's other chains."""
        with self._store.read() as connection:
            return seen.told(connection)

    def take_vouched(self, heads: Sequence[Head]) -> None:
        """Keep up to where the centre has the chains of other devices, as the hub told."""
        self._write(lambda connection: seen.keep_told(connection, heads), "sync")

    def took_urgent(self, entry: EntryId) -> None:
        """Remember that an urgent entry is held upstream."""
        held = tables.urgent_held

        def work(connection: Connection) -> None:
            connection.execute(delete(held).where(held.c.entry_id == entry))
            connection.execute(insert(held).values(entry_id=entry))

        self._write(work, "sync")

    def begin_epoch(self) -> bool:
        """Go on in a new epoch with all that the centre has not acknowledged."""

        def work(connection: Connection) -> bool:
            if epochs.is_in_vain(connection):
                return False
            epochs.begin(connection, epochs.FORKED)
            return True

        return self._write(work, "sync")

    def former(self) -> Former | None:
        """Return an epoch that was left and not yet fetched back, or None."""
        with self._store.read() as connection:
            found = epochs.unfetched(connection)
        if found is None:
            return None
        author, after = found
        return Former(author.device, author.epoch, after)

    def take_former(
        self, former: Former, entries: Sequence[StoredEntry], until: int, *, is_all: bool
    ) -> None:
        """Store entries of an epoch that was left, and that it is fetched ``until`` there."""
        for piece in pieces_of(entries):
            self._write(partial(store_piece, piece=piece), "feed")
        left = Author(former.device, former.epoch)
        self._write(lambda c: epochs.fetched(c, left, until, is_all=is_all), "sync")

    def position(self) -> int:
        """Return the feed position up to which everything is stored here."""
        with self._store.read() as connection:
            progress = node.find_progress(connection)
            return progress.position if progress else 0

    def mark(self) -> int:
        """Return what the feed was known by at that position; 0 if that is not known."""
        with self._store.read() as connection:
            progress = node.find_progress(connection)
            return progress.mark if progress else 0

    def take_page(self, entries: Sequence[StoredEntry], position: int, mark: int = 0) -> None:
        """Store a page of the feed; the position moves with the last of it.

        In one transaction if that is short and nobody waits at the desk; else what is stored so
        far is committed and a save goes first. A cut between the two leaves entries without their
        position: they come again, and storing one again does nothing.
        """
        pieces = pieces_of(entries)
        read = _Read(position, mark, seen.ends_of(entries))
        done = self._write(partial(self._store_some, pieces, 0, read), "feed")
        while done < len(pieces):
            done = self._write(partial(self._store_some, pieces, done, read), "feed")
        self._store.fold_log_in()

    def _store_some(
        self,
        pieces: Sequence[Sequence[StoredEntry]],
        done: int,
        read: _Read,
        connection: Connection,
    ) -> int:
        # Not `monotonic`: before Python 3.13 it goes in steps of 16 ms on Windows, a whole spell.
        end = time.perf_counter() + (LONG_SPELL if self._store.is_resting else SPELL)
        for piece in pieces[done:]:
            store_piece(connection, piece)
            done += 1
            if done < len(pieces) and (self._store.is_wanted or time.perf_counter() > end):
                return done
        connection.execute(update(tables.node).values(position=read.position, mark=read.mark))
        seen.keep(connection, read.ends, is_begun_anew=read.position == 0)
        return done

    def _write(self, work: Callable[[Connection], T], origin: Origin) -> T:
        return self._store.write(work, background=True, origin=origin).result()


def pieces_of(entries: Sequence[StoredEntry]) -> list[Sequence[StoredEntry]]:
    """Cut a page; each subject's entries come together, so that it is folded once."""
    together = sorted(entries, key=_subject)
    return [together[at : at + PIECE] for at in range(0, len(together), PIECE)]


def _subject(stored: StoredEntry) -> str:
    found = _ABOUT.search(stored.written)
    return found[1].decode("ascii") if found else ""


def store_piece(connection: Connection, piece: Sequence[StoredEntry]) -> None:
    """Store entries of others; one that is here already changes nothing."""
    outcome = projection.store(connection, [(stored, None) for stored in piece])
    for stored in outcome.unreadable:
        _keep_unreadable(connection, stored)
    if outcome.new:
        node.saw(connection, max(line.entry.lc for line in outcome.new))


def _keep_unreadable(connection: Connection, stored: StoredEntry) -> None:
    kept = tables.unreadable
    place = (
        kept.c.device_id == stored.device,
        kept.c.epoch == stored.epoch,
        kept.c.seq == stored.seq,
    )
    connection.execute(delete(kept).where(*place))
    connection.execute(
        insert(kept).values(
            device_id=stored.device, epoch=stored.epoch, seq=stored.seq, written=stored.written
        )
    )


def _take_receipt(connection: Connection, holder: Holder, signed: Signed) -> None:
    head = signed.head
    author = Author(head.device, head.epoch)
    if _chain_at(connection, author, head.seq) != head.chain:
        raise ForkedChain(f"receipt of the {holder} at entry {head.seq}")
    last = _last_receipt(connection, holder, author)
    if last is not None and last.seq >= head.seq:
        return
    connection.execute(
        delete(tables.receipt).where(
            _receipt.holder == holder,
            _receipt.device_id == head.device,
            _receipt.epoch == head.epoch,
        )
    )
    connection.execute(
        insert(tables.receipt).values(
            holder=holder,
            device_id=head.device,
            epoch=head.epoch,
            seq=head.seq,
            chain=head.chain,
            signature=signed.signature,
        )
    )


def _held_upstream(connection: Connection, own: node.Node) -> int:
    """Return up to where the present upstream itself holds the own chain.

    What the centre holds goes to a hub all the same: were the centre put back from a backup, the
    hub could else not bring it again, and the desk behind it would not hear of it.
    """
    held = _last_receipt(connection, own.upstream_role, own.author)
    return held.seq if held else 0


def _last_receipt(connection: Connection, holder: Holder, author: Author) -> Head | None:
    row = connection.execute(
        select(_receipt.seq, _receipt.chain).where(
            _receipt.holder == holder,
            _receipt.device_id == author.device,
            _receipt.epoch == author.epoch,
        )
    ).first()
    return None if row is None else Head(author.device, author.epoch, row.seq, bytes(row.chain))


def _chain_at(connection: Connection, author: Author, seq: int) -> bytes | None:
    if seq == 0:
        return genesis(author.device, author.epoch)
    chain = connection.execute(
        select(_entry.chain).where(
            _entry.device_id == author.device,
            _entry.epoch == author.epoch,
            _entry.seq == seq,
            _entry.chain.isnot(None),
        )
    ).scalar_one_or_none()
    return None if chain is None else bytes(chain)
