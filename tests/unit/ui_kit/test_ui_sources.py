"""Rules about the sources of the windows that no type checker sees."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

import ui
from ui.fonts import FAMILY, FILES
from ui.icons import IconName, pixmap
from ui.kit.tokens import LIGHT, TYPE, Step
from ui.kit.typeface import font, metrics

UI = Path(ui.__file__).resolve().parent
COLOUR = re.compile(
    r"""["']\#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})["';\s]
    |QColor\(\s*\d|\brgba?\(|GlobalColor\.(?!transparent)""",
    re.VERBOSE,
)
HEAVY = ("sqlalchemy", "sqlcipher3", "cv2", "numpy", "requests", "cryptography")


def test_no_colour_is_named_outside_the_tokens() -> None:
    found = [
        f"{path.relative_to(UI)}:{at}: {line.strip()}"
        for path in sorted(UI.rglob("*.py"))
        if path.name != "tokens.py"
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if COLOUR.search(line)
    ]
    assert found == []


def test_the_search_for_colours_bites() -> None:
    for line in ('x = "#FFAA00"', "QColor(1, 2, 3)", "border: rgb(1,2,3)", "Qt.GlobalColor.red"):
        assert COLOUR.search(line)
    assert not COLOUR.search("painter.fill(Qt.GlobalColor.transparent)")


def test_every_icon_is_named_and_every_name_has_its_drawing() -> None:
    drawn = {path.stem for path in (UI / "icons" / "lucide").glob("*.svg")}
    assert drawn == set(get_args(IconName))


def test_only_icons_in_use_are_carried() -> None:
    words = "".join(
        path.read_text(encoding="utf-8")
        for path in UI.rglob("*.py")
        if path != UI / "icons" / "__init__.py"
    )
    assert [name for name in get_args(IconName) if f'"{name}"' not in words] == []


def test_fonts_and_icons_carry_their_licences() -> None:
    assert "SIL Open Font License" in (UI / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "ISC License" in (UI / "icons" / "lucide" / "LICENSE").read_text(encoding="utf-8")


def test_each_weight_is_one_full_font_that_is_really_used(dressed: QApplication) -> None:
    widths = set()
    for weight in FILES:
        made = font(Step(40, 58, weight))
        assert QFontInfo(made).family() == FAMILY
        assert QFontInfo(made).weight() == weight
        widths.add(metrics(Step(40, 58, weight)).horizontalAdvance("Nguyễn Thị Hồng Vân"))
        assert metrics(Step(40, 58, weight)).inFontUcs4(ord("Ẫ"))
        assert metrics(Step(40, 58, weight)).inFontUcs4(ord("đ"))
    assert len(widths) == 4


def test_one_line_boxes_hold_stacked_marks() -> None:
    steps = [value for name, value in vars(TYPE).items() if isinstance(value, Step)]
    assert len(steps) > 15
    assert [step for step in steps if step.line < 1.33 * step.size] == []
    for step in (TYPE.name, TYPE.verdict, TYPE.number, TYPE.title):
        assert step.line >= 1.45 * step.size


def test_an_icon_is_tinted_and_sharp_at_two_pixels_a_point(dressed: QApplication) -> None:
    picture = pixmap("check", 20, LIGHT.ok, 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (40, 2.0)
    image = picture.toImage()
    solid = {
        image.pixelColor(x, y).name().upper()
        for x in range(40)
        for y in range(40)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {LIGHT.ok}


@pytest.mark.parametrize("module", ["ui.frame.sign_in", "ui.frame.main_window"])
def test_a_window_opens_without_heavy_parts(module: str) -> None:
    program = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=UI.parent, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
