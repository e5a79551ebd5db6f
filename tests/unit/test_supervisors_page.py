"""The supervisors' page: both languages say the same, in the words of the screens."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from desk.doubles import WHAT_TO_DO

ROOT = Path(__file__).parents[2]
PAGES = {"vi": "vi-sao-chua-xanh.md", "en": "why-not-green.md"}


def page(language: str) -> str:
    return (ROOT / "docs" / PAGES[language]).read_text(encoding="utf-8")


def shape(text: str) -> list[str]:
    """Headings, rows of tables and points of lists, in their order, without their words."""
    return re.findall(r"^(#+ |\||\d\. |- )", text, re.MULTILINE)


def words_of_screens(language: str) -> set[str]:
    """All that the windows say, without numbers and times."""
    folder, said = ROOT / "ui" / "translation", set()
    for message in ET.parse(folder / f"bantiem_{language}.ts").getroot().iter("message"):  # noqa: S314
        translation = message.find("translation")
        assert translation is not None
        said |= {form.text for form in translation.iter("numerusform")} | {translation.text}
    if language == "en":  # what has no plural is said in the words of the sources
        root = ET.parse(folder / "bantiem_vi.ts").getroot()  # noqa: S314
        said |= {message.findtext("source") for message in root.iter("message")}
    return {plain(one) for one in said if one}


def plain(words: str) -> str:
    without = re.sub(r"%n|\{0\}|\d\d:\d\d|\d+|…", "", words)
    return re.sub(r"\s+", " ", without).strip(" :").lower()


def test_both_languages_have_the_same_shape() -> None:
    assert shape(page("vi")) == shape(page("en"))


@pytest.mark.parametrize("language", PAGES)
def test_what_the_page_says_in_bold_is_what_the_screen_says(language: str) -> None:
    rows = [line for line in page(language).splitlines() if line.startswith("| **")]
    named = [plain(re.findall(r"\*\*(.+?)\*\*", row)[0]) for row in rows]
    assert len(named) >= 7
    assert [one for one in named if one not in words_of_screens(language)] == []


def test_what_to_do_with_two_doses_is_said_on_the_screen_as_on_the_page() -> None:
    assert "recorded twice" in WHAT_TO_DO.en
    assert "recorded twice" in page("en")
    assert "hai lần" in WHAT_TO_DO.vi.lower()
    assert "ghi hai lần" in page("vi")
