"""The real desk as a process of its own, looked on from within: what a benchmark asks of it.

It goes the way of ``bantiem --data DIR``: command line, log, settings, program. As soon as
somebody may sign in, the nurse of the ready desk does. Then the task is done, and one JSON
line says what was seen. Times are seconds of ``perf_counter``, which is the same for all
processes of a machine.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.desk_program import DeskProgram


def main() -> int:
    """Open the desk of a folder, do a task, print what was seen."""
    task, words = sys.argv[1], sys.argv[2:]
    from desktop_app import command_line
    from desktop_app.commands import run

    options = command_line.parser(words).parse_args(words)
    onlooker = Onlooker(task)
    return run.watched(options, onlooker.watch)


class Onlooker:
    """Looks on while a desk starts, signs the nurse in, and hands over to a task."""

    def __init__(self, task: str) -> None:
        self._task = task
        self.told: dict[str, float] = {}

    def watch(self, program: DeskProgram) -> None:
        """Look on from now."""
        program.shown.connect(lambda: self._shown(program))
        program.opened.connect(lambda: self._opened(program))
        program.ready.connect(lambda: self._ready(program))
        program.failed.connect(_give_up)

    def _shown(self, program: DeskProgram) -> None:
        from desktop_app.first_paint import FirstPaint

        if program.sign_in is not None:
            FirstPaint(program.sign_in, lambda: self._note("sign_in_shown"))

    def _opened(self, program: DeskProgram) -> None:
        from desktop_app.demo.story import LOGIN, PASSWORD

        self._note("opened")
        if program.sign_in is not None:
            program.sign_in.sign_in_asked.emit(LOGIN, PASSWORD)

    def _ready(self, program: DeskProgram) -> None:
        from desktop_app.first_paint import FirstPaint

        self._note("signed_in")
        if program.window is not None:
            FirstPaint(program.window, lambda: self._listens(program))

    def _listens(self, program: DeskProgram) -> None:
        """The window is painted; see that what is typed or scanned now would be taken."""
        assert program.window is not None  # noqa: S101 (it was just painted)
        field = program.window.top.scan.edit
        if not (field.isEnabled() and field.isVisible() and field.hasFocus()):
            _give_up("the scan field does not listen")
        self._note("scan_ready")
        from desktop_app.bench.desk_tasks import task_of

        task_of(self._task)(program, self.told)

    def _note(self, moment: str) -> None:
        self.told.setdefault(moment, time.perf_counter())


def _give_up(why: str) -> None:
    print(why, file=sys.stderr, flush=True)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
