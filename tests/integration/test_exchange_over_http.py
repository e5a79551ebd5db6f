"""Desks and the centre over real HTTP, on SQLite and PostgreSQL."""

from __future__ import annotations

from tests import writing
from tests.centres import Running


def test_what_one_desk_writes_another_reads(running: Running) -> None:
    one, two = running.enrol(), running.enrol(name="Bàn 2")
    one.write(writing.registered())
    one.write(writing.arrived())
    done = one.cycle().run()
    assert (done.pushed, one.ledger.waiting()) == (2, 0)
    two.cycle().run()
    assert one.ledger.ids() <= two.ledger.ids()
