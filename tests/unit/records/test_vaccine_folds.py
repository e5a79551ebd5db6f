"""Lots that move, vials that are thrown away, temperatures, and the way of a serious event."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Table

from immunization import entries
from immunization.entries import Body
from records import tables
from records.folds import fold_of, vaccine_side
from records.folds.person import fold_person
from records.lines import Line, read_line
from tests import writing
from tests.writing import Pen, entry_id, person

LOT, VIAL, FRIDGE = (writing.number_id(name, 1) for name in ("lots", "vial", "frdg"))

Written = dict[str, object]


def lines(about: str, *bodies: Body) -> list[Line]:
    pen = Pen()
    for body in bodies:
        pen.write(body, about)
    return [read_line(one) for one in pen.written]


def rows(about: str, given: Sequence[Line], table: Table) -> list[Written]:
    fold = fold_of(given[0].entry.kind)
    assert fold is not None
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for made, row in fold(about, given) if made is table]


def test_what_was_returned_is_gone_and_what_a_desk_took_is_not() -> None:
    told = lines(
        LOT, writing.lot(doses=120), writing.allocated(), writing.allocated("returned", 20)
    )
    (row,) = rows(LOT, told, tables.lot)
    assert (row["received"], row["gone"], row["allocated"]) == (120, 20, 30)


def test_a_move_of_more_doses_than_any_delivery_holds_moves_nothing() -> None:
    (row,) = rows(LOT, lines(LOT, writing.lot(), writing.allocated("returned", 10**12)), tables.lot)
    assert row["gone"] == 0


def test_a_vial_is_opened_and_thrown_away_once_whatever_is_said_twice() -> None:
    twice = lines(
        VIAL, writing.vial(6), writing.vial(10), writing.discarded(7), writing.discarded(3)
    )
    (row,) = rows(VIAL, twice, tables.vial)
    assert (row["doses"], row["drawn"], row["reason"]) == (6, 7, "empty")


def test_a_vial_that_nobody_opened_is_no_row() -> None:
    assert rows(VIAL, lines(VIAL, writing.discarded()), tables.vial) == []


def test_of_two_temperatures_of_one_moment_the_later_counts_and_nonsense_none() -> None:
    told = lines(FRIDGE, writing.temperatures(4.0, 1e40), writing.temperatures(9.5))
    (row,) = list(vaccine_side.temperature_rows(FRIDGE, told))
    assert row[1][-1] == 9.5


def test_a_follow_up_that_meets_a_criterion_makes_a_mild_reaction_serious() -> None:
    told = lines(
        person(), writing.arrived(), writing.dose(), writing.reaction(entry_id(100_002)),
        writing.follow_up(entry_id(100_003), serious=True),
    )  # fmt: skip
    (row,) = rows(person(), told, tables.reaction)
    assert (row["severity"], row["closed"]) == ("serious", False)
    (visit,) = rows(person(), told, tables.visit)
    assert visit["reaction"] == "serious"


def test_a_serious_event_remembers_who_saw_it_and_when_it_was_reported_in_writing() -> None:
    told = lines(
        person(), writing.reaction(entry_id(9), "serious"),
        entries.ReactionNotified(reaction=entry_id(100_001), how="phone", to="CDC"),
        entries.ReactionAcknowledged(reaction=entry_id(100_001)),
        entries.ReactionNotified(reaction=entry_id(100_001), how="written", to="CDC"),
        entries.ReactionFollowedUp(reaction=entry_id(100_001), outcome="recovered", closed=True),
    )  # fmt: skip
    (reaction,) = fold_person(person(), told).reactions.values()
    assert [step.how for step in reaction.steps] == ["phone", "seen", "written"]
    (row,) = rows(person(), told, tables.reaction)
    assert row["acknowledged_at"] is not None
    assert row["notified_at"] > row["acknowledged_at"]  # type: ignore[operator]
    assert row["closed"] is True


def test_what_points_at_a_reaction_may_come_before_it() -> None:
    told = lines(
        person(), entries.ReactionAcknowledged(reaction=entry_id(100_002)),
        writing.reaction(entry_id(9), "serious"),
    )  # fmt: skip
    (row,) = rows(person(), told, tables.reaction)
    assert row["acknowledged_at"] is not None
