"""Observation and the waiting room in their states."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.pages.observation import ObservationPage
from ui.pages.wall import Wall
from ui.presenters.reaction import ReactionState
from ui.showcase import people
from ui.showcase.stand import Builder, Stand


def scenes(stand: Stand) -> Iterator[tuple[str, Builder]]:
    """Yield each state by its name."""
    states: dict[str, Callable[[ObservationPage], None]] = {
        "observation_empty": _empty,
        "observation_board": lambda page: _chosen(page, 0),
        "observation_overdue": lambda page: _chosen(page, 1),
        "observation_running": lambda page: _chosen(page, 4),
        "observation_several": _several,
        "observation_early": _early,
        "observation_follow_up": _follow_up,
        "observation_mild": lambda page: _report(page, serious=False),
        "observation_serious": lambda page: _report(page, serious=True),
        "observation_which_dose": _which_dose,
        "observation_elsewhere": _elsewhere,
        "observation_done": _done,
    }
    for name, state in states.items():
        yield name, _builder(stand, state)
    yield "wall", lambda size: _wall(stand, size)


def _builder(stand: Stand, state: Callable[[ObservationPage], None]) -> Builder:
    def build(size: QSize) -> QWidget:
        page = ObservationPage(stand.wording, blinks=False)
        window = stand.window("observation", page, size)
        state(page)
        return window

    return build


def _empty(page: ObservationPage) -> None:
    page.show_board((), people.NOW)
    page.show_panel("nobody", None, people.NOW)


def _chosen(page: ObservationPage, index: int) -> None:
    page.show_board(people.board(), people.NOW)
    page.show_chosen(people.board()[index].person)
    page.show_panel("overview", people.observed(index), people.NOW)


def _several(page: ObservationPage) -> None:
    _chosen(page, 11)
    page.show_panel("overview", people.observed_child(), people.NOW)


def _early(page: ObservationPage) -> None:
    _chosen(page, 4)
    page.show_panel("early", people.observed(4), people.NOW)
    page.go_to("early")


def _follow_up(page: ObservationPage) -> None:
    _chosen(page, 0)
    page.show_panel("follow_up", people.observed(0), people.NOW)


def _report(page: ObservationPage, *, serious: bool) -> None:
    _chosen(page, 4)
    criteria = ("life_threatening", "hospitalisation") if serious else ()
    page.show_reaction(
        ReactionState(
            people.board()[4].name,
            "serious" if serious else "mild",
            ("dizziness", "nausea"),
            criteria,
        )
    )


def _which_dose(page: ObservationPage) -> None:
    _several(page)
    doses = people.doses_of_child()
    page.show_reaction(
        ReactionState(people.board()[11].name, "mild", ("rash",), (), doses=doses, dose=doses[1].id)
    )


def _elsewhere(page: ObservationPage) -> None:
    page.show_board(people.board(), people.NOW)
    page.show_elsewhere(people.card(stage="injection"))


def _done(page: ObservationPage) -> None:
    page.show_board(people.board(), people.NOW)
    page.show_elsewhere(people.card(stage="done"))


def _wall(stand: Stand, size: QSize) -> QWidget:
    wall = Wall(stand.language, "Trạm Y tế xã Thanh Bình")
    wall.resize(size)
    wall.show_board(people.board(), people.NOW)
    return wall
