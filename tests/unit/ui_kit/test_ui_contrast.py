"""The contrast table of the design page, recomputed (WCAG 2.2, relative luminance)."""

from __future__ import annotations

import pytest

from ui.kit.tokens import DARK, LIGHT, THEMES, Colours, ThemeName

# Foreground, backgrounds, and what the design page says for light and dark.
TABLE: list[tuple[str, list[str], list[float], list[float]]] = [
    ("text", ["bg", "surface", "sunken"], [14.5, 16.3, 13.1], [15.9, 13.9, 16.7]),
    ("text_2", ["bg", "surface", "sunken"], [7.3, 8.3, 6.6], [10.4, 9.1, 11.0]),
    ("text_3", ["bg", "surface", "sunken"], [5.2, 5.9, 4.7], [7.5, 6.6, 7.9]),
    ("line_strong", ["bg", "surface", "sunken"], [3.6, 4.1, 3.2], [5.0, 4.4, 5.3]),
    ("primary", ["bg", "surface", "primary_soft"], [8.5, 9.6, 7.8], [9.4, 8.3, 6.1]),
    (
        "on_primary",
        ["primary", "primary_hover", "primary_press"],
        [9.6, 11.8, 14.1],
        [8.8, 10.5, 7.2],
    ),
    ("rail_text", ["rail"], [9.7], [9.8]),
    ("on_rail", ["rail_active"], [8.3], [9.4]),
    ("ok", ["bg", "surface", "ok_soft"], [6.0, 6.8, 5.8], [10.7, 9.4, 7.9]),
    ("warn", ["bg", "surface", "warn_soft"], [6.7, 7.5, 6.4], [11.2, 9.8, 8.4]),
    ("warn", ["ok_soft"], [6.3], [8.2]),
    ("stop", ["bg", "surface", "stop_soft"], [6.6, 7.5, 6.1], [9.0, 7.9, 7.1]),
    ("info", ["bg", "surface", "info_soft"], [6.8, 7.7, 6.4], [10.3, 9.0, 7.6]),
    ("on_fill", ["ok_fill", "stop_fill", "info_fill"], [6.8, 7.5, 7.7], [4.9, 4.8, 4.8]),
    ("on_warn", ["warn_fill"], [8.9], [8.9]),
]
# What our components paint beyond the table: badge, notes on soft surfaces, tinted rows.
OURS = [
    ("rail", "rail_text"),
    ("on_warn", "warn_fill"),
    ("text_2", "warn_soft"),
    ("text_2", "primary_soft"),
    ("warn", "sunken"),
    ("stop", "sunken"),
    ("text_2", "sunken"),
    ("text", "primary_soft"),
    ("primary", "surface"),
    ("on_fill", "veil"),
]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_contrast_table_of_the_design_page_holds(name: ThemeName) -> None:
    theme = THEMES[name]
    for fore, backs, light, dark in TABLE:
        said = light if name == "light" else dark
        found = [ratio(theme, fore, back) for back in backs]
        assert found == pytest.approx(said, abs=0.06), f"{fore} on {backs}"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_that_carries_words_is_readable(theme: Colours) -> None:
    for fore, backs, _light, _dark in TABLE:
        least = 3.0 if fore == "line_strong" else 4.5
        for back in backs:
            assert ratio(theme, fore, back) >= least, f"{fore} on {back}"
    for fore, back in OURS:
        assert ratio(theme, fore, back) >= 4.5, f"{fore} on {back}"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_on_the_four_soft_surfaces(theme: Colours) -> None:
    for soft in ("ok_soft", "warn_soft", "stop_soft", "info_soft"):
        assert ratio(theme, "text", soft) >= 11.55
        assert ratio(theme, "text_2", soft) >= 6.65


def ratio(theme: Colours, one: str, other: str) -> float:
    lights = sorted((luminance(getattr(theme, one)), luminance(getattr(theme, other))))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
