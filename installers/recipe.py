"""The recipe of the bundle as a value, and PyInstaller's spec written from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from installers import contents, left_out

NAME: Final = "bantiem"

_OTHERS: Final = (
    # keyring finds its back ends by name; Secret Service on Linux, the Credential Manager on
    # Windows, whose door is win32ctypes.
    "keyring.backends.SecretService", "keyring.backends.Windows", "keyring.backends.chainer",
    "keyring.backends.fail", "keyring.backends.null",
    # The server's protocol and loop are chosen by name.
    "uvicorn.logging", "uvicorn.loops.auto", "uvicorn.loops.asyncio", "uvicorn.lifespan.on",
    "uvicorn.protocols.http.auto", "uvicorn.protocols.http.h11_impl",
    "uvicorn.protocols.websockets.auto", "anyio._backends._asyncio",
    # The database's dialects and drivers likewise.
    "sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql.psycopg", "psycopg_binary",
    "psycopg_binary.pq", "psycopg_binary._psycopg", "sqlcipher3.dbapi2", "sqlcipher3._sqlite3",
    # Migrations are read as files: what they import is not seen.
    "alembic", "alembic.command", "alembic.config", "alembic.context", "alembic.op",
    "alembic.ddl.sqlite", "alembic.runtime.migration", "logging.config",
    # Compiled parts that are imported from compiled parts.
    "argon2", "_argon2_cffi_bindings", "_cffi_backend", "zstandard", "zxingcpp", "cv2", "typst",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Differences:
    """Where one system's bundle differs from another's.

    ``binaries``       (source, folder in the bundle) of libraries that no import names.
    ``modules``        further modules to take in.
    ``left_out``       further modules to leave out.
    ``runtime_hooks``  scripts that run in the frozen program before anything else.
    ``windowed``       whether to build a twin without a console.
    """

    binaries: tuple[tuple[Path, str], ...] = ()
    modules: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    runtime_hooks: tuple[Path, ...] = ()
    windowed: bool = False


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that PyInstaller is told; ``own`` and ``others`` are names of modules."""

    root: Path
    start: Path
    own: tuple[str, ...]
    others: tuple[str, ...]
    left_out: tuple[str, ...]
    files: tuple[tuple[Path, str], ...]
    differences: Differences = field(default_factory=Differences)

    def spec(self) -> str:
        """Return the text of the spec file."""
        own = self.differences
        programs = [_PROGRAM.format(var="program", name=NAME, console=True)]
        if own.windowed:
            programs.append(_PROGRAM.format(var="twin", name=f"{NAME}w", console=False))
        return _SPEC.format(
            root=str(self.root),
            start=str(self.start),
            binaries=[(str(source), folder) for source, folder in own.binaries],
            files=[(str(source), folder) for source, folder in self.files],
            modules=sorted({*self.own, *self.others, *own.modules}),
            own=list(self.own),
            left_out=sorted({*self.left_out, *own.left_out}),
            hooks=[str(hook) for hook in own.runtime_hooks],
            programs="\n".join(programs),
            collected="program, twin" if own.windowed else "program",
            name=NAME,
        )


def recipe(differences: Differences, root: Path = contents.ROOT) -> Recipe:
    """Return the recipe for this tree on one system."""
    return Recipe(
        root=root,
        start=root / "desktop_app" / "__main__.py",
        own=tuple(contents.modules(root)),
        others=_OTHERS,
        left_out=tuple(left_out.MODULES),
        files=tuple((root / where, where.parent.as_posix()) for where in contents.files(root)),
        differences=differences,
    )


_PROGRAM: Final = """\
{var} = EXE(
    pyz,
    analysis.scripts,
    [("X utf8", None, "OPTION")],  # a piped standard output is not UTF-8 on Windows
    exclude_binaries=True,
    name={name!r},
    console={console!r},
    upx=False,
)
"""

_SPEC: Final = """\
# Written by installers/recipe.py; changes belong there.
import sys

sys.path.insert(0, {root!r})

from installers import assembling

analysis = Analysis(
    [{start!r}],
    pathex=[{root!r}],
    binaries={binaries!r},
    datas={files!r},
    hiddenimports={modules!r},
    excludes={left_out!r},
    runtime_hooks={hooks!r},
)
assembling.finish(analysis, {own!r}, workpath)
pyz = PYZ(analysis.pure)
{programs}
COLLECT({collected}, analysis.binaries, analysis.datas, name={name!r}, upx=False)
"""
