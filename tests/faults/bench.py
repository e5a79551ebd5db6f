"""What the runs of one process share: the sites as they begin, lines, processes, PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.layout import CENTRE
from tests.faults.network import Network
from tests.faults.nodes import Stage
from tests.faults.nursery import Nursery
from tests.faults.postgres import CentreDatabase, PostgreSQL
from tests.faults.schedule import Schedule
from tests.faults.template import Template, working_folder
from tests.faults.verdict import Finding
from tests.faults.world import Outcome, World


class Bench:
    """Does runs, one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "errors.txt"
        self._log.touch()
        nursery, self._network = Nursery(self._log), Network()
        template = Template(folder / "template", self._network.lines)
        self._stage = Stage(template, self._network, nursery)
        self._postgresql: PostgreSQL | None = None
        self._runs = 0

    def run(self, plan: Schedule) -> Outcome:
        """Do one run. What a process wrote to its log as an error is a finding too."""
        self._runs += 1
        folder = self._folder / f"run-{self._runs}"
        folder.mkdir()
        before = self._log.stat().st_size
        database = self._database(plan)
        world = World(folder, self._stage, plan, database)
        try:
            outcome = world.run()
        finally:
            world.close()
            if database is not None:
                database.drop()
            shutil.rmtree(folder, ignore_errors=True)
        with self._log.open("rb") as log:
            log.seek(before)
            said = log.read().decode("utf-8", "replace").strip()
        if said:
            outcome.findings.append(Finding("wedged", f"something failed:\n{said[-2_000:]}"))
        return outcome

    def close(self) -> None:
        """End what runs share."""
        self._stage.nursery.close()
        self._network.close()
        if self._postgresql is not None:
            self._postgresql.close()

    def _database(self, plan: Schedule) -> CentreDatabase | None:
        if plan.centre == "SQLite":
            return None
        if self._postgresql is None:
            self._postgresql = PostgreSQL()
        centre = self._stage.template.node(CENTRE, with_hubs=bool(plan.hubs))
        return self._postgresql.database(centre / "centre.db")


@contextmanager
def bench() -> Iterator[Bench]:
    """A bench in a folder of its own, which is removed afterwards."""
    folder = Path(working_folder())
    try:
        made = Bench(folder)
        try:
            yield made
        finally:
            made.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
