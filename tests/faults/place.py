"""A node of a run: its folder, its process if it runs, and what its people were told."""

from __future__ import annotations

import contextlib
import random
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.nursery import Process

DIARY: Final = "diary.txt"


@dataclass
class Place:
    """A node: its name, its folder, how it is started, its process if it runs."""

    name: str
    folder: Path
    start: Callable[[], Process]
    process: Process | None = None
    kills: int = 0

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.is_alive

    @property
    def is_desk(self) -> bool:
        """Whether it is a desk, and no server."""
        return self.name.startswith("desk")

    @property
    def database(self) -> Path:
        """Its file, if it has one."""
        if self.is_desk:
            return self.folder / "bantiem.db"
        return self.folder / ("hub.db" if self.name.startswith("hub") else "centre.db")

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

    def diary(self) -> tuple[set[str], set[str]]:
        """Return the ids that were begun at a desk, and those that were acknowledged."""
        path, begun, saved = self.folder / DIARY, set[str](), set[str]()
        if path.exists():
            for line in path.read_text("ascii").splitlines():
                word, _, id = line.partition(" ")
                (saved if word == "saved" else begun).add(id)
        return begun, saved


def free_port() -> int:
    """Return a port that is free, and that the system gives to no outgoing connection."""
    while True:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
