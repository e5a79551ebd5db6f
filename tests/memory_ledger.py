"""A desk's ledger in memory, held to the same contract as the real one."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

import uuid_utils

from immunization import entries
from immunization.entries import (
    EpochBegun,
    ReactionAcknowledged,
    ReactionFollowedUp,
    ReactionReported,
    UnreadableEntry,
)
from immunization.ids import DeviceId, EntryId
from records.chain import genesis, link
from records.journal import Author
from records.lines import StoredEntry, read_line
from records.seals import Head, Holder, Signed
from sync.errors import ForkedChain
from sync.ports import Former
from tests import writing


@dataclass
class MemoryLedger:
    """Implements `sync.ports.Ledger`; also its own `tests.contract.ledger_contract.Home`."""

    device: DeviceId = field(default_factory=lambda: DeviceId(str(uuid.uuid4())))
    epoch: int = 1
    own: list[StoredEntry] = field(default_factory=list)
    chain: list[bytes] = field(default_factory=list)
    others: dict[str, StoredEntry] = field(default_factory=dict)
    unreadable: list[StoredEntry] = field(default_factory=list)
    receipts: dict[Holder, Signed] = field(default_factory=dict)
    seals: dict[int, Signed] = field(default_factory=dict)
    sent_urgent: set[EntryId] = field(default_factory=set)
    feed_position: int = 0
    feed_mark: int = 0
    formers: dict[int, tuple[int, bool]] = field(default_factory=dict)
    held_before: dict[int, int] = field(default_factory=dict)
    pages: int = 0
    told: list[Head] = field(default_factory=list)

    @property
    def ledger(self) -> MemoryLedger:
        return self

    def append(self, written: bytes) -> None:
        author = self.author()
        self.own.append(StoredEntry(author.device, author.epoch, len(self.own) + 1, written))
        self.chain.append(link(self.chain_at(len(self.own) - 1), written))

    def holds(self, entry: EntryId) -> bool:
        return entry in self.ids()

    def ids(self) -> set[str]:
        """The ids of all entries here, own and others'."""
        return {id for one in self.own if (id := _id_of(one))} | set(self.others)

    def author(self) -> Author:
        return Author(self.device, self.epoch)

    def head(self) -> Head:
        last = len(self.own)
        return Head(self.device, self.epoch, last, self.chain_at(last))

    def chain_at(self, seq: int) -> bytes:
        return self.chain[seq - 1] if seq else genesis(self.device, self.epoch)

    def unsent(self, *, count: int, size: int, after: int | None = None) -> list[StoredEntry]:
        first = self._held() if after is None else after
        batch: list[StoredEntry] = []
        for one in self.own[first : first + count]:
            size -= len(one.written)
            if batch and size < 0:
                break
            batch.append(one)
        return batch

    def unsent_urgent(self) -> list[StoredEntry]:
        return [one for one in self.own[self._held() :] if self._is_urgent(one)]

    def waiting(self) -> int:
        held = self.receipt("centre")
        return len(self.own) - (held.seq if held else 0)

    def receipt(self, holder: Holder) -> Head | None:
        signed = self.receipts.get(holder)
        return signed.head if signed else None

    def take_seal(self, signed: Signed) -> None:
        self.seals[signed.head.seq] = signed

    def take_receipt(self, holder: Holder, signed: Signed) -> None:
        head = signed.head
        if head.seq > len(self.own) or self.chain_at(head.seq) != head.chain:
            raise ForkedChain
        last = self.receipt(holder)
        if last is None or last.seq < head.seq:
            self.receipts[holder] = signed

    def vouched(self) -> int:
        return sum(head.seq for head in self.told)

    def take_vouched(self, heads: Sequence[Head]) -> None:
        self.told = list(heads)

    def took_urgent(self, entry: EntryId) -> None:
        self.sent_urgent.add(entry)

    def begin_epoch(self) -> bool:
        held = self.receipt("centre")
        last = held.seq if held else 0
        before = [self.held_before[one] for one in sorted(self.held_before)][-2:]
        if not last and len(before) == 2 and not any(before):
            return False
        kept, carried = self.own[:last], self.own[last:]
        self.others.update({id: one for one in kept if (id := _id_of(one))})
        self.formers[self.epoch] = (last, False)
        self.held_before[self.epoch] = last
        was, self.epoch = self.epoch, self.epoch + 1 + secrets.randbelow(1000)
        self.own, self.chain, self.receipts, self.seals = [], [], {}, {}
        for one in carried:
            self.append(one.written)
        lines = [read_line(one) for one in (*kept, *carried) if _id_of(one)]
        body = EpochBegun(epoch=self.epoch, was=was, held=last, carried=len(carried), why="forked")
        self.append(
            entries.write(
                body,
                id=EntryId(str(uuid_utils.uuid7())),
                at=writing.MORNING,
                lc=max((line.entry.lc for line in lines), default=0) + 1,
                site=lines[0].entry.site if lines else writing.SITE,
                about=self.device,
            )
        )
        return True

    def former(self) -> Former | None:
        left = [epoch for epoch, (_, is_all) in self.formers.items() if not is_all]
        return Former(self.device, left[0], self.formers[left[0]][0]) if left else None

    def take_former(
        self, former: Former, entries: Sequence[StoredEntry], until: int, *, is_all: bool
    ) -> None:
        self.take_page(entries, self.feed_position, self.feed_mark)
        self.formers[former.epoch] = (until, is_all)

    def position(self) -> int:
        return self.feed_position

    def mark(self) -> int:
        return self.feed_mark

    def take_page(self, entries: Sequence[StoredEntry], position: int, mark: int = 0) -> None:
        own = {_id_of(one) for one in self.own}
        for one in entries:
            id = _id_of(one)
            if id is None:
                self.unreadable.append(one)
            elif id not in own:
                self.others.setdefault(id, one)
        self.feed_position, self.feed_mark = position, mark
        self.pages += 1

    def _held(self) -> int:
        return max((signed.head.seq for signed in self.receipts.values()), default=0)

    def _is_urgent(self, stored: StoredEntry) -> bool:
        if _id_of(stored) is None:
            return False
        line = read_line(stored)
        kinds = (ReactionReported, ReactionFollowedUp, ReactionAcknowledged)
        if not isinstance(line.body, kinds) or line.entry.id in self.sent_urgent:
            return False
        return getattr(line.body, "reaction", line.entry.id) in self._serious()

    def _serious(self) -> set[EntryId]:
        """Return the reactions that are serious: as reported, or as a follow-up found them."""
        found: set[EntryId] = set()
        for line in (read_line(one) for one in self.own if _id_of(one) is not None):
            match line.body:
                case ReactionReported(severity="serious"):
                    found.add(line.entry.id)
                case ReactionFollowedUp(reaction=reaction, criteria=criteria) if criteria:
                    found.add(reaction)
        return found


def _id_of(stored: StoredEntry) -> EntryId | None:
    try:
        return read_line(stored).entry.id
    except UnreadableEntry:
        return None
