"""What is wrong after a run: pure rules over what was promised, and what the nodes hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from central.tables import ACCEPTED, QUARANTINED
from tests.faults.audit import Audit, Held, Tables

Kind = Literal["lost", "doubled", "wedged", "divergent"]

_OF_HUB = ("device.enrolled", "device.revoked")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, in words."""

    kind: Kind
    words: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.words}"


@dataclass(frozen=True, slots=True)
class DeskSeen:
    """A desk after a run: its name, who wrote there, what its diary says, what it holds."""

    name: str
    devices: frozenset[str]
    begun: frozenset[str]
    saved: frozenset[str]
    audit: Audit
    excused: frozenset[str] = frozenset()
    """Acknowledged, and gone with a disk that was replaced before they were sent."""

    @property
    def promised(self) -> frozenset[str]:
        """What must not be lost."""
        return self.saved - self.excused

    @property
    def own(self) -> list[Held]:
        """The entries that were written here."""
        return [one for one in self.audit.entries if one.device in self.devices]


@dataclass(frozen=True, slots=True)
class SiteSeen:
    """A site after a run: the centre's feed of it, its desks, its hub; who is of another site.

    ``relays`` are the devices that were its hub, one after the other. ``forgotten`` is what the
    centre itself had written and lost when it was restored: whoever had read it keeps it.
    """

    centre: Audit
    desks: Sequence[DeskSeen]
    hub: Audit | None = None
    relays: frozenset[str] = frozenset()
    strangers: frozenset[str] = frozenset()
    forgotten: frozenset[str] = frozenset()


def findings(site: SiteSeen) -> list[Finding]:
    """Return all that is wrong at a site."""
    centre, desks = site.centre, site.desks
    return [
        *gone(desks),
        *_lost(centre, desks),
        *_doubled(centre),
        *_invented(site),
        *_strayed(site),
        *_broken(centre, desks),
        *_divergent(site),
        *_hidden(centre, desks),
        *(_wrong_at_hub(site, site.hub) if site.hub is not None else ()),
    ]


def gone(desks: Sequence[DeskSeen]) -> list[Finding]:
    """Return what was acknowledged and is not even where it was written."""
    return [
        Finding("lost", f"{id}, acknowledged at {desk.name}, is not in its journal")
        for desk in desks
        for id in sorted(desk.promised - {one.id for one in desk.audit.entries})
    ]


def _lost(centre: Audit, desks: Sequence[DeskSeen]) -> Iterator[Finding]:
    at_centre = {one.id for one in centre.entries}
    there = {one.digest for one in centre.entries}
    for desk in desks:
        for id in sorted(desk.promised - at_centre):
            yield Finding("lost", f"{id}, acknowledged at {desk.name}, is not at the centre")
        for one in desk.own:
            if one.digest not in there:
                yield Finding("lost", f"{one.kind} {one.seq} of {desk.name} is not at the centre")


def _doubled(centre: Audit) -> Iterator[Finding]:
    accepted = [one for one in centre.entries if one.state == ACCEPTED]
    for id, times in Counter(one.id for one in accepted).items():
        if times > 1:
            yield Finding("doubled", f"{id} is in the feed {times} times")
    places = Counter((one.device, one.epoch, one.seq) for one in centre.entries)
    for place, times in places.items():
        if times > 1:
            yield Finding("doubled", f"{place} is in the feed {times} times")
    for digest, times in Counter(one.digest for one in accepted).items():
        if times > 1:
            yield Finding("doubled", f"the bytes {digest} are in the feed {times} times")


def _invented(site: SiteSeen) -> Iterator[Finding]:
    """The feed holds what the site's desks and the centre itself wrote; hubs write of devices."""
    centre = site.centre
    written: dict[str, set[str]] = defaultdict(set)
    for desk in site.desks:
        for device in desk.devices:
            written[device] |= desk.begun
    for one in centre.entries:
        if one.device == centre.device or one.device in site.strangers:
            continue  # the centre keeps no diary; strangers are told of as such
        by_program = (one.kind == "epoch.begun" and one.device in written) or (
            one.kind in _OF_HUB and one.device in site.relays
        )
        if not by_program and one.id not in written.get(one.device, ()):
            yield Finding("divergent", f"{one.id} at the centre was written by nobody")


