"""``bantiem parts``: name each part that the program stands on, having really loaded it.

IT asks it what a computer runs; the smoke test asks it of a frozen program, where a part may
be missing that nothing needs until a bad day (a migration, PostgreSQL, the key store).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import Final

from immunization.errors import KnownError
from immunization.text import Text


class PartMissing(KnownError):
    """A part does not load: the program was not installed whole, or something removed a file."""

    text = Text(
        vi="Thiếu thành phần {part} của chương trình. Dữ liệu còn nguyên. "
        "Xin nhờ IT cài lại chương trình.",
        en="The part {part} of the program is missing. The data is intact. "
        "Ask IT to install the program again.",
    )


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parts = parsers.add_parser("parts", help="name the parts that the program stands on")
    parts.add_argument("--json", action="store_true", help="print one object")
    parts.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load every part and print its name and version. Raises PartMissing for the first without."""
    found = {name: _loaded(name, load) for name, load in PARTS.items()}
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for name, version in found.items():
            print(f"{name:12} {version}")
    return 0


def _loaded(name: str, load: Callable[[], str]) -> str:
    try:
        return load()
    except Exception as error:
        # Whatever a broken installation raises: a file that is gone, a library that does not load.
        raise PartMissing(f"{type(error).__name__}: {error}", part=name) from error


def _python() -> str:
    kind = "frozen" if getattr(sys, "frozen", False) else "from source"
    return f"{sys.version.split()[0]} {kind}, UTF-8 mode {'on' if sys.flags.utf8_mode else 'off'}"


def _qt() -> str:
    from PySide6 import QtCore, QtGui, QtSvg, QtWidgets

    beside = ", ".join(one.__name__.partition(".")[2] for one in (QtGui, QtWidgets, QtSvg))
    return f"{QtCore.qVersion()} with {beside}"


def _sqlcipher() -> str:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    try:
        return str(connection.execute("PRAGMA cipher_version").fetchone()[0])
    finally:
        connection.close()


def _migrations() -> str:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from local_db import migrating, revisions

    config = Config()
    config.set_main_option("script_location", str(migrating.SCRIPTS).replace("%", "%%"))
    head = ScriptDirectory.from_config(config).get_current_head()
    if head != revisions.HEAD:
        raise LookupError(f"the scripts end at {head}, the program knows {revisions.HEAD}")
    return f"{head}, by {command.__name__}"


def _postgresql() -> str:
    from psycopg import pq
    from sqlalchemy.dialects.postgresql import psycopg

    return f"libpq {pq.version()} ({pq.__impl__}), {psycopg.dialect.driver}"


def _opencv() -> str:
    from scanners.vision import opencv

    return str(opencv().__version__)


def _first_reader() -> str:
    from scanners.engines import zxing

    return zxing.name()


def _second_reader() -> str:
    from scanners.engines.zbar import Zbar, ZbarUnfit

    try:
        return Zbar().name
    except ZbarUnfit:
        return "none, the first reader is enough"


def _zstandard() -> str:
    import zstandard

    packed = zstandard.ZstdCompressor().compress(b"parts")
    return f"{zstandard.__version__} ({zstandard.backend}, {len(packed)} bytes)"


def _cryptography() -> str:
    from cryptography.hazmat.backends.openssl.backend import backend

    return backend.openssl_version_text()


def _passwords() -> str:
    from argon2.low_level import Type, hash_secret_raw

    mark = hash_secret_raw(b"parts", b"eightbytes", 1, 8, 1, 16, Type.ID)
    return f"argon2id ({len(mark)} bytes)"


def _key_store() -> str:
    import keyring

    return type(keyring.get_keyring()).__module__


def _network() -> str:
    from pathlib import Path

    import certifi
    import requests

    size = Path(certifi.where()).stat().st_size
    return f"requests {requests.__version__}, {size} bytes of authorities"


def _server() -> str:
    import uvicorn
    from uvicorn.protocols.http import h11_impl

    return f"uvicorn {uvicorn.__version__} ({h11_impl.__name__.rpartition('.')[2]})"


def _paper() -> str:
    from importlib.metadata import version

    from desk.paper import pdf

    made = pdf("trial.typ", {"words": "Tiêm chủng, Ễ"})
    return f"typst {version('typst')}, a page of {len(made)} bytes"


PARTS: Final[dict[str, Callable[[], str]]] = {
    "Python": _python,
    "Qt": _qt,
    "SQLCipher": _sqlcipher,
    "migrations": _migrations,
    "PostgreSQL": _postgresql,
    "OpenCV": _opencv,
    "codes": _first_reader,
    "more codes": _second_reader,
    "zstandard": _zstandard,
    "OpenSSL": _cryptography,
    "passwords": _passwords,
    "key store": _key_store,
    "network": _network,
    "paper": _paper,
    "server": _server,
}
"""Each part and what loads it. To add one: a function that uses it a little, and a line here."""
