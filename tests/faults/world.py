"""A site of real processes for one run: a centre, desks, a line for each; and its end."""

from __future__ import annotations

import contextlib
import random
import shutil
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from central.keys import load_key
from tests.faults.audit import read_audit
from tests.faults.centre_file import CentreFile
from tests.faults.control import Gone, Words
from tests.faults.hostile import Hostile
from tests.faults.nursery import Nursery, Process
from tests.faults.proxy import Link
from tests.faults.schedule import CENTRE, CLONE, Schedule, Step
from tests.faults.template import Template
from tests.faults.verdict import DeskSeen, Finding, findings, gone

_DIARY: Final = "diary.txt"
_STILL: Final = 15.0
"""Seconds without any movement after which what is not at rest is called wedged."""
_ENDLESS: Final = 120.0
"""Seconds after which also what moves is: it takes some tenths."""


@dataclass
class Outcome:
    """What came of a run."""

    findings: list[Finding] = field(default_factory=list)
    kills: int = 0
    faults: int = 0
    saved: int = 0
    seconds: float = 0.0


@dataclass
class Place:
    """A node: its folder, and its process if it runs."""

    name: str
    folder: Path
    start: Callable[[], Process]
    process: Process | None = None
    kills: int = 0

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.is_alive

    def running(self) -> Process:
        """Return its process, started if it does not run."""
        if self.process is None or not self.process.is_alive:
            self.buried()
            self.process = self.start()
        return self.process

    def buried(self) -> None:
        """Count a process that killed itself, and see that nothing is left of it."""
        if self.process is not None:
            self.process.wait()
            self.process = None
            self.kills += 1

    def kill(self) -> None:
        """kill -9."""
        if self.process is not None:
            self.process.kill()
            self.process = None
            self.kills += 1


