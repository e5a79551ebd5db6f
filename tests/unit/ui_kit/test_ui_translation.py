"""Both languages are complete, and the committed files are what the sources give."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.frame.rail import Rail, StageButton
from ui.kit.queue_view import QueueView
from ui.translation import TranslationMissing, install
from ui.translation.refresh import HERE, LANGUAGES, messages, release, stale, unfinished
from ui.translation.stock_words import stock_words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    assert unfinished(HERE / f"bantiem_{language}.ts") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_linguist_file_is_what_the_sources_give(language: str) -> None:
    assert not stale(language), "run: python -m ui.translation.refresh"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_what_the_linguist_file_gives(language: str, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    release(HERE / f"bantiem_{language}.ts", fresh)
    assert fresh.read_bytes() == (HERE / f"bantiem_{language}.qm").read_bytes()


def test_an_unfinished_word_is_found(tmp_path: Path) -> None:
    source = HERE / "bantiem_vi.ts"
    planted = tmp_path / "planted.ts"
    words = source.read_text(encoding="utf-8")
    assert "<translation>Hàng chờ</translation>" in words
    planted.write_text(
        words.replace(
            "<translation>Hàng chờ</translation>", '<translation type="unfinished"></translation>'
        ),
        encoding="utf-8",
    )
    assert "QueueView: Queue" in unfinished(planted)
    assert ("QueueView", "Queue") in messages(planted)


def test_windows_speak_the_chosen_language(qapp: QApplication) -> None:
    install(qapp, "vi")
    assert QueueView().accessibleName() == "Hàng chờ"
    install(qapp, "en")
    assert QueueView().accessibleName() == "Queue"
    install(qapp, "vi")
    assert QCoreApplication.translate("Rail", "Reception") == "Đón tiếp"


def test_counts_have_their_plural_in_english(qapp: QApplication) -> None:
    install(qapp, "en")
    rail = Rail()
    button = StageButton("injection", "syringe", "Injection", rail)
    assert button.tr("%n overdue", "", 1) == "1 overdue"
    install(qapp, "vi")
    assert button.tr("%n overdue", "", 2) == "2 quá giờ"


def test_a_missing_language_is_an_error_and_not_english(qapp: QApplication) -> None:
    with pytest.raises(TranslationMissing):
        install(qapp, "xx")
    install(qapp, "vi")


def test_the_menu_of_a_text_field_speaks_vietnamese_too(qapp: QApplication) -> None:
    install(qapp, "vi")
    edit = QLineEdit("chữ")
    menu = edit.createStandardContextMenu()
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert [word for word in words if word not in stock_words()] == []
    assert "Chép" in words
