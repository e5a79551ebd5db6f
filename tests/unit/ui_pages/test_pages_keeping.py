"""Vials, moving lots and refrigerators before the real windows, by keyboard."""

from __future__ import annotations

from tests.unit.desk.desk_world import LOT, LOT_ID, World, done
from tests.unit.ui_pages.fakes import FakeHost, FakeView, StepWork
from tests.unit.ui_pages.nurse import Nurse
from ui.presenters.stock import StockPresenter


def page_of(world: World) -> tuple[StockPresenter, FakeView, FakeHost]:
    view, host = FakeView(), FakeHost()
    does = StockPresenter(view, world.desk, StepWork(), host)
    does.refresh()
    return does, view, host


def test_a_vial_is_thrown_away_with_its_reason(world: World) -> None:
    does, view, host = page_of(world)
    (vial,) = view.last("show_vials")[0]
    view.answers = {"chosen_vial": (vial.vial, "Comirnaty")}
    does.tab_chosen("vials")
    does.primary()
    assert view.last("show_deed")[0].kind == "discard"
    does.primary()
    assert view.last("say_missing")[0] == "reason"
    does.keeping.typed({"reason": "broken", "wasted": "6", "note": ""})
    assert does.is_half_entered()
    does.primary()
    assert [saved.what.vi for saved in host.saves] == ["Bỏ lọ: vỡ, bẩn"]
    assert view.last("show_vials")[0][0].where == "gone"
    assert not does.is_half_entered()


def test_without_a_vial_or_lot_chosen_it_is_said(world: World) -> None:
    does, view, _ = page_of(world)
    view.answers = {"chosen_vial": ("", ""), "chosen_lot": ("", "")}
    does.move_asked()
    assert view.last("show_alert")[0].text.vi == "Xin chọn một lô trong bảng."
    does.tab_chosen("vials")
    does.primary()
    assert view.last("show_alert")[0].text.vi == "Xin chọn một lọ đang mở trong bảng."


def test_a_lot_is_given_back_and_too_many_doses_are_refused_at_their_field(world: World) -> None:
    does, view, host = page_of(world)
    view.answers = {"chosen_lot": (LOT_ID, LOT)}
    does.move_asked()
    does.keeping.typed({"how": "returned", "doses": "500", "to": "dư"})
    does.primary()
    assert view.last("say_missing")[0] == "doses"
    does.keeping.typed({"how": "returned", "doses": "20", "to": "dư"})
    does.primary()
    assert host.saves[-1].person is None
    assert world.desk.stock.lots()[0].left == 100


def test_a_loggers_file_is_taken_for_a_fridge_that_is_named(world: World) -> None:
    does, view, _ = page_of(world)
    does.tab_chosen("fridges")
    view.answers = {"ask_for_file": b"2026-11-23 07:00;4,5\n2026-11-23 07:10;9,0\n"}
    does.keeping.file_asked()
    does.primary()
    assert view.last("say_missing")[0] == "fridge"
    does.keeping.typed({"fridge": "Tủ 1"})
    does.primary()
    (fridge,) = view.last("show_fridges")[0]
    assert (fridge.name, fridge.readings, fridge.is_out) == ("Tủ 1", 2, True)
    assert view.last("show_warnings")[0][0].kind == "out"


def test_what_is_no_log_is_said_and_the_form_stays(world: World) -> None:
    does, view, host = page_of(world)
    does.tab_chosen("fridges")
    view.answers = {"ask_for_file": b"PK\x03\x04"}
    does.keeping.file_asked()
    does.keeping.typed({"fridge": "Tủ 1"})
    does.primary()
    assert view.last("show_alert")[0].tone == "stop"
    assert does.keeping.is_open
    assert host.saves == []
    assert does.close()
    assert not does.keeping.is_open


def test_a_temperature_is_written_down_by_keyboard(nurse: Nurse) -> None:
    nurse.goes_to(6)
    nurse.place.pages.stock.tab_chosen.emit("fridges")
    nurse.primary()
    nurse.type("Tủ lạnh 1")
    nurse.tab_to("Nhiệt độ lúc này")
    nurse.type("5,5")
    nurse.primary()
    (fridge,) = nurse.world.desk.fridges.all()
    assert (fridge.name, fridge.celsius) == ("Tủ lạnh 1", 5.5)


def test_the_only_open_vial_needs_no_choosing(nurse: Nurse) -> None:
    nurse.goes_to(6)
    nurse.place.pages.stock.tab_chosen.emit("vials")
    nurse.primary()
    nurse.place.presenters.stock.keeping.typed({"reason": "day_over"})
    nurse.primary()
    assert nurse.world.desk.vials.today()[0].where == "gone"


def test_every_desk_hears_within_a_minute_that_the_stock_warns(nurse: Nurse) -> None:
    desk = nurse.world.desk
    done(desk.fridges.record(desk.new_form(), "Tủ 1", "12"))
    nurse.world.clock.pass_by(minutes=1)
    nurse.place.tick()
    said = [facts.words for facts in nurse.window.status.statements()]
    assert "Kho: 1 cảnh báo" in said
    nurse.window.status.pressed.emit("stock")
    assert nurse.place.presenter.where == "stock"


def test_licence_and_state_on_receipt_are_kept_with_the_lot(world: World) -> None:
    does, _, host = page_of(world)
    does.primary()
    does.changed("comirnaty", "MT1", "31/01/2027", "60", "Kho tỉnh", "VX3-1228-21", "2-8 °C")
    does.primary()
    assert len(host.saves) == 1
