"""The import contracts hold, and they bite: a planted violation breaks each one named here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "immunization", "records", "local_db", "scanners", "sync", "desk", "central", "ui",
    "desktop_app",
)  # fmt: skip


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    begin = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", begin, "--no-logo", "--no-cache"],
        cwd=tree,
        # Windows starts no program without some of what is there.
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree's sources, to plant violations in."""
    tree = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", tree)
    for package in PACKAGES:
        for source in (ROOT / package).rglob("*.py"):
            target = tree / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return tree


def test_the_house_keeps_its_import_contracts() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("immunization/names.py", "import sqlalchemy"),
        ("records/chain.py", "import local_db"),
        ("scanners/__init__.py", "import sync"),
        ("sync/ports.py", "import local_db"),
        ("desk/__init__.py", "import PySide6"),
        ("ui/__init__.py", "import sqlalchemy"),
        ("desk/__init__.py", "import requests"),
        ("central/__init__.py", "import desk"),
    ],
)
def test_a_planted_violation_breaks_a_contract(planted: Path, module: str, line: str) -> None:
    path = planted / module
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        done = lint(planted)
    finally:
        path.write_text(before, encoding="utf-8")
    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout
