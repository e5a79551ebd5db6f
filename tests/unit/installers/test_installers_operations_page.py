"""IT finds every sentence that the program may say to it on the page for IT."""

from __future__ import annotations

import importlib
import re

import pytest

from immunization.errors import KnownError
from installers.contents import ROOT

PAGE = re.sub(r"\s+", " ", (ROOT / "docs" / "operations.md").read_text("utf-8"))
MODULES = (
    "local_db.errors", "local_db.wiping", "sync.errors", "sync.carrying.errors", "central.errors",
    "scanners.errors", "records.journal", "records.seals", "scanners.engines.zbar",
    "desktop_app.settings", "desktop_app.commands.parts", "desktop_app.commands.journal",
    "desktop_app.commands.trial",
)  # fmt: skip


def sentences() -> list[tuple[str, str]]:
    return [
        (name, found.text.vi)
        for module in map(importlib.import_module, MODULES)
        for name, found in vars(module).items()
        if isinstance(found, type) and issubclass(found, KnownError)
        if found.__module__ == module.__name__
    ]


@pytest.mark.parametrize(("name", "sentence"), sentences(), ids=lambda given: given[:24])
def test_the_page_says_what_a_sentence_means(name: str, sentence: str) -> None:
    beginning = re.split(r"[.:,;{]", sentence)[0].strip()
    assert f"| {beginning}" in PAGE, f"{name} begins {beginning!r}"


def test_every_command_is_on_the_page() -> None:
    from desktop_app import command_line

    for command in command_line._COMMANDS:
        assert f"`bantiem {command}" in PAGE or command == "run"
