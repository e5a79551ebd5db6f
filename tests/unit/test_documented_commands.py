"""Every command that a document tells people to type is one that the program takes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from desktop_app.command_line import parser

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *ROOT.glob("docs/**/*.md"),
]
TYPED = re.compile(r"`(bantiem [^`]+)`|^(bantiem [^#\n]+)|dev\.py (bantiem [^`#\n]+)", re.MULTILINE)
SIGNED = re.compile(r"bantiem [a-z ]+ v1(\\n)?")
"""What signatures and keys are made of begins with the same word (docs/protocol.md)."""


def documented() -> list[str]:
    found: set[str] = set()
    for page in PAGES:
        for groups in TYPED.findall(page.read_text("utf-8")):
            text = " ".join("".join(groups).split())
            # [FILE] may be left out, … stands for what follows, N for a number.
            text = re.sub(r" ?\[[^\]]*\]| …$", "", text).replace("--after N", "--after 1")
            if SIGNED.fullmatch(text) is None:
                found.add(text)
    return sorted(found)


@pytest.mark.parametrize("line", documented())
def test_a_documented_command_is_taken(line: str) -> None:
    words = shlex.split(line)[1:]
    if all(re.fullmatch(r"[a-z-]+", word) for word in words) and len(words) < 3:
        words.append("--help")  # it is spoken of, not typed
    ended: int | str | None = 0
    try:
        assert callable(parser(words).parse_args(words).run)
    except SystemExit as error:
        ended = error.code
    assert ended == 0
