from __future__ import annotations

import itertools
import random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, select

from immunization import entries
from records import projection, tables
from records.folds.person import fold_person
from records.folds.person_values import Visit
from records.lines import StoredEntry, read_line
from tests.writing import (
    DAY,
    SITE,
    Pen,
    arrived,
    days,
    device,
    dose,
    entry_id,
    person,
    reaction,
    registered,
    screened,
)


def contents(connection: Connection) -> dict[str, list[str]]:
    return {
        table.name: sorted(map(repr, connection.execute(select(table))))
        for table in tables.PROJECTED
    }


def state_of(stored: list[StoredEntry]) -> dict[str, list[str]]:
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    with engine.begin() as connection:
        for one in stored:
            projection.store(connection, [(one, None)])
        found = contents(connection)
    engine.dispose()
    return found


def visit_of(pen: Pen) -> Visit:
    lines = [read_line(stored) for stored in pen.written]
    return fold_person(person(), lines).visits[SITE, DAY]


@settings(max_examples=60, deadline=None)
@given(days(), st.randoms(use_true_random=False))
def test_rebuilt_tables_equal_those_grown_entry_by_entry(
    stored: list[StoredEntry], chance: random.Random
) -> None:
    chance.shuffle(stored)
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    with engine.begin() as connection:
        for one in stored:
            projection.store(connection, [(one, None)])
        grown = contents(connection)
        projection.rebuild(connection)
        assert contents(connection) == grown
    engine.dispose()


@settings(max_examples=40, deadline=None)
@given(days(), st.randoms(use_true_random=False))
def test_two_nodes_with_the_same_entries_show_the_same_whatever_the_order_of_arrival(
    stored: list[StoredEntry], chance: random.Random
) -> None:
    expected = state_of(stored)
    chance.shuffle(stored)
    # Some entries arrive twice, as they do by two ways.
    assert state_of(stored + stored[:3]) == expected


NEW = entries.IdentityNumber("cccd", "031179004512")
CARD = entries.IdentityNumber("bhyt", "GD4757900000001")


def test_concurrent_edits_keep_whole_values_by_id() -> None:
    # Two desks that cannot see each other, at the same moment of the logical clock.
    one, two = Pen(1), Pen(2)
    one.write(registered(), person())
    two.lc = one.lc
    one.write(entries.PersonCorrected(reason="x", phone="0912000001", numbers=(NEW,)), person())
    two.write(
        entries.PersonCorrected(reason="y", phone="0912000002", name="Lê Thị Vân", numbers=(CARD,)),
        person(),
    )
    stored = [*one.written, *two.written]
    shown = [state_of(list(order)) for order in itertools.permutations(stored)]
    assert all(state == shown[0] for state in shown)

    (row,) = shown[0]["person"]
    assert "Lê Thị Vân" in row, "what only one of them changed stands"
    phones = [phone for phone in ("0912000001", "0912000002") if phone in row]
    numbers = [one.value for one in (NEW, CARD) if one.value in str(shown[0]["person_number"])]
    assert (phones, numbers) in [
        (["0912000001"], [NEW.value]),
        (["0912000002"], [CARD.value]),
    ], "of what both changed one whole value stands, of one desk"


def test_a_voided_dose_stays_voided_however_late_and_often_its_entries_come() -> None:
    here, there = Pen(1), Pen(2)
    here.write(registered(), person())
    here.write(dose(), person())
    there.lc = -1  # its clock stands long before the dose that it voids
    there.write(entries.DoseVoided(dose=entry_id(100_002), reason="not_injected"), person())
    # The dose once more, as a copy of the disk carries it into an epoch of its own.
    again = StoredEntry(device(1), 7, 1, here.written[1].written)
    stored = [*here.written, *there.written, again]
    shown = [state_of(list(order)) for order in itertools.permutations(stored)]
    assert {(len(state["dose"]), "not_injected" in state["dose"][0]) for state in shown} == {
        (1, True)
    }
    assert {str(state["visit"]) for state in shown} == {"[]"}


def test_an_entry_of_an_unknown_kind_is_kept_byte_for_byte(connection: Connection) -> None:
    pen = Pen()
    pen.write(registered(), person())
    later = pen.write(arrived(), person()).replace(b"visit.arrived", b"visit.beamed_in")
    stored = StoredEntry(device(), 1, 2, later)
    projection.store(connection, [(pen.written[0], None), (stored, None)])
    kept = connection.execute(select(tables.entry.c.written).where(tables.entry.c.seq == 2))
    assert kept.scalar_one() == later
    assert connection.execute(select(tables.visit)).first() is None


