"""The text that goes with the bundle: its parts, their licences, and the licences' words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from installers import contents
from installers.licences.components import Component

_TEXTS: Final = Path(__file__).with_name("texts")
_RULE: Final = "=" * 100

OURS: Final = (
    Component(
        "Be Vietnam Pro (font)", "", "OFL-1.1", (contents.ROOT / "ui" / "fonts" / "OFL.txt",)
    ),
    Component(
        "Lucide (icons)", "", "ISC", (contents.ROOT / "ui" / "icons" / "lucide" / "LICENSE",)
    ),
)
"""What others made of the files that lie in our own tree."""

_INTRODUCTION: Final = """\
Bàn Tiêm is licensed under Apache-2.0 (LICENSE). It is built from the parts below, each under its
own licence, whose words follow. Libraries under the LGPL lie in the folder of the program as
files of their own: whoever wants to may put another build of the same version in their place.
Their sources are where their makers publish them, under the versions named here.
"""


def text(found: Iterable[Component]) -> str:
    """Return the whole text."""
    parts = sorted([*OURS, *found])
    lines = [_INTRODUCTION]
    lines += [f"{one.name} {one.version}".strip() + f": {one.licence}" for one in parts]
    for one in parts:
        for path in one.texts:
            words = path.read_text("utf-8", errors="replace").strip()
            lines += ["", _RULE, f"{one.name}: {path.name}", _RULE, "", words]
    for path in wanted_texts(parts):
        lines += ["", _RULE, f"{path.stem}", _RULE, "", path.read_text("utf-8").strip()]
    return "\n".join(lines) + "\n"


def wanted_texts(parts: Iterable[Component]) -> list[Path]:
    """Return the texts kept here of licences that a part names.

    The LGPL 3 is written as an addition to the GPL 3: its name holds the other's, and so both
    are there.
    """
    named = " ".join(one.licence for one in parts)
    return [path for path in sorted(_TEXTS.glob("*.txt")) if path.stem in named]
