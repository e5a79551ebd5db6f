"""What every `sync.ports.Ledger` does, whatever it is made of.

To hold an implementation to it: subclass :class:`LedgerContract` in a test module (name
the class ``Test...``) and give it a fixture ``home`` that returns a :class:`Home`.
"""

from __future__ import annotations

from typing import Protocol

import pytest
from msgspec.structs import replace

from immunization.entries import Body
from immunization.ids import EntryId
from records.chain import genesis, links
from records.lines import StoredEntry, read_line
from records.seals import Head, Signed
from sync.errors import ForkedChain
from sync.ports import Ledger
from tests import writing

BIG = 1_000_000


class Home(Protocol):
    """A desk's database under test: its ledger, and the desk's own pen."""

    @property
    def ledger(self) -> Ledger:
        """The ledger under test; its author is ``author``."""

    def append(self, written: bytes) -> None:
        """Append an entry to the desk's own chain, as a nurse's save does."""

    def holds(self, entry: EntryId) -> bool:
        """Whether the journal holds this entry, its own or another's."""


def write(home: Home, *bodies: Body) -> list[bytes]:
    """Append some bodies to the desk's chain; return the bytes."""
    pen = writing.Pen(7, seq=home.ledger.head().seq)
    written = [pen.write(body, writing.person(1)) for body in bodies]
    for one in written:
        home.append(one)
    return written


def receipt(home: Home, seq: int) -> Signed:
    """A centre's receipt for the desk's own chain up to ``seq``; the signature was checked."""
    author = home.ledger.author()
    return Signed(Head(author.device, author.epoch, seq, home.ledger.chain_at(seq)), b"s" * 64)


def serious() -> Body:
    return writing.reaction(writing.entry_id(1), "serious")


