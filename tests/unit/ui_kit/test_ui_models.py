"""The item models keep Qt's contract, and repaint no more than what changed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.kit import gallery_samples as samples
from ui.kit.data_table import Column, DataTable, TableModel
from ui.kit.list_base import FACTS, FactsModel
from ui.kit.observation_board import ObservationBoard, TileFacts
from ui.kit.queue_view import QueueRow, QueueView
from ui.kit.search_results import SearchResults


def test_a_model_of_facts_keeps_qts_contract(qtmodeltester: ModelTester) -> None:
    model: FactsModel[QueueRow] = FactsModel()
    model.set_rows(samples.queue("vi"))
    # It listens on: what follows is checked too.
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_rows(samples.queue("vi")[:2])
    model.set_rows(())


def test_a_model_of_a_table_keeps_qts_contract(qtmodeltester: ModelTester) -> None:
    model = TableModel(samples.columns("vi"))
    model.set_rows(samples.rows("vi"))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_the_same_facts_again_repaint_nothing(dressed: QApplication) -> None:
    model: FactsModel[TileFacts] = FactsModel()
    changed: list[int] = []
    resets: list[bool] = []
    model.set_rows(samples.tiles("vi"))
    model.dataChanged.connect(lambda top, _bottom: changed.append(top.row()))
    model.modelReset.connect(lambda: resets.append(True))
    model.set_rows(samples.tiles("vi"))
    assert (changed, resets) == ([], [])
    tiles = list(samples.tiles("vi"))
    tiles[4] = replace(tiles[4], face="7")
    model.set_rows(tiles)
    assert (changed, resets) == ([4], [])


def test_the_chosen_person_stays_chosen_when_the_order_changes(qtbot: QtBot) -> None:
    board = ObservationBoard()
    qtbot.addWidget(board)
    tiles = samples.tiles("vi")
    board.set_rows(tiles)
    board.choose(tiles[5].key)
    board.set_rows(tiles[::-1])
    assert board.chosen_key() == tiles[5].key
    board.set_rows(tiles[:3])
    assert board.chosen_key() == ""


def test_a_person_is_opened_by_enter_or_a_click_and_never_by_walking(qtbot: QtBot) -> None:
    view = QueueView()
    qtbot.addWidget(view)
    opened: list[str] = []
    view.person_opened.connect(opened.append)
    view.set_rows(samples.queue("vi"))
    view.show()
    view.step(1)
    view.step(1)
    assert opened == []
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == ["062"]
    rect = view.visualRect(view.model().index(0, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert opened == ["062", "061"]


def test_walking_stops_at_the_ends(qtbot: QtBot) -> None:
    view = SearchResults()
    qtbot.addWidget(view)
    view.set_rows(samples.hits("vi"))
    view.step(-1)
    assert view.chosen_key() == "f"
    view.step(1)
    assert view.chosen_key() == "f"
    for _ in range(9):
        view.step(-1)
    assert view.chosen_key() == "a"


@pytest.mark.parametrize("number", ["061", "063", "064"])
def test_a_row_says_everything_to_a_screen_reader(number: str, dressed: QApplication) -> None:
    model: FactsModel[QueueRow] = FactsModel()
    model.set_rows(samples.queue("vi"))
    index = model.index(model.row_of(number), 0)
    facts = model.data(index, FACTS)
    said = str(model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert isinstance(facts, QueueRow)
    assert facts.name in said
    assert facts.number in said
    assert facts.held_by in said


def test_an_index_out_of_reach_holds_nothing(dressed: QApplication) -> None:
    model: FactsModel[QueueRow] = FactsModel()
    assert model.data(QModelIndex(), FACTS) is None
    assert model.rowCount(QModelIndex()) == 0


def test_a_table_sorts_by_meaning_keeps_the_choice_and_calms_down(qtbot: QtBot) -> None:
    table = DataTable(samples.columns("vi"), "Danh sách")
    qtbot.addWidget(table)
    chosen: list[str] = []
    table.row_chosen.connect(chosen.append)
    table.set_rows(samples.rows("vi"))
    table.sort_by(0)
    table.choose("199")
    table.sort_by(0, descending=True)
    assert table.chosen_key() == "199"
    assert chosen[-1] == "199"
    first = table.model().index(0, 0)
    assert first.data() == "203"
    assert any(row.changed for row in table.rows())
    table._settle.timeout.emit()
    assert not any(row.changed for row in table.rows())
    assert table.chosen_key() == "199"


@pytest.mark.parametrize(
    ("room", "left_out"),
    [(420, ()), (360, ("Lost",)), (260, ("Returned", "Lost")), (90, ("Returned", "Lost"))],
)
def test_a_narrow_table_leaves_out_only_the_columns_that_give_way(
    qtbot: QtBot, room: int, left_out: tuple[str, ...]
) -> None:
    columns = (
        Column("Vaccine", 100, 1), Column("Returned", 100, gives_way=True),
        Column("Lost", 100, gives_way=True), Column("Left", 100, 0, "right"),
    )  # fmt: skip
    table = DataTable(columns)
    qtbot.addWidget(table)
    table.resize(room, 200)
    table.show()
    hidden = [one.words for at, one in enumerate(columns) if table.isColumnHidden(at)]
    assert tuple(hidden) == left_out
