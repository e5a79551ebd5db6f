"""Two records of one person: a supervisor sees both and links them; a nurse is told who can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from immunization.entries import PersonLinked
from immunization.ids import PersonId
from local_db import reads
from tests.layout_checks import widgets_below
from tests.unit.desk.desk_world import World, done
from tests.unit.ui_pages.nurse import KEY, Nurse
from ui.frame.ask_dialogs import OverrideDialog
from ui.kit.words import Words

OLD, NEW = "031179004512", "031179009999"


@pytest.fixture
def supervisor(dressed: QApplication, world: World) -> Iterator[Nurse]:
    """A supervisor before the real windows."""
    hands = Nurse(replace(world, desk=world.as_operator("supervisor")))
    yield hands
    hands.leave()


def links(world: World, person: PersonId) -> list[PersonLinked]:
    with world.store.read() as connection:
        lines = reads.lines(connection, [person]).get(person, [])
    return [line.body for line in lines if isinstance(line.body, PersonLinked)]


def test_who_looks_alike_is_seen_beside_and_linked_by_keyboard_alone(supervisor: Nurse) -> None:
    world = supervisor.world
    old, new = world.registered(OLD), world.registered(NEW)
    world.to_observation(old)
    page = supervisor.place.pages.reception
    supervisor.scan(NEW)
    supervisor.tab_to("Cùng một người…")
    supervisor.press(KEY.Key_Space)
    assert page.linking.isVisible()
    shown = [words.words() for words in words_of(page.linking)]
    assert {"…4512", "…9999", "giống", "khác"} <= set(shown)
    assert any(words.startswith("Mũi 1 cơ bản") for words in shown)
    supervisor.primary()
    assert page.linking.reason.missing().startswith("Xin chọn lý do")
    assert links(world, new) == []

    supervisor.type("1")
    supervisor.primary()

    assert links(world, new) == [PersonLinked(same_as=old, reason="papers")]
    assert supervisor.open_person() == new
    assert page.preview.isVisible()
    assert supervisor.listens
    for number in (OLD, NEW):  # either leads to one person with the history of both
        supervisor.press(KEY.Key_Escape)
        supervisor.scan(number)
        assert page.preview.isVisible()
        card = supervisor.place.presenter.page.card()
        assert card is not None
        assert [item.kind for item in card.history].count("dose") == 1
        assert card.lookalikes == ()


def test_the_other_record_is_found_by_typing_and_enter(supervisor: Nurse) -> None:
    world = supervisor.world
    person = world.registered(OLD)
    other = world.registered(NEW, name="Nguyễn Hồng Vân", birth="1979")
    supervisor.scan(OLD)
    supervisor.tab_to("Cùng một người…")
    supervisor.press(KEY.Key_Space)
    supervisor.press(KEY.Key_F2)
    supervisor.type("hong van")
    rows = [hit.key for hit in supervisor.place.pages.reception.hits.results.rows()]
    assert rows == [other]  # never the person themselves

    supervisor.press(KEY.Key_Return)
    assert supervisor.place.pages.reception.linking.isVisible()
    supervisor.primary()
    supervisor.type("3")
    supervisor.primary()

    assert links(world, person) == [PersonLinked(same_as=other, reason="person_said")]


def test_the_other_record_is_found_by_its_code(supervisor: Nurse) -> None:
    world = supervisor.world
    person, other = world.registered(OLD), world.registered(NEW, name="Vân", birth="1979")
    supervisor.scan(OLD)
    supervisor.place.pages.reception.link_asked.emit()

    supervisor.scan(NEW)

    assert supervisor.place.pages.reception.linking.isVisible()
    assert supervisor.open_person() == person
    assert supervisor.place.presenters.reception.linking.other is not None
    assert supervisor.place.presenters.reception.linking.other.person == other


def test_escape_leads_back_to_the_card_and_links_nothing(supervisor: Nurse) -> None:
    world = supervisor.world
    person = world.registered(OLD)
    world.registered(NEW)
    supervisor.scan(OLD)
    supervisor.place.pages.reception.link_asked.emit()

    supervisor.press(KEY.Key_Escape)

    assert supervisor.place.pages.reception.preview.isVisible()
    assert supervisor.open_person() == person
    assert links(world, person) == []


def test_another_record_than_the_one_shown_can_be_looked_for(supervisor: Nurse) -> None:
    world = supervisor.world
    world.registered(OLD)
    world.registered(NEW)
    supervisor.scan(OLD)
    supervisor.place.pages.reception.link_asked.emit()
    supervisor.tab_to("Hồ sơ khác")
    supervisor.press(KEY.Key_Space)

    assert not supervisor.place.pages.reception.linking.isVisible()
    assert supervisor.place.presenters.reception.linking.other is None


def test_nothing_found_keeps_the_search_for_the_other_record(supervisor: Nurse) -> None:
    world = supervisor.world
    person = world.registered(OLD)
    supervisor.scan(OLD)
    supervisor.place.pages.reception.link_asked.emit()

    supervisor.type("khong ai ca")
    supervisor.press(KEY.Key_Return)

    assert supervisor.open_person() == person
    supervisor.press(KEY.Key_Escape)
    supervisor.press(KEY.Key_Escape)
    assert supervisor.place.pages.reception.preview.isVisible()


def test_a_nurse_is_told_who_can_link_and_has_no_button_for_it(nurse: Nurse) -> None:
    world = nurse.world
    person = world.registered(OLD)
    world.registered(NEW)
    nurse.scan(OLD)
    preview = nurse.place.pages.reception.preview

    facts = preview._alike.alert()
    assert facts is not None
    assert "…9999" in facts.words
    assert "Người phụ trách ghép được hai hồ sơ." in facts.words
    assert not preview._link.isVisible()

    nurse.place.pages.reception.link_asked.emit()

    assert nurse.said().startswith("Việc này cần người phụ trách.")
    assert links(world, person) == []


def words_of(panel: QWidget) -> list[Words]:
    return widgets_below(panel, Words)


def test_two_linked_records_are_taken_apart_by_a_supervisor_who_says_why(
    supervisor: Nurse,
) -> None:
    world = supervisor.world
    old, new = world.registered(OLD), world.registered(NEW)
    world.to_observation(old)
    desk = world.as_operator("supervisor")
    done(desk.reception.link(desk.new_form(), new, old, "nhầm"))
    supervisor.scan(NEW)
    supervisor.tab_to("Tách hồ sơ…")
    supervisor.press(KEY.Key_Space)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, OverrideDialog)
    # Whichever is scanned, the one that was received today is open; the dialog names the other.
    assert any("…9999" in words.words() for words in words_of(dialog))

    dialog.override_confirmed.emit("Hai chị em sinh đôi")

    assert world.desk.cards.of(old).same_as == ()
    card = supervisor.place.presenters.reception.card()
    assert card is not None
    assert (card.person, card.stage) == (old, "observation")
