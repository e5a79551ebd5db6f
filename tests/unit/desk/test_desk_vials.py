"""Vials from opening to discard, lots that move, refrigerators, and the warnings of all that."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk.errors import FieldMissing, NoSuchVial
from desk.observation import ReactionDraft
from desk.stock import MoveDraft
from immunization import entries
from immunization.ids import lot_at_site
from immunization.temperatures import NotALog
from tests.unit.desk.desk_world import LOT_ID, MORNING, OTHER_DESK, SITE, World, done


def six(world: World, people: int = 6) -> None:
    for number in range(people):
        world.to_observation(world.registered(f"0311790001{number:02}", name=f"Người {number}"))


def kinds(world: World) -> list[str]:
    return [warning.kind for warning in world.desk.warnings.now()]


def test_opening_a_vial_is_an_entry_that_other_desks_see(world: World) -> None:
    (vial,) = world.desk.vials.today()
    assert (vial.lot, vial.desk, vial.where, vial.doses, vial.left) == (
        "MT2611A", "Bàn 1", "open", 6, 6
    )  # fmt: skip
    assert vial.discard_at == MORNING + timedelta(hours=6)


def test_an_empty_vial_is_thrown_away_by_taking_the_next(world: World) -> None:
    six(world, 7)  # an extra dose came out of it
    world.clock.pass_by(minutes=1)
    world.fresh_vial()

    open_one, empty = world.desk.vials.today()

    assert (open_one.where, open_one.drawn) == ("open", 0)
    assert (empty.where, empty.drawn, empty.extra, empty.missing) == ("gone", 7, 1, 0)
    assert empty.reason is not None
    assert empty.reason.vi == "Hết liều"


def test_a_vial_is_full_although_the_one_before_was_emptied_in_the_same_second(
    world: World,
) -> None:
    six(world)
    world.fresh_vial()
    vial = world.desk.injection.vial()
    assert vial is not None
    assert (vial.state, vial.left) == ("open", 6)
    world.to_observation(world.registered("031179000150", name="Người sau"))
    after = world.desk.injection.vial()
    assert after is not None
    assert after.left == 5


def test_a_vial_that_holds_something_is_thrown_away_with_its_reason(world: World) -> None:
    six(world, 2)
    (vial,) = world.desk.vials.today()
    desk = world.desk
    before = desk.stock.lots()[0].left

    with pytest.raises(FieldMissing):
        desk.vials.discard(desk.new_form(), vial.vial, "")
    with pytest.raises(FieldMissing):
        desk.vials.discard(desk.new_form(), vial.vial, "other")
    with pytest.raises(FieldMissing):
        desk.vials.discard(desk.new_form(), vial.vial, "broken", "-3")
    done(desk.vials.discard(desk.new_form(), vial.vial, "open_life"))

    (vial,) = desk.vials.today()
    assert (vial.where, vial.drawn, vial.wasted, vial.missing) == ("gone", 2, 4, 0)
    assert desk.stock.lots()[0].left == before - 4
    with pytest.raises(NoSuchVial):
        done(desk.vials.discard(desk.new_form(), vial.vial, "broken"))


def test_nobody_is_injected_out_of_a_vial_that_was_thrown_away(world: World) -> None:
    person = world.registered()
    world.bring_in(person)
    form = world.desk.injection.open(person)
    assert form.vial is not None
    (vial,) = world.desk.vials.today()
    done(world.desk.vials.discard(world.desk.new_form(), vial.vial, "broken"))

    assert world.desk.injection.vial() is None
    assert world.desk.injection.open(person).lot is None
    world.fresh_vial()
    taken = world.desk.injection.vial()
    assert taken is not None
    assert (taken.lot_id, taken.left) == (LOT_ID, taken.doses)


def test_doses_that_nobody_got_and_nobody_threw_away_are_named(world: World) -> None:
    six(world, 2)
    (vial,) = world.desk.vials.today()
    done(world.desk.vials.discard(world.desk.new_form(), vial.vial, "day_over", "1"))
    assert world.desk.vials.today()[0].missing == 3


def test_a_dose_that_was_never_injected_did_not_come_out_of_the_vial(world: World) -> None:
    person = world.registered()
    saved = world.to_observation(person)
    assert world.desk.vials.today()[0].drawn == 1
    desk = world.desk
    done(desk.injection.void(desk.new_form(), person, saved.entry, "not_injected"))
    assert world.desk.vials.today()[0].drawn == 0


def test_a_vial_warns_before_and_after_its_time(world: World) -> None:
    assert kinds(world) == []
    world.clock.pass_by(hours=5, minutes=40)
    assert kinds(world) == ["vial_soon"]
    world.clock.pass_by(minutes=30)
    assert kinds(world) == ["vial_past"]


def test_returned_doses_are_gone_and_allocated_ones_are_not(world: World) -> None:
    desk = world.desk
    done(desk.stock.move(MoveDraft(desk.new_form(), LOT_ID, "allocated", "30", "Đội lưu động")))
    done(desk.stock.move(MoveDraft(desk.new_form(), LOT_ID, "returned", "20", "", "dư")))
    (lot,) = desk.stock.lots()
    assert (lot.received, lot.allocated, lot.gone, lot.left) == (120, 30, 20, 100)
    assert (lot.returned, lot.lost) == (20, 0)
    done(desk.stock.move(MoveDraft(desk.new_form(), LOT_ID, "destroyed", "5", "", "vỡ")))
    (lot,) = desk.stock.lots()
    assert (lot.returned, lot.lost, lot.left) == (20, 5, 95)
    for wrong in (
        MoveDraft(desk.new_form(), LOT_ID, "", "1", "x"),
        MoveDraft(desk.new_form(), LOT_ID, "returned", "0", "", "x"),
        MoveDraft(desk.new_form(), LOT_ID, "allocated", "5", " "),
    ):
        with pytest.raises(FieldMissing):
            desk.stock.move(wrong)
    with pytest.raises(FieldMissing):
        done(desk.stock.move(MoveDraft(desk.new_form(), LOT_ID, "destroyed", "101", "", "vỡ")))


def test_a_lot_warns_before_it_expires_and_when_it_has(world: World) -> None:
    body = entries.LotReceived(product="comirnaty", lot="OLD1", expiry=date(2026, 12, 1), doses=10)
    world.feed(lot_at_site(SITE, "comirnaty", "OLD1"), body)
    assert kinds(world) == ["expires"]
    world.clock.pass_by(days=9)
    assert "expired" in kinds(world)


def test_more_people_than_doses_is_said_before_it_is_too_late(world: World) -> None:
    desk = world.desk
    done(desk.stock.move(MoveDraft(desk.new_form(), LOT_ID, "returned", "119", "", "gọi về")))
    for number in range(2):
        world.bring_in(world.registered(f"0311790001{number:02}", name=f"Người {number}"))
    (warning,) = desk.warnings.now()
    assert (warning.kind, warning.tone) == ("short", "warn")
    assert warning.text.vi.startswith("Còn 1 liều dùng được, 2 người đang chờ")


def test_a_product_that_ends_within_the_hour_is_named_before_it_does(world: World) -> None:
    desk = world.desk
    done(desk.stock.move(MoveDraft(desk.new_form(), LOT_ID, "returned", "110", "", "gọi về")))
    six(world)
    (warning,) = [one for one in desk.warnings.now() if one.kind == "runs_out"]
    assert "còn 4 liều, giờ qua tiêm 6" in warning.text.vi
    world.clock.pass_by(hours=2)
    assert "runs_out" not in kinds(world)


def test_counts_that_do_not_agree_are_named(world: World) -> None:
    desk = world.desk
    person = world.registered()
    world.to_observation(person)
    (vial,) = desk.vials.today()
    done(desk.vials.discard(desk.new_form(), vial.vial, "day_over", "2"))
    (warning,) = [one for one in desk.warnings.now() if one.kind == "missing"]
    assert warning.text.vi.startswith("Lô MT2611A: 3 liều")  # six, one given, two wasted
    world.fresh_vial()
    body = entries.LotReceived(product="comirnaty", lot="B1", expiry=date(2027, 1, 31), doses=1)
    world.feed(lot_at_site(SITE, "comirnaty", "B1"), body)
    for number in range(2):
        other = world.registered(f"0311790002{number:02}", name=f"Người {number}")
        world.feed(
            other,
            entries.DoseGiven(
                day=world.clock.today(), product="comirnaty", lot="B1", expiry=None,
                dose_kind="basic", number=1, volume=0.3, body_site="left_deltoid",
                route="intramuscular", given_at=world.clock.now(),
            ),
        )  # fmt: skip
    (warning,) = [one for one in desk.warnings.now() if one.kind == "overdrawn"]
    assert warning.text.vi.startswith("Lô B1: đã ghi nhiều hơn số nhận 1 liều")


def test_a_fridge_outside_2_to_8_is_named_until_it_is_right_again(world: World) -> None:
    desk = world.desk
    done(desk.fridges.record(desk.new_form(), "Tủ 1", "9,4"))
    (warning,) = desk.warnings.now()
    assert (warning.kind, warning.tone) == ("out", "stop")
    world.clock.pass_by(minutes=20)
    done(desk.fridges.record(desk.new_form(), "tủ 1", "5"))
    assert desk.warnings.now() == ()
    (fridge,) = desk.fridges.all()
    assert [one.worst for one in fridge.excursions] == [9.4]
    world.clock.pass_by(hours=13)
    assert "quiet" in kinds(world)


def test_a_loggers_file_comes_in_whole_and_twice_is_once(world: World) -> None:
    lines = [
        f"{MORNING - timedelta(minutes=10 * at):%Y-%m-%d %H:%M};{4 if at % 100 else 11}"
        for at in range(600)
    ]
    lines.append("2031-01-01 00:00;40")  # the logger's clock is years ahead
    written = "\n".join(lines).encode()
    desk = world.desk
    for _ in range(2):
        done(desk.fridges.take_file(desk.new_form(), "Tủ 2", written))
    (fridge,) = desk.fridges.all()
    assert (fridge.readings, len(fridge.excursions), fridge.celsius) == (600, 6, 11.0)
    with pytest.raises(NotALog):
        desk.fridges.take_file(desk.new_form(), "Tủ 2", b"2031-01-01 00:00;40")
    with pytest.raises(FieldMissing):
        desk.fridges.take_file(desk.new_form(), "", written)


def test_many_reactions_on_one_lot_are_hinted_at_with_the_reason(world: World) -> None:
    six(world)
    desk = world.desk
    for row in desk.observation.board()[:4]:
        draft = ReactionDraft(desk.new_form(), row.person, symptoms=("rash",))
        done(desk.observation.report(draft))
    (warning,) = [one for one in desk.warnings.now() if one.kind == "cluster"]
    assert "Lô MT2611A: 4 phản ứng trên 6 người" in warning.text.vi
    assert "< 0,1 %" in warning.text.vi


def test_vials_of_another_desk_stand_in_the_list_with_its_name(world: World) -> None:
    at = world.clock.now()
    vial = world.desk.new_form()
    body = entries.VialOpened(
        day=at.date(), product="comirnaty", lot="MT2611A", opened_at=at, doses=6
    )
    world.feed(vial, body, device=OTHER_DESK, ids=[vial])
    assert sorted(one.desk for one in world.desk.vials.today()) == ["Bàn 1", "Bàn 2"]
