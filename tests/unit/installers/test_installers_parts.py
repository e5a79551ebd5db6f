"""`bantiem parts` loads what the program stands on, and names what does not load."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from desktop_app import command_line
from desktop_app.commands import parts


def test_every_part_loads_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["parts", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found.keys() == parts.PARTS.keys()
    assert all(found.values())


def test_a_part_that_does_not_load_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone() -> str:
        raise ImportError("cv2.pyd")

    broken: dict[str, Callable[[], str]] = {"OpenCV": gone}
    monkeypatch.setattr(parts, "PARTS", broken)
    assert command_line.main(["--language", "en", "parts"]) == 1
    said = capsys.readouterr()
    assert "The part OpenCV of the program is missing" in said.err
    assert said.out == ""