class World:
    """One run: steps are done one after the other, the processes go on beside them."""

    def __init__(self, folder: Path, template: Template, nursery: Nursery, plan: Schedule) -> None:
        self._folder = folder
        shutil.copytree(template.centre, folder / "centre")
        self._file = CentreFile(folder / "centre")
        self._port = _free_port()
        self._nursery = nursery
        self._links: dict[int, Link] = {}
        self._places = {CENTRE: Place("the centre", folder / "centre", self._start_centre)}
        self._key = load_key(folder / "centre" / "centre.key")
        self._plan = plan
        self._is_any_disk_replaced = False
        self._excused: dict[int, set[str]] = {}
        self._backed_up: dict[int, set[str]] = {}
        for number in range(1, plan.desks + 1):
            self._add_desk(number, template.desk(number))
        self._does: dict[str, Callable[[Step], None]] = {
            "act": lambda step: self._tell(step, do="act", how=step.how, who=step.amount),
            "poison": lambda step: self._tell(step, do="poison", how=step.how),
            "die": lambda step: self._tell(step, do="die", point=step.how, left=step.amount),
            "fill": lambda step: self._tell(step, do="fill", spare=step.amount),
            "empty": lambda step: self._tell(step, do="empty"),
            "clock": lambda step: self._tell(step, do="clock", by=step.amount),
            "line": lambda step: self._link(step).fail(step.how, step.amount),
            "mend": lambda step: self._link(step).mend(),
            "heed": self._heed,
            "back up": self._back_up,
            "restore": self._restore,
            "clone": self._clone,
            "wait": lambda step: time.sleep(step.amount / 1000),
            "kill": lambda step: self._places[step.where].kill(),
            "start": lambda step: _ignore(self._places[step.where].running()),
        }

    def run(self) -> Outcome:
        """Do all steps, heal, wait until all is at rest, and look."""
        begun = time.monotonic()
        found: list[Finding] = []
        for place in self._places.values():
            place.running()
        self._wait_for_centre()
        for step in self._plan.steps:
            if step.where in self._places:
                self._does[step.what](step)
        self._heal()
        states = self._settle()
        if states is None and CENTRE in self._excused:
            # Its feed may have grown again, in another order, beyond what a desk had read.
            for number in self._links:
                self._places[number].running().line.ask({"do": "compare"})
            states = self._settle()
        if states is not None:
            found.append(Finding("wedged", f"not at rest, and still: {states}"))
        desks = []
        try:
            desks = [self._seen(number) for number in self._links]
        except Gone as error:
            found.append(Finding("wedged", f"a desk does not answer: {error}"))
        # What has not come to rest is still on its way: neither lost nor divergent yet.
        found += gone(desks) if found else findings(self._file.audit(), desks)
        return Outcome(
            findings=found,
            kills=sum(place.kills for place in self._places.values()),
            faults=sum(link.faults for link in self._links.values()),
            saved=sum(len(desk.saved) for desk in desks),
            seconds=time.monotonic() - begun,
        )

    def close(self) -> None:
        """End all processes and lines."""
        for place in self._places.values():
            if place.process is not None:
                place.process.kill()
        for link in self._links.values():
            link.close()
        self._file.close()

    def _start_centre(self) -> Process:
        folder = str(self._folder / "centre")
        return self._nursery.start("centre", folder=folder, serve=self._port)

    def _add_desk(self, number: int, disk: Path) -> None:
        own = self._folder / f"desk-{number}"
        shutil.copytree(disk, own, ignore=shutil.ignore_patterns(_DIARY))
        link = self._links[number] = Link(self._port, Hostile(self._key))

        def start() -> Process:
            words = {"folder": str(own), "url": link.url, "pace": self._plan.pace}
            return self._nursery.start("desk", **words)

        self._places[number] = Place(f"desk {number}", own, start)

    def _back_up(self, step: Step) -> None:
        place = self._places[step.where]
        place.kill()
        if step.where == CENTRE:
            self._file.close()
        backup = self._backup(step)
        shutil.rmtree(backup, ignore_errors=True)
        shutil.copytree(place.folder, backup, ignore=shutil.ignore_patterns(_DIARY))
        self._backed_up[step.where] = _diary(place)[1]

    def _restore(self, step: Step) -> None:
        """Put a backup in the place of the disk; what only the disk had is gone with it."""
        if step.where not in self._backed_up or self._is_any_disk_replaced:
            return  # one disk of a run: what two had between them may be gone with both
        place = self._places[step.where]
        place.kill()
        self._is_any_disk_replaced = True
        gone = _diary(place)[1] - self._backed_up[step.where] - self._file.ids()
        self._excused[step.where] = gone
        self._file.close()
        for path in place.folder.glob("*.db*"):
            path.unlink()
        for path in self._backup(step).glob("*.db*"):
            shutil.copy(path, place.folder)

    def _clone(self, step: Step) -> None:
        """Copy a desk's disk into another computer, which starts."""
        number = step.where + CLONE
        if number not in self._places:
            self._is_any_disk_replaced = True
            self._places[step.where].kill()
            self._add_desk(number, self._places[step.where].folder)

    def _backup(self, step: Step) -> Path:
        return self._folder / f"backup-{step.where}"

    def _tell(self, step: Step, **words: object) -> None:
        self._places[step.where].running().line.tell(dict(words))

    def _heed(self, step: Step) -> None:
        """Wait until a desk has done what it was told, or is dead."""
        process = self._places[step.where].process
        if process is not None:
            with contextlib.suppress(Gone):
                process.line.ask({"do": "heed"})

    def _link(self, step: Step) -> Link:
        return self._links[step.where]

    def _wait_for_centre(self) -> None:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self._port), 1).close()
                return
            time.sleep(0.005)

    def _heal(self) -> None:
        """Mend the lines, make room, set the clocks, start what is dead."""
        for link in self._links.values():
            link.mend()
        for place in self._places.values():
            for words in (
                {"do": "die", "point": "", "left": 0},
                {"do": "empty"},
                {"do": "clock", "by": 0},
                {"do": "hurry"},
            ):
                if place.folder.name != "centre" or words["do"] in {"die", "empty"}:
                    place.running().line.tell(dict(words))

    def _settle(self) -> str | None:
        """Wait until every desk and the centre are at rest; else say how they stand."""
        begun = moved = time.monotonic()
        states: list[Words] = []
        before = ""
        while time.monotonic() - moved < _STILL and time.monotonic() - begun < _ENDLESS:
            if not all(place.is_alive for place in self._places.values()):
                self._heal()  # it reached the point of its death just before it was disarmed
            try:
                states = [self._state(number) for number in self._links]
            except Gone:
                continue
            head, projected = self._file.ends()
            now = f"{head} {projected} {[(one['waiting'], one['position']) for one in states]}"
            if now != before:
                before, moved = now, time.monotonic()
            if head == projected and all(_is_at_rest(state, head) for state in states):
                return None
            time.sleep(0.02)
        return f"centre {self._file.ends()}, desks {states}"

    def _state(self, number: int) -> Words:
        return self._places[number].running().line.ask({"do": "state"})

    def _seen(self, number: int) -> DeskSeen:
        place = self._places[number]
        audit = read_audit(place.running().line.ask({"do": "audit"}))
        begun, saved = _diary(place)
        return DeskSeen(
            name=place.name,
            devices=frozenset({audit.device}),
            begun=frozenset(begun),
            saved=frozenset(saved),
            audit=audit,
            excused=frozenset(self._excused.get(number, ())),
        )


def _diary(place: Place) -> tuple[set[str], set[str]]:
    """Return the ids that were begun at a desk, and those that were acknowledged."""
    path, begun, saved = place.folder / _DIARY, set[str](), set[str]()
    if path.exists():
        for line in path.read_text("ascii").splitlines():
            word, _, id = line.partition(" ")
            (saved if word == "saved" else begun).add(id)
    return begun, saved


def _is_at_rest(state: Words, head: int) -> bool:
    return bool(
        state["waiting"] == 0
        and state["urgent"] == 0
        and state["position"] == head
        and state["line"] == "online"
    )


def _ignore(_process: Process) -> None:
    """A node was started, and that is all."""


def _free_port() -> int:
    """Return a port that is free, and that the system gives to no outgoing connection."""
    while True:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


__all__ = ["Outcome", "World"]
