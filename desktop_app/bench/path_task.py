"""In the open desk: hands take people from the scan of their card to the saved dose."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.desk import Desk
from desk.errors import NoSuchPerson
from desk.injection import DoseDraft
from desk.screening import Answers
from desktop_app.bench.desk_tasks import Told, end
from desktop_app.bench.figures import median
from desktop_app.bench.ready_desk import LOT, NEVER
from desktop_app.demo.hands import Hands, Holds, Script, sees
from desktop_app.demo.story import PRODUCT, card_text
from desktop_app.desk_program import DeskProgram
from desktop_app.rehearsal.people import people as made_up
from immunization.entries import PersonRegistered, Vitals
from immunization.ids import PersonId
from immunization.persons import person_id
from scanners.payloads import gs1
from ui.pages.vitals_card import VitalsCard
from ui.presenters.stage import PLACES

_KEY: Final = Qt.Key
PERSONS: Final = 7
"""So many of each kind; the first of each does not count: its pages are seen for the first time."""

_STRANGERS: Final = 77
_TEMPERATURE: Final = "Nhiệt độ"
_LACKS: Final = "Chưa có nhiệt độ"
_PROPOSED: Final = "Lưu: tiêm được"
_RECORDS: Final = "Ghi mũi tiêm"


class Way:
    """Counts interactions and times what each of them was for."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self.steps, self.milliseconds = 0, 0.0

    def does(self, act: Callable[[Hands], None], holds: Holds, steps: int = 1) -> Script:
        """Act, then wait for what it was for."""
        self.steps += steps
        begun = time.perf_counter()
        act(self._hands)
        yield holds
        self.milliseconds += (time.perf_counter() - begun) * 1000


class Nurse:
    """A nurse who uses the keyboard and a hand scanner."""

    def __init__(self, program: DeskProgram, hands: Hands) -> None:
        if program.workplace is None or program.desk is None:
            raise RuntimeError("nobody is signed in")
        self._place, self._desk, self._hands = program.workplace, program.desk, hands

    def takes_vial(self, lot: str) -> Script:
        """Scan the vial for the day."""
        self._hands.control(_KEY.Key_3)
        yield lambda: self._place.presenter.where == "injection"
        self._hands.scan(lot)
        yield lambda: self._desk.injection.vial() is not None

    def takes(self, guest: PersonRegistered, way: Way, *, known: bool) -> Script:
        """Take one person from the scan to the saved dose."""
        person = person_id(guest.numbers, PersonId(""))
        self._hands.control(_KEY.Key_1)  # where the nurse of the reception stands already
        yield lambda: self._place.presenter.where == "reception"
        reception = self._place.presenters.reception

        def met() -> bool:
            return self._open() == person if known else reception.form.name == guest.name

        yield from way.does(lambda hands: hands.scan(card_text(guest)), met)
        yield from way.does(Hands.primary, lambda: self._stage(person) == "screening")
        yield from self._goes(way, _KEY.Key_2, "screening")
        yield from self._opens(way, person, _LACKS)
        # The one key for all: what is missing is gone to.
        yield from way.does(Hands.primary, lambda: _called().startswith(_TEMPERATURE))
        page = self._place.pages.screening
        yield from way.does(
            lambda hands: hands.type("36,7"),
            lambda: _shows(page.vitals, "36,7") and sees(self._place.window, _PROPOSED),
        )
        yield from way.does(Hands.primary, page.consent.isVisible)
        yield from way.does(Hands.primary, lambda: self._stage(person) == "injection")
        yield from self._goes(way, _KEY.Key_3, "injection")
        yield from self._opens(way, person, _RECORDS)
        if not known:
            # Whether a stranger had doses elsewhere nobody here can know: the rules ask for words.
            yield from way.does(Hands.primary, self._is_asked)
            yield from way.does(lambda hands: hands.type("khai chưa tiêm"), self._is_said)
        yield from way.does(Hands.primary, lambda: self._stage(person) == "observation")

    def _is_asked(self) -> bool:
        focus = QApplication.focusWidget()
        scan = self._place.window.top.scan.edit
        return isinstance(focus, QLineEdit) and focus is not scan and not focus.text()

    def _is_said(self) -> bool:
        focus = QApplication.focusWidget()
        return isinstance(focus, QLineEdit) and focus.text() == "khai chưa tiêm"

    def opens_vial_if_empty(self) -> Script:
        """Put the next vial on the tray when the one there is empty; no part of the way."""
        vial = self._desk.injection.vial()
        if vial is not None and not vial.left:
            self._desk.injection.take_vial(vial.lot_id).result()
            yield lambda: bool((self._desk.injection.vial() or vial).left)

    def _goes(self, way: Way, key: Qt.Key, where: str) -> Script:
        yield from way.does(
            lambda hands: hands.control(key), lambda: self._place.presenter.where == where
        )

    def _opens(self, way: Way, person: PersonId, said: str) -> Script:
        """Enter in the empty field opens who is next, once the queue shows them."""
        yield from way.does(
            lambda _hands: None, lambda: self._place.presenter.next_up == person, steps=0
        )
        yield from way.does(
            lambda hands: hands.press(_KEY.Key_Return),
            lambda: self._open() == person and sees(self._place.window, said),
        )

    def _open(self) -> PersonId | None:
        card = self._place.presenter.page.card()
        return card.person if card is not None else None

    def _stage(self, person: PersonId) -> str:
        try:
            return self._desk.cards.of(person).stage
        except NoSuchPerson:  # not committed yet
            return ""


