#!/usr/bin/env python3
"""The one command of the house: set up, then run, test, check, measure, draw or bundle.

Standard library only; Python 3.11 to 3.13 on Linux, 3.12 or 3.13 on Windows. The first call makes
``.venv``, installs the locked dependencies into it (every file is checked against the
hash in ``requirements.lock``) and, on Debian and Ubuntu, the system libraries that Qt
and zbar need. Later calls find that done and start the work at once.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
UV = "uv==0.13.9"

DEBIAN_LIBRARIES = [
    "libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libfreetype6",
    "libxkbcommon0", "libxkbcommon-x11-0", "libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4",
    "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0",
    "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1",
    "libwayland-client0", "libwayland-cursor0", "libzbar0",
]  # fmt: skip

CHECKED = [
    "immunization", "records", "local_db", "scanners", "sync", "desk", "central", "ui",
    "desktop_app", "installers", "tests", "dev.py",
]  # fmt: skip

COMMANDS = {
    "demo": "the main job, end to end, on real input (--json, --out DIR)",
    "bantiem": "the program's own command line, for example: bantiem journal verify",
    "run": "the app on a developer's data folder",
    "test": "the tests; further words go to pytest",
    "check": "format, lint, types, import contracts (--fix writes the format)",
    "faults": "--seeds N [--from SEED] [--jobs J]: runs under faults, drawn from seeds",
    "fuzz": "[PARSER] [--seconds S] [--seed N]: a coverage-guided run of what reads codes",
    "bench": "[NAME] [--json]: figures beside their limits",
    "screens": "DIR: a picture of every screen and state",
    "translate": "bring the Qt Linguist files up to date with the sources",
    "bundle": "a one-folder bundle for the system this runs on",
    "smoke": "start the bundle with an empty profile and put it through its paces",
    "setup": "only set up",
}


def main(argv: list[str]) -> int:
    """Set up if need be, then hand the work to the environment's own Python."""
    # The C++ runtime that Windows' 3.11 can have is older than the code reader's linker.
    oldest = (3, 12) if sys.platform == "win32" else (3, 11)
    if not oldest <= sys.version_info[:2] <= (3, 13):
        wanted = ", ".join(f"3.{minor}" for minor in range(oldest[1], 14))
        return fail(f"dev.py needs one of Python {wanted}; this is {sys.version.split()[0]}")
    if not argv or argv[0] in {"-h", "--help"} or argv[0] not in COMMANDS:
        print(__doc__)
        for name, what in COMMANDS.items():
            print(f"  python3 dev.py {name:10} {what}")
        return 0 if argv and argv[0] in {"-h", "--help"} else 2
    command, rest = argv[0], argv[1:]
    set_up()
    environment = environment_for_work()
    for line in work(command, rest):
        code = subprocess.call([str(part) for part in line], cwd=ROOT, env=environment)
        if code:
            return code
    return 0


def started(argv: list[str]) -> int:
    """Do the same; Ctrl+C is no fault."""
    try:
        return main(argv)
    except KeyboardInterrupt:
        return fail("Stopped.")


def work(command: str, rest: list[str]) -> list[list[str | Path]]:
    """Return the command lines that do ``command``, in order.

    Written so that an older Python can read it too, and is told which ones will do.
    """
    run: list[str | Path] = [python(), "-X", "utf8", "-m"]
    if command == "setup":
        return []
    if command == "check":
        writing = "--fix" in rest
        return [
            [*run, "ruff", "format", *([] if writing else ["--check"]), *CHECKED],
            [*run, "ruff", "check", *(["--fix"] if writing else []), *CHECKED],
            [*run, "mypy", *CHECKED],
            [python().with_name(f"lint-imports{python().suffix}"), "--no-logo"],
        ]
    modules: dict[str, list[str | Path]] = {
        "test": ["pytest"],
        "run": ["desktop_app.developer", ROOT / "build" / "developer"],
        "bantiem": ["desktop_app"],
        "bundle": ["installers.bundle"],
        "smoke": ["installers.smoke"],
        "faults": ["tests.faults.run"],
        "fuzz": ["tests.fuzz.run"],
        "translate": ["ui.translation.refresh"],
    }
    return [[*run, *modules.get(command, [f"desktop_app.{command}"]), *rest]]


