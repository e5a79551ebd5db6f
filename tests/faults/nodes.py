"""The nodes of one run: a centre, hubs, desks; how each is started, and what it hears of others."""

from __future__ import annotations

import contextlib
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from central.centre import Centre
from central.keys import load_key
from desktop_app.commands.centre import open_centre
from immunization.ids import DeviceId
from tests.faults.layout import CENTRE, PEOPLE, SITES, hub_of, is_hub, site_of
from tests.faults.network import Network
from tests.faults.nursery import Nursery, Process
from tests.faults.place import DIARY, Place
from tests.faults.postgres import CentreDatabase
from tests.faults.schedule import Schedule
from tests.faults.server_file import CentreFile, HubFile
from tests.faults.template import Template

_FIRST_PERSON: Final = 100
_PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Stage:
    """What runs share: the sites as they begin, the lines, the mother of processes."""

    template: Template
    network: Network
    nursery: Nursery


class Nodes:
    """All nodes by name, in a folder of the run. ``database`` is the centre's if it has no file."""

    def __init__(
        self, folder: Path, stage: Stage, plan: Schedule, database: CentreDatabase | None
    ) -> None:
        self._folder, self._stage, self._plan = folder, stage, plan
        self.network, self.database = stage.network, database
        self.network.begin()
        self.places: dict[str, Place] = {}
        for name in (CENTRE, *plan.hubs, *plan.desks):
            self.add(name, stage.template.node(name, with_hubs=bool(plan.hubs)))
        self.network.betray(CENTRE, folder / CENTRE / "centre.key")
        for hub in plan.hubs:
            self.network.betray(hub, folder / hub / "hub.key")
        self._file: CentreFile | None = None
        self._hub_files: dict[str, HubFile] = {}
        self._replaced: dict[str, set[str]] = {hub: set() for hub in plan.hubs}

    @property
    def file(self) -> CentreFile:
        """The centre's database, looked at from outside."""
        if self._file is None:
            path = self.places[CENTRE].database
            self._file = CentreFile(path if self.database is None else self.database.url)
        return self._file

    def let_go(self) -> None:
        """Have no server's database open any longer; the next look opens it anew."""
        for file in self._hub_files.values():
            file.close()
        self._hub_files.clear()
        if self._file is not None:
            self._file.close()
            self._file = None

    @property
    def desks(self) -> list[str]:
        """The desks, with copies of them."""
        return [name for name, place in self.places.items() if place.is_desk]

    @property
    def hubs(self) -> list[str]:
        """The hubs."""
        return [name for name in self.places if is_hub(name)]

    def hub_file(self, hub: str) -> HubFile:
        """Return a hub's database, looked at from outside."""
        if hub not in self._hub_files:
            self._hub_files[hub] = HubFile(self.places[hub].database)
        return self._hub_files[hub]

    def let_go_for_good(self, hub: str) -> DeviceId:
        """Have a hub's disk thrown away; return which device it was."""
        device = self.hub_file(hub).device()
        self._replaced[hub].add(device)
        self.let_go()
        shutil.rmtree(self.places[hub].folder)
        return device

    def devices_of(self, hub: str) -> set[str]:
        """Return the devices that a hub is and was."""
        return {self.hub_file(hub).device(), *self._replaced[hub]}

    def key_of(self, hub: str) -> str:
        """Return a hub's key in hexadecimal."""
        return load_key(self.places[hub].folder / "hub.key").public.hex()

    def heard_by(self, desk: str) -> dict[str, str]:
        """Return which hubs a desk hears on its network, by key: none, or the one that is there."""
        hub = hub_of(desk)
        return {self.key_of(hub): self.network.hub_url(desk)} if hub in self.places else {}

    def held(self, apart_from: str) -> set[str]:
        """Return the ids of entries at the centre and at the hubs, but for one."""
        hubs = [hub for hub in self.hubs if hub != apart_from]
        return self.file.ids().union(*(self.hub_file(hub).ids() for hub in hubs))

    def said(self) -> set[str]:
        """Return the ids of the entries that the centre itself has written."""
        return self.file.said()

    def add(self, name: str, disk: Path) -> None:
        """Add a node whose disk is a copy of another."""
        own = self._folder / name
        shutil.copytree(disk, own, ignore=shutil.ignore_patterns(DIARY))
        start = self._start_server if name == CENTRE or is_hub(name) else self._start_desk
        self.places[name] = Place(name, own, lambda: start(name))

    def start_all(self) -> None:
        """Start all, servers first."""
        for place in self.places.values():
            place.running()
        self.wait_for(CENTRE)
        for hub in self.hubs:
            self.wait_for(hub)

    def wait_for(self, server: str) -> None:
        """Wait until a server that was started takes connections."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.network.ports[server]), 1).close()
                return
            time.sleep(0.003)

    @contextmanager
    def administrating(self) -> Iterator[Centre]:
        """Open the centre beside its server, as its commands do."""
        self.places[CENTRE].running()
        self.wait_for(CENTRE)
        url = self.database.url if self.database is not None else None
        with open_centre(self.places[CENTRE].folder, url) as centre:
            yield centre

    def close(self) -> None:
        """End all processes, and let go of the files."""
        for place in self.places.values():
            if place.process is not None:
                place.process.kill()
        self.let_go()

    def _start_server(self, name: str) -> Process:
        of_centre = name == CENTRE and self.database is not None
        return self._stage.nursery.start(
            "server",
            folder=str(self.places[name].folder),
            serve=self.network.ports[name],
            role="hub" if is_hub(name) else CENTRE,
            url=self.database.url if of_centre and self.database is not None else None,
        )

    def _start_desk(self, name: str) -> Process:
        return self._stage.nursery.start(
            "desk",
            folder=str(self.places[name].folder),
            pace=self._plan.pace,
            people=_FIRST_PERSON + PEOPLE * list(SITES).index(site_of(name)),
            hubs=self.heard_by(name),
        )
