"""Starts the processes of a run: the real programs, with what they import imported once.

Where the system has fork, one process imports all and forks each child; elsewhere each child
is an interpreter of its own.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from central.errors import DatabaseUnavailable
from tests.faults.control import Parent, Switchboard

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-X", "utf8", "-m", "tests.faults.nursery"]
FORKS = hasattr(os, "fork")
_SELDOM = (20_000, 20, 20)
"""When children look for rings of garbage: they live for a second and make little of it."""


class Process:
    """A running child."""

    def __init__(self, pid: int, line: Parent, popen: subprocess.Popen[str] | None) -> None:
        self.pid = pid
        self.line = line
        self._popen = popen

    @property
    def is_alive(self) -> bool:
        return not self.line.is_gone

    def kill(self) -> None:
        """kill -9, and wait until nothing of it is left."""
        if self._popen is not None:
            self._popen.kill()
            self._popen.wait()
        else:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self.wait()

    def wait(self) -> None:
        """Wait until it has ended, and the system has let go of what it held."""
        self.line.wait()
        end = time.monotonic() + 10
        while self._popen is None and time.monotonic() < end:
            try:
                os.kill(self.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.0005)


class Nursery:
    """Starts children; ``log`` takes what they write on standard error."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._switchboard = Switchboard()
        self._count = 0
        self._mother: subprocess.Popen[str] | None = None

    def start(self, program: str, **options: Any) -> Process:
        """Start a child and wait until it has reported."""
        self._count += 1
        token = f"{program}-{self._count}"
        words = {
            "program": program,
            "port": self._switchboard.port,
            "token": token,
            "options": options,
        }
        popen = None
        if FORKS:
            pid = self._forked(words)
        else:
            popen = self._popen(json.dumps(words))
            pid = popen.pid
        return Process(pid, self._switchboard.take(token), popen)

    def close(self) -> None:
        """Let the mother go; children see that the harness is gone."""
        if self._mother is not None:
            self._mother.communicate()
        self._switchboard.close()

    def _forked(self, words: dict[str, Any]) -> int:
        if self._mother is None:
            self._mother = self._popen()
        assert self._mother.stdin is not None
        assert self._mother.stdout is not None
        self._mother.stdin.write(json.dumps(words) + "\n")
        self._mother.stdin.flush()
        return int(self._mother.stdout.readline())

    def _popen(self, *words: str) -> subprocess.Popen[str]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [*COMMAND, *words],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )


def programs() -> dict[str, Callable[..., None]]:
    """Return the programs, imported."""
    import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401 (else by the first that needs it)

    from tests.faults import desk_child, server_child

    return {"server": server_child.main, "desk": desk_child.main}


def run(words: dict[str, Any]) -> None:
    """Be a child until the end; what programs print goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    programs()[words["program"]](words["port"], words["token"], **words["options"])


def breed() -> None:
    """Fork a child for each line on standard input; say its number."""
    from tests.faults import warm

    warm.share_statements()
    programs()
    warm.live_through_a_day()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries them at once
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                run(json.loads(line))
            except DatabaseUnavailable:
                pass  # it says so and ends where PostgreSQL is down; it is started again
            except Exception:  # noqa: BLE001 (the end of the process: what ended it is a finding)
                traceback.print_exc()
            finally:
                os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        run(json.loads(sys.argv[1]))
    else:
        breed()