class LedgerContract:
    """The behaviours; see the module."""

    def test_an_empty_ledger_has_nothing_to_send(self, home: Home) -> None:
        ledger = home.ledger
        assert ledger.unsent(count=10, size=BIG) == []
        assert (ledger.waiting(), ledger.position(), ledger.receipt("centre")) == (0, 0, None)
        author = ledger.author()
        origin = genesis(author.device, author.epoch)
        assert ledger.head() == Head(author.device, author.epoch, 0, origin)

    def test_own_entries_wait_in_order_until_a_receipt(self, home: Home) -> None:
        written = write(home, writing.registered(), writing.arrived(), writing.screened())
        author = home.ledger.author()
        assert home.ledger.unsent(count=10, size=BIG) == [
            StoredEntry(author.device, author.epoch, seq, one) for seq, one in enumerate(written, 1)
        ]
        assert home.ledger.waiting() == 3
        home.ledger.take_receipt("centre", receipt(home, 2))
        assert [one.seq for one in home.ledger.unsent(count=10, size=BIG)] == [3]
        assert home.ledger.waiting() == 1
        assert home.ledger.receipt("centre") == receipt(home, 2).head

    def test_the_chain_is_the_one_of_the_bytes(self, home: Home) -> None:
        written = write(home, writing.registered(), writing.arrived())
        author = home.ledger.author()
        chain = links(genesis(author.device, author.epoch), written)
        assert home.ledger.head() == Head(author.device, author.epoch, 2, chain[1])
        assert [home.ledger.chain_at(seq) for seq in (1, 2)] == chain

    def test_a_batch_is_bounded_by_count_and_size_but_never_empty(self, home: Home) -> None:
        written = write(home, *[writing.arrived(f"A{one:03}") for one in range(6)])
        ledger = home.ledger
        assert len(ledger.unsent(count=4, size=BIG)) == 4
        assert len(ledger.unsent(count=6, size=sum(map(len, written[:3])))) == 3
        assert len(ledger.unsent(count=6, size=1)) == 1

    def test_entries_can_be_read_again_for_an_upstream_that_lost_them(self, home: Home) -> None:
        write(home, *[writing.arrived(f"A{one:03}") for one in range(5)])
        home.ledger.take_receipt("centre", receipt(home, 5))
        assert home.ledger.unsent(count=10, size=BIG) == []
        again = home.ledger.unsent(count=2, size=BIG, after=1)
        assert [one.seq for one in again] == [2, 3]

    def test_an_older_receipt_changes_nothing(self, home: Home) -> None:
        write(home, *[writing.arrived(f"A{one:03}") for one in range(3)])
        old, new = receipt(home, 1), receipt(home, 3)
        home.ledger.take_receipt("centre", new)
        home.ledger.take_receipt("centre", old)
        assert home.ledger.receipt("centre") == new.head
        assert home.ledger.waiting() == 0

    def test_a_receipt_over_another_chain_is_a_fork(self, home: Home) -> None:
        write(home, writing.arrived())
        good = receipt(home, 1)
        for head in (
            replace_chain(good.head, b"\x00" * 32),
            Head(good.head.device, good.head.epoch, 2, b"\x00" * 32),
        ):
            with pytest.raises(ForkedChain):
                home.ledger.take_receipt("centre", Signed(head, good.signature))
        assert home.ledger.receipt("centre") is None
        assert home.ledger.waiting() == 1

    def test_a_receipt_of_the_hub_does_not_end_the_wait_for_the_centre(self, home: Home) -> None:
        write(home, writing.arrived())
        home.ledger.take_receipt("hub", receipt(home, 1))
        assert home.ledger.receipt("hub") == receipt(home, 1).head
        assert (home.ledger.receipt("centre"), home.ledger.waiting()) == (None, 1)

    def test_a_serious_reaction_is_urgent_until_it_is_held(self, home: Home) -> None:
        mild = writing.reaction(writing.entry_id(1))
        written = write(home, writing.arrived(), serious(), mild, serious())
        urgent = home.ledger.unsent_urgent()
        assert [one.written for one in urgent] == [written[1], written[3]]
        home.ledger.took_urgent(read_line(urgent[0]).entry.id)
        assert [one.written for one in home.ledger.unsent_urgent()] == [written[3]]
        assert home.ledger.waiting() == 4
        home.ledger.take_receipt("centre", receipt(home, 4))
        assert home.ledger.unsent_urgent() == []

    def test_what_happens_to_a_serious_reaction_is_urgent_too(self, home: Home) -> None:
        first, other = serious(), writing.reaction(writing.entry_id(1))
        written = write(home, first, other)
        event, mild = (read_line(one).entry.id for one in home.ledger.unsent(count=2, size=BIG))
        written += write(home, writing.follow_up(event), writing.follow_up(mild))
        assert [one.written for one in home.ledger.unsent_urgent()] == [written[0], written[2]]
        written += write(home, writing.follow_up(mild, serious=True))
        urgent = [one.written for one in home.ledger.unsent_urgent()]
        assert urgent == written  # the report that was mild goes ahead with what made it serious

    def test_a_seal_can_be_kept_twice(self, home: Home) -> None:
        write(home, writing.arrived())
        seal = Signed(home.ledger.head(), b"s" * 64)
        home.ledger.take_seal(seal)
        home.ledger.take_seal(seal)

    def test_a_page_is_stored_with_its_position(self, home: Home) -> None:
        other = writing.Pen(2)
        other.write(writing.registered(), writing.person(2))
        other.write(writing.arrived(), writing.person(2))
        home.ledger.take_page(other.written, 17, 4711)
        assert (home.ledger.position(), home.ledger.mark()) == (17, 4711)
        assert all(home.holds(read_line(one).entry.id) for one in other.written)
        assert home.ledger.waiting() == 0

    def test_a_page_that_comes_twice_changes_nothing(self, home: Home) -> None:
        other = writing.Pen(2)
        other.write(writing.registered(), writing.person(2))
        for position in (1, 1, 2):
            home.ledger.take_page(other.written, position)
        assert home.ledger.position() == 2

    def test_an_own_entry_that_comes_back_stays_in_the_own_chain(self, home: Home) -> None:
        write(home, writing.registered())
        home.ledger.take_page(home.ledger.unsent(count=1, size=BIG), 1)
        assert home.ledger.head().seq == 1
        assert home.ledger.waiting() == 1

    def test_an_unreadable_entry_is_passed_over_and_those_behind_it_are_stored(
        self, home: Home
    ) -> None:
        other = writing.Pen(2)
        other.write(writing.registered(), writing.person(2))
        broken = replace(other.written[0], seq=2, written=b"\x00 not an entry")
        other.seq = 2
        other.write(writing.arrived(), writing.person(2))
        home.ledger.take_page([other.written[0], broken, other.written[1]], 3)
        assert home.ledger.position() == 3
        assert home.holds(read_line(other.written[1]).entry.id)


def replace_chain(head: Head, chain: bytes) -> Head:
    return Head(head.device, head.epoch, head.seq, chain)
