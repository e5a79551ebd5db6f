"""GS1 Digital Link: a web address whose path holds what an element string would.

``https://id.example/01/08935006123458/10/AB-1234/21/S1?17=261231`` ("GS1 Digital Link Standard:
URI Syntax"). Makers use addresses of their own, so the host decides nothing, and is never
asked: number, lot, serial and expiry are taken from the text.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from scanners.payloads import gs1
from scanners.payloads.payload import Payload

_ADDRESS: Final = re.compile(r"https?://[^/?#]+/([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
_LONGEST: Final = 400
_NAMED: Final = {"gtin": "01", "lot": "10", "ser": "21", "exp": "17"}
_KEPT: Final = frozenset({"01", "10", "17", "21"})


def read(line: str, raw: str) -> Payload | None:
    """Return the vial, or None where the text is no such address with a number and a lot."""
    if len(line) > _LONGEST:
        return None
    found = _ADDRESS.fullmatch(line)
    if found is None:
        return None
    parts = [unquote(part) for part in found[1].split("/")]
    start = next((at for at, part in enumerate(parts) if part in {"01", "gtin"}), None)
    if start is None:
        return None
    path = parts[start:]
    pairs = [*zip(path[::2], path[1::2], strict=False), *_query(found[2] or "")]
    elements = {_NAMED.get(name, name): value for name, value in pairs}
    elements["01"] = elements["01"].zfill(14)[:15] if "01" in elements else ""
    vial = gs1.vial({name: value for name, value in elements.items() if name in _KEPT})
    return None if vial is None else Payload(kind="vial", raw=raw, vial=vial)


def _query(query: str) -> list[tuple[str, str]]:
    pairs = (part.partition("=") for part in re.split("[&;]", query))
    return [(name, unquote(value)) for name, _, value in pairs]
