"""A serious event before the real windows: the card at once, the alarm, the page of its duties."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.serious import CALL_ALL_AFTER, SeriousNote
from immunization.emergency import default_chart
from immunization.entries import ReactionReported, Role
from immunization.ids import PersonId
from local_db import reads
from tests.unit.desk.desk_world import MORNING, World, done
from tests.unit.ui_pages.fakes import FakeHost, FakeView, StepWork
from tests.unit.ui_pages.nurse import Nurse
from ui.pages.serious_note import NoteForm
from ui.pages.wording import Wording
from ui.presenters.alarm import RING_EVERY, AlarmPresenter
from ui.presenters.emergency import Emergency
from ui.presenters.reaction import ReactionPresenter
from ui.presenters.serious import SeriousPresenter

VAN = "031179004512"


class Rings:
    def __init__(self) -> None:
        self.rung: list[str] = []

    def play(self, sound: str) -> None:
        self.rung.append(sound)


def observed(world: World) -> PersonId:
    person = world.registered(VAN)
    world.to_observation(person)
    return person


def serious(world: World) -> PersonId:
    from desk.observation import ReactionDraft

    person = observed(world)
    draft = ReactionDraft(world.desk.new_form(), person, symptoms=("anaphylaxis",))
    done(world.desk.observation.report(draft))
    return person


def course(*, adult: bool | None = None, weight: str = "") -> Emergency:
    made = Emergency(default_chart(), None, "", MORNING, adult=adult)
    made.weighed(weight)
    return made


# -- the emergency card --


@pytest.mark.parametrize(
    ("weight", "adult", "ml"),
    [
        ("", True, (0.5, 1.0)), ("17", True, (0.5, 1.0)), ("6,5", False, (0.2,)),
        ("9.9", None, (0.2,)), ("10", False, (0.25,)), ("14,9", False, (0.25,)),
        ("20", False, (0.3,)), ("30", False, (0.3,)), ("31", None, (0.5,)),
    ],
)  # fmt: skip
def test_the_chart_of_the_circular_holds_by_weight_and_age(
    weight: str, adult: bool | None, ml: tuple[float, ...]
) -> None:
    made = course(adult=adult, weight=weight)
    assert made.row is not None
    assert made.chart.dose[made.row].ml == ml


@pytest.mark.parametrize("weight", ["", "abc", "0", "-4", "9999", "1e9", "nan"])
def test_without_a_weight_no_row_is_marked_for_a_child(weight: str) -> None:
    assert course(adult=False, weight=weight).row is None
    assert course(adult=None, weight=weight).row is None


def test_the_card_counts_to_the_next_dose_and_tells_the_report_what_was_given() -> None:
    made = course(adult=False, weight="17")
    assert made.turn(MORNING) == "first"
    made.gave(MORNING + timedelta(minutes=1))
    assert made.turn(MORNING + timedelta(minutes=3)) == "wait"
    assert made.turn(MORNING + timedelta(minutes=4)) == "due"
    made.gave(MORNING + timedelta(minutes=4))
    assert made.treatment().vi == "Adrenalin tiêm bắp 0,3 ml lúc 08:01; 0,3 ml lúc 08:04"


def test_an_unknown_birth_date_says_nothing_of_adult_or_child() -> None:
    from immunization.dates import PartialDate

    chart, now = default_chart(), datetime(2026, 11, 23, tzinfo=UTC)
    years = {"1979-03-12": True, "2015": False, "2010": None}
    assert {born: chart.is_adult(PartialDate.parse(born), now) for born in years} == years
    assert chart.is_adult(None, now) is None


def test_ticking_anaphylaxis_opens_the_card_and_ticking_it_off_does_not(world: World) -> None:
    host = FakeHost()
    does = ReactionPresenter(
        FakeView(), world.desk, StepWork(), lambda _saved, _grave: None, host.emergency
    )  # fmt: skip
    does.open(observed(world), "Vân", None)
    does.symptom_toggled("anaphylaxis")
    assert host.emergencies == 1
    does.symptom_toggled("anaphylaxis")
    assert host.emergencies == 1


def test_the_card_opens_by_one_key_from_a_chosen_name_and_its_adrenaline_is_in_the_report(
    nurse: Nurse,
) -> None:
    observed(nurse.world)
    nurse.goes_to(4)
    nurse.scan(VAN)

    nurse.place.emergencies.show()
    card = nurse.place.emergencies.card
    assert card is not None
    QTest.keyClick(card, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    card._report()
    nurse.primary()

    (event,) = nurse.world.desk.serious.open_events()
    assert event.what.vi == "Phản vệ"
    (note,) = nurse.world.desk.observation.one(event.person).notes
    assert [line.vi for line in note.lines] == [
        "Xử trí: Adrenalin tiêm bắp 0,5-1 ml lúc 08:00"
    ]  # fmt: skip


def test_closing_the_card_and_opening_it_again_goes_on_with_the_same_emergency(
    nurse: Nurse,
) -> None:
    observed(nurse.world)
    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.place.emergencies.show()
    card, first = nurse.place.emergencies.card, nurse.place.emergencies.now
    assert card is not None
    nurse.place.emergencies.show()  # a second press opens no second card
    assert nurse.place.emergencies.card is card
    card.reject()
    nurse.place.emergencies.show()
    assert nurse.place.emergencies.now is first


def test_the_adrenaline_of_the_card_is_in_the_report_also_from_reception(nurse: Nurse) -> None:
    observed(nurse.world)
    nurse.scan(VAN)
    assert nurse.place.presenter.where == "reception"
    nurse.place.emergencies.show()
    card = nurse.place.emergencies.card
    assert card is not None
    card._given()
    card._report()
    nurse.settle()

    nurse.primary()

    (event,) = nurse.world.desk.serious.open_events()
    (note,) = nurse.world.desk.observation.one(event.person).notes
    assert "Xử trí: Adrenalin tiêm bắp 0,5-1 ml lúc 08:00" in [line.vi for line in note.lines]


def test_one_emergency_goes_on_while_the_card_was_opened_for_somebody_else(nurse: Nurse) -> None:
    observed(nurse.world)
    other = nurse.world.registered("031092000111", name="Phạm Quốc Bảo", sex="male")
    nurse.world.to_observation(other)

    def opened(number: str) -> Emergency:
        nurse.scan(number)
        nurse.place.emergencies.show()
        assert nurse.place.emergencies.card is not None
        nurse.place.emergencies.card.reject()
        assert nurse.place.emergencies.now is not None
        return nurse.place.emergencies.now

    nurse.goes_to(4)
    first = opened(VAN)
    first.gave(nurse.world.clock.now())
    second = opened("031092000111")
    assert (second.person, second.given) == (other, ())

    assert opened(VAN) is first


def test_an_emergency_that_began_with_nobody_open_is_of_who_is_opened_next(nurse: Nurse) -> None:
    person = observed(nurse.world)
    nurse.goes_to(4)
    nurse.place.emergencies.show()
    begun = nurse.place.emergencies.now
    assert begun is not None
    begun.gave(nurse.world.clock.now())
    assert nurse.place.emergencies.card is not None
    nurse.place.emergencies.card.reject()
    nurse.scan(VAN)

    nurse.place.emergencies.show()

    assert nurse.place.emergencies.now is begun
    assert (begun.person, begun.adult, len(begun.given)) == (person, True, 1)


def test_an_emergency_of_the_morning_is_not_taken_for_one_of_the_afternoon(nurse: Nurse) -> None:
    observed(nurse.world)
    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.place.emergencies.show()
    assert nurse.place.emergencies.card is not None
    nurse.place.emergencies.card.reject()
    nurse.press(Qt.Key.Key_Escape)
    nurse.world.clock.pass_by(hours=6)

    nurse.place.emergencies.show()

    begun = nurse.place.emergencies.now
    assert begun is not None
    assert (begun.person, begun.name, begun.given) == (None, "", ())


def test_the_form_asks_a_serious_event_for_what_its_report_needs(nurse: Nurse) -> None:
    observed(nurse.world)
    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.place.presenters.observation.reaction_asked()
    form = nurse.place.pages.observation.reaction
    form.symptom_toggled.emit("rash")
    assert "more" not in form.__dict__

    form.criterion_toggled.emit("hospitalisation")
    nurse.tab_to("Tiền sử dị ứng, bệnh tật")
    nurse.type("Hen phế quản")
    nurse.primary()

    (event,) = nurse.world.desk.serious.open_events()
    with nurse.world.store.read() as connection:
        line = reads.line(connection, event.person, event.reaction)
    assert line is not None
    assert isinstance(line.body, ReactionReported)
    assert line.body.history == "Hen phế quản"


# -- the alarm --


def test_the_alarm_rings_again_until_it_is_acknowledged(world: World) -> None:
    person = serious(world)
    supervisor, view, rings = world.as_operator("supervisor"), FakeView(), Rings()
    does = AlarmPresenter(view, supervisor, StepWork(), rings)
    does.refresh()
    assert rings.rung == ["serious"]
    does.tick()
    assert rings.rung == ["serious"]
    world.clock.pass_by(seconds=RING_EVERY)
    does.tick()
    assert rings.rung == ["serious", "serious"]

    (event,) = supervisor.serious.alarms()
    done(supervisor.serious.acknowledge(supervisor.new_form(), person, event.reaction))
    does.refresh()
    world.clock.pass_by(seconds=RING_EVERY)
    does.tick()

    assert len(rings.rung) == 2
    assert view.last("show_alarm") == ((),)


def test_a_clock_that_is_put_back_silences_no_alarm(world: World) -> None:
    serious(world)
    supervisor, rings = world.as_operator("supervisor"), Rings()
    does = AlarmPresenter(FakeView(), supervisor, StepWork(), rings)
    does.refresh()
    world.clock.ahead -= timedelta(hours=1)
    world.clock.pass_by(seconds=RING_EVERY)
    does.tick()
    assert rings.rung == ["serious", "serious"]


def test_a_nurses_desk_rings_when_nobody_acknowledges(world: World) -> None:
    serious(world)
    rings = Rings()
    does = AlarmPresenter(FakeView(), world.desk, StepWork(), rings)
    does.refresh()
    assert rings.rung == []
    world.clock.at += CALL_ALL_AFTER
    does.tick()
    assert rings.rung == ["serious"]


def test_the_red_bar_stands_on_every_page_while_it_rings(nurse: Nurse) -> None:
    serious(nurse.world)
    nurse.world.clock.at += CALL_ALL_AFTER
    for page in (1, 2, 3, 4):
        nurse.goes_to(page)
        assert "Nguyễn Thị Hồng Vân" in nurse.window.alarm.alarm()
    nurse.window.alarm.click()
    assert nurse.place.presenter.where == "serious"


# -- the page --


def page_of(world: World, role: Role = "supervisor") -> tuple[SeriousPresenter, FakeView, FakeHost]:
    desk = world.as_operator(role)
    view, host = FakeView(), FakeHost()
    does = SeriousPresenter(view, desk, StepWork(), host)
    does.refresh()
    return does, view, host


def test_the_first_button_acknowledges_then_prints_then_adds(world: World, tmp_path: Path) -> None:
    serious(world)
    does, view, _ = page_of(world)
    view.answers = {"ask_where_to_print": str(tmp_path / "bao-cao.pdf")}

    does.primary()
    event = does.event()
    assert event is not None
    assert event.acknowledged_at is not None

    does.primary()
    path, pdf = view.last("keep_paper")
    assert path.endswith("bao-cao.pdf")
    assert pdf.startswith(b"%PDF-")

    does.form_asked("written")
    does.primary()
    assert view.last("go_to") == ("to",)
    does.told("Trung tâm Kiểm soát bệnh tật tỉnh")
    does.primary()
    event = does.event()
    assert event is not None
    assert event.written_at is not None

    does.primary()
    assert view.last("show_event")[1] == "follow_up"


def test_a_follow_up_can_close_the_case(world: World) -> None:
    person = serious(world)
    does, view, _ = page_of(world)
    does.primary()
    does.form_asked("follow_up")
    does.primary()
    assert view.last("go_to") == ("outcome",)
    does.noted(SeriousNote("recovered", closed=True))
    assert does.is_half_entered()
    does.primary()
    assert does.event() is None
    assert not does.is_half_entered()
    assert world.desk.cards.of(person).name


def test_the_file_of_the_report_names_nobody(world: World) -> None:
    serious(world)
    does, view, _ = page_of(world, "nurse")
    does.print_asked()
    (name,) = view.last("ask_where_to_print")
    assert name == "tai-bien-2026-11-23-A001.pdf"


def test_the_hours_left_are_said_with_a_minus_once_they_are_past() -> None:
    from ui.pages.serious import left_words

    assert left_words(timedelta(hours=21, minutes=5)) == "21:05"
    assert left_words(timedelta(minutes=-61)) == "−1:01"


def test_a_day_that_is_none_is_named_and_not_left_out_of_a_note(dressed: QApplication) -> None:
    form, told = NoteForm(Wording("vi")), list[SeriousNote | None]()
    form.typed.connect(told.append)
    form.begin("died")
    form._died.edit.setText("31/11/2026")
    form._died.edit.textEdited.emit("31/11/2026")
    assert told == [None]
    form.say_missing()
    assert form._died.edit.accessibleDescription() == "Không có ngày này"
    form._died.edit.setText("30/11/2026")
    form._died.edit.textEdited.emit("30/11/2026")
    assert told[-1] is not None
    assert told[-1].died_on == date(2026, 11, 30)
    assert form._died.edit.accessibleDescription() == ""
    form.deleteLater()
