"""One program at a time synchronises a database, and none of it at the start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sync.errors import AlreadySyncing
from sync.only_one import OnlyOne

ROOT = Path(__file__).parents[3]
HOLDER = """
import sys
from pathlib import Path
from sync.only_one import OnlyOne
with OnlyOne(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_two_processes_never_sync_one_database_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sync.lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadySyncing), OnlyOne(path):
            pass
        holder.kill()
        holder.wait()
        with OnlyOne(path):
            pass
        holder.stdin.close()


def test_two_loops_of_one_program_do_not_either(tmp_path: Path) -> None:
    path = tmp_path / "sync.lock"
    with OnlyOne(path):
        with pytest.raises(AlreadySyncing), OnlyOne(path):
            pass
        with OnlyOne(tmp_path / "another.lock"):
            pass
    with OnlyOne(path):
        pass


def test_starting_the_program_does_not_wait_for_what_only_synchronising_needs() -> None:
    script = (
        "import sys, sync.loop, sync.enrolment\n"
        "heavy = {'requests', 'urllib3', 'http_message_signatures', 'zstandard', 'cryptography'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
