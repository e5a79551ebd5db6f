"""One test code, and what comes of it: how a hand scanner is set, and what spoils its codes.

The text holds what codes hold and what goes wrong on the way: digits (twice, as a frame that
survives Telex), letters of both cases, the signs of certificates and of cards, what Telex and
VNI rewrite, and Vietnamese. Compared with what arrived it tells the faults apart.
"""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

from msgspec import Struct

Way = Literal["keys", "serial", "camera"]
Ending = Literal["enter", "tab", "none"]
Fault = Literal[
    "layout", "lost", "caps_lock", "telex", "vni", "signs", "marks", "charset", "tab", "no_end",
    "slow",
]  # fmt: skip

FIRST, LAST = "7401829365", "5639281047"
_LETTERS: Final = "abcXYZ"
_SIGNS: Final = "#@/=+:;_-<>%*$."
_TELEX, _VNI = "as ow dd uw", "a1 o7 d9 e6"
_NAME: Final = "Nguyễn Thị Nữ Đẹp"
TEXT: Final = "|".join((f"BT0:{FIRST}", _LETTERS, _SIGNS, _TELEX, _VNI, _NAME, LAST))

USUAL_GAP: Final = 35
"""Milliseconds between two keys of a scanner, where none was tried yet."""

WIDEST_GAP: Final = 120
"""Milliseconds: what a trial waits for; nobody types a whole code at that pace."""

_MARGIN: Final = 4 / 3
_SLOWEST: Final = 45
"""Milliseconds: with the margin some 60, and quick fingers type single pairs at 70."""

_PLACES: Final = 7
_SLACK: Final = 12


class Arrived(Struct, frozen=True):
    """What a scanner sent: ``slowest`` is the longest pause between its keys, in milliseconds."""

    raw: bytes | str
    way: Way
    ending: Ending = "enter"
    slowest: float = 0.0


class Trial(Struct, frozen=True):
    """What the test code showed.

    ``numbers`` tells whether digits arrive, so that people are found; ``gap`` is the pace that
    the program should allow, None where the scanner is too slow for any.
    """

    way: Way
    ending: Ending
    faults: tuple[Fault, ...] = ()
    numbers: bool = True
    gap: int | None = USUAL_GAP

    @property
    def is_good(self) -> bool:
        """Whether every code of ours arrives whole."""
        return not self.faults


def is_trial(raw: bytes | str, *, waiting: bool = False) -> bool:
    """Tell whether this is the test code, however spoiled.

    While the page is ``waiting`` for it, a text of its length is taken for it too: a keyboard
    of another country turns every digit into a sign.
    """
    text = _text(raw)[0]
    if FIRST in text or LAST in text or text[:3].upper() == "BT0":
        return True
    return waiting and abs(len(text) - len(TEXT)) <= _SLACK


def judge(arrived: Arrived) -> Trial:
    """Return what the test code shows of the scanner. Never raises."""
    text, broken = _text(arrived.raw)
    faults: list[Fault] = ["charset"] if broken else []
    has_digits = FIRST in text and LAST in text
    if not has_digits:
        faults.append("lost" if FIRST in text or LAST in text else "layout")
    else:
        faults += _in_places(text, typed=arrived.way == "keys", broken=broken)
    gap: int | None = USUAL_GAP
    if arrived.way == "keys":
        faults += _ending(arrived.ending)
        gap = _gap(arrived.slowest)
        if gap is None:
            faults.append("slow")
    return Trial(arrived.way, arrived.ending, tuple(faults), has_digits, gap)


def _text(raw: bytes | str) -> tuple[str, bool]:
    """Return what arrived as text, and whether its bytes were not UTF-8."""
    if isinstance(raw, str):
        return unicodedata.normalize("NFC", raw[: 4 * len(TEXT)]).strip(), False
    try:
        return unicodedata.normalize("NFC", raw[: 4 * len(TEXT)].decode("utf-8")).strip(), False
    except UnicodeDecodeError:
        return raw[: 4 * len(TEXT)].decode("latin-1").strip(), True


def _in_places(text: str, *, typed: bool, broken: bool) -> list[Fault]:
    """Compare place by place; without seven places the bar between them is another sign."""
    places = text[text.index(FIRST) : text.rindex(LAST) + len(LAST)].split("|")
    if len(places) != _PLACES:
        return ["signs"]
    _, letters, signs, telex, vni, name, _ = places
    found: list[Fault] = []
    if typed and letters == _LETTERS.swapcase():
        found.append("caps_lock")
    if typed and telex.casefold() != _TELEX:
        found.append("telex")
    elif typed and vni.casefold() != _VNI:
        found.append("vni")
    if (signs != _SIGNS or letters != _LETTERS) and not found:
        found.append("signs")
    spoiled = {"telex", "vni"} & set(found)
    if not broken and not spoiled and name.casefold() != _NAME.casefold():
        found.append("marks")
    return found


def _ending(ending: Ending) -> list[Fault]:
    return [] if ending == "enter" else ["tab"] if ending == "tab" else ["no_end"]


def _gap(slowest: float) -> int | None:
    if slowest > _SLOWEST:
        return None
    return max(USUAL_GAP, round(slowest * _MARGIN))
