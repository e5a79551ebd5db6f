"""``python3 dev.py screens DIR``: a picture of every screen and state.

In both languages, light and dark; the desk's screens at the three sizes that sites have.
``DIR/vi/light/injection-1366x768.png`` and so on; ``DIR/vi/light/kit-…`` are the components.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from immunization.text import LANGUAGES, Language
from ui.frame import gallery as frame_gallery
from ui.kit import gallery, theme
from ui.kit.tokens import ThemeName
from ui.pages import showcase
from ui.translation import install

THEMES: tuple[ThemeName, ...] = ("light", "dark")


def main() -> int:
    """Draw them all."""
    parser = argparse.ArgumentParser(prog="dev.py screens")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="names that begin like this")
    options = parser.parse_args()
    app = theme.application(sys.argv[0])
    count = 0
    for language in LANGUAGES:
        install(app, language)
        for name in THEMES:
            theme.put_on(app, name)
            folder = options.folder / language / name
            folder.mkdir(parents=True, exist_ok=True)
            for title, build in pictures(language):
                if title.startswith(options.only):
                    draw(build(), folder / f"{title}.png")
                    count += 1
            print(f"{count} pictures", file=sys.stderr, flush=True)
    return 0


def pictures(language: Language) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Yield each picture's name and what builds its window."""
    for title, build in showcase.scenes(language):
        for size in showcase.SIZES:
            yield f"{title}-{size.width()}x{size.height()}", _sized(build, size)
    for title, sheet in gallery.sheets(language).items():
        yield f"kit-{title}", sheet
    for title, sheet in frame_gallery.sheets(language).items():
        yield f"frame-{title}", sheet


def draw(window: QWidget, path: Path) -> None:
    """Show a window, grab it when it has come to rest, and let go of it."""
    window.show()
    showcase.settle(window)
    window.grab().save(str(path))
    window.close()
    window.deleteLater()
    showcase.settle(window)


def _sized(build: showcase.Builder, size: QSize) -> Callable[[], QWidget]:
    return lambda: build(size)


if __name__ == "__main__":
    sys.exit(main())
