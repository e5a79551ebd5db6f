"""One run: steps are done one after the other, the processes go on beside them."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from central import administration
from central.errors import DatabaseUnavailable
from sync.errors import ServerBusy, ServerUnreachable
from tests.faults.control import Gone, Words
from tests.faults.disks import Disks
from tests.faults.ending import Ending
from tests.faults.layout import CENTRE, copy_of, hub_of, line, site_of
from tests.faults.nodes import Nodes, Stage
from tests.faults.postgres import CentreDatabase
from tests.faults.schedule import Schedule, Step
from tests.faults.template import join_hub
from tests.faults.verdict import Finding

_TRIES: Final = 5
"""Of an operator. A run has fewer deaths of a centre in store than that."""


@dataclass
class Outcome:
    """What came of a run. ``power_cuts`` are kills after which files were torn."""

    findings: list[Finding] = field(default_factory=list)
    kills: int = 0
    faults: int = 0
    saved: int = 0
    power_cuts: int = 0
    seconds: float = 0.0


class World:
    """Does what a schedule says with the nodes of a run."""

    def __init__(
        self, folder: Path, stage: Stage, plan: Schedule, database: CentreDatabase | None
    ) -> None:
        self._plan = plan
        self._nodes = Nodes(folder, stage, plan, database)
        self._lines = stage.network.lines
        nodes = self._nodes
        self._disks = Disks(folder, nodes.places, nodes.held, nodes.said, database)
        self._power_cuts = self._crashes = 0
        self._seen_wrong: list[Finding] = []
        self._does: dict[str, Callable[[Step], None]] = {
            "act": lambda step: self._tell(step, do="act", how=step.how, who=step.amount),
            "poison": lambda step: self._tell(step, do="poison", how=step.how),
            "die": lambda step: self._tell(step, do="die", point=step.how, left=step.amount),
            "fill": lambda step: self._tell(step, do="fill", spare=step.amount),
            "empty": lambda step: self._tell(step, do="empty"),
            "clock": lambda step: self._tell(step, do="clock", by=step.amount),
            "line": lambda step: self._lines[step.where].fail(step.how, step.amount),
            "mend": lambda step: self._lines[step.where].mend(),
            "heed": self._heed,
            "back up": lambda step: self._disks.back_up(step.where, self._nodes.let_go),
            "restore": lambda step: self._disks.restore(step.where, self._nodes.let_go),
            "clone": self._clone,
            "replace": self._replace_hub,
            "cut power": self._cut_power,
            "wait": lambda step: time.sleep(step.amount / 1000),
            "kill": lambda step: self._nodes.places[step.where].kill(),
            "start": lambda step: _ignore(self._nodes.places[step.where].running()),
        }

    def run(self) -> Outcome:
        """Do all steps, heal, wait until all is at rest, and look."""
        begun = time.monotonic()
        self._nodes.start_all()
        for step in self._plan.steps:
            if step.what in {"line", "mend", "wait"} or step.where in self._nodes.places:
                self._does[step.what](step)
        ending = Ending(self._nodes, self._disks)
        found, saved = ending.judge()
        return Outcome(
            findings=[*self._seen_wrong, *found],
            kills=self._crashes + sum(place.kills for place in self._nodes.places.values()),
            faults=self._nodes.network.faults,
            saved=saved,
            power_cuts=self._power_cuts,
            seconds=time.monotonic() - begun,
        )

    def close(self) -> None:
        """End all processes, and let go of the files."""
        self._nodes.close()

    def _tell(self, step: Step, **words: object) -> None:
        self._nodes.places[step.where].running().line.tell(dict(words))

    def _heed(self, step: Step) -> None:
        """Wait until a desk has done what it was told, or is dead; look at what it shows green."""
        process = self._nodes.places[step.where].process
        if process is not None:
            with contextlib.suppress(Gone, DatabaseUnavailable):
                self._check_green(step.where, process.line.ask({"do": "heed"}))

    def _check_green(self, desk: str, shown: Words) -> None:
        """What a desk shows as being at the centre is there, whatever stands in between."""
        if self._disks.is_centre_older:
            return
        for device, epoch, seq in shown.get("green", ()):
            held = self._nodes.file.holds(device, epoch)
            if held < seq:
                words = f"{desk} shows {seq} entries of {device} as central, the centre has {held}"
                self._seen_wrong.append(Finding("lost", words))

    def _clone(self, step: Step) -> None:
        """Copy a desk's disk into another computer, which starts."""
        name = copy_of(step.where)
        if name not in self._nodes.places and self._disks.take_only():
            self._nodes.places[step.where].kill()
            self._nodes.add(name, self._nodes.places[step.where].folder)

    def _replace_hub(self, step: Step) -> None:
        """Do what an operator does when a hub's PC is lost: revoke it, and join another."""
        if not self._disks.take_only():
            return
        hub, place = step.where, self._nodes.places[step.where]
        place.kill()
        lost = self._nodes.let_go_for_good(hub)
        self._lines[line(hub, CENTRE)].mend()
        url = self._nodes.network.url_above(hub)
        with self._nodes.administrating() as centre:
            administration.revoke_device(centre, lost, "bị mất")
        self._joined_again(hub, url)
        self._nodes.network.betray(hub, place.folder / "hub.key")
        place.running()
        for desk in self._nodes.desks:
            if hub_of(desk) == hub:
                self._tell(Step("hear", desk), do="hear", hubs=self._nodes.heard_by(desk))

    def _joined_again(self, hub: str, url: str) -> None:
        """Join a hub as its operator does: again with another code while the centre is away."""
        for tried in range(1, _TRIES + 1):
            try:
                with self._nodes.administrating() as centre:
                    join_hub(self._nodes.places[hub].folder, centre, site_of(hub), url)
            except (ServerUnreachable, ServerBusy):
                if tried == _TRIES:
                    raise
            else:
                return

    def _cut_power(self, step: Step) -> None:
        if step.where == CENTRE and self._nodes.database is not None:
            self._crashes += 1
            self._nodes.database.crash()
            self._nodes.places[CENTRE].kill()
        elif self._disks.cut_power(step.where, step.how, step.amount, self._nodes.let_go):
            self._power_cuts += 1


def _ignore(_process: object) -> None:
    """A node was started, and that is all."""


__all__ = ["Outcome", "Words", "World"]
