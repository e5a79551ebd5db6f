"""Serious events in their states, and the alarm over another page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desk.serious import SeriousEvent
from desk.standing import Standing
from immunization.text import Text
from ui.pages.observation import ObservationPage
from ui.pages.serious import SeriousPage
from ui.pages.status import StatusWords
from ui.ports import CameraState
from ui.presenters.serious import SeriousMode
from ui.showcase import people
from ui.showcase.places import WARNINGS
from ui.showcase.stand import OFFLINE, Builder, Stand

_WHAT = Text(vi="Phản vệ, khó thở", en="Anaphylaxis, difficulty in breathing")
_FIT = Text(vi="Co giật", en="Seizures")


def events() -> tuple[SeriousEvent, ...]:
    """Return three: new, reported by phone and acknowledged, and reported in writing."""
    new = SeriousEvent(
        people.person("Lý Văn Tài"),
        people.entry("serious 1"),
        "Lý Văn Tài",
        "A057",
        _WHAT,
        "Comirnaty (Pfizer)",
        "MT2611A",
        people.at(9, 36),
        people.at(9, 38),
        people.at(9, 38) + timedelta(hours=24),
        "recovering",
        Standing("centre", has_hub=True),
    )
    return (
        new,
        replace(
            new,
            person=people.person("Đặng Thị Minh"),
            reaction=people.entry("serious 2"),
            name="Tôn Nữ Nguyễn Thị Hoàng Phương Uyên",
            number="B012",
            what=_FIT,
            onset_at=people.at(11, 40) - timedelta(days=1),
            reported_at=people.at(11, 48) - timedelta(days=1),
            due=people.NOW + timedelta(hours=2, minutes=6),
            acknowledged_at=people.at(11, 52) - timedelta(days=1),
            standing=Standing("desk", has_hub=True),
        ),
        replace(
            new,
            person=people.person("Vũ Văn Khang"),
            reaction=people.entry("serious 3"),
            name="Vũ Văn Khang",
            number=None,
            onset_at=people.at(7, 20),
            reported_at=people.at(7, 31),
            acknowledged_at=people.at(7, 40),
            written_at=people.at(8, 55),
            outcome="recovered",
        ),
    )


def scenes(stand: Stand) -> Iterator[tuple[str, Builder]]:
    """Yield each state by its name."""
    states: dict[str, Callable[[SeriousPage], None]] = {
        "serious_empty": _empty,
        "serious_alarm": lambda page: _one(page, 0, "overview", supervisor=True),
        "serious_due": lambda page: _one(page, 1, "overview"),
        "serious_sent": lambda page: _one(page, 2, "overview"),
        "serious_told": lambda page: _one(page, 0, "phone"),
        "serious_follow_up": lambda page: _one(page, 1, "follow_up"),
    }
    for name, state in states.items():
        yield name, _builder(stand, state)
    yield "alarm", lambda size: _alarm(stand, size)


def _builder(stand: Stand, state: Callable[[SeriousPage], None]) -> Builder:
    def build(size: QSize) -> QWidget:
        page = SeriousPage(stand.wording)
        window = stand.window("serious", page, size)
        state(page)
        return window

    return build


def _empty(page: SeriousPage) -> None:
    page.show_events((), people.NOW)
    page.show_event(None, "overview", people.NOW, may_acknowledge=False)


def _one(page: SeriousPage, at: int, mode: SeriousMode, *, supervisor: bool = False) -> None:
    page.show_events(events(), people.NOW)
    page.show_event(events()[at], mode, people.NOW, may_acknowledge=supervisor)


def _alarm(stand: Stand, size: QSize) -> QWidget:
    page = ObservationPage(stand.wording, blinks=False)
    window = stand.window("observation", page, size)
    page.show_board(people.board(), people.NOW)
    page.show_panel("nobody", None, people.NOW)
    vi = "**Tai biến nặng: A057 Lý Văn Tài**, Phản vệ, khó thở, lúc 09:38. Còn 1 ca nữa."
    en = "**Serious event: A057 Lý Văn Tài**, Anaphylaxis, seizures, at 09:38. 1 more."
    said = StatusWords(stand.wording).statements(
        OFFLINE, 37, stand.clock, CameraState("ready"), WARNINGS
    )
    window.status.set_statements(said)
    window.alarm.set_alarm(vi if stand.language == "vi" else en)
    return window