def _strayed(site: SiteSeen) -> Iterator[Finding]:
    for one in site.centre.entries:
        if one.device in site.strangers:
            yield Finding("divergent", f"{one.id} of another site is in the feed")


def _wrong_at_hub(site: SiteSeen, hub: Audit) -> Iterator[Finding]:
    """A hub's feed holds what the centre accepted, once, and shows nothing that it did not."""
    centre = site.centre
    accepted = {one.id: one.digest for one in centre.entries if one.state == ACCEPTED}
    shown = [one for one in hub.entries if one.state == ACCEPTED]
    for id, times in Counter(one.id for one in shown).items():
        if times > 1:
            yield Finding("doubled", f"{id} is in the hub's feed {times} times")
    here = {one.id: one.digest for one in shown}
    if missing := {id for id in accepted if here.get(id) != accepted[id]}:
        yield Finding("divergent", f"the hub lacks {len(missing)} entries ({min(missing)})")
    # It lets pass what only the centre can judge; what that refuses is answered in the feed.
    refused = {one.digest for one in centre.entries if one.state != ACCEPTED}
    extra = {id for id in here if id not in accepted and here[id] not in refused} - site.forgotten
    if extra:
        yield Finding("divergent", f"the hub shows {len(extra)} entries of nobody ({min(extra)})")
    for fault in hub.faults:
        yield Finding("divergent", f"a chain at the hub is broken: {fault}")


def _broken(centre: Audit, desks: Sequence[DeskSeen]) -> Iterator[Finding]:
    for name, audit in [("the centre", centre), *((desk.name, desk.audit) for desk in desks)]:
        for fault in audit.faults:
            yield Finding("divergent", f"a chain at {name} is broken: {fault}")
        for words in differences(audit.tables, audit.rebuilt):
            yield Finding("divergent", f"{name} differs from its rebuild: {words}")


def _divergent(site: SiteSeen) -> Iterator[Finding]:
    centre = site.centre
    accepted = {one.id: one.digest for one in centre.entries if one.state == ACCEPTED}
    passed = _passed(site)
    shown = {*accepted.items(), *((one.id, one.digest) for one in passed)}
    for desk in site.desks:
        here = {(one.id, one.digest) for one in desk.audit.entries}
        if missing := shown - here:
            yield Finding("divergent", f"{desk.name} lacks {len(missing)} entries of the feed")
        refused = [one for one in desk.own if accepted.get(one.id) != one.digest]
        forgotten = [one for one in desk.audit.entries if one.id in site.forgotten]
        extra = here - shown - {(one.id, one.digest) for one in (*refused, *forgotten)}
        if extra:
            yield Finding("divergent", f"{desk.name} holds {len(extra)} entries of nobody")
        # What was refused stays visible where it was written, and where it had passed.
        apart = {one.about for one in (*refused, *passed, *forgotten)}
        for words in differences(desk.audit.tables, centre.tables, apart):
            yield Finding("divergent", f"{desk.name} differs from the centre: {words}")


def _passed(site: SiteSeen) -> list[Held]:
    """Return what the hub let pass and the centre refused: desks of the site know both."""
    if site.hub is None:
        return []
    refused = {one.digest for one in site.centre.entries if one.state != ACCEPTED}
    accepted = {one.id for one in site.centre.entries if one.state == ACCEPTED}
    return [
        one
        for one in site.hub.entries
        if one.state == ACCEPTED and one.digest in refused and one.id not in accepted
    ]


def _hidden(centre: Audit, desks: Sequence[DeskSeen]) -> Iterator[Finding]:
    for desk in desks:
        refused = [
            one for one in centre.entries if one.device in desk.devices and one.state == QUARANTINED
        ]
        if len(desk.audit.tables["refusal"]) < len({one.id for one in refused}):
            yield Finding("divergent", f"{desk.name} does not show all {len(refused)} refusals")


def differences(one: Tables, other: Tables, apart: AbstractSet[str] = frozenset()) -> list[str]:
    """Name the tables, and how many subjects, in which two nodes differ."""
    found = []
    for table in one:
        subjects = {*one[table], *other[table]} - apart
        differing = [
            about for about in subjects if one[table].get(about) != other[table].get(about)
        ]
        if differing:
            found.append(f"{table} of {len(differing)} subjects ({min(differing)})")
    return found
