"""``bantiem run``: the desk with its windows; what the program does without a command."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.desk_program import DeskProgram


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = parsers.add_parser("run", help="open the desk (the default)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show the desk until its window is closed. Raises SettingsUnreadable."""
    return watched(options, lambda _program: None)


def watched(options: argparse.Namespace, watch: Callable[[DeskProgram], None]) -> int:
    """Do the same; ``watch`` is given the program before it starts (the benchmarks look on)."""
    # What is made while starting stays: looking through it for garbage costs a tenth of the start.
    gc.disable()
    from PySide6.QtWidgets import QApplication

    from desktop_app import folders, logs, settings
    from desktop_app.desk_program import DeskProgram

    logs.start(folders.logs(options.data))
    app = QApplication(sys.argv[:1])
    program = DeskProgram(app, options.data, settings.load(options.data))
    program.ready.connect(_collect_again)
    watch(program)
    program.start()
    try:
        return app.exec()
    finally:
        program.stop()


def _collect_again() -> None:
    """Look for garbage from now on, but not among what the start has made."""
    gc.freeze()
    gc.enable()
