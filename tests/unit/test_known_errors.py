"""Every known error has its sentence in both languages, with the same values to fill in."""

from __future__ import annotations

import importlib
import pkgutil
import string
from pathlib import Path

import pytest

from immunization.errors import KnownError

PACKAGES = (
    "immunization", "records", "local_db", "scanners", "sync", "desk", "central",
    "desktop_app",
)  # fmt: skip
NO_MESSAGES = (".migrations", ".bench", ".demo", ".rehearsal", "__main__")
FOR_IT = ("central", "desktop_app", "local_db", "sync")
"""Where IT has to act: each sentence of these has its row in the table."""
OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"


def known_errors() -> list[type[KnownError]]:
    for package in PACKAGES:
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, f"{package}."):
            if not any(part in module.name for part in NO_MESSAGES):
                importlib.import_module(module.name)
    found: list[type[KnownError]] = [KnownError]
    for error in found:
        found.extend(error.__subclasses__())
    return sorted(set(found), key=lambda error: error.__qualname__)


@pytest.mark.parametrize("error", known_errors(), ids=lambda error: error.__name__)
def test_a_known_error_says_the_same_in_both_languages(error: type[KnownError]) -> None:
    names = [
        {name for _, name, _, _ in string.Formatter().parse(words) if name}
        for words in (error.text.vi, error.text.en)
    ]
    assert names[0] == names[1]
    assert error.text.vi.strip()
    assert error.text.en.strip()
    assert error.text.vi != error.text.en


def test_what_it_may_be_called_for_is_explained_under_its_first_words() -> None:
    rows = [
        line.split("|")[1].strip()
        for line in OPERATIONS.read_text("utf-8").splitlines()
        if line.startswith("| ")
    ]
    explained = tuple(row for row in rows if row)
    missing = [
        f"{error.__name__}: {error.text.vi}"
        for error in known_errors()
        if error.__module__.startswith(FOR_IT) and not error.text.vi.startswith(explained)
    ]
    assert not missing
