"""What screens do, without a window: presenters with a fake view over a real desk."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace

from desk import refused_doses
from desk.doubles import WHAT_TO_DO
from desk.errors import ReasonMissing, WrongPassword
from desk.guard import HeldElsewhere, News
from desk.observation import ReactionDraft
from desk.standing import Upstream
from immunization.entries import DoseGiven, EntryRefused, LotReceived
from immunization.ids import SubjectId, derived, lot_at_site
from immunization.text import Text
from tests.unit.desk.desk_world import OTHER_DESK, PRODUCT, SITE, THIS_DESK, World, done
from tests.unit.ui_pages.fakes import FakeHost, FakeView, StepWork
from ui.ports import Health, LineState
from ui.presenters.alert import of_error
from ui.presenters.day_list import DayListPresenter
from ui.presenters.injection import InjectionPresenter
from ui.presenters.intake import Intake
from ui.presenters.observation import Course, ObservationPresenter
from ui.presenters.reception import ReceptionPresenter
from ui.presenters.screening import ScreeningPresenter
from ui.presenters.stock import StockPresenter
from ui.presenters.sync_page import SyncPresenter
from ui.presenters.work import Latest

VAN, BAO = "031179004512", "031092000111"


def test_an_answer_about_the_person_before_is_not_let_through() -> None:
    work = StepWork(at_once=False)
    latest = Latest(work)
    heard: list[str] = []
    latest.ask(lambda: "first", heard.append, lambda _error: None)
    latest.ask(lambda: "second", heard.append, lambda _error: None)
    work.step()
    assert heard == ["second"]


def test_a_late_list_of_what_was_typed_does_not_come_over_who_was_chosen_since(
    world: World,
) -> None:
    person = world.registered(VAN)
    page, view, work = FakeView(), FakeView(), StepWork(at_once=False)
    place: Any = FakeView()
    vars(place).update(where="injection", page=page, pages=SimpleNamespace(reception=None))
    intake = Intake(place, view, world.desk, work, FakeHost())

    intake.typed("van")
    intake.open_person(person)
    work.step()

    assert page.last("open")[0].person == person
    assert view.count("show_found") == 0


def test_an_error_is_said_in_both_languages_with_its_code_for_it() -> None:
    alert = of_error(WrongPassword("login 3"))
    assert "Chưa mất gì" in alert.text.vi
    assert "Nothing is lost" in alert.text.en
    assert alert.detail == "WrongPassword: login 3"
    assert alert.tone == "stop"


def test_the_one_key_pressed_before_the_rules_first_answer_goes_to_what_is_missing(
    world: World,
) -> None:
    person = world.registered(VAN)
    world.arrive(person)
    view, host, work = FakeView(), FakeHost(), StepWork(at_once=False)
    screening = ScreeningPresenter(view, world.desk, work, host)
    screening.open(world.desk.cards.of(person))
    screening.primary()  # not even the form is there
    work.step()
    assert view.last("go_to") == ("temperature",)
    assert world.desk.cards.of(person).stage == "screening"


def test_what_is_saved_is_what_the_button_said_however_fast_it_is_pressed(world: World) -> None:
    person = world.registered(VAN)
    world.arrive(person)
    view, host, work = FakeView(), FakeHost(), StepWork()
    screening = ScreeningPresenter(view, world.desk, work, host)
    screening.open(world.desk.cards.of(person))
    screening.vital_typed("temperature", "36,7")
    assert view.last("show_decision")[0].chosen == "vaccinate"

    work.at_once = False
    screening.vital_typed("temperature", "38,6")
    screening.primary()  # the button still says "vaccinate"
    work.step()

    assert host.saves == []
    assert view.last("show_decision")[0].chosen == "delay"
    screening.primary()
    work.step()
    assert host.saves[0].what.vi == "Khám: tạm hoãn"


def test_a_press_before_the_rules_answered_goes_on_when_they_agree(world: World) -> None:
    person = world.registered(VAN)
    world.arrive(person)
    view, host, work = FakeView(), FakeHost(), StepWork()
    screening = ScreeningPresenter(view, world.desk, work, host)
    screening.open(world.desk.cards.of(person))
    screening.vital_typed("temperature", "36,7")

    work.at_once = False
    screening.vital_typed("pulse", "80")
    screening.primary()
    work.step()
    assert view.last("show_consent")[0].agreed  # it went on to the consent form
    screening.primary()
    work.step()

    assert host.saves[0].what.vi == "Khám: tiêm được"


def test_a_day_of_delay_that_is_none_is_gone_to_and_no_other_day_is_saved(world: World) -> None:
    person = world.registered(VAN)
    world.arrive(person)
    view, host = FakeView(), FakeHost()
    screening = ScreeningPresenter(view, world.desk, StepWork(), host)
    screening.open(world.desk.cards.of(person))
    screening.vital_typed("temperature", "38,6")
    screening.vital_typed("pulse", "80")
    screening.concluded("delay")
    screening.reasoned("sốt")
    screening.delayed_until(date(2026, 12, 7))
    screening.delayed_until(None, False)  # "31/11/2026" stands in the field

    screening.primary()

    assert (host.saves, view.last("go_to")) == ([], ("delay_until",))
    screening.delayed_until(date(2026, 12, 1))
    screening.primary()
    assert len(host.saves) == 1


def test_a_figure_that_cannot_be_read_is_gone_to_and_nothing_is_saved(world: World) -> None:
    person = world.registered(VAN)
    world.arrive(person)
    view, host = FakeView(), FakeHost()
    screening = ScreeningPresenter(view, world.desk, StepWork(), host)
    screening.open(world.desk.cards.of(person))
    screening.vital_typed("temperature", "36,7")
    screening.vital_typed("pulse", "8o")
    screening.primary()
    assert view.last("go_to") == ("pulse",)
    assert host.saves == []


def test_what_was_not_measured_is_gone_to_before_consent_is_asked(world: World) -> None:
    person = world.registered(VAN)
    world.arrive(person)
    view, host = FakeView(), FakeHost()
    screening = ScreeningPresenter(view, world.desk, StepWork(), host)
    screening.open(world.desk.cards.of(person))
    screening.primary()
    assert view.last("go_to") == ("temperature",)
    assert all(args == (None,) for name, args in view.calls if name == "show_consent")
    assert host.saves == []


def test_a_reason_is_not_kept_for_a_choice_that_follows_the_proposal(world: World) -> None:
    person = world.registered(VAN)
    world.arrive(person)
    view, host = FakeView(), FakeHost()
    screening = ScreeningPresenter(view, world.desk, StepWork(), host)
    screening.open(world.desk.cards.of(person))
    screening.vital_typed("temperature", "36,7")
    screening.concluded("delay")
    screening.reasoned("tạm nghĩ vậy")
    screening.concluded("vaccinate")
    screening.primary()
    history = world.desk.cards.of(person).history
    assert all("tạm nghĩ vậy" not in line.vi for item in history for line in item.lines)


def test_without_a_vial_the_injection_goes_to_the_vial(world: World) -> None:
    person = world.registered(VAN)
    world.bring_in(person)
    view, host = FakeView(), FakeHost()
    injection = InjectionPresenter(view, world.desk, StepWork(), host)
    injection.open(world.desk.cards.of(person))
    assert injection._draft is not None
    injection._draft = replace(injection._draft, lot=None)
    injection.primary()
    assert view.last("go_to") == ("vial",)
    assert host.saves == []


def test_nothing_is_saved_past_an_objection_that_was_not_shown(world: World) -> None:
    person = world.registered(VAN)
    world.bring_in(person)
    view, host, work = FakeView(), FakeHost(), StepWork()
    injection = InjectionPresenter(view, world.desk, work, host)
    injection.open(world.desk.cards.of(person))
    work.at_once = False
    injection.body_site_chosen("right_deltoid")
    injection.primary()
    assert work.writes == 0
    work.step()
    assert host.saves[0].what.vi == "Mũi 1 cơ bản"


def test_no_dose_is_recorded_out_of_the_vial_before_while_another_is_being_taken(
    world: World,
) -> None:
    person, other = world.registered(VAN), lot_at_site(SITE, PRODUCT, "MT2612B")
    received = LotReceived(product=PRODUCT, lot="MT2612B", expiry=date(2027, 1, 31), doses=60)
    world.feed(other, received)
    world.bring_in(person)
    host, work = FakeHost(), StepWork()
    injection = InjectionPresenter(FakeView(), world.desk, work, host)
    injection.open(world.desk.cards.of(person))
    injection.body_site_chosen("right_deltoid")

    work.at_once = False
    injection.lot_chosen(other)
    injection.primary()
    work.step()

    (given,) = (one for one in world.bodies(person) if isinstance(one, DoseGiven))
    assert (given.lot, given.body_site, len(host.saves)) == ("MT2612B", "right_deltoid", 1)


def test_a_vial_of_another_vaccine_fills_the_form_anew_though_a_hand_was_in_it(
    world: World,
) -> None:
    lots = {code: lot_at_site(SITE, code, "R2601") for code in ("ipv", "measles")}
    for code, about in lots.items():
        received = LotReceived(product=code, lot="R2601", expiry=date(2027, 6, 30), doses=50)
        world.feed(about, received)
    child = world.registered("031326004512", name="Lê Gia Hân", birth="2026-02-10")
    world.bring_in(child)
    done(world.desk.injection.take_vial(lots["ipv"]))
    view = FakeView()
    injection = InjectionPresenter(view, world.desk, StepWork(), FakeHost())
    injection.open(world.desk.cards.of(child))
    injection.reasoned("mẹ khai chưa tiêm")
    assert view.last("show_form")[1].route == "intramuscular"

    injection.lot_chosen(lots["measles"])

    form, draft = view.last("show_form")
    assert (draft.lot, draft.route, draft.body_site) == (
        lots["measles"], "subcutaneous", form.body_site
    )  # fmt: skip


def test_a_vial_that_is_taken_while_a_reaction_is_reported_drops_nothing_of_the_report(
    world: World,
) -> None:
    person, other = world.registered(VAN), lot_at_site(SITE, PRODUCT, "MT2612B")
    received = LotReceived(product=PRODUCT, lot="MT2612B", expiry=date(2027, 1, 31), doses=60)
    world.feed(other, received)
    world.bring_in(person)
    view, host = FakeView(), FakeHost()
    injection = InjectionPresenter(view, world.desk, StepWork(), host)
    injection.open(world.desk.cards.of(person))
    injection.reaction_asked()
    injection.reaction.symptom_toggled("rash")

    injection.lot_chosen(other)

    assert injection.reaction.is_open
    injection.primary()
    assert [saved.what.vi for saved in host.saves] == ["Phản ứng nhẹ"]
    assert view.last("show_form")[1].lot == other


def test_why_somebody_is_not_injected_is_half_entered_and_no_vial_drops_it(
    world: World,
) -> None:
    person, other = world.registered(VAN), lot_at_site(SITE, PRODUCT, "MT2612B")
    received = LotReceived(product=PRODUCT, lot="MT2612B", expiry=date(2027, 1, 31), doses=60)
    world.feed(other, received)
    world.bring_in(person)
    view, host = FakeView(), FakeHost()
    injection = InjectionPresenter(view, world.desk, StepWork(), host)
    injection.open(world.desk.cards.of(person))
    injection.not_given_asked()
    assert not injection.is_half_entered()
    injection.not_given_chosen("other", "xin về đón con")
    assert injection.is_half_entered()

    injection.lot_chosen(other)

    assert injection.is_half_entered()
    assert injection.close()
    assert not injection.is_half_entered()
    assert view.last("show_form")[1].lot == other


def test_a_press_is_forgotten_where_the_vial_is_refused_that_was_to_be_taken(
    world: World,
) -> None:
    person = world.registered(VAN)
    world.bring_in(person)
    view, host, work = FakeView(), FakeHost(), StepWork()
    injection = InjectionPresenter(view, world.desk, work, host)
    injection.open(world.desk.cards.of(person))

    work.at_once = False
    injection.lot_chosen(lot_at_site(SITE, PRODUCT, "LA2601"))
    injection.primary()
    work.step()

    assert host.saves == []
    assert view.last("show_alert")[0].tone == "stop"
    injection.primary()
    work.step()
    assert len(host.saves) == 1


def test_a_late_card_of_a_row_that_was_let_go_opens_nobody(world: World) -> None:
    person = world.registered(VAN)
    world.arrive(person)
    work, host = StepWork(), FakeHost()
    days = DayListPresenter(FakeView(), world.desk, work, host)
    days.refresh()
    work.at_once = False
    days.row_chosen(person)
    days.close()
    work.step()
    assert days.card() is None


def test_a_person_is_not_injected_with_a_reason_and_the_primary_action(world: World) -> None:
    person = world.registered(VAN)
    world.bring_in(person)
    view, host = FakeView(), FakeHost()
    injection = InjectionPresenter(view, world.desk, StepWork(), host)
    injection.open(world.desk.cards.of(person))
    injection.not_given_asked()
    injection.primary()
    assert view.last("go_to") == ("not_given",)
    injection.not_given_chosen("refused", "")
    injection.primary()
    assert host.saves[0].what.vi == "Không tiêm"
    assert world.desk.cards.of(person).stage == "done"


def test_an_ended_time_rings_at_once_and_again_each_minute_until_taken(world: World) -> None:
    person = world.registered(VAN)
    world.to_observation(person)
    view, host = FakeView(), FakeHost()
    board = ObservationPresenter(view, world.desk, StepWork(), host)
    board.refresh()
    assert host.sounds == []
    world.clock.pass_by(minutes=30)
    for _ in range(3):
        board.tick()
    assert host.sounds == ["time_up"]
    world.clock.pass_by(seconds=61)
    board.tick()
    assert host.sounds == ["time_up", "time_up"]


def test_a_tile_that_is_chosen_while_a_report_is_half_entered_changes_nothing(world: World) -> None:
    first, second = world.registered(VAN), world.registered(BAO, name="Phạm Quốc Bảo", sex="male")
    world.to_observation(first)
    world.to_observation(second)
    view, host = FakeView(), FakeHost()
    board = ObservationPresenter(view, world.desk, StepWork(), host)
    board.refresh()
    board.tile_chosen(first)
    board.reaction_asked()
    board.reaction.symptom_toggled("rash")
    board.tile_chosen(second)
    assert board.person() == first


def test_a_late_answer_about_a_tile_does_not_come_over_who_was_scanned_since(
    world: World,
) -> None:
    watched, other = world.registered(VAN), world.registered(BAO, name="Phạm Quốc Bảo", sex="male")
    world.to_observation(watched)
    view, host, work = FakeView(), FakeHost(), StepWork()
    board = ObservationPresenter(view, world.desk, work, host)
    board.refresh()

    work.at_once = False
    board.tile_chosen(watched)
    board.open(world.desk.cards.of(other))
    work.step()

    assert view.calls[-1][0] == "show_elsewhere"
    assert board.observed() is None
    board.primary()
    work.step()
    assert [row.person for row in world.desk.observation.board()] == [watched]


def test_what_was_half_entered_for_one_tile_is_not_half_entered_for_who_is_elsewhere(
    world: World,
) -> None:
    watched, other = world.registered(VAN), world.registered(BAO, name="Phạm Quốc Bảo", sex="male")
    world.to_observation(watched)
    view, host = FakeView(), FakeHost()
    board = ObservationPresenter(view, world.desk, StepWork(), host)
    board.refresh()
    board.tile_chosen(watched)
    board.end_asked()
    board.early_reasoned("Nhà có việc")
    assert board.is_half_entered()

    board.open(world.desk.cards.of(other))  # the nurse chose to switch

    assert not board.is_half_entered()
    board.tile_chosen(watched)
    assert board.person() == watched


def test_a_follow_up_being_typed_stays_when_another_desk_lets_the_person_go(world: World) -> None:
    person = world.registered(VAN)
    world.to_observation(person)
    report = ReactionDraft(world.desk.new_form(), person, symptoms=("rash",))
    done(world.desk.observation.report(report))
    view, host = FakeView(), FakeHost()
    board = ObservationPresenter(view, world.desk, StepWork(), host)
    board.refresh()
    board.tile_chosen(person)
    board.follow_up_asked()
    board.course_typed(Course("recovered", "Hết mẩn sau 20 phút"))

    done(world.desk.observation.end(world.desk.new_form(), person, "về sớm"))
    board.refresh()

    assert board.is_half_entered()
    board.primary()
    assert [saved.person for saved in host.saves] == [person]
    assert board.person() is None


def test_a_vital_sign_that_is_no_figure_is_gone_to_and_not_left_out_of_a_report(
    world: World,
) -> None:
    person = world.registered(VAN)
    world.to_observation(person)
    view, host = FakeView(), FakeHost()
    board = ObservationPresenter(view, world.desk, StepWork(), host)
    board.refresh()
    board.tile_chosen(person)
    board.reaction_asked()
    board.reaction.symptom_toggled("rash")
    board.reaction.vitals_typed({"pulse": "88", "blood_pressure": "12o/80"})
    board.primary()
    assert (host.saves, view.last("go_to")) == ([], ("blood_pressure",))
    board.reaction.vitals_typed({"pulse": "88", "blood_pressure": "120/80"})
    board.primary()
    assert len(host.saves) == 1

    board.follow_up_asked()
    board.course_typed(Course("recovering", "", {"pulse": "tám mươi"}))
    board.primary()
    assert (len(host.saves), view.last("go_to")) == (1, ("pulse",))
    board.course_typed(Course("recovering", "", {"pulse": "80"}))
    board.primary()
    assert len(host.saves) == 2


def test_a_reaction_with_a_symptom_that_threatens_life_is_serious_without_a_tick(
    world: World,
) -> None:
    person = world.registered(VAN)
    world.to_observation(person)
    view, host = FakeView(), FakeHost()
    board = ObservationPresenter(view, world.desk, StepWork(), host)
    board.refresh()
    board.tile_chosen(person)
    board.reaction_asked()
    board.reaction.symptom_toggled("anaphylaxis")
    assert view.last("show_reaction")[0].severity == "serious"
    board.reaction.symptom_toggled("anaphylaxis")
    board.reaction.symptom_toggled("fever")
    assert view.last("show_reaction")[0].severity == "mild"
    board.reaction.outcome_chosen("died")
    assert view.last("show_reaction")[0].severity == "serious"
    board.primary()
    assert "serious" in host.sounds


def test_receiving_twice_keeps_the_number_and_asks_nobody(world: World) -> None:
    person = world.registered(VAN)
    view, host, work = FakeView(), FakeHost(), StepWork(at_once=False)
    reception = ReceptionPresenter(view, world.desk, work, host)
    work.step()
    reception.open(world.desk.cards.of(person))
    reception.primary()
    reception.primary()
    work.step()
    assert work.writes == 1
    assert [saved.number for saved in host.saves] == ["A001"]


def test_flaws_are_said_only_of_fields_that_were_left(world: World) -> None:
    view, host = FakeView(), FakeHost()
    reception = ReceptionPresenter(view, world.desk, StepWork(), host)
    reception.register_asked()
    assert view.last("show_flaws") == ((),)
    reception.form.left("name")
    assert [flaw.field for flaw in view.last("show_flaws")[0]] == ["name"]


def test_the_list_filters_without_asking_the_desk_again(world: World) -> None:
    person = world.registered(VAN)
    world.arrive(person)
    view, host = FakeView(), FakeHost()
    days = DayListPresenter(view, world.desk, StepWork(), host)
    days.refresh()
    assert len(view.last("show_day")[0]) == 1
    days.filter_chosen("vaccinated")
    assert view.last("show_day")[0] == ()


def test_two_doses_recorded_apart_are_put_before_the_supervisor(world: World) -> None:
    person = world.registered(VAN)
    world.to_observation(person)
    view = FakeView()
    days = DayListPresenter(view, world.desk, StepWork(), FakeHost())
    days.refresh()
    assert view.last("show_doubles") == ((),)

    given = DoseGiven(
        day=world.clock.today(),
        product="comirnaty",
        lot="MT2611A",
        expiry=None,
        dose_kind="basic",
        number=1,
        volume=0.3,
        body_site="left_deltoid",
        route="intramuscular",
        given_at=world.clock.now(),
    )
    world.feed(person, given, device=OTHER_DESK)
    days.refresh()
    assert [one.person for one in view.last("show_doubles")[0]] == [person]
    assert "Hai mũi" in view.last("show_alert")[0].text.vi

    days.filter_chosen("doubles")
    assert view.last("show_alert")[0].text == WHAT_TO_DO


def test_doses_that_the_centre_refused_are_put_before_the_supervisor(world: World) -> None:
    person = world.registered(VAN)
    world.to_observation(person)
    dose = world.desk.cards.of(person).dose_today
    assert dose is not None
    refused = EntryRefused(
        entry=dose, device=THIS_DESK, epoch=1, seq=1, code="dose-in-future", detail=""
    )
    world.feed(derived("refusal", dose), refused)
    view = FakeView()
    days = DayListPresenter(view, world.desk, StepWork(), FakeHost())
    days.refresh()
    assert [one.person for one in view.last("show_refused")[0]] == [person]
    assert "Bị từ chối" in view.last("show_alert")[0].text.vi

    days.filter_chosen("refused")
    assert view.last("show_alert")[0].text == refused_doses.WHAT_TO_DO


def test_opening_somebody_holds_them_and_says_who_has_them_already(world: World) -> None:
    person = world.registered(VAN)
    world.bring_in(person)
    held: list[tuple[str, ...]] = []
    guard = world.desk.guard
    guard.connect(THIS_DESK, held.append, lambda: None)
    view, host = FakeView(), FakeHost()
    injection = InjectionPresenter(view, world.desk, StepWork(), host)
    injection.open(world.desk.cards.of(person))
    assert held[-1] == (person,)
    assert view.last("show_alert") == (None,)

    elsewhere = HeldElsewhere(SubjectId(person), OTHER_DESK, 0.0, 60.0)
    guard.heard(News((elsewhere,), {OTHER_DESK: 0.0}))
    injection.refresh()
    assert "Bàn 2" in view.last("show_alert")[0].text.vi
    injection.primary()
    assert host.saves == []
    assert view.last("go_to") == ("objection",)

    guard.heard(News((), {OTHER_DESK: 0.0}))
    injection.refresh()
    injection.primary()
    assert len(host.saves) == 1
    assert held[-1] == (person,), "until the others have the dose"


def test_leaving_somebody_lets_the_other_desks_have_them(world: World) -> None:
    person = world.registered(VAN)
    world.bring_in(person)
    held: list[tuple[str, ...]] = []
    world.desk.guard.connect(THIS_DESK, held.append, lambda: None)
    injection = InjectionPresenter(FakeView(), world.desk, StepWork(), FakeHost())
    injection.open(world.desk.cards.of(person))
    injection.close()
    assert held[-1] == ()


def test_a_delivery_with_a_day_that_does_not_exist_goes_to_its_expiry(world: World) -> None:
    view, host = FakeView(), FakeHost()
    stock = StockPresenter(view, world.desk, StepWork(), host)
    stock.refresh()
    stock.primary()
    stock.changed("comirnaty", "MT1", "31/02/2027", "60", "")
    stock.primary()
    assert view.last("go_to") == ("expiry",)
    assert host.saves == []


def test_the_code_of_the_same_box_again_keeps_what_was_typed_of_the_delivery(world: World) -> None:
    view, host = FakeView(), FakeHost()
    stock = StockPresenter(view, world.desk, StepWork(), host)
    stock.refresh()
    stock.delivery_asked(product="comirnaty", lot="MT1", expiry="31/01/2027")
    stock.changed("comirnaty", "MT1", "31/01/2027", "60", "CDC")
    stock.delivery_asked(product="comirnaty", lot="MT1", expiry="31/01/2027")
    stock.primary()
    assert len(host.saves) == 1
    assert {lot.lot: lot.left for lot in world.desk.stock.lots()}["MT1"] == 60


def test_nothing_is_lost_is_said_only_when_the_chain_check_agrees(world: World) -> None:
    view, host = FakeView(), FakeHost()
    sync = SyncPresenter(view, world.desk, StepWork(), host, None)
    sync.refresh()
    assert not view.last("show_sync")[0].nothing_lost
    sync.heard(health=Health(chain=False))
    assert not view.last("show_sync")[0].nothing_lost
    sync.heard(health=Health(chain=True), line=LineState("connected"))
    assert view.last("show_sync")[0].nothing_lost
    assert isinstance(view.last("show_sync")[0].figures, Upstream)


def test_the_clock_of_a_late_board_counts_from_the_rows_not_from_the_read(world: World) -> None:
    person = world.registered(VAN)
    world.to_observation(person)
    view, host = FakeView(), FakeHost()
    board = ObservationPresenter(view, world.desk, StepWork(), host)
    board.refresh()
    world.clock.pass_by(minutes=5)
    board.tick()
    rows, now = view.last("show_board")
    assert rows[0].until - now == timedelta(minutes=25)


def test_texts_of_alerts_are_never_formatted_twice() -> None:
    alert = of_error(ReasonMissing())
    assert alert.text == Text(vi=alert.text.vi, en=alert.text.en)
