"""The end of a run: heal all, wait until nothing moves any more, and compare what all hold."""

from __future__ import annotations

import time
from typing import Final

from central.errors import DatabaseUnavailable
from tests.faults.audit import read_audit
from tests.faults.control import Gone, Words
from tests.faults.disks import Disks
from tests.faults.layout import SITES, hub_of, is_hub, site_of
from tests.faults.nodes import Nodes
from tests.faults.rest import Patience, Standing
from tests.faults.verdict import DeskSeen, Finding, SiteSeen, findings, gone

_LOOK_AGAIN: Final = 0.08
_SELDOMER: Final = 1.2
_SELDOMEST: Final = 0.4
_TO_ALL: Final[tuple[Words, ...]] = (
    {"do": "die", "point": "", "left": 0}, {"do": "empty"}, {"do": "calm"},
)  # fmt: skip
_TO_DESKS: Final[tuple[Words, ...]] = ({"do": "clock", "by": 0}, {"do": "hurry"})


class Ending:
    """Brings a run to its end."""

    def __init__(self, nodes: Nodes, disks: Disks) -> None:
        self._nodes, self._disks = nodes, disks

    def judge(self) -> tuple[list[Finding], int]:
        """Heal, wait, look; return what is wrong, and how many entries were acknowledged."""
        self._heal()
        if self._disks.is_centre_older and self._settle(Patience(1.0, 2)) is not None:
            # Its feed may have grown again, in another order, beyond what a desk had read.
            self._compare()
        standing = self._settle(Patience())
        found = [] if standing is None else [Finding("wedged", f"not at rest, still: {standing}")]
        try:
            desks = {desk: self._seen(desk) for desk in self._nodes.desks}
        except Gone as error:
            return [*found, Finding("wedged", f"a desk does not answer: {error}")], 0
        # What has not come to rest is still on its way: neither lost nor divergent yet.
        found += gone(list(desks.values())) if found else self._compared(desks)
        return found, sum(len(desk.saved) for desk in desks.values())

    def _heal(self) -> None:
        """Mend the lines, make room, set the clocks, start what is dead."""
        self._nodes.network.mend()
        for place in self._nodes.places.values():
            for words in (*_TO_ALL, *_TO_DESKS) if place.is_desk else _TO_ALL:
                place.running().line.tell(dict(words))

    def _settle(self, patience: Patience) -> str | None:
        """Wait until all are at rest; else say how they stand."""
        standing: Standing | None = None
        pause = _LOOK_AGAIN
        while not patience.is_over(standing):
            if not all(place.is_alive for place in self._nodes.places.values()):
                self._heal()  # it reached the point of its death just before it was disarmed
            try:
                standing = self._standing()
            except (Gone, DatabaseUnavailable):
                standing = None
                continue
            if standing.is_at_rest:
                return None
            time.sleep(pause)
            pause = min(pause * _SELDOMER, _SELDOMEST)
        return str(standing)

    def _standing(self) -> Standing:
        nodes = self._nodes
        desks = {
            desk: nodes.places[desk].running().line.ask({"do": "state"}) for desk in nodes.desks
        }
        hubs = {hub: nodes.hub_file(hub).standing() for hub in nodes.hubs}
        keys = {hub: nodes.key_of(hub) for hub in hubs}
        behind = {desk: hub_of(desk) for desk in desks if hub_of(desk) in hubs}
        return Standing(
            feeds={site: nodes.file.ends(site) for site in SITES},
            hubs=hubs,
            desks=desks,
            hub_of={desk: (hub, keys[hub]) for desk, hub in behind.items()},
            site_of={name: site_of(name) for name in (*desks, *hubs)},
        )

    def _compare(self) -> None:
        for desk in self._nodes.desks:
            self._nodes.places[desk].running().line.ask({"do": "compare"})

    def _seen(self, desk: str) -> DeskSeen:
        place = self._nodes.places[desk]
        audit = read_audit(place.running().line.ask({"do": "audit"}))
        begun, saved = place.diary()
        return DeskSeen(
            name=place.name,
            devices=frozenset({audit.device}),
            begun=frozenset(begun),
            saved=frozenset(saved),
            audit=audit,
            excused=frozenset(self._disks.excused.get(desk, ())),
        )

    def _compared(self, desks: dict[str, DeskSeen]) -> list[Finding]:
        centre = self._nodes.file.audits()
        found: list[Finding] = []
        for site, audit in centre.items():
            own = [seen for name, seen in desks.items() if site_of(name) == site]
            strangers = [seen for name, seen in desks.items() if site_of(name) != site]
            hubs = [hub for hub in self._nodes.hubs if is_hub(hub) and site_of(hub) == site]
            found += findings(
                SiteSeen(
                    centre=audit,
                    desks=own,
                    hub=self._nodes.hub_file(hubs[0]).audit() if hubs else None,
                    relays=frozenset().union(*(self._nodes.devices_of(hub) for hub in hubs)),
                    forgotten=frozenset(self._disks.forgotten),
                    strangers=frozenset().union(*(one.devices for one in strangers)),
                )
            )
        return found
