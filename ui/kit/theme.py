"""Which theme holds now, and how it is put on the application.

The name of the theme is an attribute of the application object itself, so there is no module
state: a painted widget asks :func:`colours` each time it paints, and is repainted when the
palette changes. (A dynamic property of Qt would take 80 µs each time.)
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.fonts import load_fonts
from ui.kit.style_sheet import style_sheet
from ui.kit.tokens import THEMES, TYPE, Colours, ThemeName
from ui.kit.typeface import font

_NAME = "bantiem_theme"
_STYLE = ("-style", "Fusion")


def application(program: str) -> QApplication:
    """Return the application in the one style of Qt that all our screens are drawn for.

    The style is chosen by argument: to choose it later makes the widgets' looks a second time,
    and even to ask for it loads the 600 names of QStyle's enumerations.
    """
    return QApplication([program, *_STYLE])


def colours() -> Colours:
    """Return the colours of the theme that holds now (light until one is put on)."""
    return THEMES[getattr(QCoreApplication.instance(), _NAME, "light")]


def put_on(app: QApplication, name: ThemeName) -> None:
    """Put a theme on the application: font, palette and style sheet.

    The first call also loads the bundled fonts. Calling again switches the open windows.
    """
    if not hasattr(app, _NAME):
        load_fonts()
        app.setFont(font(TYPE.body))
    elif getattr(app, _NAME) == name:
        return
    setattr(app, _NAME, name)
    app.setPalette(palette(THEMES[name]))
    app.setStyleSheet(style_sheet(THEMES[name]))


def system_theme(app: QApplication) -> ThemeName:
    """Return the theme that the system asks for."""
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def animations_wanted(app: QApplication) -> bool:
    """Tell whether the system lets things move (Windows: "no animations" is obeyed)."""
    return app.isEffectEnabled(Qt.UIEffect.UI_General) or app.platformName() != "windows"


def palette(theme: Colours) -> QPalette:
    """Return the palette that stock widgets of the Fusion style take their colours from."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, value in {
        role.Window: theme.bg,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.bg,
        role.Text: theme.text,
        role.PlaceholderText: theme.text_3,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_primary,
        role.Highlight: theme.primary,
        role.HighlightedText: theme.on_primary,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.Link: theme.primary,
        role.LinkVisited: theme.primary,
        role.Mid: theme.line,
        role.Dark: theme.line_strong,
        role.Shadow: theme.line_strong,
        role.Light: theme.surface,
        role.Midlight: theme.sunken,
        role.Accent: theme.primary,
    }.items():
        made.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.text_3))
    return made
