"""The trust list of a data folder: taken when it is whole, kept when the new one is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app import trust_file
from desktop_app.command_line import main

JWK = {
    "kty": "EC",
    "crv": "P-256",
    "kid": "one",
    "x": "11XvRWy1I2S0EyJlyf_bWfw_TQ5CJJNLw78bHXNxcgw",
    "y": "eZXwxvO1hvCY0KucrPfKo7yAyMT6Ajc3N7OkAB6VYy8",
}


def run(folder: Path, *words: str) -> int:
    return main(["--data", str(folder), "--language", "en", "trust", *words])


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list.json"
    issuer = {"iss": "https://example.org", "keys": [JWK]}
    path.write_text(json.dumps({"as_of": "2026-11-20T00:00:00Z", "shc": [issuer]}))
    return path


def test_a_list_is_taken_and_shown_with_its_age(
    tmp_path: Path, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    assert run(folder) == 0
    assert run(folder, str(listed)) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "-"
    assert shown[1].startswith("2026-11-20 (")
    assert shown[1].endswith("HC1 0  SHC 1")
    assert set(trust_file.load(folder).shc) == {("https://example.org", "one")}


def test_a_broken_list_leaves_the_old_one_in_force(
    tmp_path: Path, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    run(folder, str(listed))
    broken = tmp_path / "broken.json"
    broken.write_bytes(listed.read_bytes()[:-3])
    assert run(folder, str(broken)) == 1
    assert run(folder, str(tmp_path / "nothing.json")) == 1
    assert "the old one is still used" in capsys.readouterr().err
    assert len(trust_file.load(folder).shc) == 1


def test_a_list_that_was_spoilt_on_the_disk_keeps_nobody_from_working(tmp_path: Path) -> None:
    (tmp_path / trust_file.FILE).write_bytes(b"{")
    assert trust_file.load(tmp_path).as_of is None