def set_up() -> None:
    """Make ``.venv`` equal to the lock file, unless it already is."""
    stamp = VENV / "installed.txt"
    wanted = hashlib.sha256(LOCK.read_bytes() + UV.encode() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text("ascii") == wanted:
        return
    say("Setting up .venv; the first time takes a minute or two.")
    install_system_libraries()
    make_environment()
    quiet([python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV])
    quiet(
        [
            python(),
            "-m",
            "uv",
            "pip",
            "sync",
            "--quiet",
            "--compile-bytecode",
            "--require-hashes",
            LOCK,
        ],
        VIRTUAL_ENV=str(VENV),
    )
    stamp.write_text(wanted, "ascii")


def make_environment() -> None:
    """Make the virtual environment, unless there is a whole one of this Python already."""
    if is_whole():
        return
    if sys.platform.startswith("linux") and importlib.util.find_spec("ensurepip") is None:
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not install_packages([name]):
            say("Python's venv module is missing. Run:")
            raise SystemExit(fail(f"  sudo apt-get install {name}"))
    quiet([sys.executable, "-m", "venv", "--clear", VENV])


def is_whole() -> bool:
    """Tell whether the environment is of this Python and was made to its end: it has pip."""
    configuration = VENV / "pyvenv.cfg"
    if not python().exists() or not configuration.is_file():
        return False
    if f"version = {sys.version.split()[0]}\n" not in configuration.read_text("utf-8"):
        return False
    asked = [str(python()), "-m", "pip", "--version"]
    try:
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0
    except OSError:
        return False  # the file is there, and is no program


def install_system_libraries() -> None:
    """Install what Qt and zbar lack on Debian and Ubuntu, or say how to."""
    if not sys.platform.startswith("linux") or not shutil.which("dpkg-query"):
        return
    missing = [name for name in DEBIAN_LIBRARIES if not is_installed(name)]
    if missing and not install_packages(missing):
        say("Qt and zbar lack system libraries. Run:")
        say("  sudo apt-get install " + " ".join(missing))


def is_installed(name: str) -> bool:
    """Tell whether a Debian package is installed (Ubuntu's 64-bit-time names count)."""
    for candidate in (name, name + "t64"):
        asked = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Status}", candidate],
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if "install ok installed" in asked.stdout:
            return True
    return False


def install_packages(names: list[str]) -> bool:
    """Install Debian packages where this may be done (root); return whether it was."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say("Installing system libraries: " + " ".join(names))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for line in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names],
    ):
        done = subprocess.run(
            line, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            say(done.stderr.strip())
            return False
    return True


def environment_for_work() -> dict[str, str]:
    """Return the environment of the work: UTF-8, this tree importable, a display or none."""
    environment = dict(os.environ)
    environment["PYTHONPATH"] = str(ROOT)
    environment["PYTHONUTF8"] = "1"
    environment["VIRTUAL_ENV"] = str(VENV)
    # Compiled sources halve the time to the first window.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    has_display = sys.platform == "win32" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if not has_display:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def python() -> Path:
    """Return the environment's interpreter."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def quiet(line: list[str | Path], **environment: str) -> None:
    """Run a step of the set-up; on failure show what it printed and stop."""
    done = subprocess.run(
        [str(part) for part in line],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=False,
        encoding="utf-8", errors="replace",  # pip and uv name paths, Windows' code page lacks words
    )  # fmt: skip
    if done.returncode:
        say(done.stdout + done.stderr)
        raise SystemExit(fail("Setting up failed at: " + " ".join(str(part) for part in line)))


def say(text: str) -> None:
    """Print progress, on standard error so that --json stays clean."""
    print(text, file=sys.stderr, flush=True)


def fail(text: str) -> int:
    """Print why it cannot go on and return the exit code."""
    say(text)
    return 1


if __name__ == "__main__":
    sys.exit(started(sys.argv[1:]))
