"""``python3 dev.py run``: the desk on a developer's data folder, with a centre beside it.

The first time it makes a centre, a site, a made-up register and a desk that has joined.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop_app.demo import story
from desktop_app.demo.site import DemoSite
from desktop_app.rehearsal.people import people

_PORT = 18_443


def main() -> int:
    """Open the desk; close it to end the centre too."""
    parser = argparse.ArgumentParser(prog="dev.py run")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--alone", action="store_true", help="without the centre: no network")
    options = parser.parse_args()
    site = DemoSite(options.folder, _PORT)
    is_new = not site.centre.exists()
    if is_new:
        print("Making a centre, a register and a desk; this takes some seconds.", file=sys.stderr)
        site.prepare(list(people(story.CITIZENS, story.SEED)))
    site.start_centre()
    if is_new:
        site.enrol_desk(site.desks[0])
    if options.alone:
        site.stop_centre()
    print(f"Sign in as {story.LOGIN!r} with {story.PASSWORD!r}.", file=sys.stderr)
    try:
        return run_desk(site.desks[0])
    finally:
        site.stop_centre()


def run_desk(folder: Path) -> int:
    """Run the program on a data folder until its window is closed."""
    from desktop_app.command_line import main as program

    return program(["--data", str(folder), "run"])


if __name__ == "__main__":
    sys.exit(main())
