"""Every known error has its sentence in both languages, with the same values to fill in."""

from __future__ import annotations

import importlib
import pkgutil
import string

import pytest

from immunization.errors import KnownError

PACKAGES = ("immunization", "records", "local_db", "scanners", "sync", "desk", "central")


def known_errors() -> list[type[KnownError]]:
    for package in PACKAGES:
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, f"{package}."):
            if ".migrations" not in module.name:
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
