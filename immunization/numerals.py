"""Numbers as people write them: a decimal comma in Vietnamese, a point in English."""

from __future__ import annotations

from immunization.text import Language, Text


def show_number(value: float, language: Language) -> str:
    """Return a number with two decimals at most: 38,1 or 38.1; 0,25; 88."""
    written = f"{value:.2f}".rstrip("0").removesuffix(".")
    return written.replace(".", ",") if language == "vi" else written


def measured(value: float, unit: Text) -> Text:
    """Return a number with its unit: "38,1 °C"."""
    return Text(
        vi=f"{show_number(value, 'vi')} {unit.vi}",
        en=f"{show_number(value, 'en')} {unit.en}",
    )
