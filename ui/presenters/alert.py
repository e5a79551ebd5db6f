"""One line in the page: what happened, what is safe, what to do; the code is for IT."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from immunization.errors import KnownError
from immunization.text import Text

AlertTone = Literal["info", "ok", "warn", "stop"]


class Alert(Struct, frozen=True):
    """What an alert line says; ``detail`` stands behind "Chi tiết cho IT"."""

    tone: AlertTone
    text: Text
    detail: str = ""


def of_error(error: KnownError) -> Alert:
    """Return the line of an error that the user can act upon."""
    code = type(error).__name__
    detail = f"{code}: {error.detail}" if error.detail else code
    words = Text(vi=error.sentence("vi"), en=error.sentence("en"))
    return Alert("stop", words, detail)
