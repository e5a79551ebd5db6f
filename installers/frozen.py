"""The frozen program as somebody at a site starts it: an empty profile, no Python, no sources."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from installers.known_lines import Known, unknown

_PATIENCE: Final = 180.0
"""Seconds after which a command that has not ended is ended."""

_OURS: Final = ("PYTHON", "VIRTUAL_ENV", "LD_", "QT_", "XDG_", "LC_", "LANG", "DBUS_")
"""How the names of variables begin that would help the program or lead it to real data."""


class Failed(RuntimeError):
    """A command ended otherwise than it should have."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and how long it took in seconds."""

    words: tuple[str, ...]
    out: str
    err: str
    seconds: float


@dataclass(slots=True)
class Frozen:
    """The program of a bundle with a profile of its own; remembers all that it did."""

    program: Path
    profile: Path
    known: Sequence[Known]
    ran: list[Ran] = field(default_factory=list)

    def run(self, *words: str, stdin: str = "", code: int = 0) -> Ran:
        """Run a command to its end. Raises Failed where it ends with another code."""
        begun = time.monotonic()
        try:
            done = subprocess.run(
                [str(self.program), *words],
                input=stdin, cwd=self.profile, env=environment(self.profile),
                capture_output=True, encoding="utf-8", errors="strict",
                timeout=_PATIENCE, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise Failed(f"{' '.join(words)}: not ended after {_PATIENCE:.0f} s") from error
        ran = Ran(words, done.stdout, done.stderr, time.monotonic() - begun)
        self.ran.append(ran)
        if done.returncode != code:
            raise Failed(f"{' '.join(words)}: exit {done.returncode}\n{ran.out}{ran.err}")
        return ran

    @contextmanager
    def serving(self, *words: str) -> Iterator[str]:
        """Keep a command running that prints one line when it is ready; gives that line."""
        begun = time.monotonic()
        errors = self.profile / "standard-error.txt"
        with errors.open("w+", encoding="utf-8") as err:
            process = self._start(words, err.fileno())
            watch = threading.Timer(_PATIENCE, process.kill)
            watch.start()
            try:
                assert process.stdout is not None  # noqa: S101 (a pipe was asked for)
                line = process.stdout.readline()
                if not line:
                    raise Failed(f"{' '.join(words)}: ended\n{errors.read_text('utf-8')}")
                yield line
            finally:
                _stop(process)
                watch.cancel()
                err.seek(0)
                self.ran.append(Ran(words, "", err.read(), time.monotonic() - begun))

    def unknown_lines(self) -> list[str]:
        """Return what stood on standard error and on no list, with the command that wrote it."""
        return [
            f"{' '.join(ran.words)}: {line}"
            for ran in self.ran
            for line in unknown(ran.err, self.known)
        ]

    def _start(self, words: Sequence[str], err: int) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(self.program), *words],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=err, encoding="utf-8",
            cwd=self.profile, env=environment(self.profile), creationflags=_GROUP,
        )  # fmt: skip


def environment(profile: Path) -> dict[str, str]:
    """Return the system's variables with an empty profile and without a developer's help.

    Without the session bus there is no key store on Linux, so that no key lands in a real one;
    the Credential Manager of Windows is the user's in any case.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    places = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMP", "TEMP", "TMPDIR")
    kept.update(dict.fromkeys(places, str(profile)))
    kept["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform != "win32":
        kept["LC_ALL"] = "C.UTF-8"  # as on every desktop; Qt complains of any other
    return kept


# A group of its own: Windows has no other gentle way to ask a program to stop.
if sys.platform == "win32":
    _GROUP: Final = subprocess.CREATE_NEW_PROCESS_GROUP
    _STOP: Final = signal.CTRL_BREAK_EVENT
else:
    _GROUP: Final = 0
    _STOP: Final = signal.SIGTERM


def _stop(process: subprocess.Popen[str]) -> None:
    try:
        if process.poll() is None:
            process.send_signal(_STOP)
        process.communicate(timeout=30)
    except (OSError, subprocess.TimeoutExpired):  # Windows asks by the console, if there is one
        process.kill()
        process.communicate()
