"""``bantiem``: the one program. Without a command it is the desk with its window."""

from __future__ import annotations

import argparse
import locale
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from immunization.errors import KnownError
from immunization.text import Language

_COMMANDS = ("run", "enrol", "sync", "journal", "centre")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 well, 1 a known error was said, 2 wrong words."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser().parse_args(words)
    try:
        code: int = options.run(options)
    except KnownError as error:
        print(error.sentence(options.language), file=sys.stderr)
        if error.detail:
            print(f"  {error.detail}", file=sys.stderr)
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    from desktop_app import folders

    parser = argparse.ArgumentParser(prog="bantiem", description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=folders.default_data(), metavar="DIR", help="the data folder"
    )
    parser.add_argument(
        "--language", choices=("vi", "en"), default=_system_language(), help="of what is said"
    )
    parsers = parser.add_subparsers(metavar="COMMAND", required=False)
    parser.set_defaults(run=_run_desk)
    for name in _COMMANDS:
        import_module(f"desktop_app.commands.{name}").add(parsers)
    return parser


def _run_desk(options: argparse.Namespace) -> int:
    from desktop_app.commands import run

    return run.run(options)


def _system_language() -> Language:
    return "en" if (locale.getlocale()[0] or "").startswith("en") else "vi"
