"""Carrying by hand from the sync page: progress, stopping, what came of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from immunization.errors import KnownError
from immunization.text import Text
from tests.unit.ui_pages.fakes import FakeView, StepWork
from ui.pages.carry_row import CarryRow
from ui.ports import Brought
from ui.presenters.carrying import Carrying, CarryingPresenter

DONE = Text(vi="xong", en="done")
Told = Callable[[int, int], None]


class FakeCarrier:
    """A carrier whose stick does what the test says."""

    def __init__(self) -> None:
        self.error: KnownError | None = None
        self.brought = Brought(DONE)
        self.during: Callable[[], None] = lambda: None
        self.paths: list[str] = []
        self.destroyed = 0
        self.saw: list[bool] = []

    def name(self) -> str:
        return "bantiem-75-001-1-20261123-0800.carried"

    def write(self, path: str, told: Told, is_cancelled: Callable[[], bool]) -> Text:
        self._do(path, told, is_cancelled)
        return DONE

    def read(self, path: str, told: Told, is_cancelled: Callable[[], bool]) -> Brought:
        self._do(path, told, is_cancelled)
        return self.brought

    def destroy(self) -> None:
        self.destroyed += 1

    def _do(self, path: str, told: Told, is_cancelled: Callable[[], bool]) -> None:
        self.paths.append(path)
        told(30, 120)
        self.during()
        self.saw.append(is_cancelled())
        if self.error:
            raise self.error


@pytest.fixture
def carrier() -> FakeCarrier:
    return FakeCarrier()


@pytest.fixture
def view() -> FakeView:
    return FakeView()


def last_alert(view: FakeView) -> tuple[str, Text]:
    alert = view.last("show_alert")[0]
    return alert.tone, alert.text


def test_how_far_it_is_is_shown_while_it_lasts_and_what_came_of_it_after(
    view: FakeView, carrier: FakeCarrier
) -> None:
    does = CarryingPresenter(view, StepWork(), carrier)
    shown: list[Carrying] = []

    def look() -> None:
        does.look()
        shown.append(view.last("show_carrying")[0])

    carrier.during = look
    does.write_to("E:/out")
    assert shown == [Carrying("writing", 30, 120)]
    assert view.last("show_carrying") == (Carrying("idle"),)
    assert last_alert(view) == ("ok", DONE)


def test_one_file_at_a_time(view: FakeView, carrier: FakeCarrier) -> None:
    work = StepWork(at_once=False)
    does = CarryingPresenter(view, work, carrier)
    does.write_to("one")
    does.read_from("two")
    work.step()
    does.read_from("three")
    work.step()
    assert carrier.paths == ["one", "three"]


def test_stopping_is_no_failure(view: FakeView, carrier: FakeCarrier) -> None:
    does = CarryingPresenter(view, StepWork(), carrier)
    carrier.during = does.cancel
    carrier.error = KnownError()
    does.write_to("out")
    assert carrier.saw == [True]
    assert last_alert(view)[0] == "info"
    # The next one is not stopped by the last one's button.
    carrier.during, carrier.error = lambda: None, None
    does.write_to("out")
    assert carrier.saw == [True, False]
    assert last_alert(view) == ("ok", DONE)


def test_a_failure_says_its_sentence(view: FakeView, carrier: FakeCarrier) -> None:
    carrier.error = KnownError()
    CarryingPresenter(view, StepWork(), carrier).read_from("in")
    assert last_alert(view) == ("stop", KnownError.text)
    assert carrier.destroyed == 0


def test_a_desk_is_destroyed_only_when_the_file_says_that_it_must_be(
    view: FakeView, carrier: FakeCarrier
) -> None:
    does = CarryingPresenter(view, StepWork(), carrier)
    does.read_from("in")
    assert carrier.destroyed == 0
    carrier.brought = Brought(DONE, must_destroy=True)
    does.read_from("in")
    assert carrier.destroyed == 1
    assert last_alert(view) == ("warn", DONE)


def test_without_a_carrier_there_is_nothing_to_press(dressed: QApplication) -> None:
    view, row = FakeView(), CarryRow()
    does = CarryingPresenter(view, StepWork(), None)
    does.write_to("out")
    does.show()
    assert view.last("show_carrying") == (Carrying("none"),)
    row.show_carrying(Carrying("none"))
    assert row.isHidden()


def test_the_row_shows_buttons_or_progress_and_asks_how_far_it_is(dressed: QApplication) -> None:
    row = CarryRow()
    row.show()
    row.show_carrying(Carrying("idle"))
    assert [one.isVisible() for one in (row._write, row._read, row._said, row._stop)] == [
        True,
        True,
        False,
        False,
    ]
    row.show_carrying(Carrying("reading", 30, 120))
    assert not row._write.isVisible()
    assert row._said.words().endswith("25%")
    assert row._timer.isActive()
    row.show_carrying(Carrying("idle"))
    assert not row._timer.isActive()
    row.close()
    row.deleteLater()
