"""What befalls the disks of a run: copies put back, copied, lost; power cuts."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from tests.faults.layout import CENTRE
from tests.faults.place import DIARY, Place
from tests.faults.torn import cut_power

_WITNESS = "bantiem.seen"


class Held(Protocol):
    """Tells what is held anywhere but in one place."""

    def __call__(self, apart_from: str) -> set[str]:
        """Return the ids of entries at the centre and at hubs."""


class Said(Protocol):
    """Tells what the centre itself has written."""

    def __call__(self) -> set[str]:
        """Return the ids of its own entries."""


class CentreDisk(Protocol):
    """Where a centre's database lies."""

    def back_up(self) -> None:
        """Copy it, while no server runs on it."""

    def restore(self) -> None:
        """Put the copy back."""


class Disks:
    """The disks of one run. ``held`` tells what servers hold, ``said`` what the centre wrote."""

    def __init__(
        self,
        folder: Path,
        places: Mapping[str, Place],
        held: Held,
        said: Said,
        centre: CentreDisk | None,
    ) -> None:
        self._folder, self._places, self._centre = folder, places, centre
        self._held, self._said = held, said
        self._said_before: set[str] = set()
        self.forgotten: set[str] = set()
        self._is_any_replaced = False
        self._backed_up: dict[str, set[str]] = {}
        self.excused: dict[str, set[str]] = {}

    @property
    def is_centre_older(self) -> bool:
        """Whether the centre was put back from a copy."""
        return CENTRE in self.excused

    def take_only(self) -> bool:
        """Tell whether a disk may be replaced: one of a run.

        What two had between them may be gone with both, and that is nobody's fault.
        """
        may, self._is_any_replaced = not self._is_any_replaced, True
        return may

    def back_up(self, name: str, let_go: Callable[[], None]) -> None:
        """Copy a node's disk; ``let_go`` closes what the harness has open."""
        place = self._places[name]
        place.kill()
        if name == CENTRE:
            self._said_before = self._said()
        let_go()
        self._backed_up[name] = place.diary()[1]
        if name == CENTRE and self._centre is not None:
            self._centre.back_up()
            return
        backup = self._folder / f"backup of {name}"
        shutil.rmtree(backup, ignore_errors=True)
        shutil.copytree(place.folder, backup, ignore=shutil.ignore_patterns(DIARY))

    def restore(self, name: str, let_go: Callable[[], None]) -> None:
        """Put a copy in the place of the disk; what only the disk had is gone with it."""
        if name not in self._backed_up or not self.take_only():
            return
        place = self._places[name]
        place.kill()
        if name == CENTRE:
            self.forgotten = self._said() - self._said_before
        self.excused[name] = place.diary()[1] - self._backed_up[name] - self._held(name)
        let_go()
        if name == CENTRE and self._centre is not None:
            self._centre.restore()
            return
        for path in place.folder.glob("*.db*"):
            path.unlink()
        for path in (self._folder / f"backup of {name}").glob("*.db*"):
            shutil.copy(path, place.folder)

    def cut_power(self, name: str, how: str, seed: int, let_go: Callable[[], None]) -> bool:
        """Kill a node, and tear what it had not synced; tell whether there was a file to tear."""
        place = self._places[name]
        place.kill()
        let_go()
        witness = place.folder / _WITNESS
        if witness.exists() and random.Random(seed).random() < 0.5:
            witness.write_bytes(witness.read_bytes()[: seed % 40])
        return cut_power(place.database, how, seed)
