"""A site's hub in a process of its own, joined to a centre in another."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from central import administration, sites
from central.centre import Centre
from desktop_app.bench.centre_process import Served
from desktop_app.commands.hub import open_hub
from desktop_app.demo.story import SITE

_PATIENCE: Final = 120.0
_LOOK: Final = 0.2


@dataclass(frozen=True, slots=True)
class ServedHub:
    """A hub that is served, and its database beside the server."""

    url: str
    hub: Centre
    centre: Served

    def code(self) -> str:
        """Return a one-time code for a desk."""
        return administration.issue_code(self.hub, SITE)

    def wait_until_it_has(self, head: int, patience: float = _PATIENCE) -> None:
        """Return when its feed is so long. Raises TimeoutError when it does not grow for long."""
        last, end = -1, time.monotonic() + patience
        while (now := self._head()) < head:
            if now > last:
                last, end = now, time.monotonic() + patience
            if time.monotonic() > end:
                raise TimeoutError(f"the hub stands at {now} of {head}")
            time.sleep(_LOOK)

    def _head(self) -> int:
        with self.hub.database.reading() as connection:
            return sites.head(connection, SITE)


@contextlib.contextmanager
def served_hub(centre: Served) -> Iterator[ServedHub]:
    """Let a hub join a centre and serve it, with SQLite, in another process."""
    code = administration.issue_code(centre.centre, SITE, role="hub")
    with tempfile.TemporaryDirectory(prefix="hub-") as place:
        words = [sys.executable, "-m", "desktop_app", "--data", place, "hub"]
        subprocess.run(
            [*words, "join", centre.url, code],
            stdout=subprocess.PIPE,
            check=True,
            timeout=_PATIENCE,
        )
        serving = [*words, "serve", "--host", "127.0.0.1", "--port", "0"]
        with _process(serving) as url, open_hub(Path(place)) as hub:
            yield ServedHub(url, hub, centre)


@contextlib.contextmanager
def _process(words: list[str]) -> Iterator[str]:
    process = subprocess.Popen(words, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None  # noqa: S101 (a pipe was asked for)
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.terminate()
        process.communicate(timeout=_PATIENCE)
