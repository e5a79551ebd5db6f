"""Codes of vials and boxes: GS1 element strings, as read (FNC1 is GS) or with brackets.

GS1 General Specifications, section 3: (01) GTIN-14, (17) expiry ``YYMMDD`` where day 00
means the last day of the month, (10) lot, (21) serial; (91) is free for a company's own use
and holds our product code on labels that we print: ``(91)comirnaty(17)261231(10)AB1234``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from scanners.payloads.payload import Payload, Vial

GS: Final = "\x1d"
_SYMBOLOGY: Final = re.compile(r"\][CdQe][0-6]")  # ISO/IEC 15424, sent in front by some readers
_BRACKETED: Final = re.compile(r"\((\d{2,4})\)([^()]{1,90})")
# Application identifiers of fixed length need no separator behind them.
_FIXED: Final = {"00": 18, "01": 14, "02": 14, "11": 6, "12": 6, "13": 6, "15": 6, "16": 6, "17": 6}
# The others end at a separator or with the text. Those of three and four digits are tried last:
# no identifier of two digits begins another one.
_LENGTHS: Final = {
    "10": 20, "21": 20, "22": 20, "30": 8, "37": 8, "240": 30, "241": 30, "250": 30,
    **{str(ai): 90 for ai in range(91, 100)},
    **{str(ai): 20 for ai in range(710, 717)},  # national reimbursement numbers
    "7003": 10,  # expiry with a time of day
}  # fmt: skip
_EAN: Final = frozenset({8, 12, 13, 14})
_LONGEST: Final = 400


def read(line: str, raw: str) -> Payload | None:
    """Return the vial, or None where the text is no element string with a lot."""
    if len(line) > _LONGEST:
        return None
    found = _bracketed(line) if line.startswith("(") else _elements(line)
    what = vial(found)
    return None if what is None else Payload(kind="vial", raw=raw, vial=what)


def label(product: str, lot: str, expiry: date) -> str:
    """Return the text of the label that this program prints for a box of ``product``."""
    return f"(91){product}(17){expiry:%y%m%d}(10){lot}"


def is_gtin(digits: str) -> bool:
    """Tell whether 14 digits end in their check digit (GS1 section 7.9)."""
    if not (len(digits) == 14 and digits.isascii() and digits.isdigit()):
        return False
    return (3 * sum(map(int, digits[::2])) + sum(map(int, digits[1::2]))) % 10 == 0


def names_product(line: str) -> bool:
    """Tell whether a text names a product and no lot: EAN-8, UPC, EAN-13, or an element string."""
    if line.isascii() and line.isdigit():
        return len(line) in _EAN and is_gtin(line.zfill(14))
    if not 0 < len(line) <= _LONGEST:
        return False
    found = _bracketed(line) if line.startswith("(") else _elements(line)
    return "10" not in found and is_gtin(found.get("01", ""))


def _bracketed(line: str) -> dict[str, str]:
    found = dict(_BRACKETED.findall(line))
    whole = "".join(f"({ai}){value}" for ai, value in _BRACKETED.findall(line))
    return found if whole == line else {}


def _elements(line: str) -> dict[str, str]:
    prefix = _SYMBOLOGY.match(line)
    rest = line[prefix.end() :] if prefix else line
    if not rest.startswith(("01", GS)):
        return {}
    found: dict[str, str] = {}
    rest = rest.lstrip(GS)
    while rest:
        if rest[:2] in _FIXED:
            ai, rest = rest[:2], rest[2:]
            found[ai], rest = rest[: _FIXED[ai]], rest[_FIXED[ai] :].removeprefix(GS)
            continue
        known = next((rest[:size] for size in (2, 3, 4) if rest[:size] in _LENGTHS), None)
        if known is None:
            return {}
        found[known], _, rest = rest[len(known) :].partition(GS)
        if len(found[known]) > _LENGTHS[known]:
            return {}
    return found


def vial(found: dict[str, str]) -> Vial | None:
    """Return the vial of elements by application identifier; None without a lot and a number."""
    lot, gtin, product = found.get("10", ""), found.get("01"), found.get("91")
    if not 0 < len(lot) <= 20 or not lot.isprintable() or (gtin is None and product is None):
        return None
    expiry = _expiry(found["17"]) if "17" in found else None
    if (gtin is not None and not is_gtin(gtin)) or ("17" in found and expiry is None):
        return None
    return Vial(lot=lot, expiry=expiry, gtin=gtin, product=product, serial=found.get("21"))


def _expiry(field: str) -> date | None:
    """Return the last day of use. Two-digit years are of this century: no vaccine is older."""
    if len(field) != 6 or not (field.isascii() and field.isdigit()):
        return None
    year, month, day = 2000 + int(field[:2]), int(field[2:4]), int(field[4:])
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:  # also calendar.IllegalMonthError
        return None
