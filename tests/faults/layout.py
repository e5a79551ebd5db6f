"""Who there is: two sites with their desks and hubs, one centre, and the lines between them."""

from __future__ import annotations

from typing import Final

from immunization.ids import SiteCode

CENTRE: Final = "centre"

SITES: Final[dict[SiteCode, tuple[str, ...]]] = {
    SiteCode("31-THANHBINH"): ("desk1", "desk2", "desk3"),
    SiteCode("31-HOALONG"): ("desk4", "desk5"),
}
"""The desks of each site."""

PEOPLE: Final = 5
"""Few, so that desks meet over the same person."""

_COPY: Final = " copied"


def copy_of(desk: str) -> str:
    """Return the name of the computer with a copy of a desk's disk."""
    return desk + _COPY


def original(desk: str) -> str:
    """Return the desk whose disk a computer has: its own, or that of which it is a copy."""
    return desk.removesuffix(_COPY)


def site_of(node: str) -> SiteCode:
    """Return the site of a desk or hub."""
    for number, (code, desks) in enumerate(SITES.items(), 1):
        if original(node) in desks or node == f"hub{number}":
            return code
    raise KeyError(node)


def hub_of(desk: str) -> str:
    """Return the name of the hub of a desk's site."""
    return f"hub{list(SITES).index(site_of(desk)) + 1}"


def is_hub(node: str) -> bool:
    """Tell whether a node is a hub."""
    return node.startswith("hub")


def line(lower: str, upper: str) -> str:
    """Return the name of the line between a node and its upstream."""
    return f"{original(lower)} to {upper}"


def lines() -> list[str]:
    """Return all lines that there may be."""
    desks = [desk for own in SITES.values() for desk in own]
    hubs = sorted({hub_of(desk) for desk in desks})
    return [
        *(line(node, CENTRE) for node in (*desks, *hubs)),
        *(line(desk, hub_of(desk)) for desk in desks),
    ]
