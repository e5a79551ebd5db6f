"""Logs for IT: rotating files, every uncaught exception with its traceback, no personal data.

Known errors are shown to people and logged as one line. Bugs are logged whole. Messages
never hold names, numbers or bodies of entries: loggers are given counts, kinds, sequence
numbers and device ids.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_MAX_BYTES = 2_000_000
_KEPT = 5


def start(folder: Path) -> None:
    """Send the program's logs to ``folder`` and catch what nothing else caught."""
    handler = _handler(folder)
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s")
    )
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    # A statement's parameters are people: SQLAlchemy's own loggers stay silent.
    logging.getLogger("sqlalchemy").setLevel(logging.ERROR)
    if sys.stderr is not None:
        faulthandler.enable()
    sys.excepthook = _log_exception
    threading.excepthook = _log_thread_exception


def _handler(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(
            folder / "bantiem.log", maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8"
        )
    except OSError:
        # A folder that cannot be written is said by the database, with a sentence.
        return logging.StreamHandler()


def _log_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    logging.getLogger("bantiem").critical("uncaught", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)


def _log_thread_exception(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None:
        _log_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
