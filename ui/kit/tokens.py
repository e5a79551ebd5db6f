"""Every colour, size, space and radius of the product: the only place that names one.

Colours are the table of the design page, light and dark; a test recomputes their contrast
(WCAG 2.2, 1.4.3 and 1.4.11). Sizes are logical pixels. The palette is indigo ink (chàm) on
warm paper, so that leaf green, turmeric and vermilion stay free for meaning.

Named tuples and plain classes, not data classes: this module is read before the first window
is painted, and making its data classes took longer than all its other lines together.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

ThemeName = Literal["light", "dark"]
Tone = Literal["neutral", "ok", "warn", "stop", "info"]


class Colours(NamedTuple):
    """One theme's colours, as ``#RRGGBB``."""

    name: ThemeName
    bg: str
    surface: str
    sunken: str
    text: str
    text_2: str
    text_3: str
    line: str
    line_strong: str
    primary: str
    primary_soft: str
    primary_hover: str
    primary_press: str
    on_primary: str
    rail: str
    rail_active: str
    rail_text: str
    on_rail: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    stop: str
    stop_soft: str
    info: str
    info_soft: str
    ok_fill: str
    stop_fill: str
    info_fill: str
    warn_fill: str
    on_warn: str
    on_fill: str
    veil: str


LIGHT: Final = Colours(
    name="light",
    bg="#F3F1EA",
    surface="#FFFFFF",
    sunken="#E9E6DC",
    text="#191F33",
    text_2="#474E63",
    text_3="#5E6477",
    line="#D6D1C4",
    line_strong="#837E70",
    primary="#2A3E90",
    primary_soft="#E3E7F6",
    primary_hover="#213276",
    primary_press="#19275E",
    on_primary="#FFFFFF",
    rail="#1A2346",
    rail_active="#33479E",
    rail_text="#C5CDEB",
    on_rail="#FFFFFF",
    ok="#17683A",
    ok_soft="#DFF0E2",
    warn="#774B00",
    warn_soft="#FBEBC6",
    stop="#A61C1C",
    stop_soft="#FBE2DE",
    info="#0A5A72",
    info_soft="#DAEDF2",
    ok_fill="#17683A",
    stop_fill="#A61C1C",
    info_fill="#0A5A72",
    warn_fill="#F0B429",
    on_warn="#2B1B00",
    on_fill="#FFFFFF",
    veil="#10152A",
)

DARK: Final = Colours(
    name="dark",
    bg="#10152A",
    surface="#1A213C",
    sunken="#0B0F20",
    text="#EDF0FA",
    text_2="#BCC4DE",
    text_3="#9DA6C6",
    line="#333C5E",
    line_strong="#7C86AD",
    primary="#A9B8FF",
    primary_soft="#2A3566",
    primary_hover="#BFCBFF",
    primary_press="#93A5F7",
    on_primary="#101A44",
    rail="#0A0E1E",
    rail_active="#33427F",
    rail_text="#AEB8DC",
    on_rail="#FFFFFF",
    ok="#7DDB9C",
    ok_soft="#14361F",
    warn="#F4C55B",
    warn_soft="#3B2C0B",
    stop="#FF9C92",
    stop_soft="#4A1B1C",
    info="#7FCFE6",
    info_soft="#10343F",
    ok_fill="#268049",
    stop_fill="#D03A33",
    info_fill="#1B7C98",
    warn_fill="#F0B429",
    on_warn="#2B1B00",
    on_fill="#FFFFFF",
    veil="#0B0F20",
)

THEMES: Final[dict[ThemeName, Colours]] = {"light": LIGHT, "dark": DARK}


class Step(NamedTuple):
    """One step of the type scale: size and line height in pixels, weight as in CSS."""

    size: int
    line: int
    weight: int


