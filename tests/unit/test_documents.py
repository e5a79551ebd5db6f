"""The documents: what they point to is there, both guides say the same, the keys are the keys."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from immunization.rulebook import default_catalogue
from ui.frame.keys import TABLE

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    + list(DOCS.rglob("*.md"))
)
PICTURES = sorted((DOCS / "pictures").glob("*.png"))
GUIDES = ("huong-dan.md", "guide.md")
LARGEST_PICTURE = 120_000  # bytes

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
NAMED_FILE = re.compile(r"`([a-z_]+(?:/[a-z_]+)*/[a-z_]+\.(?:py|toml|ts|md))`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
MACHINE = re.compile(
    r"(?<![\w.~])/(?:work|tmp|root|home|Users)/"  # a path on somebody's computer
    r"|[A-Z]:\\Users\\"
    r"|--(?:extra-)?index-url|\bregistry\.[a-z]+\.",
    re.IGNORECASE,
)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def headings(page: str) -> list[str]:
    return re.findall(r"^(#+ .*)$", FENCED.sub("", page), re.MULTILINE)


def anchor(heading: str) -> str:
    words = re.sub(r"[^\w\- ]", "", heading.lstrip("# ").lower())
    return words.replace(" ", "-")


def broken_links(page: Path) -> list[str]:
    """The relative links of a page that lead nowhere."""
    found = []
    for target in LINK.findall(FENCED.sub("", read(page))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, part = unquote(target).partition("#")
        there = (page.parent / path).resolve() if path else page
        is_there = there.exists() and there.is_relative_to(ROOT)
        if part and is_there and there.suffix == ".md":
            is_there = part in {anchor(heading) for heading in headings(read(there))}
        if not is_there:
            found.append(target)
    return found


def keys_in(page: str) -> set[str]:
    """What the first two columns of a guide's table of keys name, one key or twin each."""
    section = page.split("\n## 12.")[1].split("\n## ", maxsplit=1)[0]
    rows = [line.split("|")[1:3] for line in section.splitlines() if line.startswith("|")]
    named: set[str] = set()
    for cell in (cell.strip() for row in rows for cell in row):
        first, dots, last = cell.partition(" … ")
        if dots:
            low, high = int(first[-1]), int(last[-1])
            named |= {f"{first[:-1]}{digit}" for digit in range(low, high + 1)}
        else:
            named |= set(cell.split(", "))
    return named


def keys_of_the_program() -> set[str]:
    said = set()
    for key, modifiers in TABLE:
        if key != Qt.Key.Key_Enter:  # the number block's twin of Return
            sequence = QKeySequence(key.value | modifiers.value).toString()
            said.add(sequence.replace("Return", "Enter"))
    return said


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_a_page_points_to_is_there(page: Path) -> None:
    assert broken_links(page) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_file_that_a_page_names_is_there(page: Path) -> None:
    missing = [one for one in NAMED_FILE.findall(read(page)) if not (ROOT / one).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_names_no_machine_and_no_registry(page: Path) -> None:
    assert MACHINE.findall(read(page)) == []


def test_both_guides_have_the_same_parts_and_pictures() -> None:
    vietnamese, english = (read(DOCS / guide) for guide in GUIDES)
    levels = [[heading.count("#") for heading in headings(one)] for one in (vietnamese, english)]
    assert levels[0] == levels[1]
    pictures = [re.findall(r"\]\((pictures/[^)]+)\)", one) for one in (vietnamese, english)]
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) == len(set(pictures[0]))


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_names_every_key_of_the_program_and_no_other(guide: str) -> None:
    plain = {key for key in keys_in(read(DOCS / guide)) if re.match(r"(Ctrl\+\S|F\d|Esc$)", key)}
    assert plain == keys_of_the_program()


@pytest.mark.parametrize("picture", PICTURES, ids=name)
def test_a_picture_is_small_and_shown_somewhere(picture: Path) -> None:
    assert picture.stat().st_size < LARGEST_PICTURE
    shown = f"pictures/{picture.name}"
    assert any(shown in read(page) for page in PAGES)


def test_each_decision_has_its_parts_and_stands_in_the_list() -> None:
    contents = read(DOCS / "decisions" / "README.md")
    for page in sorted((DOCS / "decisions").glob("0*.md")):
        text = read(page)
        assert f"({page.name})" in contents, page.name
        assert text.startswith(f"# {int(page.name[:4])}. "), page.name
        for part in ("**Status:**", "## Decision", "## Consequences"):
            assert part in text, (page.name, part)


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[a](missing.md) ![b](page.md) [c](https://example.org)", encoding="utf-8")
    assert "missing.md" in broken_links(page)


def test_the_page_of_legal_forms_has_every_item_as_the_rules_word_it() -> None:
    page = (DOCS / "legal-forms.md").read_text(encoding="utf-8")
    catalogue = default_catalogue()
    for form in catalogue.forms:
        section = page.partition(f"## {form.id}\n")[2].partition("\n## ")[0]
        for item in form.items:
            assert f"| {item.key} | {item.legal.vi} | {item.leads}" in section
    for consent in catalogue.consents:
        section = page.partition(f"## {consent.id}, version {consent.version}")[2]
        for number, statement in enumerate(consent.statements, 1):
            assert f"| {number} | {statement.vi} |" in section.partition("\n## ")[0]
