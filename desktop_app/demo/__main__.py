"""``python3 dev.py demo``: a nurse's day, end to end, on real input; exit 0 if nothing is lost."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import msgspec

from desktop_app.demo import story
from desktop_app.demo.compare import Line, held_at_centre, held_at_desk, table
from desktop_app.demo.processes import Ended, Program
from desktop_app.demo.site import DemoSite
from desktop_app.rehearsal.people import people


class Result(msgspec.Struct, frozen=True):
    """What the demo found. ``gui_hold_ms`` is the longest time desk 1's GUI thread was held."""

    agrees: bool
    seconds: float
    shown_as_saved: int
    lines: list[Line]
    doubled_at_centre: int
    lost: list[str]
    desk_2_list: int
    gui_hold_ms: float
    pictures: str


def main() -> int:
    """Play the day and compare."""
    options = _options()
    folder = options.out or Path(tempfile.mkdtemp(prefix="bantiem-demo-"))
    pictures = folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    say = _Teller(begun)
    site = DemoSite(folder)
    try:
        with ExitStack() as running:
            result = play(site, folder, None if options.no_pictures else pictures, say, running)
    except Ended as error:
        print(f"The demo stopped: {error}. What it left is in {folder}", file=sys.stderr)
        return 1
    finally:
        site.stop_centre()
    if options.json:
        print(msgspec.json.encode(result).decode(), flush=True)
    else:
        show(result)
    if _has_display() and not options.json:
        leave_open(site.desks[0])
    return 0 if result.agrees else 1


def play(
    site: DemoSite, folder: Path, pictures: Path | None, say: _Teller, running: ExitStack
) -> Result:
    """Play the whole day; see `desktop_app.demo.story`. Raises Ended.

    ``running`` ends what is still running when this stops.
    """
    start = running.enter_context
    register = list(people(story.CITIZENS, story.SEED))
    guests = story.day(register)
    films = (folder / "morning.avi", folder / "afternoon.avi")
    say(f"printing {len(guests) + 1} codes and filming them")
    filming = start(Program("desktop_app.demo.film", *films, log=folder / "film.log"))
    say(f"a centre, its register of {story.CITIZENS:,} citizens, two desks with one-time codes")
    site.prepare(register)
    site.start_centre()
    device_1, _ = [site.enrol_desk(folder) for folder in site.desks]
    say("the centre is stopped: from here on there is no network")
    site.stop_centre()
    filming.wait_for("filmed")
    words = [] if pictures is None else ["--pictures", pictures]
    desk = ("--data", site.desks[0], *words)
    say(f"desk 1: {story.MORNING} people by the camera, one code that is not ours")
    module = "desktop_app.demo.desk_one"
    log = folder / "desk-1-morning.log"
    morning = start(Program(module, "morning", *desk, "--film", films[0], "--stay", log=log))
    morning.wait_for("done")
    say("desk 1 is killed with SIGKILL, and started again")
    morning.kill()
    log = folder / "desk-1-afternoon.log"
    afternoon = start(Program(module, "afternoon", *desk, "--film", films[1], log=log))
    afternoon.wait_for("played")
    say("the centre is back: desk 1 sends what it wrote")
    site.start_centre()
    afternoon.wait_for("done")
    afternoon.wait()
    say("desk 2 opens, and fetches what desk 1 wrote")
    expected = str(len(guests))
    log = folder / "desk-2.log"
    shown = ("--data", site.desks[1], "--expect", expected, *words)
    second = start(Program("desktop_app.demo.desk_two", *shown, log=log))
    listed = second.wait_for("list")
    second.wait()
    site.stop_centre()
    return judge(site, device_1, [morning, afternoon], listed["list"], begun=say.begun, at=pictures)


def judge(
    site: DemoSite,
    device: str,
    parts: list[Program],
    listed: list[dict[str, str]],
    *,
    begun: float,
    at: Path | None,
) -> Result:
    """Compare what the nurse was shown with what is held where."""
    messages = [message for part in parts for message in part.messages]
    shown = {message["saved"] for message in messages if "saved" in message}
    desk_1 = held_at_desk(site.desks[0], device)
    desk_2 = held_at_desk(site.desks[1], device)
    centre, rows = held_at_centre(site.centre, device)
    lines = table(shown, desk_1, centre, desk_2)
    lost = sorted(id for id in shown if id not in desk_1 or id not in centre or id not in desk_2)
    doses = {row["dose"] for row in listed if row["dose"]}
    live = sum(1 for line in lines if line.kind == "dose.given" for _ in range(line.desk_1))
    live -= sum(line.desk_1 for line in lines if line.kind == "dose.voided")
    agrees = (
        all(line.agrees for line in lines)
        and not lost
        and rows == len(centre)
        and len(doses) == live
        and doses <= set(desk_1)
    )
    return Result(
        agrees=agrees,
        seconds=round(time.monotonic() - begun, 1),
        shown_as_saved=len(shown),
        lines=lines,
        doubled_at_centre=rows - len(centre),
        lost=lost,
        desk_2_list=len(listed),
        gui_hold_ms=max(message.get("gui_hold_ms", 0.0) for message in messages),
        pictures=str(at or ""),
    )


def show(result: Result) -> None:
    """Print the comparison for people."""
    head = f"{'kind':24}{'shown as saved':>16}{'desk 1':>9}{'centre':>9}{'desk 2':>9}"
    print(f"\n{head}\n{'-' * len(head)}")
    for line in result.lines:
        mark = "" if line.agrees else "   <- differs"
        print(
            f"{line.kind:24}{line.shown:>16}{line.desk_1:>9}{line.centre:>9}{line.desk_2:>9}{mark}"
        )
    print(
        f"\nshown as saved: {result.shown_as_saved}, lost: {len(result.lost)}, "
        f"doubled: {result.doubled_at_centre}; desk 2 lists {result.desk_2_list} people"
    )
    print("All agree." if result.agrees else "They do NOT agree.")
    print(f"{result.seconds} s; pictures of each step: {result.pictures}")


def leave_open(folder: Path) -> None:
    """Leave desk 1's window to whoever watches."""
    subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "desktop_app", "--data", str(folder)],
        start_new_session=True,
    )
    print(f"Desk 1 stays open; sign in as {story.LOGIN!r} with {story.PASSWORD!r}.")


class _Teller:
    """Says what happens, with the time since the start, on standard error."""

    def __init__(self, begun: float) -> None:
        self.begun = begun

    def __call__(self, what: str) -> None:
        print(f"{time.monotonic() - self.begun:5.1f} s  {what}", file=sys.stderr, flush=True)


def _has_display() -> bool:
    return os.environ.get("QT_QPA_PLATFORM") != "offscreen"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py demo")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--out", type=Path, help="folder for everything; a temporary one without")
    parser.add_argument("--no-pictures", action="store_true", help="take no screenshots")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
