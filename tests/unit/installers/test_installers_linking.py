"""A library that does not find what it needs is seen when the bundle is built."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installers.linux import linking

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("gcc"), reason="builds two small libraries"
)


@pytest.fixture
def libraries(tmp_path: Path) -> Path:
    """A folder with a library that needs another in it."""
    for name, source, needs in (("below", "int a(){return 1;}", []), ("above", "", ["-lbelow"])):
        subprocess.run(
            ["gcc", "-shared", "-x", "c", "-", "-x", "none", f"-L{tmp_path}", "-Wl,--no-as-needed",
             *needs, "-o", str(tmp_path / f"lib{name}.so")],
            input=source, text=True, check=True,
        )  # fmt: skip
    (tmp_path / "notes.txt").write_text("no library", "utf-8")
    return tmp_path


def test_a_library_that_finds_its_own_passes(libraries: Path) -> None:
    linking.see_that_all_is_found(libraries)


def test_a_library_whose_need_is_gone_stops_the_build(libraries: Path) -> None:
    (libraries / "libbelow.so").unlink()
    with pytest.raises(linking.LibrariesMissing, match=r"libabove\.so: \['libbelow\.so'\]"):
        linking.see_that_all_is_found(libraries)
