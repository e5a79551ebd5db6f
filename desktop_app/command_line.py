"""``bantiem``: the one program. Without a command it is the desk with its window."""

from __future__ import annotations

import argparse
import locale
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from immunization.errors import KnownError
from immunization.text import Language, Text

_OPTIONS = ("--data", "--language")
_COMMANDS = (
    "run", "enrol", "sync", "carry", "journal", "centre", "hub", "upstream", "backup", "parts",
    "trial", "trust", "badge",
)  # fmt: skip


class Stopped(KnownError):
    """Somebody pressed Ctrl+C."""

    text = Text(
        vi="Đã dừng. Những gì đã ghi vẫn còn; có thể chạy lại lệnh này.",
        en="Stopped. What was written is kept; the command can be run again.",
    )


class FolderBarred(KnownError):
    """The data folder may not be looked into, or no folder can have such a name."""

    text = Text(
        vi="Không vào được thư mục dữ liệu {folder}. Chưa làm gì. Xin xem lại tên và quyền của thư "
        "mục, hoặc đăng nhập bằng tài khoản vẫn dùng.",
        en="The data folder {folder} cannot be looked into. Nothing was done. Please check its "
        "name and rights, or sign in with the account that uses it.",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 well, 1 a known error was said, 2 wrong words."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = parser(words).parse_args(words)
    try:
        _see_into(options.data)
        code: int = options.run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KnownError as error:
        return _say(error, options.language)
    except KeyboardInterrupt:
        return _say(Stopped(), options.language)
    except BrokenPipeError:
        # Whoever read what is printed has enough (`journal show | head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return what reads these words; ``run`` of what it reads does the work.

    Only the commands that may be meant are imported: the desk itself starts with none.
    """
    from desktop_app import folders

    made = argparse.ArgumentParser(prog="bantiem", description=__doc__)
    made.add_argument(
        "--data",
        type=_folder,
        default=folders.default_data(),
        metavar="DIR",
        help="the data folder",
    )
    made.add_argument(
        "--language", choices=("vi", "en"), default=_system_language(), help="of what is said"
    )
    parsers = made.add_subparsers(metavar="COMMAND", required=False)
    made.set_defaults(run=_run_desk)
    for name in _needed(words):
        import_module(f"desktop_app.commands.{name}").add(parsers)
    return made


def _needed(words: Sequence[str]) -> Sequence[str]:
    """Return the command that is named; none for options alone, and all for whatever else."""
    rest = list(words)
    while rest and rest[0] in _OPTIONS:
        del rest[:2]
    if not rest:
        return ()
    return rest[:1] if rest[0] in _COMMANDS else _COMMANDS


def _folder(text: str) -> Path:
    """Return a data folder; an empty name (a variable that is not set) would be the present one."""
    if not text.strip():
        raise argparse.ArgumentTypeError("an empty name")
    return Path(text)


def _see_into(folder: Path) -> None:
    try:
        (folder / "bantiem.db").exists()
    except (OSError, ValueError) as error:
        raise FolderBarred(type(error).__name__, folder=folder) from error


def _say(error: KnownError, language: Language) -> int:
    sentence = error.sentence(language)
    if sys.stderr is None:
        _show(sentence)
        return 1
    print(sentence, file=sys.stderr)
    if error.detail:
        print(f"  {error.detail}", file=sys.stderr)
    return 1


def _show(sentence: str) -> None:
    """Say in a window why there is no desk: on Windows the program for people has no console."""
    from PySide6.QtWidgets import QApplication, QMessageBox

    from ui.kit import theme

    # Held until the end: a window without its application ends the process.
    app = QApplication.instance() or theme.application(sys.argv[0])
    box = QMessageBox(QMessageBox.Icon.Critical, "Bàn Tiêm", sentence)
    box.exec()
    del box, app  # in this order


def _run_desk(options: argparse.Namespace) -> int:
    from desktop_app.commands import run

    return run.run(options)


def _system_language() -> Language:
    return "en" if (locale.getlocale()[0] or "").startswith("en") else "vi"
