"""Desk 2 of the demo: opens, lets the feed in, and tells what its day's list shows."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.demo.hands import Hands, Script
from desktop_app.demo.nurse import Nurse
from desktop_app.desk_program import DeskProgram
from desktop_app.settings import Settings
from immunization.names import fold
from ui.kit import theme


def main() -> int:
    """Show the day of the site as this desk knows it; exit 0 when it was shown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--expect", type=int, required=True, help="rows that the list should get")
    options = parser.parse_args()
    app = theme.application(sys.argv[0])
    program = DeskProgram(app, options.data, Settings(camera=""))
    hands = Hands(options.pictures)
    nurse = Nurse(program, hands, lambda _row: None)
    hands.done.connect(app.quit)
    hands.stuck.connect(lambda why: _fail(app, why))
    program.start()
    QTimer.singleShot(0, hands, lambda: hands.play(_look(program, nurse, options.expect)))
    code = app.exec()
    program.stop()
    return code


def _look(program: DeskProgram, nurse: Nurse, expected: int) -> Script:
    yield from nurse.signs_in()
    yield lambda: program.line is not None and program.line.is_caught_up
    yield from nurse.looks_around()
    workplace, desk = program.workplace, program.desk
    if workplace is None or desk is None:
        return
    table = workplace.pages.day_list.table
    yield lambda: len(table.rows()) >= expected
    shown = [
        {"number": row.number, "name": fold(row.name), "status": row.status, "dose": row.entry}
        for row in desk.day.rows()
    ]
    _tell({"rows": len(table.rows()), "list": shown})


def _fail(app: QApplication, why: str) -> None:
    _tell({"stuck": why})
    app.exit(1)


def _tell(message: dict[str, object]) -> None:
    print(json.dumps(message, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