class TypeScale:
    """Be Vietnam Pro; a one-line box is at least 1.45 em high, so that Ế and Ộ are whole."""

    name: Final = Step(30, 44, 700)
    name_wrapped: Final = Step(26, 38, 700)
    verdict: Final = Step(28, 41, 700)
    number: Final = Step(28, 41, 700)
    title: Final = Step(24, 36, 700)
    guidance: Final = Step(24, 36, 600)
    clock: Final = Step(22, 32, 700)
    figure: Final = Step(20, 30, 600)
    lead: Final = Step(18, 28, 600)
    heading: Final = Step(16, 24, 600)
    field: Final = Step(16, 24, 400)
    body: Final = Step(15, 22, 400)
    strong: Final = Step(15, 22, 600)
    second: Final = Step(14, 20, 400)
    second_strong: Final = Step(14, 20, 600)
    label: Final = Step(13, 19, 500)
    label_strong: Final = Step(13, 19, 600)
    key: Final = Step(13, 19, 500)
    wall_number: Final = Step(64, 93, 700)
    wall_clock: Final = Step(88, 128, 700)
    wall_ring: Final = Step(64, 93, 700)
    wall_name: Final = Step(30, 44, 600)
    wall_title: Final = Step(48, 70, 700)
    wall_line: Final = Step(26, 38, 500)
    wall_line_strong: Final = Step(24, 32, 600)
    wall_unit: Final = Step(24, 34, 500)
    wall_foot: Final = Step(34, 50, 600)


TYPE: Final = TypeScale


class Space:
    """Distances between things."""

    xs: Final = 4
    s: Final = 8
    m: Final = 12
    l: Final = 16  # noqa: E741 - a size, as in s, m, l
    xl: Final = 20
    xxl: Final = 24
    xxxl: Final = 32


SPACE: Final = Space


class Radius:
    """Corners."""

    xs: Final = 4
    chip: Final = 6
    control: Final = 8
    card: Final = 10
    wall: Final = 16


RADIUS: Final = Radius


class Line:
    """Strokes: ornament, control, state, focus ring and the gap inside it."""

    ornament: Final = 1.0
    control: Final = 1.5
    state: Final = 2.0
    focus: Final = 3.0
    focus_gap: Final = 2.0


LINE: Final = Line


class Size:
    """Heights and widths of the anatomy (design page, section 2) and of targets."""

    rail: Final = 108
    top: Final = 64
    queue: Final = 248
    queue_strip: Final = 72
    queue_row: Final = 64
    queue_heading: Final = 52
    action_bar: Final = 80
    action_bar_tall: Final = 124
    status_bar: Final = 36
    pill: Final = 28
    scan_field: Final = 48
    scan_width: Final = 640
    target: Final = 44
    secondary: Final = 48
    primary: Final = 56
    head: Final = 76
    head_compact: Final = 56
    verdict: Final = 100
    verdict_compact: Final = 72
    history: Final = 372
    form_limit: Final = 720
    board_panel: Final = 344
    list_panel: Final = 404
    camera: Final = 408
    stage: Final = 92
    place: Final = 56
    table_head: Final = 38
    table_row: Final = 41
    ring: Final = 84


SIZE: Final = Size

COMPACT_BELOW: Final = (1200, 660)
"""Logical width and height under which the compact layout holds (Windows at 125 %)."""

STATE_MS: Final = 120
"""Length of a change of state; changes of data take none."""

DIGIT_EM: Final = 0.64
"""Width of the cell in which a ticking digit is painted: the face has no tabular figures."""


def soft(colours: Colours, tone: Tone) -> str:
    """Return the soft surface of a tone."""
    return {
        "neutral": colours.sunken,
        "ok": colours.ok_soft,
        "warn": colours.warn_soft,
        "stop": colours.stop_soft,
        "info": colours.info_soft,
    }[tone]


def ink(colours: Colours, tone: Tone) -> str:
    """Return the colour of words and icons of a tone on its soft surface or a plane."""
    return {
        "neutral": colours.text_2,
        "ok": colours.ok,
        "warn": colours.warn,
        "stop": colours.stop,
        "info": colours.info,
    }[tone]


def fill(colours: Colours, tone: Tone) -> str:
    """Return the filled surface of a tone."""
    return {
        "neutral": colours.line_strong,
        "ok": colours.ok_fill,
        "warn": colours.warn_fill,
        "stop": colours.stop_fill,
        "info": colours.info_fill,
    }[tone]


def on_fill(colours: Colours, tone: Tone) -> str:
    """Return the colour of words and icons on a tone's filled surface."""
    return colours.on_warn if tone == "warn" else colours.on_fill
