"""The windows' words by Qt Linguist: English in the sources, Vietnamese by default.

``bantiem_vi.ts`` is complete; ``bantiem_en.ts`` holds only plurals. ``python -m
ui.translation.refresh`` brings both up to date with the sources and makes the ``.qm`` files.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

_NAME = "bantiem_translator"


class TranslationMissing(RuntimeError):
    """A ``.qm`` file is not where it was packed: the program was packed wrongly."""


def install(app: QCoreApplication, language: str) -> None:
    """Let the windows that are made from now on speak ``language``, "vi" or "en"."""
    # Not app.children(): to wrap each child, PySide makes all its types, which takes 50 ms.
    before: QTranslator
    for before in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(before)
        before.setObjectName("")
        before.deleteLater()
    path = Path(__file__).resolve().parent / f"bantiem_{language}.qm"
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    # By its path: loaded from data, Qt keeps only a pointer to bytes that Python frees.
    if not translator.load(str(path)):
        raise TranslationMissing(path.name)
    app.installTranslator(translator)
    app.setProperty("language", language)
    locale = QLocale.Language.Vietnamese if language == "vi" else QLocale.Language.English
    QLocale.setDefault(QLocale(locale))
