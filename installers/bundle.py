"""``python -m installers.bundle``: build the frozen program for the system this runs on."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from installers import assembling, contents, sizes
from installers.contents import ROOT
from installers.recipe import NAME, Differences, recipe

WORK: Final = ROOT / "build" / "bundle"
DIST: Final = ROOT / "dist"
BUNDLE: Final = DIST / NAME


class FilesMissing(RuntimeError):
    """Files of ours that are not in the bundle."""


def main(arguments: list[str] | None = None) -> int:
    """Build, and print what it weighs."""
    parser = argparse.ArgumentParser(prog="dev.py bundle", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the result as one object")
    options = parser.parse_args(arguments)
    begun = time.monotonic()
    try:
        build()
    except subprocess.CalledProcessError as error:
        print("The bundle was not built; see above.", file=sys.stderr)
        return error.returncode or 1
    weighed = sizes.weigh(BUNDLE)
    if options.json:
        print(json.dumps({"seconds": round(time.monotonic() - begun), **sizes.figures(weighed)}))
    else:
        print(f"{BUNDLE} in {time.monotonic() - begun:.0f} s")
        print(sizes.table(weighed))
    return 0


def build() -> Path:
    """Build the bundle and return its folder. Raises CalledProcessError."""
    WORK.mkdir(parents=True, exist_ok=True)
    spec = WORK / f"{NAME}.spec"
    spec.write_text(recipe(differences()).spec(), "utf-8")
    command: list[str | Path] = [sys.executable, "-X", "utf8", "-m", "PyInstaller", "--noconfirm"]
    command += ["--log-level", "WARN", "--distpath", DIST, "--workpath", WORK, spec]
    subprocess.run([str(word) for word in command], cwd=ROOT, check=True)
    see_that_it_is_whole(BUNDLE)
    for notice in (ROOT / "LICENSE", WORK / NAME / assembling.NOTICES):
        shutil.copy(notice, BUNDLE / notice.name)
    return BUNDLE


def see_that_it_is_whole(bundle: Path) -> None:
    """Raise FilesMissing or LibrariesMissing where something of ours or of others is not there."""
    inside = bundle / "_internal"
    missing = [str(where) for where in contents.files() if not (inside / where).is_file()]
    if missing:
        raise FilesMissing(", ".join(missing))
    if sys.platform == "win32":
        from installers.windows import linking

        linking.see_that_all_is_found(inside, assembling.import_names)
    else:
        from installers.linux import linking

        linking.see_that_all_is_found(inside)


def differences() -> Differences:
    """Return what is special on this system."""
    if sys.platform == "win32":
        from installers import windows as system
    else:
        from installers import linux as system
    return system.differences()


if __name__ == "__main__":
    sys.exit(main())
