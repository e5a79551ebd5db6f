"""``bantiem trial``: the whole program against an empty profile, by itself, in under a minute.

For IT after an installation, and for the smoke test of a bundle: a centre in this process,
a desk that joins it, the real windows driven by keys, one code read from a picture, one
person received, screened and injected, everything sent, the centre's copy compared. People,
site and data are made up and lie in the given folder only.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from immunization.errors import KnownError
from immunization.text import Text

if TYPE_CHECKING:
    from desktop_app.demo.hands import Script
    from desktop_app.demo.nurse import Nurse
    from desktop_app.demo.story import Guest
    from desktop_app.desk_program import DeskProgram


class TrialFailed(KnownError):
    """The program did not do what it should; ``detail`` says where."""

    text = Text(
        vi="Chạy thử không đạt. Dữ liệu thật không bị đụng tới. Xin báo IT.",
        en="The trial failed. Real data was not touched. Tell IT.",
    )


class TrialFolderUnfit(KnownError):
    """``--out`` names a folder with something in it, or one that cannot be written."""

    text = Text(
        vi="Thư mục {folder} không trống, hoặc không ghi được. Chưa chạy thử. "
        "Xin chọn thư mục mới.",
        en="The folder {folder} is not empty, or cannot be written. Nothing was tried. "
        "Please name a new folder.",
    )


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    trial = parsers.add_parser("trial", help="try the whole program with made-up data")
    trial.add_argument("--out", type=Path, help="an empty folder; a temporary one without")
    trial.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Play a short day; print what was done as a line of JSON.

    Raises TrialFailed, TrialFolderUnfit.
    """
    folder = _empty(options.out) if options.out else Path(tempfile.mkdtemp(prefix="bantiem-trial-"))
    from central.server import Server
    from desktop_app.commands.centre import open_centre
    from desktop_app.demo import story
    from desktop_app.demo.compare import held_at_centre, held_at_desk
    from desktop_app.demo.site import DemoSite
    from desktop_app.rehearsal.people import people

    site = DemoSite(folder)
    register = list(people(50, story.SEED))
    site.prepare(register)
    guest = story.adults(register)[0]
    _print_card(folder / "codes", guest.card)
    with open_centre(site.centre) as centre:
        server = Server(centre)
        server.start()
        site.url = server.url
        try:
            device = site.enrol_desk(site.desks[0])
            _play(folder, guest)
        finally:
            server.stop()
    desk, (held, rows) = held_at_desk(site.desks[0], device), held_at_centre(site.centre, device)
    doses = sum(kind == "dose.given" for kind, _ in held.values())
    if desk != held or rows != len(held) or doses != 1:
        raise TrialFailed(f"desk {len(desk)}, centre {len(held)} in {rows} rows, doses {doses}")
    print(json.dumps({"trial": "passed", "entries": rows, "doses": doses}), flush=True)
    return 0


def _empty(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise TrialFolderUnfit(folder=folder)
        probe = folder / "probe"
        probe.mkdir()
        probe.rmdir()
    except OSError as error:
        raise TrialFolderUnfit(type(error).__name__, folder=folder) from error
    return folder


def _play(folder: Path, guest: Guest) -> None:
    from PySide6.QtCore import QTimer

    from desktop_app.demo.hands import Hands
    from desktop_app.demo.nurse import Nurse
    from desktop_app.desk_program import DeskProgram
    from desktop_app.settings import Settings
    from ui.kit import theme

    app = theme.application(sys.argv[0])
    settings = Settings(camera=str(folder / "codes"), real_time=False)
    program = DeskProgram(app, folder / "desk-1", settings)
    hands = Hands()
    nurse = Nurse(program, hands, lambda _row: None)
    stuck: list[str] = []
    hands.done.connect(app.quit)
    hands.stuck.connect(stuck.append)
    hands.stuck.connect(app.quit)
    program.ready.connect(lambda: program.camera.pause() if program.camera else None)
    program.start()
    QTimer.singleShot(0, hands, lambda: hands.play(_day(program, nurse, guest)))
    app.exec()
    program.stop()
    if stuck:
        raise TrialFailed(stuck[0])


def _day(program: DeskProgram, nurse: Nurse, guest: Guest) -> Script:
    from desktop_app.demo import story
    from scanners.payloads import gs1

    lot, expiry, doses = story.LOTS[0]
    label = gs1.label(story.PRODUCT, lot, expiry)
    yield from nurse.signs_in()
    yield from nurse.receives_lot(label, doses)
    yield from nurse.takes_vial(label)
    yield from nurse.receives([guest])
    yield from nurse.screens([guest])
    yield from nurse.injects([guest])
    yield lambda: program.line is not None and program.line.is_caught_up


def _print_card(folder: Path, text: str) -> None:
    from scanners import printing

    folder.mkdir(parents=True)
    (folder / "01.png").write_bytes(printing.png(text))
