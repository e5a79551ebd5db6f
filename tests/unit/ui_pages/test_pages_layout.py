"""No cut words, no overlap, no small target: every screen, three sizes, both languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from immunization.text import LANGUAGES, Language
from tests import layout_checks
from ui.pages.showcase import SIZES, scenes, settle

_MAIN = (
    "reception_search",
    "reception_form_flaws",
    "reception_correct_flaws",
    "reception_lookalike_supervisor",
    "reception_link_no_reason",
    "screening_delay",
    "injection_may",
    "injection_delay",
    "observation_board",
    "list_day",
    "stock_form",
    "stock_vials",
    "serious_due",
    "alarm",
    "emergency_child",
    "sync_refused",
    "screening_child",
    "consent_child",
    "consent_signed",
    "list_overruled",
)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_main_screens_are_whole(dressed: QApplication, language: Language, size: QSize) -> None:
    assert _problems(dressed, language, size, _MAIN) == []


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_of_every_screen_is_whole(
    dressed: QApplication, language: Language, size: QSize
) -> None:
    names = tuple(name for name, _ in scenes(language))
    assert _problems(dressed, language, size, names) == []


def test_every_scene_has_a_name_of_its_own(dressed: QApplication) -> None:
    names = [name for name, _ in scenes("vi")]
    assert len(names) == len(set(names))
    assert set(_MAIN) <= set(names)


def _problems(
    app: QApplication, language: Language, size: QSize, names: tuple[str, ...]
) -> list[str]:
    from ui.translation import install

    install(app, language)
    found: list[str] = []
    for name, build in scenes(language):
        if name not in names:
            continue
        window = build(size)
        window.show()
        settle(window)
        found += [f"{name}: {problem}" for problem in layout_checks.problems(window)]
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    install(app, "vi")
    return found
