"""Vital signs as they are typed: 38,1 · 88 · 124/80 · 18, read leniently, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from immunization.entries import Vitals

_LONGEST: Final = 12
_WHOLE: Final = re.compile(r"\d{1,3}", re.ASCII)
_DECIMAL: Final = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?", re.ASCII)
_PRESSURE: Final = re.compile(r"(\d{1,3})\s*[/\- ]\s*(\d{1,3})", re.ASCII)


class Read(Struct, frozen=True):
    """What the fields say; ``unreadable`` names the signs whose text is not a figure."""

    vitals: Vitals = field(default_factory=Vitals)
    unreadable: frozenset[str] = field(default_factory=frozenset)


def read_vitals(texts: Mapping[str, str]) -> Read:
    """Read the fields by the name of their sign; an empty field is a sign not taken.

    Blood pressure is one field ("124/80") under ``blood_pressure``, or two under ``systolic``
    and ``diastolic``.
    """
    figures: dict[str, float | int] = {}
    wrong: set[str] = set()
    for name, text in texts.items():
        plain = text.strip()
        if not plain:
            continue
        found = _read_one(name, plain)
        if found is None:
            wrong.add(name)
        else:
            figures |= found
    return Read(_vitals(figures), frozenset(wrong))


def show_vital(vitals: Vitals, name: str, comma: str) -> str:
    """Return a sign as its field shows it; "" when it was not taken."""
    if name == "blood_pressure":
        if vitals.systolic is None or vitals.diastolic is None:
            return ""
        return f"{vitals.systolic}/{vitals.diastolic}"
    value = getattr(vitals, name, None)
    if value is None:
        return ""
    return f"{value:.1f}".replace(".", comma) if name == "temperature" else str(value)


def _read_one(name: str, plain: str) -> dict[str, float | int] | None:
    if len(plain) > _LONGEST:
        return None
    if name == "temperature":
        degrees = _DECIMAL.fullmatch(plain)
        return {name: float(f"{degrees[1]}.{degrees[2] or 0}")} if degrees else None
    if name == "blood_pressure":
        pair = _PRESSURE.fullmatch(plain)
        return {"systolic": int(pair[1]), "diastolic": int(pair[2])} if pair else None
    return {name: int(plain)} if _WHOLE.fullmatch(plain) else None


def _vitals(figures: Mapping[str, float | int]) -> Vitals:
    whole = {name: int(value) for name, value in figures.items() if name != "temperature"}
    return Vitals(
        temperature=figures.get("temperature"),
        pulse=whole.get("pulse"),
        systolic=whole.get("systolic"),
        diastolic=whole.get("diastolic"),
        respiration=whole.get("respiration"),
    )
