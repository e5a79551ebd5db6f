"""kill -9 at any moment of a save: what was acknowledged is there, and the chain holds.

A killed process stands for a power cut as far as the program is concerned: what SQLite had
not handed to the operating system is gone. That the disk keeps what it was handed is
`synchronous=FULL`'s part, which `test_store_opening` sees to be set.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

from immunization.ids import EntryId, is_uuid
from local_db import search
from local_db.file_keys import FileKeys
from local_db.store import Store
from records import journal
from tests.faults.power_cut_child import DESK

SHORT, LONG = 20, 220
_KILLED = f"dead {-signal.SIGKILL}\n" if hasattr(signal, "SIGKILL") else None


CHILD = [sys.executable, "-m", "tests.faults.power_cut_child"]


class Desks:
    """Desks that save without end, one after the other, each killed by and by."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder = folder
        self.dice = dice
        self.forks = hasattr(os, "fork")
        self.breeder: subprocess.Popen[str] | None = None

    def cut(self, number: int) -> list[EntryId]:
        """Let a desk save people from ``number`` on, kill it, return what it acknowledged."""
        child = self._bred(number) if self.forks else self._started(number)
        lines = child.stdout
        assert lines is not None
        first = lines.readline().split()
        pid = int(first[1]) if first[0] == "desk" else child.pid
        seen = [self._said(lines) for _ in range(self.dice.choice([0, 1, 1, 9]))]
        end = time.monotonic() + self.dice.uniform(0, 0.01)
        while time.monotonic() < end:
            pass
        os.kill(pid, signal.SIGKILL if self.forks else signal.SIGTERM)
        for line in iter(lines.readline, ""):
            if _KILLED and line.endswith(_KILLED):  # on the line that the desk had begun
                break
            assert not line.startswith("dead"), f"a desk ended by itself: {line}"
            seen.append(line.strip())
        if not self.forks:
            child.communicate()
        return [EntryId(one) for one in [first[0], *seen] if is_uuid(one)]

    def _said(self, lines: IO[str]) -> str:
        line = lines.readline()
        assert line, "the desks are gone"
        assert not line.startswith("dead"), f"a desk ended by itself: {line}"
        return line.strip()

    def close(self) -> None:
        if self.breeder is not None:
            self.breeder.communicate()

    def _bred(self, number: int) -> subprocess.Popen[str]:
        if self.breeder is None:
            self.breeder = subprocess.Popen(
                [*CHILD, str(self.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        assert self.breeder.stdin is not None
        self.breeder.stdin.write(f"{number}\n")
        self.breeder.stdin.flush()
        return self.breeder

    def _started(self, number: int) -> subprocess.Popen[str]:
        command = [*CHILD, str(self.folder), str(number)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def prove(folder: Path, acknowledged: set[EntryId]) -> int:
    """Open as after the power came back; return how many entries there are."""
    store = Store.open(folder, FileKeys(folder))
    with store.read() as connection:
        assert journal.first_fault(connection, DESK.author) is None
        there = connection.exec_driver_sql("SELECT entry_id FROM entry").scalars()
        assert acknowledged <= set(there)
        count = journal.count(connection)
        assert journal.head(connection, DESK.author).seq == count
        people = connection.exec_driver_sql("SELECT count(DISTINCT subject) FROM entry").scalar()
        assert search.count(connection) == people
        assert connection.exec_driver_sql("SELECT count(*) FROM search_due").scalar() == 0
    store.close()
    return count


@pytest.mark.parametrize(
    "times", [SHORT, pytest.param(LONG, marks=pytest.mark.long)], ids=["short", "long"]
)
def test_no_acknowledged_entry_is_lost_when_the_power_is_cut(tmp_path: Path, times: int) -> None:
    desks = Desks(tmp_path, random.Random(times))
    acknowledged: set[EntryId] = set()
    try:
        for cut in range(times):
            acknowledged.update(desks.cut(cut * 1000))
            kept = prove(tmp_path, acknowledged)
            # One save is in flight at a cut: it may be kept without having been acknowledged.
            assert len(acknowledged) <= kept <= len(acknowledged) + cut + 1
    finally:
        desks.close()
    assert len(acknowledged) >= times
