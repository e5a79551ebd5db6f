"""The code on a printed consent sheet: which person, day and words the signature is under.

``BTC1:`` and 20 decimal digits: the first 8 bytes of a SHA-256 over all four, so that the sheet
names nobody to who finds it, and the desk that knows the person finds it again. Digits are what
a hand scanner types unharmed under Telex and VNI.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Final

from immunization.ids import PersonId

PREFIX: Final = "BTC1:"
_FORM: Final = re.compile(r"BTC1:\d{20}", re.ASCII)


def sheet_code(person: PersonId, day: date, form: str, version: str) -> str:
    """Return the code of a person's sheet of a day under some words: 25 characters."""
    said = f"bantiem consent sheet 1\n{person}\n{day.isoformat()}\n{form}\n{version}"
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:8])
    return f"{PREFIX}{number:020}"


def is_sheet_code(text: str) -> bool:
    """Tell whether a text has the form of such a code."""
    return _FORM.fullmatch(text) is not None


def shown(code: str) -> str:
    """Return a code as people compare it: its digits in fours."""
    digits = code.removeprefix(PREFIX)
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
