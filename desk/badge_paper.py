"""Staff badges on paper: a PDF of cards to cut out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desk.badges import NewBadge
from desk.paper import pdf
from immunization.dates import show_day
from immunization.entries import Role
from scanners import printing

_ROLES: Final[dict[Role, str]] = {
    "nurse": "Nhân viên y tế",
    "supervisor": "Người phụ trách",
    "administrator": "Quản trị",
}


def paper(badges: Sequence[NewBadge], site: str) -> bytes:
    """Return the PDF of badges of one site; takes some tenths of a second. Raises NotPrinted."""
    cards = [
        {
            "name": one.operator.shown,
            "role": _ROLES[one.operator.role],
            "svg": printing.svg(one.code),
        }
        for one in badges
    ]
    printed = show_day(badges[0].issued) if badges else ""
    return pdf("badges.typ", {"site": site, "printed": printed, "badges": cards})
