"""Desk 1 of the demo: the real program, its camera a film, a nurse at its keys.

Prints a JSON line for each save that the nurse was shown, and one at the end of its part.
It runs as a process of its own, so that it can be killed like one.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app import interpreter
from desktop_app.demo import story
from desktop_app.demo.hands import Hands, Script
from desktop_app.demo.nurse import Nurse
from desktop_app.demo.story import Guest
from desktop_app.desk_program import DeskProgram
from desktop_app.gui_hold import GuiHold
from desktop_app.rehearsal.people import people
from desktop_app.settings import Settings
from scanners.payloads import gs1
from ui.kit import theme

if TYPE_CHECKING:
    from desk.standing import JustSaved


def main() -> int:
    """Play one part of the day; exit 0 when it was played to its end."""
    options = _options()
    guests = story.day(list(people(story.CITIZENS, story.SEED)))
    interpreter.start_soon()
    app = theme.application(sys.argv[0])
    settings = Settings(camera=str(options.film or ""), real_time=False)
    program = DeskProgram(app, options.data, settings)
    hands = Hands(options.pictures)
    hold = GuiHold()
    nurse = Nurse(program, hands, _tell_saved)
    hands.done.connect(lambda: _end(app, hold, stay=options.stay))
    hands.stuck.connect(lambda why: _fail(app, program, options.pictures, why))
    # The film waits until the nurse looks at the camera.
    program.ready.connect(lambda: program.camera.pause() if program.camera else None)
    program.ready.connect(interpreter.run_evenly)
    program.start()
    script = part(options.part, nurse, guests)
    QTimer.singleShot(0, hands, lambda: hands.play(script))
    code = app.exec()
    program.stop()
    return code


def part(name: str, nurse: Nurse, guests: list[Guest]) -> Script:
    """Return what happens to the guests of a part of the day."""
    yield from nurse.signs_in()
    if name == "morning":
        for lot, expiry, doses in story.LOTS:
            yield from nurse.receives_lot(gs1.label(story.PRODUCT, lot, expiry), doses)
        yield from nurse.takes_vial(_label(0))
        early = guests[: story.MORNING]
        yield from nurse.receives(early, foreign_after=story.FOREIGN_AT)
        yield from nurse.screens(early)
        yield from nurse.injects(early)
        yield from nurse.observes(early)
        yield from nurse.looks_around()
    else:
        yield from nurse.takes_vial(_label(1))
        late = guests[story.MORNING :]
        yield from nurse.receives(late)
        yield from nurse.screens(late)
        yield from nurse.injects(late)
        yield from nurse.observes(late)
        yield from nurse.looks_around()
        _tell({"played": name})
        yield from nurse.sends_everything()


def _label(number: int) -> str:
    lot, expiry, _ = story.LOTS[number]
    return gs1.label(story.PRODUCT, lot, expiry)


def _tell_saved(row: JustSaved) -> None:
    _tell({"saved": row.entry, "person": row.person, "what": row.what.vi})


def _tell(message: dict[str, object]) -> None:
    print(json.dumps(message, ensure_ascii=False), flush=True)


def _end(app: QApplication, hold: GuiHold, *, stay: bool) -> None:
    _tell({"done": True, "gui_hold_ms": round(hold.longest_ms, 1)})
    if not stay:
        app.quit()


def _fail(app: QApplication, program: DeskProgram, pictures: Path | None, why: str) -> None:
    window = program.window or program.sign_in
    if window is not None and pictures is not None:
        window.grab().save(str(pictures / "stuck.png"))
    _tell({"stuck": why})
    app.exit(1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=("morning", "afternoon"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--film", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--stay", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
