"""What a benchmark lets an open desk do; each task ends by telling what was seen."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from desktop_app.desk_program import DeskProgram

Told = dict[str, float]
Task = Callable[["DeskProgram", Told], None]

_WARM_MS: Final = 8_000
_LOOK_MS: Final = 100


def end(program: DeskProgram, told: Told) -> None:
    """Print what was seen as one JSON line, and quit."""
    del program
    print(json.dumps(told), flush=True)
    QApplication.quit()


def memory(program: DeskProgram, told: Told) -> None:
    """Let the camera run for a while, then tell how much memory is resident (bytes)."""

    def look() -> None:
        import psutil

        told["rss"] = psutil.Process(os.getpid()).memory_info().rss
        end(program, told)

    QTimer.singleShot(_WARM_MS, program, look)


def pull(program: DeskProgram, told: Told) -> None:
    """Let the desk fetch what the centre has, and tell how long its window was held meanwhile."""
    from desktop_app.gui_hold import GuiHold

    hold = GuiHold(program)
    look = QTimer(program, interval=_LOOK_MS)

    def see() -> None:
        state = program.line.state if program.line else None
        if state is not None and state.last_sync_at is not None:
            look.stop()
            told["hold"], told["position"] = hold.longest_ms, state.position
            end(program, told)

    look.timeout.connect(see)
    look.start()


def task_of(name: str) -> Task:
    """Return a task by its name."""
    if name == "card":
        from desktop_app.bench.card_task import card

        return card
    if name == "path":
        from desktop_app.bench.path_task import path

        return path
    return {"startup": end, "memory": memory, "pull": pull}[name]
