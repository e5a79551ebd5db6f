"""What the runs of one process share: the template of the site, and the nursery."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.nursery import Nursery
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
        self.template = Template(folder / "template")
        self.nursery = Nursery(self._log)
        self._runs = 0

    def run(self, plan: Schedule) -> Outcome:
        """Do one run. What a process wrote to its log as an error is a finding too."""
        self._runs += 1
        folder = self._folder / f"run-{self._runs}"
        folder.mkdir()
        before = self._log.stat().st_size
        world = World(folder, self.template, self.nursery, plan)
        try:
            outcome = world.run()
        finally:
            world.close()
            shutil.rmtree(folder, ignore_errors=True)
        with self._log.open("rb") as log:
            log.seek(before)
            said = log.read().decode("utf-8", "replace").strip()
        if said:
            outcome.findings.append(Finding("wedged", f"something failed:\n{said[-2_000:]}"))
        return outcome


@contextmanager
def bench() -> Iterator[Bench]:
    """A bench in a folder of its own, which is removed afterwards."""
    folder = Path(working_folder())
    try:
        made = Bench(folder)
        try:
            yield made
        finally:
            made.nursery.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
