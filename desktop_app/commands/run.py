"""``bantiem run``: the desk with its windows; what the program does without a command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app import interpreter

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
    interpreter.start_soon()
    from desktop_app import folders, logs, settings
    from desktop_app.desk_program import DeskProgram
    from ui.kit import theme

    logs.start(folders.logs(options.data))
    app = theme.application(sys.argv[0])
    program = DeskProgram(app, options.data, settings.load(options.data))
    program.ready.connect(interpreter.run_evenly)
    watch(program)
    program.start()
    try:
        return app.exec()
    finally:
        program.stop()
