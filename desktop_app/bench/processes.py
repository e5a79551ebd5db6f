"""Start the desk, and a bare window beside it, as processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

_PATIENCE: Final = 600.0

Told = dict[str, float]


def desk(task: str, folder: Path) -> Told:
    """Let a desk do a task; its times are given in milliseconds from the process's start.

    Raises subprocess.CalledProcessError if it does not come to its end.
    """
    return _told(["desktop_app.bench.desk_process", task, "--data", str(folder)])


def bare() -> Told:
    """Show a bare window; the same."""
    return _told(["desktop_app.bench.bare_window"])


def bare_pull(folder: Path) -> Told:
    """Show a bare window while a thread of its process fetches what a desk lacks."""
    return _told(["desktop_app.bench.bare_pull", str(folder)])


def _told(words: list[str]) -> Told:
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *words], stdout=subprocess.PIPE, check=True, timeout=_PATIENCE
    )
    told: Told = json.loads(done.stdout.splitlines()[-1])
    moments = ("painted", "sign_in_shown", "opened", "signed_in", "scan_ready")
    return {
        name: (value - begun) * 1000 if name in moments else value for name, value in told.items()
    }
