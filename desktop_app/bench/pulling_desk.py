"""A desk with its window open while a backlog of the feed comes in: how long is the GUI held."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.demo.hands import Hands, Script
from desktop_app.demo.nurse import Nurse, after
from desktop_app.desk_program import DeskProgram
from desktop_app.gui_hold import GuiHold
from desktop_app.settings import Settings

_IDLE = 2.0


def main() -> int:
    """Sign in, pull, tell the longest hold, and the longest of a quiet while after it."""
    folder, entries = Path(sys.argv[1]), int(sys.argv[2])
    app = QApplication(sys.argv[:1])
    program = DeskProgram(app, folder, Settings(camera=""))
    hands = Hands()
    hold = GuiHold()
    nurse = Nurse(program, hands, lambda _row: None)
    hands.done.connect(app.quit)
    hands.stuck.connect(lambda why: _fail(app, why))
    program.start()
    script = _pull(program, nurse, hold, entries)
    QTimer.singleShot(0, hands, lambda: hands.play(script))
    code = app.exec()
    program.stop()
    return code


def _pull(program: DeskProgram, nurse: Nurse, hold: GuiHold, entries: int) -> Script:
    yield from nurse.signs_in()
    hold.reset()
    yield lambda: _holds(program, entries)
    held = hold.longest_ms
    hold.reset()
    yield after(_IDLE)
    print(json.dumps({"held": round(held, 2), "idle": round(hold.longest_ms, 2)}), flush=True)


def _holds(program: DeskProgram, entries: int) -> bool:
    state = program.line.state if program.line is not None else None
    return state is not None and state.position >= entries


def _fail(app: QApplication, why: str) -> None:
    print(json.dumps({"stuck": why}), flush=True)
    app.exit(1)


if __name__ == "__main__":
    sys.exit(main())