def test_a_kind_that_has_become_known_is_projected_by_a_rebuild(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    pen = Pen()
    pen.write(registered(), person())
    pen.write(arrived(), person())
    with monkeypatch.context() as older:
        older.setattr("immunization.entries.envelope._bodies", {})
        projection.store(connection, [(stored, None) for stored in pen.written])
        assert connection.execute(select(tables.visit)).first() is None
    projection.rebuild(connection)
    assert connection.execute(select(tables.visit)).first() is not None


def test_a_field_from_a_newer_version_is_passed_over_and_kept(connection: Connection) -> None:
    pen = Pen()
    written = pen.write(registered(), person()).replace(b'"sex"', b'"shoe_size":42,"sex"')
    projection.store(connection, [(StoredEntry(device(), 1, 1, written), None)])
    assert connection.execute(select(tables.person.c.sex)).scalar_one() == "female"
    assert connection.execute(select(tables.entry.c.written)).scalar_one() == written


def test_a_malformed_body_stops_nothing_behind_it(connection: Connection) -> None:
    pen = Pen()
    pen.write(registered(), person())
    broken = pen.write(dose(), person()).replace(b'"volume":0.3', b'"volume":"much"')
    pen.write(arrived(), person())
    entered = [pen.written[0], StoredEntry(device(), 1, 2, broken), pen.written[2]]
    outcome = projection.store(connection, [(stored, None) for stored in entered])
    assert [line.is_malformed for line in outcome.new] == [False, True, False]
    assert connection.execute(select(tables.dose)).first() is None
    assert connection.execute(select(tables.visit.c.number)).scalar_one() == "A001"


def test_bytes_without_an_envelope_are_answered_and_not_stored(connection: Connection) -> None:
    garbage = StoredEntry(device(), 1, 1, b"\x00garbage")
    outcome = projection.store(connection, [(garbage, None)])
    assert outcome.unreadable == (garbage,)
    assert connection.execute(select(tables.entry)).first() is None


def test_a_dose_leaves_the_row_of_the_person_alone(connection: Connection) -> None:
    pen = Pen()
    pen.write(registered(), person())
    projection.store(connection, [(pen.written[0], None)])
    pen.write(dose(), person())
    written: list[str] = []
    raw: Any = connection.connection.driver_connection
    raw.set_trace_callback(written.append)
    projection.store(connection, [(pen.written[1], None)])
    assert not any("INTO person " in statement for statement in written)
    assert any("INTO dose " in statement for statement in written)


def test_a_row_begins_with_its_key_in_every_projected_table() -> None:
    for table in tables.PROJECTED:
        keys = list(table.primary_key.columns)
        assert list(table.columns)[: len(keys)] == keys


@pytest.mark.parametrize(
    ("bodies", "stage"),
    [
        ([arrived()], "screening"),
        ([arrived(), screened()], "injection"),
        ([arrived(), screened("delay")], "done"),
        ([arrived(), screened("delay"), screened()], "injection"),
        ([arrived(), screened(), dose()], "observation"),
        ([arrived(), screened(), entries.DoseNotGiven(day=DAY, reason="refused")], "done"),
    ],
)
def test_the_stage_of_a_visit_follows_from_its_entries(
    bodies: list[entries.Body], stage: str
) -> None:
    pen = Pen()
    for body in bodies:
        pen.write(body, person())
    visit = visit_of(pen)
    assert visit.stage == stage


def test_a_voided_dose_puts_the_person_back_before_the_injection() -> None:
    pen = Pen()
    for body in (arrived(), screened()):
        pen.write(body, person())
    pen.write(dose(), person(), id=entry_id(1))
    pen.write(entries.DoseVoided(dose=entry_id(1), reason="wrong_lot"), person())
    assert visit_of(pen).stage == "injection"
    pen.write(dose(), person(), id=entry_id(2))
    assert visit_of(pen).stage == "observation"


def test_a_second_dose_of_a_day_is_observed_although_the_first_observation_ended() -> None:
    pen = Pen()
    pen.write(dose(), person(), id=entry_id(1))
    pen.write(entries.ObservationEnded(day=DAY, dose=entry_id(1)), person())
    pen.write(dose(number=2), person(), id=entry_id(2))
    assert visit_of(pen).stage == "observation"


def test_a_reaction_reported_on_a_later_day_opens_no_visit() -> None:
    pen = Pen()
    pen.write(reaction(entry_id(1)), person())
    lines = [read_line(stored) for stored in pen.written]
    folded = fold_person(person(), lines)
    assert folded.visits == {}
    assert len(folded.reactions) == 1


def test_an_instant_without_its_offset_is_malformed() -> None:
    pen = Pen()
    written = pen.write(dose(), person())
    naive = written.replace(b'"given_at":"2026-11-23T08:00:00Z"', b'"given_at":"2026-11-23T08:00"')
    assert naive != written
    line = read_line(StoredEntry(device(), 1, 1, naive))
    assert line.is_malformed


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_an_entry_or_refused_as_unreadable(garbage: bytes) -> None:
    try:
        entry = entries.read(garbage)
    except entries.UnreadableEntry:
        return
    assert isinstance(entry, entries.Entry)


def test_deeply_nested_json_is_refused_and_does_not_crash() -> None:
    with pytest.raises(entries.UnreadableEntry):
        entries.read(b"[" * 16_000)
    nested = msgspec.json.encode({"a": 1}).replace(b"1", b"[" * 8000 + b"]" * 8000)
    with pytest.raises(entries.UnreadableEntry):
        entries.read(nested)
