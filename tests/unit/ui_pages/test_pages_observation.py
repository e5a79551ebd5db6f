"""The observation page while others work: a question stays, and belongs to one person."""

from __future__ import annotations

from tests.unit.ui_pages.nurse import Nurse

VAN = "031179004512"
BAO = "031092000111"


def test_news_from_another_desk_does_not_take_the_question_away(nurse: Nurse) -> None:
    person = nurse.world.registered(VAN)
    nurse.world.to_observation(person)
    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.primary()

    nurse.place.presenter.changed()

    nurse.type("Nhà có việc gấp")
    nurse.primary()
    assert nurse.world.desk.observation.board() == ()


def test_another_persons_tile_closes_the_question(nurse: Nurse) -> None:
    first = nurse.world.registered(VAN)
    second = nurse.world.registered(BAO, name="Phạm Quốc Bảo", sex="male")
    nurse.world.to_observation(first)
    nurse.world.to_observation(second)
    nurse.goes_to(4)
    nurse.scan(VAN)
    nurse.primary()

    nurse.scan(BAO)

    observed = nurse.place.presenters.observation.observed()
    assert observed is not None
    assert observed.row.person == second
    nurse.primary()
    nurse.type("Con nhỏ ở nhà")
    nurse.primary()
    assert [row.person for row in nurse.world.desk.observation.board()] == [first]
