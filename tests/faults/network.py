"""The lines of a process's runs: made once, led to other servers for each run."""

from __future__ import annotations

from pathlib import Path

from central.keys import CentreKey, load_key
from records.seals import Holder
from tests.faults.hostile import Hostile
from tests.faults.layout import CENTRE, hub_of, is_hub, line, lines, original
from tests.faults.place import free_port
from tests.faults.proxy import Link


class Network:
    """All lines, by name, and at which ports the servers of the present run listen."""

    def __init__(self) -> None:
        self.lines = {name: Link() for name in lines()}
        self.ports: dict[str, int] = {}

    def begin(self) -> None:
        """Let no message of the run before arrive in the next: its servers get other ports."""
        servers = {name.partition(" to ")[2] for name in self.lines}
        self.ports = {server: free_port() for server in sorted(servers)}
        for name, link in self.lines.items():
            link.reset(self.ports[name.partition(" to ")[2]], None)

    def betray(self, server: str, key: Path) -> None:
        """Give a server's key for answers to whoever sits on its lines."""
        holder: Holder = "hub" if is_hub(server) else "centre"
        known: CentreKey = load_key(key)
        for name, link in self.lines.items():
            if name.endswith(f" {server}"):
                link.hostile = Hostile(known, holder)

    def mend(self) -> None:
        """Let all through again."""
        for link in self.lines.values():
            link.mend()

    def hub_url(self, desk: str) -> str:
        """Return where a desk meets its site's hub."""
        return self.lines[line(original(desk), hub_of(desk))].url

    def url_above(self, hub: str) -> str:
        """Return where a hub meets the centre."""
        return self.lines[line(hub, CENTRE)].url

    @property
    def faults(self) -> int:
        """How many messages met a fault in this run."""
        return sum(link.faults for link in self.lines.values())

    def close(self) -> None:
        """End for good."""
        for link in self.lines.values():
            link.close()
