"""The style sheet of a theme, generated from the tokens. States are dynamic properties.

Only what Qt's own widgets draw is here (line edits, combo boxes, scroll bars, menus,
tool tips); our components paint themselves. QSS has no variables and no line height.
"""

from __future__ import annotations

from ui.kit.tokens import RADIUS, SIZE, TYPE, Colours


def style_sheet(c: Colours) -> str:
    """Return the whole sheet for one theme."""
    return "\n".join((_planes(c), _edits(c), _choices(c), _bars(c), _floats(c)))


def _planes(c: Colours) -> str:
    return f"""
QFrame[plane="bg"] {{ background: {c.bg}; border: none; }}
QFrame[plane="surface"] {{ background: {c.surface}; border: none; }}
QFrame[plane="sunken"] {{ background: {c.sunken}; border: none; }}
QFrame[plane="card"] {{ background: {c.surface}; border: 1px solid {c.line};
  border-radius: {RADIUS.card}px; }}
QDialog {{ background: {c.surface}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QAbstractItemView {{ background: transparent; border: none; outline: none; }}
"""


def _edits(c: Colours) -> str:
    return f"""
QLineEdit, QPlainTextEdit, QComboBox {{ background: {c.surface}; color: {c.text};
  border: 1.5px solid {c.line_strong}; border-radius: {RADIUS.control}px; padding: 0 11px;
  min-height: {SIZE.target - 3}px; font-size: {TYPE.body.size}px; font-weight: 500;
  selection-background-color: {c.primary}; selection-color: {c.on_primary}; }}
QPlainTextEdit {{ padding: 8px 7px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {c.primary}; }}
QLineEdit[state="invalid"] {{ border: 2px solid {c.stop}; color: {c.stop}; }}
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled {{ background: {c.sunken};
  color: {c.text_2}; border: 1.5px solid {c.line}; }}
QLineEdit[painted="true"], QLineEdit[painted="true"]:focus, QComboBox[painted="true"],
QComboBox[painted="true"]:focus {{ background: transparent; border: none; padding: 0 13px;
  min-height: {SIZE.target}px; }}
QLineEdit[figure="true"] {{ font-size: {TYPE.figure.size}px; font-weight: 600; }}
QLineEdit[state="invalid"][painted="true"] {{ border: none; }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{ border: none; background: transparent;
  padding: 0; font-size: {TYPE.field.size}px; }}
"""


def _choices(c: Colours) -> str:
    return f"""
QComboBox::drop-down {{ border: none; width: 32px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1.5px solid {c.line_strong};
  color: {c.text}; selection-background-color: {c.primary_soft}; selection-color: {c.text};
  padding: 4px; }}
QComboBox QAbstractItemView::item {{ min-height: {SIZE.target}px; padding: 0 8px; }}
"""


def _bars(c: Colours) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.line_strong}; border-radius: 4px; min-height: 44px;
  margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {c.line_strong}; border-radius: 4px;
  min-width: 44px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _floats(c: Colours) -> str:
    return f"""
QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line_strong};
  padding: 6px 8px; font-size: {TYPE.second.size}px; }}
QMenu {{ background: {c.surface}; color: {c.text}; border: 1.5px solid {c.line_strong};
  padding: 4px; }}
QMenu::item {{ min-height: 32px; padding: 6px 24px 6px 12px; border-radius: {RADIUS.chip}px; }}
QMenu::item:selected {{ background: {c.primary_soft}; }}
"""
