"""A bare number, from a bar code or typed: what to search for, and no identity by itself."""

from __future__ import annotations

import re
from typing import Final

from scanners.payloads.payload import Payload

# 12 digits CCCD, 9 CMND, 10 BHYT or telephone, 2 letters and 13 digits the older BHYT.
_FORMS: Final = re.compile(r"\d{9}|\d{10}|\d{12}|[A-Z]{2}\d{13}", re.ASCII)
_PARTING: Final = re.compile(r"[ .\-]")
_LONGEST: Final = 24


def read(plain: str, raw: str) -> Payload | None:
    """Return the number as a search key, or None."""
    if len(plain) > _LONGEST:
        return None
    value = _PARTING.sub("", plain).upper()
    if _FORMS.fullmatch(value) is None:
        return None
    return Payload(kind="number", raw=raw, search=value)