def path(program: DeskProgram, told: Told) -> None:
    """Let a nurse take people, known ones and strangers with a card, and tell what it took."""
    hands = Hands(parent=program)
    nurse = Nurse(program, hands)
    hands.done.connect(lambda: end(program, told))
    hands.stuck.connect(_give_up)
    hands.play(_all(nurse, hands, program, told))


def _all(nurse: Nurse, hands: Hands, program: DeskProgram, told: Told) -> Script:
    desk = program.desk
    if desk is None or program.workplace is None:
        raise RuntimeError("nobody is signed in")
    pages = program.workplace.pages
    yield lambda: len(pages.made()) == len(PLACES)
    yield from nurse.takes_vial(gs1.label(PRODUCT, LOT, NEVER))
    known = list(_with_card(islice(made_up(PERSONS * 200), 50, None), 2 * PERSONS))
    strangers = list(_with_card(made_up(PERSONS * 200, seed=_STRANGERS), PERSONS))
    for name, guests in (("known", known[:PERSONS]), ("new", strangers)):
        ways = []
        for guest in guests:
            ways.append(Way(hands))
            yield from nurse.opens_vial_if_empty()
            yield from nurse.takes(guest, ways[-1], known=name == "known")
        told[f"{name}_steps"] = max(way.steps for way in ways)
        told[f"{name}_ms"] = median([way.milliseconds for way in ways[1:]])
    bare = []
    for guest in known[PERSONS:]:
        yield from nurse.opens_vial_if_empty()
        bare.append(_bare(desk, guest))
    told["bare_ms"] = median(bare[1:])


def _bare(desk: Desk, guest: PersonRegistered) -> float:
    """Save for one person what the nurse saves, without windows; return the milliseconds."""
    person = person_id(guest.numbers, PersonId(""))
    begun = time.perf_counter()
    desk.reception.arrive(desk.new_form(), person).result()
    answers = Answers(desk.new_form(), person, vitals=Vitals(temperature=36.7), agreed=True)
    desk.screening.save(answers).result()
    form = desk.injection.open(person)
    draft = DoseDraft(
        form=form.form, person=person, lot=form.vial.lot_id if form.vial else None,
        dose_kind=form.dose_kind, number=form.number, volume=form.volume, reason="-",
    )  # fmt: skip
    desk.injection.save(draft).result()
    return (time.perf_counter() - begun) * 1000


def _with_card(people: Iterable[PersonRegistered], how_many: int) -> list[PersonRegistered]:
    """Return the first grown-up people who have a chip card."""
    fitting = (
        one
        for one in people
        if len(one.birth or "") == len("1990-01-01")
        and "1962" < (one.birth or "") < "2004"
        and one.numbers
        and one.numbers[0].system == "cccd"
    )
    return list(islice(fitting, how_many))


def _shows(vitals: VitalsCard, text: str) -> bool:
    row = vitals.field("temperature")
    return row is not None and row.text() == text


def _called() -> str:
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus is not None else ""


def _give_up(why: str) -> None:
    print(why, file=sys.stderr, flush=True)
    os._exit(1)
