"""The code of a consent sheet that was printed here, coming back with a signature on it."""

from __future__ import annotations

from immunization.consent_sheets import PREFIX, is_sheet_code
from scanners.payloads import garbled
from scanners.payloads.payload import Payload


def read(line: str, raw: str) -> Payload | None:
    """Return the sheet's code as what to look for; None for any other code."""
    if not line.startswith(PREFIX):
        return None
    if not is_sheet_code(line):
        return garbled.read(raw, search=None)
    return Payload(kind="consent_sheet", raw=raw, search=line)
